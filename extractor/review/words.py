"""The words of a page where a person sees them, and the text that stands in a rectangle."""

from __future__ import annotations

from typing import Any

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Page, Word

SAME_LINE = 0.5
"""Share of a word's height by which two words overlap that stand on one line."""


def of_page(page: Page) -> list[dict[str, Any]]:
    """Return every word with its place on the page as a person sees it, in the order of reading."""
    return [
        {
            "text": word.text,
            "bbox": [round(edge, 1) for edge in box.as_tuple()],
            "confidence": round(word.confidence, 3),
        }
        for word, box in _ordered([(word, page.as_seen(word.box)) for word in page.words])
    ]


def within(page: Page, rectangle: Box) -> tuple[str, Box | None]:
    """Return the text whose words have their middle in a rectangle, with the box around them."""
    found = [(word, page.as_seen(word.box)) for word in page.words]
    found = [(word, box) for word, box in found if rectangle.holds_middle_of(box)]
    if not found:
        return "", None
    return join_texts([word.text for word, _ in _ordered(found)]), hull(box for _, box in found)


def _ordered(found: list[tuple[Word, Box]]) -> list[tuple[Word, Box]]:
    """Order words by lines, and within a line from left to right."""
    lines: list[list[tuple[Word, Box]]] = []
    for entry in sorted(found, key=lambda pair: pair[1].y_mid):
        last = lines[-1][-1][1] if lines else None
        if last is not None and last.y_overlap(entry[1]) > SAME_LINE * min(last.height, entry[1].height):
            lines[-1].append(entry)
        else:
            lines.append([entry])
    return [entry for line in lines for entry in sorted(line, key=lambda pair: pair[1].x0)]
