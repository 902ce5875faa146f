"""Frameworks: reading, refusing, rules, publishing, pages."""
