"""Files that leave: a View in, bytes out."""
