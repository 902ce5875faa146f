"""Pages about people, one module for each resource."""
