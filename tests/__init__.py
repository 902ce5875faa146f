"""Tests of what crosses apps: floors, tooling, privacy, promises, journeys."""
