"""What it said before: texts that are saved as one writes, and every earlier version of them. Floor 4.

Words: a *text* is one named piece of writing of an item (a section's description); a *revision* is what all texts of
an item said at one moment, numbered, never changed afterwards; a *snapshot* is a revision somebody gave a name; a
*fingerprint* tells two texts apart.
"""
