"""Print to value: one kind of value a file; None means that the text is not such a value."""
