"""Commands for portfolios."""
