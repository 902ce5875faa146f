"""Pages about who can see an item."""
