"""Pages of notices and of mail about them."""
