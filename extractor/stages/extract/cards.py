"""Goods on forms: ruled boxes that hold a label and, on the lines below it, its value. One table row for each item.

`14. Description of the items` over the goods' name, `18. Quantity` over a number: each box is a cell of its own, and
the next box with a description begins the next item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.datatypes.geometry import hull
from extractor.stages.extract.columns import Column
from extractor.stages.extract.figures import figures_of
from extractor.stages.extract.headings import CORE, FIGURES
from extractor.stages.extract.headwords import HeadColumn, column_label
from extractor.stages.extract.plane import Piece, Plane, in_order, text_of
from extractor.stages.extract.rowkinds import TOTAL, RowKind
from extractor.stages.extract.table import Row, Table

FIELDS = CORE | {"unit", "composition", "country_of_origin", "control_code"}
FEWEST_FIGURES = 2
"""Figures that an item has at least: a box of a header may be called `Quantity`, too."""
LABEL_LINES = 3


@dataclass(frozen=True)
class _Box:
    """A label with the value below it."""

    head: HeadColumn
    value: tuple[Piece, ...]

    @property
    def field(self) -> str:
        return self.head.field or ""


def find_cards(plane: Plane) -> Table | None:
    """Return the goods that boxes of a form describe, or None where there are none."""
    items: list[dict[str, _Box]] = []
    for box in _boxes(plane):
        if box.field == "description":
            items.append({})
        if items:
            items[-1].setdefault(box.field, box)
    whole = [item for item in items if len(FIGURES & set(item)) >= FEWEST_FIGURES]
    if not whole:
        return None
    fields = sorted({field for item in whole for field in item})
    heads = {field: next(item[field].head for item in whole if field in item) for field in fields}
    columns = tuple(Column(heads[field].box.x0, heads[field].box.x1, heads[field], field) for field in fields)
    number = plane.layout.number
    rows = tuple(
        Row(RowKind.ITEM, tuple(item[field].value if field in item else () for field in fields), number)
        for item in whole
    )
    region = hull(piece.box for row in rows for piece in row.pieces)
    score = sum(head.score for head in heads.values()) / len(heads)
    return Table(columns, rows, number, region, score, keyed=True)


def _boxes(plane: Plane) -> list[_Box]:
    """Return the boxes of goods on a page as one reads them."""
    cells: dict[int, list[Piece]] = defaultdict(list)
    for line in plane.lines:
        for piece in (piece for segment in line for piece in segment if piece.cell is not None):
            cells[piece.cell if piece.cell is not None else -1].append(piece)
    found = [box for pieces in cells.values() if (box := _box([*in_order(pieces)])) is not None]
    return sorted(found, key=lambda box: (box.head.box.top, box.head.box.x0))


def _box(pieces: Sequence[Piece]) -> _Box | None:
    """Return what a cell says, where its first lines are the label of a column and the others its value."""
    lines = [tuple(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]
    for count in range(min(LABEL_LINES, len(lines) - 1), 0, -1):
        label = tuple(piece for line in lines[:count] for piece in line)
        text = text_of(label)
        match = column_label(text)
        if match is None or match.end < len(text) or match.field not in FIELDS or TOTAL.match(text.strip()):
            continue
        if any(c.isalpha() for c in text[: match.start]):
            continue
        value = tuple(piece for line in lines[count:] for piece in line)
        if match.field in FIGURES and (count + 1 < len(lines) or len(figures_of(text_of(value))) != 1):
            return None  # a column of a table that only upright lines part
        head = HeadColumn(match.label, hull(piece.box for piece in label), ((match.field, match.score),), match.unit)
        return _Box(head, value)
    return None
