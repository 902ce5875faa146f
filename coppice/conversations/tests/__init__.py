"""Tests of talk."""
