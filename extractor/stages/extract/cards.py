"""Goods on forms: boxes that hold a label and, on the lines below it, its value. One table row for each item.

`14. Description of the items` over the goods' name, `18. Quantity` over a number: each is a cell of its own or stands free, and
the next box with a description begins the next item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.datatypes.geometry import hull
from extractor.stages.extract.anchors import is_unit
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
BOX_NUMBER = re.compile(r"\W*(?:\d{1,2}[a-z]?\W*)?")
FEWEST_STACKED = 2
"""Items that have labels of their own without rules around them; one alone is a heading over a row."""
EDGE, NEXT = 0.6, 1.2
"""How far a value's left edge may be from its label's, and the next line from the last, in text heights."""


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
    ruled = _boxes(plane)
    whole = _items(ruled)
    if not whole:
        known = {other.head.box for other in ruled}
        whole = _items([*ruled, *(box for box in _stacks(plane) if box.head.box not in known)])
        if len(whole) < FEWEST_STACKED:
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


def _items(boxes: Sequence[_Box]) -> list[dict[str, _Box]]:
    """Return the boxes of each item of goods that has its figures, by field."""
    items: list[dict[str, _Box]] = []
    for box in sorted(boxes, key=lambda box: (box.head.box.top, box.head.box.x0)):
        if box.field == "description":
            items.append({})
        if items:
            items[-1].setdefault(box.field, box)
    return [item for item in items if len(FIGURES & set(item)) >= FEWEST_FIGURES]


def _boxes(plane: Plane) -> list[_Box]:
    """Return what ruled cells say of goods."""
    cells: dict[int, list[Piece]] = defaultdict(list)
    for line in plane.lines:
        for piece in (piece for segment in line for piece in segment):
            if piece.cell is not None:
                cells[piece.cell].append(piece)
    return [box for pieces in cells.values() if (box := _box([*in_order(pieces)])) is not None]


def _stacks(plane: Plane) -> Iterator[_Box]:
    """Yield labels that stand right over their values, where no rules are drawn or a scan lost them."""
    for number, line in enumerate(plane.lines):
        for segment in line:
            head = _head(segment)
            value = _under(plane, segment, number) if head is not None else None
            if head is None or value is None or not _fits(head, value):
                continue
            lower = _under(plane, value, number + 1)
            if lower is None or _head(lower) is not None:  # else it is a column with several rows
                yield _Box(head, value)


def _under(plane: Plane, upper: tuple[Piece, ...], number: int) -> tuple[Piece, ...] | None:
    """Return the segment of the next line that begins where this one does."""
    if number + 1 >= len(plane.lines):
        return None
    below = [
        segment
        for segment in plane.lines[number + 1]
        if abs(segment[0].box.x0 - upper[0].box.x0) <= EDGE * plane.height
        and segment[0].box.top - upper[0].box.bottom < NEXT * plane.height
    ]
    return below[0] if len(below) == 1 else None


def _box(pieces: Sequence[Piece]) -> _Box | None:
    """Return what a cell says, where its first lines are the label of a column and the others its value."""
    lines = [tuple(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]
    for count in range(min(LABEL_LINES, len(lines) - 1), 0, -1):
        head = _head(tuple(piece for line in lines[:count] for piece in line))
        if head is None:
            continue
        value = tuple(piece for line in lines[count:] for piece in line)
        single = head.field not in FIGURES or count + 1 == len(lines)  # else a column that only upright lines part
        return _Box(head, value) if single and _fits(head, value) else None
    return None


def _head(label: tuple[Piece, ...]) -> HeadColumn | None:
    """Return the heading that a text is from end to end, but for the number of its box."""
    text = text_of(label)
    match = column_label(text)
    if match is None or match.end < len(text) or match.field not in FIELDS or TOTAL.match(text.strip()):
        return None
    if BOX_NUMBER.fullmatch(text[: match.start]) is None or is_unit(text[match.start :]):
        return None  # `300.00 kg` is a value, although weights stand under `kg`
    return HeadColumn(match.label, hull(piece.box for piece in label), ((match.field, match.score),), match.unit)


def _fits(head: HeadColumn, value: tuple[Piece, ...]) -> bool:
    """Say whether a value may stand under a label: no label itself (`Grade` below `牌号` heads a column), one figure."""
    return _head(value) is None and (head.field not in FIGURES or len(figures_of(text_of(value))) == 1)
