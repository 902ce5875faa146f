"""Portfolios as documents: out as PDF, site, e-book, word processor's file and archive; in from the last two.

Nothing here knows the database. Exports read a `Dossier`, imports produce one (or a proposal for one), so each way
can be tested and measured by itself. Modules that hand over to another program (typst, pandoc) do so in a child process
with a time limit and a memory limit.
"""
