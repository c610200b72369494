"""A deck as a Word annex."""
