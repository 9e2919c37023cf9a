"""Goods that stand in no table: `Commodity: ...  Quantity: ...`, read into a table of one row for each commodity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.anchors import has_digit, is_unit
from extractor.stages.extract.columns import Column
from extractor.stages.extract.fields import describes
from extractor.stages.extract.headings import CORE, FIGURES
from extractor.stages.extract.headwords import BOTH, NUMBERED, HeadColumn, column_label
from extractor.stages.extract.plane import Piece, Plane, text_of
from extractor.stages.extract.rowkinds import TOTAL, RowKind
from extractor.stages.extract.table import Row, Table
from extractor.stages.extract.totals import COLUMN_OF
from extractor.values import labels
from extractor.values.labels import LabelMatch

STARTS = frozenset({"description", "item_number"})
FIELDS = CORE | STARTS | {"unit", "coating", "composition", "country_of_origin", "carton_numbers"}
LABEL_END = ":：.-—– \t"
SUMS = frozenset({"total"})
SURE = 0.9
CLOSE = 0.9
"""Widest space, in text heights, between a value and the line that goes on with it."""


@dataclass
class _Pair:
    """A label with its value: pieces that may stand on several lines."""

    head: HeadColumn
    pieces: list[Piece]
    line: int


def find_pairs(plane: Plane) -> Table | None:
    """Return the goods that labels with values describe on a page, or None where there are none."""
    goods: list[dict[str, _Pair]] = []
    for pair in _pairs(plane):
        field = pair.head.field or ""
        if not goods or (field in STARTS and "description" in goods[-1]):
            goods.append({})
        if field == "description" and "description" not in goods[-1]:
            goods[-1] = _right_above(goods[-1], pair)
        goods[-1].setdefault(field, pair)
    whole = [entry for entry in goods if "description" in entry and FIGURES & set(entry)]
    if not whole:
        return None
    fields = sorted({field for entry in whole for field in entry})
    heads = {field: next(entry[field].head for entry in whole if field in entry) for field in fields}
    columns = tuple(Column(heads[field].box.x0, heads[field].box.x1, heads[field], field) for field in fields)
    rows = tuple(
        Row(RowKind.ITEM, tuple(tuple(entry[f].pieces) if f in entry else () for f in fields), plane.layout.number)
        for entry in whole
    )
    box = hull(piece.box for row in rows for piece in row.pieces)
    score = sum(head.score for head in heads.values()) / len(heads)
    return Table(columns, rows, plane.layout.number, box, score, keyed=True)


def _right_above(before: dict[str, _Pair], first: _Pair) -> dict[str, _Pair]:
    """Return what belongs to goods of the labels before their description: a block without other lines between.

    What a paper's head names as well, such as its country of origin, is the head's there.
    """
    kept: dict[str, _Pair] = {}
    line = first.line
    for field, pair in reversed(before.items()):
        if line - pair.line > 1 or field in BOTH:
            break
        kept[field], line = pair, pair.line
    return kept


def _pairs(plane: Plane) -> Iterator[_Pair]:
    """Yield every label of a goods column that has a value in its segment or right of it.

    A total is none, but for one in the list of an item's values: `Quantity`, `Unit price`, `Total (USD)`.
    """
    last: tuple[int, float] | None = None
    """Line and left edge of the last pair."""
    for number, line in enumerate(plane.lines):
        for place, segment in enumerate(line):
            text = text_of(segment)
            edge = segment[0].box.x0
            listed = last is not None and number - last[0] <= 1 and abs(edge - last[1]) < plane.height
            match = (_sum_of_item(text) if listed else None) or column_label(text)
            if match is None or any(c.isalpha() for c in text[: match.start]):
                continue
            if TOTAL.match(text.strip()) and not listed:
                continue
            value = _tail(segment, match.end)
            if not value and not text[match.end :].strip(LABEL_END) and place + 1 < len(line):
                value = list(line[place + 1])
            elif not text[match.end :].lstrip().startswith((":", "：")):
                continue
            if not value or _is_heading(text_of(value), match.field):
                continue
            value += _below(plane, number, value, segment[0].box.x0)
            text = text_of(value)
            field = "description" if describes(match.field, text) else match.field
            field = "unit" if is_unit(text) else field
            if field in FIELDS:
                head = HeadColumn(match.label, hull(p.box for p in segment), ((field, match.score),), match.unit)
                yield _Pair(head, value, number)
                last = max(piece.line for piece in value), edge


def _is_heading(text: str, field: str) -> bool:
    """Say whether what stands beside a label is the next heading of a table and no value: words in place of a figure,
    or a label and nothing else. The number of its box is no figure: `19. 单价（USD）`.
    """
    text = NUMBERED.sub("", text)
    if field in FIGURES:
        return not has_digit(text)
    found = column_label(text)
    return found is not None and found.score >= SURE and found.start == 0 and found.end >= len(text)


def _sum_of_item(text: str) -> LabelMatch | None:
    """Return the label of a total as that of an item's value: `总毛重` in an item's list is its gross weight."""
    found = labels.best(text, SUMS)
    column = COLUMN_OF.get(found.field) if found is not None and found.score >= SURE else None
    return replace(found, field=column) if found is not None and column is not None else None


def _tail(segment: Sequence[Piece], end: int) -> list[Piece]:
    """Return the pieces of a segment behind a place in its text, without the colon."""
    for place, piece in enumerate(segment):
        start = len(text_of(tuple(segment[: place + 1]))) - len(piece.text)
        if start >= end and piece.text.strip(LABEL_END):
            return list(segment[place:])
        glued = piece.text[max(0, end - start) :].lstrip(LABEL_END)  # `HS编码：8505111000` is one word
        if start < end < start + len(piece.text) and glued:
            return [_behind(piece, glued), *segment[place + 1 :]]
    return []


def _behind(piece: Piece, text: str) -> Piece:
    """Return the end of a piece that a text takes."""
    box = piece.box
    left = box.x1 - box.width * len(text) / len(piece.text)
    return replace(piece, word=replace(piece.word, text=text), box=Box(left, box.top, box.x1, box.bottom))


def _below(plane: Plane, number: int, value: Sequence[Piece], label_edge: float) -> list[Piece]:
    """Return the lines that go on with a value: right under it, at its left edge, with nothing before them."""
    out: list[Piece] = []
    edge, bottom = value[0].box.x0, value[0].box.bottom
    aside = edge - label_edge > 2 * plane.height  # values have a column of their own: `Coating: Zn` in it goes on
    for lower in range(number + 1, len(plane.lines)):
        line = plane.lines[lower]
        box = plane.boxes[lower]
        if len(line) != 1 or abs(box.x0 - edge) > plane.height or box.top - bottom > CLOSE * plane.height:
            break
        if not aside and column_label(text_of(line[0])) is not None:
            break
        out.extend(line[0])
        bottom = box.bottom
    return out
