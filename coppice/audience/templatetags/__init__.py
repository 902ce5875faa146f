"""Template tags of audience."""
