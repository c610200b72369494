"""A deck as slides with native charts."""
