"""Layout: words and ruling lines of a page become lines, segments, blocks and cells.

Only places and heights of words are looked at, never how they were read, so that scans and digital pages take one road.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from extractor.datatypes.layout import Layout, Segment
from extractor.datatypes.page import Page, PageState
from extractor.stages.layout.blocks import stack
from extractor.stages.layout.cells import CellIndex, find_cells
from extractor.stages.layout.lines import group_lines, line_height, page_slope
from extractor.stages.layout.segments import cut_line, parts_columns

STROKE = 1.4
"""Heights of print below which an upright or level line is part of a letter."""


def arrange(page: Page) -> Layout:
    """Put the words of a page in order. A page without words gives a layout without segments."""
    page = _without_strokes(page)
    cells = find_cells(page.rules, page.width, page.height)
    index = CellIndex(cells)
    uprights = sorted((rule.box for rule in page.rules if parts_columns(rule, page.height)), key=lambda box: box.x0)
    slope = page_slope(page.words)
    segments: list[Segment] = []
    lines: list[tuple[int, ...]] = []
    grouped = group_lines(page.words, slope)
    height = line_height(grouped)
    for number, words in enumerate(grouped):
        pieces = cut_line(words, index, uprights, height)
        lines.append(tuple(range(len(segments), len(segments) + len(pieces))))
        segments.extend(Segment(tuple(piece), page.number, number, cell) for piece, cell in pieces)
    inside: list[list[int]] = [[] for _ in cells]
    for place, segment in enumerate(segments):
        if segment.cell is not None:
            inside[segment.cell].append(place)
    filled = tuple(replace(cell, segments=tuple(found)) for cell, found in zip(cells, inside, strict=True))
    return Layout(page, tuple(segments), tuple(lines), stack(segments, page.rules, height), filled, slope, height)


def _without_strokes(page: Page) -> Page:
    """Return the page without the rules seen in ink that are no longer than print is high: strokes of letters.

    How long a rule must be is told to the eye in inches, and a picture from a screen or a chat says nothing true of them.
    """
    if page.state is PageState.TEXT or not page.words:
        return page
    least = STROKE * median(word.box.height for word in page.words)
    return replace(page, rules=tuple(rule for rule in page.rules if max(rule.box.width, rule.box.height) >= least))
