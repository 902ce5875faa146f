"""Pages and endpoints of texts and their revisions."""
