"""What one did in the community, proposed as an entry of the journal. Only its person ever sees a proposal.

`sources/` says for each part of the house which happenings count and how the facts of one read; `finding.py` gathers
them and leaves out what is in the journal already or was put aside; `models.py` makes an entry of one, and asks others
whether they may be quoted. Floor 9.
"""
