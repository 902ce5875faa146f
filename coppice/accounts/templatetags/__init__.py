"""What the account pages say in words."""
