"""What of mine can whom see, what is held about me, and how do I take it away? Floor 8: it may ask every kind.

Words: *circle* (everybody who can see the same things of mine), *looking as* (seeing one’s own page as another would).
"""
