"""Tests of going out."""
