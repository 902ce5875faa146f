"""Reading over what somebody wrote, as a kind reader from another field would. It happens here and goes nowhere.

The rules are plain and can be explained; each can be switched off, each hint put aside, and nothing waits for either.
"""
