"""A question with choices, asked of a group or of all members."""
