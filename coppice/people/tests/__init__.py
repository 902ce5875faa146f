"""Tests of people, through the front door."""
