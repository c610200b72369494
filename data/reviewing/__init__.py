"""A document that was read, reviewed by a person and made one import: what it is, what was decided, what keeps it."""
