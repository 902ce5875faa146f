"""What people say about it: comments in the margin, anchored to passages. Floor 5."""
