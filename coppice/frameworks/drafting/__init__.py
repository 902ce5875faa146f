"""Writing the next edition: the document and its places, what the reader says of a change, and a form for each part."""
