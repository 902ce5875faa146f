"""Pages about how a group is tended."""
