"""What is new, as Atom: the public part for anybody, and for a member what they may see, by their own address. Floor 9.

A feed goes through the one rule like any page: the public ones as nobody sees it, a member's own as that member does.
"""
