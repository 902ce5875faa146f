"""Evidence as it happens: a member's private journal. Floor 6."""
