"""What happened: one log of who did what to which item, written in the transaction that did it. Floor 4.

Everything told to anybody (notices, home, digests, suggestions) is read from this log by cursor, so that a crash
between doing and telling loses nothing.
"""
