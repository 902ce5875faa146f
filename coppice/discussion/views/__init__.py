"""What one may ask about comments, and do with them."""
