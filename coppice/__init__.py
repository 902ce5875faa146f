"""Coppice: a community of practice for learning technologists, and the portfolio of each member."""
