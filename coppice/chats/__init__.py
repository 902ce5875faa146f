"""A chat hour: questions on time, answers as they come, and a transcript."""
