"""Words that indicators look for, by list."""

from __future__ import annotations

from functools import cache

from extractor.gazetteer.table import rows


@cache
def watch_words(name: str) -> tuple[str, ...]:
    """Return the words of one list of `watch_words.csv`: military, denial, forwarder, trader, cover, part, mixed."""
    return tuple(row["text"] for row in rows("watch_words") if row["list"] == name)
