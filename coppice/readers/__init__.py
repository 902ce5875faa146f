"""Asking somebody to read: a member or anybody with an e-mail address, for one item, until a day. Floor 5.

The right to see is a Grant of `audience`; a Reader row adds what was said when asking, and that the mail went out.
"""
