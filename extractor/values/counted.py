"""A number with its noun."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 file, 2 files; `many` where the plural is not made with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
