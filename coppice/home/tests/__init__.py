"""Tests of the pages that compose the house."""
