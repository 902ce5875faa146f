"""Topics and the posts in them."""
