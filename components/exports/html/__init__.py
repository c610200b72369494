"""A deck as one HTML file."""
