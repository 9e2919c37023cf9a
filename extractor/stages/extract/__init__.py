"""From a document to its record: finders give candidates, a judge weighs them."""
