"""Who is this? Person, the addresses that are theirs, and sessions (with allauth). Floor 1."""
