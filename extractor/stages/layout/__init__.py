"""Layout: words and ruling lines of a page become lines, segments, blocks and cells.

Only places and heights of words are looked at, never how they were read, so that scans and digital pages take one road.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.datatypes.layout import Layout, Segment
from extractor.datatypes.page import Page
from extractor.stages.layout.blocks import stack
from extractor.stages.layout.cells import CellIndex, find_cells
from extractor.stages.layout.lines import group_lines, line_height, page_slope
from extractor.stages.layout.segments import cut_line, parts_columns, widest_gap
from extractor.stages.layout.slips import mended
from extractor.stages.layout.strokes import without_letters


def arrange(page: Page) -> Layout:
    """Put the words of a page in order. A page without words gives a layout without segments."""
    page = without_letters(page)
    cells = find_cells(page.rules, page.width, page.height)
    index = CellIndex(cells)
    uprights = sorted((rule.box for rule in page.rules if parts_columns(rule, page.height)), key=lambda box: box.x0)
    slope = page_slope(page.words)
    segments: list[Segment] = []
    lines: list[tuple[int, ...]] = []
    grouped = [mended(line) for line in group_lines(page.words, slope)]
    height = line_height(grouped)
    wide = widest_gap(grouped, height)
    for number, words in enumerate(grouped):
        pieces = cut_line(words, index, uprights, height, wide)
        lines.append(tuple(range(len(segments), len(segments) + len(pieces))))
        segments.extend(Segment(tuple(piece), page.number, number, cell) for piece, cell in pieces)
    inside: list[list[int]] = [[] for _ in cells]
    for place, segment in enumerate(segments):
        if segment.cell is not None:
            inside[segment.cell].append(place)
    filled = tuple(replace(cell, segments=tuple(found)) for cell, found in zip(cells, inside, strict=True))
    return Layout(page, tuple(segments), tuple(lines), stack(segments, page.rules, height), filled, slope, height)
