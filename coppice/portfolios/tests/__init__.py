"""Portfolios: sections, coverage, gaps."""
