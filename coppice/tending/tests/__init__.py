"""Tests of how groups are tended."""
