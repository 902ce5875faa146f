"""Atom feeds, public and by a private address."""
