"""What hangs on an item: files, kept as copies with a checksum, looked at before they are believed. Floor 4."""
