"""The pages of portfolios and their sections."""
