"""Sheets: a source cut into its pages, without opening any of them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.datatypes.page import Sheet, Source


def cut(source: Source) -> Iterator[Sheet]:
    """Yield the pages of a source in order; each is a reference that another process can read."""
    for number in range(1, source.page_count + 1):
        yield Sheet(source, number)
