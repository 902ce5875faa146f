"""Entries from elsewhere: a blog's export and a list in a table become private drafts in the journal.

`wordpress` and `lists` read a file into `Row`s without knowing the database; `sheet` shows them for a decision each,
and `settling` makes the entries, each with its origin, so that the same brought again is known and not copied.
"""
