"""What several kinds of file share: the measure of text, pages of tables, axes, source lines."""
