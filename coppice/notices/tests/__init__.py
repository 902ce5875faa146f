"""Tests of notices and of mail about them."""
