"""Evidence as it happens: a member's private journal. Floor 6.

Words: an *entry* says what happened, so what and now what; it is *captured* in ten seconds and *to be finished* until
its author says that it is told. *Impact* is who changed what; a *permission* is whether a person in the evidence agreed
to be in it; a *code* is the part of a framework that an entry speaks to (`framework:code`, as in "cmalt:1a").

Two ways in for upper floors, so that the journal knows none of them: `journal.speaking_to` (which codes can be chosen)
and `journal.uses` (where an entry is used).
"""
