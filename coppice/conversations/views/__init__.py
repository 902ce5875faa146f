"""What people see of talk, and what they do there."""
