"""What one did in the community, proposed as an entry of the journal."""
