"""Labels written downward in a cell beside their value, one character a line: `购 买 方 信 息` on a VAT invoice."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.datatypes.layout import Cell
from extractor.stages.extract.labelled import Labelled, Place
from extractor.stages.extract.surroundings import WHOLE, Surroundings
from extractor.values import labels
from extractor.values.labelhits import is_cjk

_FEWEST = 2
"""Characters of a word that is written downward."""


def stacked(page: Surroundings) -> Iterator[Labelled]:
    """Yield the labels of a page that are written downward, with the cell to their right."""
    for cell in page.layout.cells:
        text = _downward(page, cell)
        meanings = labels.match(text) if len(text) >= _FEWEST else ()
        right = page.right_of(cell)
        if not meanings or meanings[0].rest or meanings[0].score < WHOLE or right is None or not right.segments:
            continue
        first = page.layout.segments[cell.segments[0]]
        if page.is_taken(page.layout.segments[right.segments[0]].box):
            continue
        gap = max(0.0, right.box.x0 - cell.box.x1) / max(1.0, first.box.height)
        place = Place("cell_right", page.cell_lines(right.segments), gap)
        yield Labelled(meanings, first.page, first.box, (place,), tuple(cell.segments))


def _downward(page: Surroundings, cell: Cell) -> str:
    """Return the word of a cell that holds one character a line, empty where it holds anything else.

    Ink is read in whole words, downward too: a box higher than wide.
    """
    segments = [page.layout.segments[index] for index in cell.segments]
    texts = [segment.text.strip() for segment in segments]
    single = all(
        all(map(is_cjk, text)) and (len(text) == 1 or segment.box.height > segment.box.width)  # an engine joins some
        for text, segment in zip(texts, segments, strict=True)
    )
    return "".join(texts) if single and len({segment.line for segment in segments}) == len(segments) else ""
