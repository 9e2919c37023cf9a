"""Heading rows of goods tables: found by their labels, over several lines, in two languages, under shared headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract import headgroups
from extractor.stages.extract.anchors import is_unit
from extractor.stages.extract.headgrow import (
    TALLEST,
    Unit,
    alone_in_cell,
    cell_text,
    grow,
    is_told,
    line_gap,
    split_segment,
)
from extractor.stages.extract.headwords import (
    VALUE_LIKE,
    HeadColumn,
    column_label,
    head_column,
    heading_label,
    is_part,
)
from extractor.stages.extract.plane import Piece, Plane, text_of

CORE = frozenset(
    {"description", "hs_code", "grade", "quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg"}
    | {"package_count", "size"}
)
"""Columns that only goods tables have."""
NAMES = frozenset({"description", "hs_code", "grade", "part_number", "name_zh", "name_en"})
FIGURES = frozenset({"quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg"})
"""A table of goods names them and gives figures; or it gives a quantity with its price or weight."""
FIGURE = re.compile(r"\W{0,2}[\d.,' ]*\d[\d.,' ]*(?:[^\W\d]{1,10}\.?)?")


CODE = re.compile(r"\d[\d. ]{4,}\d")
"""A code of six digits or more."""


@dataclass(frozen=True)
class Heading:
    """The heading of a goods table; `first` and `last` are indexes of the lines it takes."""

    columns: tuple[HeadColumn, ...]
    box: Box
    first: int
    last: int

    @property
    def score(self) -> float:
        """Mean score of the columns' labels, 0 for a column that nobody knows."""
        return sum(column.score for column in self.columns) / len(self.columns)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the labels name."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def of_goods(self) -> bool:
        """Whether goods stand below: a table of pallets or of containers has other columns."""
        return is_goods(self.fields)


def find_headings(plane: Plane) -> list[Heading]:
    """Return the headings of a page from top to bottom: those of goods, and those of other tables that end one."""
    seeds = [
        number
        for number, line in enumerate(plane.lines)
        if not _gives_figures(line) and len(_seed_fields(line, plane)) >= 2
    ]
    headings: list[Heading] = []
    for start, last in _bands(seeds, plane):
        first = _below_values(plane, start, last)
        if headings and first <= headings[-1].last:
            continue
        heading = _build(plane, *grow(plane, first, last))
        if heading.of_goods or _ends_table(heading):
            headings.append(heading)
    return headings


def _ends_table(heading: Heading) -> bool:
    """Say whether a heading is that of another table: names of figures over columns of their own, and no value."""
    texts = [column.text for column in heading.columns]
    return len(heading.fields & (FIGURES | {"package_count"})) >= 2 and not any(VALUE_LIKE.search(t) for t in texts)


def is_goods(fields: frozenset[str]) -> bool:
    """Say whether these columns are those of a goods table: one of containers or of terms has other ones."""
    if not fields & NAMES:
        return "quantity" in fields and len(fields & FIGURES) >= 2
    return bool(fields & (FIGURES | {"tax_amount"}))


def _gives_figures(line: Sequence[tuple[Piece, ...]]) -> bool:
    """Say whether a third of a line's segments are bare numbers: goods, and no heading. `12. QTY.` is a numbered name."""
    texts = [text_of(segment) for segment in line]
    return sum(FIGURE.fullmatch(text) is not None and heading_label(text) is None for text in texts) * 3 >= len(line)


def _below_values(plane: Plane, first: int, last: int) -> int:
    """Return where a heading begins below a row of boxes that hold a code: `商品编码 | 8505111000` names goods, and heads
    no column.
    """
    cells = plane.layout.cells
    rows = {
        (cells[segment[0].cell].grid, cells[segment[0].cell].row)
        for number in range(first, last + 1)
        for segment in plane.lines[number]
        if segment[0].cell is not None and CODE.fullmatch(text_of(segment).strip())
    }
    if not rows:
        return first
    own = [
        number
        for number in range(first, last + 1)
        if any(
            s[0].cell is not None and (cells[s[0].cell].grid, cells[s[0].cell].row) in rows for s in plane.lines[number]
        )
    ]
    return min(max(own) + 1, last)


def _seed_fields(line: Sequence[tuple[Piece, ...]], plane: Plane) -> set[str]:
    fields: set[str] = set()
    for place, segment in enumerate(line):
        if is_unit(text_of(segment)) or is_told(line, place):
            continue
        for unit in split_segment(segment, plane):
            match = heading_label(unit.text) or heading_label(cell_text(segment, plane))
            if match is not None:
                fields.add(match.field)
    return fields


def _bands(seeds: Sequence[int], plane: Plane) -> Iterable[tuple[int, int]]:
    """Group seed lines that follow one another closely."""
    bands: list[list[int]] = []
    for seed in seeds:
        near = bands and seed - bands[-1][-1] <= 2 and line_gap(plane, bands[-1][-1], seed) < 1.6 * plane.height
        if near and seed - bands[-1][0] < TALLEST:
            bands[-1].append(seed)
        else:
            bands.append([seed])
    return [(band[0], band[-1]) for band in bands]


