"""A question with choices, asked of a group or of all members: with names, hidden until it closes, or without names.

A ballot without a name lies in a box with all the others: nothing in the database ties it to a person, not even the
order in which people voted, and no later change can undo that. Floor 8.
"""
