"""Lines that fax machines print at the top of the pages they send: they belong to no paper."""

from __future__ import annotations

import re

from extractor.datatypes.layout import Layout

_EDGE = 0.05
"""Share of the page's height from the top in which a fax machine prints its line."""
_PAGE = re.compile(r"(?<![^\W\d])P\.?\s?\d{1,3}\s?/\s?\d{1,3}\b|\bPAGE\s?\d|\b\d{1,2}:\d{2}(?!\d)", re.IGNORECASE)
_NAMES = re.compile(r"(?<![^\W\d])(?:FAX\b|FR[O0]M\s?:|T[O0]\s?:)", re.IGNORECASE)
"""The page or time, and the ends of the call, that such a line gives: small print, in which words are read as one."""


def fax_lines(layout: Layout) -> frozenset[int]:
    """Return the lines that a fax machine printed at the page's edge: `FROM: EXPORT DEPT  2025-05-28 10:14  P.01/01`."""
    edge = _EDGE * layout.page.height
    lines = [line for line in range(len(layout.lines)) if layout.segments[layout.lines[line][0]].box.bottom < edge]
    texts = {line: " ".join(layout.segments[i].text for i in layout.lines[line]) for line in lines}
    return frozenset(line for line, text in texts.items() if _PAGE.search(text) and _NAMES.search(text))
