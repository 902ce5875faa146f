"""Plumbing that every floor may use: resources, ids, pages of a list, refusals, rich text. Floor 0; owns nothing."""
