"""Reading frameworks, and writing their next edition."""
