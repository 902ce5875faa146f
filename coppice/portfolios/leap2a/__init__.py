"""Leap2A: portfolios as Mahara, PebblePad and others write them, in and out.

`package` finds the feed and its files, `parsing` makes a tree of it, `feed` reads the tree into plain items, `sheet`
shows them for a decision each, `settling` makes entries and drafts of them; `writing` goes the other way.
"""
