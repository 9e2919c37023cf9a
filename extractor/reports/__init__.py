"""One report a file: a query, a table, a plot."""
