"""Tests of the rule of privacy."""
