"""Documents become candidates: figures that are read, shown with their place, and believed by nobody yet."""
