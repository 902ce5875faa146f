"""Tests of reading over."""
