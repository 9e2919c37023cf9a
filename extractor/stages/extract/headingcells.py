"""Rows of ruled cells that hold labels over their values, as the boxes of a form do."""

from __future__ import annotations

import itertools

from extractor.datatypes.layout import Cell
from extractor.stages.extract.surroundings import WHOLE, Surroundings
from extractor.values import labels


def heading_cells(page: Surroundings) -> frozenset[int]:
    """Return the ruled cells of rows that hold labels side by side, their values in the row below: what stands to the
    right of such a label is the next label, known or not.
    """
    found: set[int] = set()
    for row in page.by_row.values():
        cells = sorted(row, key=lambda index: page.layout.cells[index].column)
        labelled = [_holds_label_over_value(page, page.layout.cells[index]) for index in cells]
        if any(min(pair) > 0.0 and max(pair) == 1.0 for pair in itertools.pairwise(labelled)):
            found.update(cells)
    return frozenset(found)


def _holds_label_over_value(page: Surroundings, cell: Cell) -> float:
    """Return 1 where a cell holds a label over its value, less where the label is as weak as `Ref. No.`, else 0."""
    if not cell.segments:
        return 0.0
    first = cell.segments[0]
    whole = labels.best(page.layout.segments[first].text) if len(cell.segments) == 1 else None
    wrapped = set(cell.segments) <= page.parts_of_labels
    if not wrapped and (whole is None or whole.rest or whole.score < WHOLE):
        return 0.0
    below = page.below_cell(cell)
    under = below.segments[0] if below is not None and below.segments else page.below_shade(first)
    if under is None or page.is_label(page.layout.segments[under]):
        return 0.0
    return 0.5 if not wrapped and whole is not None and whole.weak else 1.0