def _build(plane: Plane, first: int, last: int) -> Heading:
    """Put the columns of a heading together from the units of its lines."""
    rows: list[list[Unit]] = []
    held: dict[int, Unit] = {}
    for number in range(first, last + 1):
        row: list[Unit] = []
        for segment in plane.lines[number]:
            cell = segment[0].cell
            if cell is not None and alone_in_cell(cell, plane):
                if cell in held:
                    held[cell].pieces.extend(segment)
                else:
                    held[cell] = Unit(list(segment), plane.layout.cells[cell].box)
                    row.append(held[cell])
            else:
                row.extend(split_segment(segment, plane))
        rows.append(row)
    headgroups.widen(rows)
    base, shared = _columns(rows)
    ordered = sorted(base, key=lambda unit: unit.box.x0)
    columns = tuple(head_column(unit.pieces, shared.get(id(unit), "")) for unit in ordered)
    box = hull(piece.box for number in range(first, last + 1) for segment in plane.lines[number] for piece in segment)
    return Heading(columns, box, first, last)


def _columns(rows: Sequence[list[Unit]]) -> tuple[list[Unit], dict[int, str]]:
    """Lay the rows of a heading over one another, the richest first; what spans several columns is shared by them."""
    base: list[Unit] = []
    shared: dict[int, str] = {}
    wide: list[Unit] = []
    for row in sorted(rows, key=len, reverse=True):
        _open(row, base, wide)
        for unit in row:
            under = [other for other in base if _over(unit, other)]
            if not under and _between(unit, base, len(row)):
                for other in _sides(unit, base):
                    shared[id(other)] = f"{shared.get(id(other), '')} {unit.text}".strip()
            elif not under:
                base.append(unit)
            elif len(under) == 1 and not _names_both(unit, under[0]):
                under[0].pieces.extend(unit.pieces)
                under[0].box = hull([under[0].box, unit.box])
            elif unit.pieces[0].line > max(piece.line for other in under for piece in other.pieces):
                _hand_out(unit, under)
            else:
                wide.append(unit)  # is looked at when all names are whole
    for unit in wide:
        under = [other for other in base if _over(unit, other)]
        if len(under) > 1 and _wraps(unit, under):
            _hand_out(unit, under)
        else:
            for other in under:
                shared[id(other)] = f"{shared.get(id(other), '')} {unit.text}".strip()
    return base, shared


def _open(row: Sequence[Unit], base: list[Unit], wide: list[Unit]) -> None:
    """Take headings out of the columns that stand over several names of a lower row: they are shared by these."""
    for parent in list(base):
        under = [
            unit for unit in row if _over(unit, parent) and not any(_over(unit, o) for o in base if o is not parent)
        ]
        below = all(unit.pieces[0].line > max(piece.line for piece in parent.pieces) for unit in under)
        if len(under) > 1 and below and (all(is_part(unit.text) for unit in under) or _in_cells(under)):
            base.remove(parent)
            wide.append(parent)


def _in_cells(units: Sequence[Unit]) -> bool:
    """Say whether ruled cells of their own hold all units."""
    cells = [unit.pieces[0].cell for unit in units]
    return None not in cells and len(set(cells)) == len(cells)


def _sides(unit: Unit, base: Sequence[Unit]) -> list[Unit]:
    """Return the columns next to a place, left and right."""
    left = [other for other in base if other.box.x_mid < unit.box.x_mid]
    right = [other for other in base if other.box.x_mid >= unit.box.x_mid]
    nearest = [max(left, key=lambda other: other.box.x_mid)] if left else []
    return [*nearest, min(right, key=lambda other: other.box.x_mid)] if right else nearest


def _between(unit: Unit, base: Sequence[Unit], beside: int) -> bool:
    """Say whether a piece of heading over the gap of two columns is a heading over both: few stand beside it."""
    sides = _sides(unit, base)
    if len(sides) < 2 or beside * 3 > len(base):
        return False
    above = all(unit.pieces[0].line < min(piece.line for piece in other.pieces) for other in sides)
    over = heading_label(unit.text)
    return above and over is not None and any((own := heading_label(o.text)) and own.field == over.field for o in sides)


def _wraps(unit: Unit, under: Sequence[Unit]) -> bool:
    """Say whether an upper line holds the beginnings of several narrow headings: `NO YOUR` over `.` and `PART NO.`.

    With its words handed out every column below has a name, and some column has none without them.
    """
    dealt = _dealt(unit, under)
    named = all(
        words and head_column([*words, *other.pieces], "").field for words, other in zip(dealt, under, strict=True)
    )
    return named and not all(head_column(other.pieces, "").field for other in under)


def _dealt(unit: Unit, under: Sequence[Unit]) -> list[list[Piece]]:
    """Return the words of a unit by the column that each stands nearest to."""
    dealt: list[list[Piece]] = [[] for _ in under]
    for piece in unit.pieces:
        nearest = min(range(len(under)), key=lambda at: abs(under[at].box.x_mid - piece.box.x_mid))
        dealt[nearest].append(piece)
    return dealt


def _hand_out(unit: Unit, under: Sequence[Unit]) -> None:
    """Give the words of a line that runs over several columns to the column above or below each word."""
    for words, other in zip(_dealt(unit, under), under, strict=True):
        other.pieces.extend(words)
        other.box = hull(piece.box for piece in other.pieces)


def _over(unit: Unit, other: Unit) -> bool:
    return unit.box.x_overlap(other.box) > 0.25 * min(other.box.width, unit.box.width)


def _names_both(upper: Unit, lower: Unit) -> bool:
    """Say whether two pieces of heading are both names, so that the upper one is a heading over several columns."""
    over, under = heading_label(upper.text), heading_label(lower.text)
    if over is None or under is None or over.field == under.field or upper.pieces[0].line > lower.pieces[0].line:
        return False
    both = column_label(f"{upper.text} {lower.text}")
    return both is None or both.end - both.start <= len(upper.text)
