"""What the ruled cells of a page tell: their rows, the cells beside and below one, and the lines within."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.datatypes.layout import Cell, Layout
from extractor.datatypes.page import Word

_STAMPED = 2.2
"""How much higher than a value's first word the print is that a stamp left beside it."""


class RuledCells:
    """The ruled cells of one page."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.by_row: dict[tuple[int, int], list[int]] = {}
        """The cells that begin in a row, by their grid and its number."""
        for index, cell in enumerate(layout.cells):
            self.by_row.setdefault((cell.grid, cell.row), []).append(index)

    def cell_lines(self, members: Sequence[int]) -> tuple[tuple[Word, ...], ...]:
        """Return the words of segments line by line."""
        lines: dict[int, list[Word]] = {}
        for index in members:
            segment = self.layout.segments[index]
            before = lines.get(segment.line)
            if before is not None and segment.box.height > _STAMPED * before[0].box.height:
                continue  # a stamp's print over the value's line
            lines.setdefault(segment.line, []).extend(segment.words)
        return tuple(tuple(words) for _, words in sorted(lines.items()))

    def right_of(self, cell: Cell) -> Cell | None:
        """Return the next cell of the row."""
        row = [self.layout.cells[i] for i in self.by_row.get((cell.grid, cell.row), ())]
        later = [other for other in row if other.column >= cell.column + cell.column_span]
        return min(later, key=lambda other: other.column, default=None)

    def along(self, label: Cell, right: Cell) -> tuple[int, ...]:
        """Return the segments of the cells to the right of a label that spans several rows: one line of its value in each."""
        rows = range(label.row + right.row_span, label.row + label.row_span)
        cells = [self.layout.cells[i] for row in rows for i in self.by_row.get((label.grid, row), ())]
        same = [cell for cell in cells if cell.column == right.column and cell.column_span == right.column_span]
        return (*right.segments, *(index for cell in same for index in cell.segments))

    def below_cell(self, cell: Cell) -> Cell | None:
        """Return the cell below, that which shares most of the column; one that begins left of it is another label's."""
        row = [self.layout.cells[i] for i in self.by_row.get((cell.grid, cell.row + cell.row_span), ())]
        row = [other for other in row if other.column >= cell.column]
        under = [other for other in row if other.box.x_overlap(cell.box) > 0.5 * min(other.box.width, cell.box.width)]
        return max(under, key=lambda other: other.box.x_overlap(cell.box), default=None)
