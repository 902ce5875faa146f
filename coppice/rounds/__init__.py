"""A group looks at its work together: each answers for themselves, and all see only what at least five say.

Nobody sees who answers. While a round is open nothing of it is shown; when it is closed, the middle of the answers is
worked out and the answers themselves are gone. Floor 7; knows no portfolio.
"""
