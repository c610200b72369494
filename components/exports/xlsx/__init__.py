"""A deck as a workbook."""
