"""One home for each outside program or library."""
