"""Finding anything one can see by words in it."""
