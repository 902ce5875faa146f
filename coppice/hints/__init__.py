"""Reading over what somebody wrote, as a kind reader from another field would. It happens here, and no word goes out.

The rules are plain and can be explained; each can be switched off, each hint put aside, and nothing waits for either.
Whether links open is asked out in the world, and only for those who allow it.
"""
