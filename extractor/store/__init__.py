"""The tracking store: migrations, the write path, the read path; the only home of sqlite-utils."""
