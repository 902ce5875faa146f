"""Tests of entries from elsewhere."""
