"""Can everything be brought back? Making backups online, checking, restoring, rotating them. Owns nothing. Floor 10."""
