"""Portfolios as documents: written out as PDF, site and archive; read in from an archive or a word processor's file.

Nothing here knows the database. Exports read a `Dossier`, imports produce one (or a proposal for one), so each way
can be tested and measured by itself. Modules that hand over to another program (typst, pandoc) do so in a child process
with a time limit and a memory limit.
"""
