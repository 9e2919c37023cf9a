"""A goods table as it was read: columns, and rows of cells."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.datatypes.geometry import Box
from extractor.stages.extract.columns import Column
from extractor.stages.extract.plane import Piece, text_of
from extractor.stages.extract.rowkinds import RowKind

NAMES = frozenset({"description", "name_en", "name_zh", "grade", "part_number"})
TAXES = frozenset({"tax_rate", "tax_amount"})


@dataclass(frozen=True)
class Row:
    """A row of a table: for each column the pieces that stand in it, as one reads them."""

    kind: RowKind
    cells: tuple[tuple[Piece, ...], ...]
    page: int
    label: str = ""
    """What the words of a row that is not goods say."""
    clear: bool = True
    """Whether rulings or white space show where it begins and ends."""
    notes: tuple[Piece, ...] = ()
    """What stands below the cells and speaks of the same goods: `HS code: 8505.11` in a ruled row of its own."""

    def text(self, column: int) -> str:
        """The text of one cell."""
        return text_of(self.cells[column])

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces of the row."""
        return (*(piece for cell in self.cells for piece in cell), *self.notes)


@dataclass(frozen=True)
class Table:
    """A goods table on one page, or the part of one that stands on this page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: int
    box: Box
    heading_score: float
    """Mean label score of the headings; 0 where the columns were taken over or guessed from content."""
    head_box: Box | None = None
    """Where the heading stands on the page, None where there is none."""
    keyed: bool = False
    """True for goods that were labels with values and no table."""

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows of goods."""
        return tuple(row for row in self.rows if row.kind is RowKind.ITEM)

    @property
    def of_taxes(self) -> bool:
        """Whether it lists taxes by customs code: goods that other lines name, once more."""
        fields = {column.head.field for column in self.columns if column.head is not None}
        return "hs_code" in fields and bool(fields & TAXES) and not fields & NAMES
