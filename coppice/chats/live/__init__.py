"""The live process: one line kept open for each page that shows a chat, all fed by one reader of the database.

`asking` speaks to the database, in one thread; `rooms` keeps what was lately said and who listens; `poller` looks for
what is new a few times a second, whatever the number of listeners; `application` is what a server runs (ASGI).
Nothing is held only here: whoever comes again says which number they have, and reads on from there.
"""
