"""Frameworks of professional recognition, as versioned data. Floor 6."""
