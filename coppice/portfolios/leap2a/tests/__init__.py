"""Tests of Leap2A, and the feeds they are made with."""
