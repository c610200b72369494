"""A bureau's own results: which are wanted, what was entered, what is doubted, what they change, and their import."""
