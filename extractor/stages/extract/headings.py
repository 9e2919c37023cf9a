"""Heading rows of goods tables: found by their labels, over several lines, in two languages, under shared headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.plane import Piece, Plane, in_order, text_of
from extractor.values import labels, money, quantities
from extractor.values.labels import LabelMatch

COLUMN = frozenset({"column"})
COLUMN_OR_FIELD = frozenset({"column", "field"})
BOTH = frozenset({"purchase_order_number", "country_of_origin"})
"""Fields of the head that stand in columns, too."""
CORE = frozenset(
    {"description", "hs_code", "grade", "quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg"}
    | {"package_count", "size"}
)
"""Columns that only goods tables have."""
NAMES = frozenset({"description", "hs_code", "grade", "part_number", "name_zh", "name_en"})
FIGURES = frozenset({"quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg"})
"""A table of goods names them and gives figures; or it gives a quantity with its price or weight."""
MIN_SCORE = 0.75
MIN_COVERAGE = 0.4
LEAST_SCORE, WEAKENED = 0.5, 0.8
"""A label that only begins a heading counts from this score on, and for less."""
IN_UNIT = re.compile(r"\s*(?:[(（\[]\s*([^()（）\[\]]{1,14}?)\s*[)）\]]|\bin\s+([^\W\d]{1,8}\$?))\s*$", re.IGNORECASE)
MEASURED = frozenset({"net_weight_kg", "gross_weight_kg", "quantity", "package_count"})
BRACKETED = re.compile(r"[(（]([^()（）]{1,12})[)）]")
PARTS = re.compile(r"[/／|()（）]")
WORD_START = re.compile(r"(?<=[\s/／.])[^\W\d_]")
LEADING_WORDS = 2
UNIT_LIKE = re.compile(
    r"[(（\[【].{1,24}[)）\]】]|/?\s*(?:US\$|\$|€|£|¥|￥|USD|EUR|CNY|RMB|JPY|GBP|KGS?|MTS?|PCS?|PCE|SETS?|CTNS?|CBM|M3|MM|"
    r"G|LBS?|千克|公斤|吨|片|件|个|美元|元|人民币|立方米|毫米|No\.?|NO\.?|#|/)\s*",
    re.IGNORECASE,
)
"""What stands under a heading's name without being a value."""
VALUE_LIKE = re.compile(r"\d{2,}|\d[.,]\d")
EACH = re.compile(
    r"\b(each|unit (net |gross )?(weight|wt))\b|@|"
    r"(\bper|/) ?(pc|pce|piece|unit|ctn|carton|box|case|pkg|package)s?\b(?! ?(no|n°|#))|"
    r"单[件重净毛]|每[件箱只个]",
    re.IGNORECASE,
)
"""A weight or count of one piece or carton, not of the line."""
FIGURE = re.compile(r"\W{0,2}[\d.,' ]*\d[\d.,' ]*(?:[^\W\d]{1,10}\.?)?")
SHORT = 24
"""Longest piece of a heading's further lines that need not be known, in characters."""
TALLEST = 5
"""Lines that one heading may take."""
APART = 0.55
"""Gap in text heights from which two labels of one segment are two headings."""


@dataclass(frozen=True)
class HeadColumn:
    """One column's heading. `shared` is the text of a heading that spans it together with its neighbours."""

    text: str
    box: Box
    meanings: tuple[tuple[str, float], ...]
    """Every field that the label may name, with the label's score, the likeliest first."""
    unit: str | None
    shared: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def field(self) -> str | None:
        """The likeliest field."""
        return self.meanings[0][0] if self.meanings else None

    @property
    def score(self) -> float:
        """The score of the likeliest field's label, 0 where nothing is known."""
        return self.meanings[0][1] if self.meanings else 0.0


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


@dataclass
class _Unit:
    """A piece of heading while columns are put together: pieces that surely belong together, and where they are."""

    pieces: list[Piece]
    box: Box

    @property
    def text(self) -> str:
        return text_of(sorted(self.pieces, key=lambda piece: (piece.line, piece.box.x0)))


@lru_cache(maxsize=20_000)
def column_label(text: str) -> LabelMatch | None:
    """Return the best column label at the start of a text or of one of its next words, or None.

    Headings begin with words that say nothing of the column: `Our Commodity`, `Ext. Price`.
    """
    for place in [0, *(match.start() for match in list(WORD_START.finditer(text))[:LEADING_WORDS])]:
        found = [match for match in labels.match(text[place:], COLUMN) if match.score >= MIN_SCORE]
        if found:
            return replace(found[0], start=found[0].start + place, end=found[0].end + place)
    return None


def _meanings(text: str, match: LabelMatch) -> tuple[tuple[str, float], ...]:
    """Return the fields that a label may name, the likeliest first; one in its brackets may be meant, too."""
    found: dict[str, float] = {match.field: match.score}
    for inner in BRACKETED.findall(text):
        for other in labels.match(inner, COLUMN):
            found.setdefault(other.field, WEAKENED * other.score)
    for other in labels.match(text[match.start :], COLUMN):
        if other.score >= MIN_SCORE:
            found[other.field] = max(found.get(other.field, 0.0), other.score)
    return tuple(sorted(found.items(), key=lambda entry: -entry[1]))


def _weak_meanings(pieces: Sequence[Piece]) -> tuple[tuple[str, float], ...]:
    """Return what the parts of a heading may name that no label covers: parts between strokes, glued line ends."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(piece.line, []).append(piece)
    glued = "".join(text_of(line) for _, line in sorted(lines.items()))
    found: dict[str, float] = {}
    for part in (glued, *PARTS.split(text_of(tuple(pieces)))):
        for match in labels.match(part.strip(), COLUMN_OR_FIELD):
            if match.score >= LEAST_SCORE and (match.kind == "column" or match.field in BOTH):
                found[match.field] = max(found.get(match.field, 0.0), WEAKENED * match.score)
    return tuple(sorted(found.items(), key=lambda entry: -entry[1]))


def _is_heading_text(text: str) -> LabelMatch | None:
    """Return the label where a text is a column's name and not a label with its value."""
    match = column_label(text)
    if match is None or match.end - match.start < MIN_COVERAGE * len(text.strip()):
        return None
    rest = text[match.end :].strip()
    if rest[:1] in (":", "：") and rest[1:].strip() and not UNIT_LIKE.fullmatch(rest[1:].strip()):
        return None
    return None if VALUE_LIKE.search(text[: match.start] + rest) else match


def find_headings(plane: Plane) -> list[Heading]:
    """Return the headings of a page from top to bottom."""
    seeds = [
        number
        for number, line in enumerate(plane.lines)
        if not _gives_figures(line) and len(_seed_fields(line, plane)) >= 2
    ]
    headings: list[Heading] = []
    for first, last in _bands(seeds, plane):
        if headings and first <= headings[-1].last:
            continue
        heading = _build(plane, *_grow(plane, first, last))
        if is_goods(heading.fields):
            headings.append(heading)
    return headings


def is_goods(fields: frozenset[str]) -> bool:
    """Say whether these columns are those of a goods table: one of containers or of terms has other ones."""
    if not fields & NAMES:
        return "quantity" in fields and len(fields & FIGURES) >= 2
    return bool(fields & FIGURES)


def _gives_figures(line: Sequence[tuple[Piece, ...]]) -> bool:
    """Say whether a third of a line's segments are bare numbers: goods, and no heading."""
    return sum(FIGURE.fullmatch(text_of(segment)) is not None for segment in line) * 3 >= len(line)


def _seed_fields(line: Sequence[tuple[Piece, ...]], plane: Plane) -> set[str]:
    fields: set[str] = set()
    for segment in line:
        for unit in _split(segment, plane):
            match = _is_heading_text(unit.text) or _is_heading_text(_cell_text(segment, plane))
            if match is not None:
                fields.add(match.field)
    return fields


def _cell_text(segment: tuple[Piece, ...], plane: Plane) -> str:
    cell = segment[0].cell
    if cell is None:
        return ""
    members = plane.layout.cells[cell].segments
    return " ".join(plane.layout.segments[member].text for member in members) if 1 < len(members) <= TALLEST else ""


def _bands(seeds: Sequence[int], plane: Plane) -> Iterable[tuple[int, int]]:
    """Group seed lines that follow one another closely."""
    bands: list[list[int]] = []
    for seed in seeds:
        near = bands and seed - bands[-1][-1] <= 2 and _gap(plane, bands[-1][-1], seed) < 1.6 * plane.height
        if near and seed - bands[-1][0] < TALLEST:
            bands[-1].append(seed)
        else:
            bands.append([seed])
    return [(band[0], band[-1]) for band in bands]


def _gap(plane: Plane, upper: int, lower: int) -> float:
    return plane.boxes[lower].top - plane.boxes[upper].bottom


def _grow(plane: Plane, first: int, last: int) -> tuple[int, int]:
    """Take in the lines above and below that only complete the labels."""
    seed_box = hull(plane.boxes[number] for number in range(first, last + 1))
    cells = {segment[0].cell for number in range(first, last + 1) for segment in plane.lines[number]} - {None}
    for step in (-1, 1):
        while last - first + 1 < TALLEST:
            number = first - 1 if step < 0 else last + 1
            if not 0 <= number < len(plane.lines):
                break
            near = _gap(plane, *((number, first) if step < 0 else (last, number))) < 0.9 * plane.height
            if not near or not _completes(plane, number, first, last, cells, seed_box, step):
                break
            first, last = min(first, number), max(last, number)
    return first, last


def _completes(plane: Plane, number: int, first: int, last: int, cells: set[int | None], box: Box, step: int) -> bool:
    """Say whether every segment of a line goes on with the heading above (step 1) or below (step -1) it."""
    units = [
        unit for line in range(first, last + 1) for segment in plane.lines[line] for unit in _split(segment, plane)
    ]
    beside = [segment for segment in plane.lines[number] if hull(p.box for p in segment).x_overlap(box) > 0]
    if not beside:
        return False
    going = [_goes_on(segment, units, cells, plane, step) for segment in beside]
    return any(going) and all(on or _may_go_on(segment, units) for on, segment in zip(going, beside, strict=True))


def _may_go_on(segment: tuple[Piece, ...], units: Sequence[_Unit]) -> bool:
    """Say whether a piece may be the rest of a wrapped heading: short, without figures, under some name."""
    text, box = text_of(segment), hull(piece.box for piece in segment)
    return len(text) <= SHORT and not VALUE_LIKE.search(text) and any(unit.box.x_overlap(box) > 0 for unit in units)


def _goes_on(
    segment: tuple[Piece, ...], units: Sequence[_Unit], cells: set[int | None], plane: Plane, step: int
) -> bool:
    text, box = text_of(segment), hull(piece.box for piece in segment)
    if segment[0].cell is not None and segment[0].cell in cells and _alone_in_cell(segment[0].cell, plane):
        return True
    if VALUE_LIKE.search(text):
        return False
    if UNIT_LIKE.fullmatch(text.strip()) or _is_heading_text(text):
        return True
    for unit in units:
        if unit.box.x_overlap(box) <= 0.3 * min(unit.box.width, box.width):
            continue
        both = f"{unit.text} {text}" if step > 0 else f"{text} {unit.text}"
        match, alone = column_label(both), column_label(unit.text)
        if match is None or match.end - match.start < 0.8 * len(both.strip()):
            continue
        if alone is None or match.end - match.start > alone.end - alone.start + 1:
            return True
    return False


def _alone_in_cell(cell: int, plane: Plane) -> bool:
    """Say whether no line of a cell holds more than one segment: a cell around a whole row is no column's heading."""
    lines = [plane.layout.segments[member].line for member in plane.layout.cells[cell].segments]
    return len(set(lines)) == len(lines)


def _split(segment: tuple[Piece, ...], plane: Plane) -> list[_Unit]:
    """Cut a segment at visible gaps where both sides are labels of different columns."""
    parts: list[list[Piece]] = [[segment[0]]]
    for left, right in pairwise(segment):
        if right.box.x0 - left.box.x1 > APART * plane.height:
            parts.append([])
        parts[-1].append(right)
    whole = column_label(text_of(segment))
    one = whole is not None and whole.end - whole.start >= 0.8 * len(text_of(segment))
    if len(parts) > 1 and not one:
        found = [_is_heading_text(text_of(part)) for part in parts]
        named = {match.field for match in found if match}
        if all(found) and len(named) == len(parts):
            return [_Unit(part, hull(piece.box for piece in part)) for part in parts]
    return [_Unit(list(segment), hull(piece.box for piece in segment))]


def _build(plane: Plane, first: int, last: int) -> Heading:
    """Put the columns of a heading together from the units of its lines."""
    rows: list[list[_Unit]] = []
    held: dict[int, _Unit] = {}
    for number in range(first, last + 1):
        row: list[_Unit] = []
        for segment in plane.lines[number]:
            cell = segment[0].cell
            if cell is not None and _alone_in_cell(cell, plane):
                if cell in held:
                    held[cell].pieces.extend(segment)
                else:
                    held[cell] = _Unit(list(segment), plane.layout.cells[cell].box)
                    row.append(held[cell])
            else:
                row.extend(_split(segment, plane))
        rows.append(row)
    base, shared = _columns(rows)
    ordered = sorted(base, key=lambda unit: unit.box.x0)
    columns = tuple(head_column(unit.pieces, shared.get(id(unit), "")) for unit in ordered)
    box = hull(piece.box for number in range(first, last + 1) for segment in plane.lines[number] for piece in segment)
    return Heading(columns, box, first, last)


def _columns(rows: Sequence[list[_Unit]]) -> tuple[list[_Unit], dict[int, str]]:
    """Lay the rows of a heading over one another, the richest first; what spans several columns is shared by them."""
    base: list[_Unit] = []
    shared: dict[int, str] = {}
    for row in sorted(rows, key=len, reverse=True):
        for unit in row:
            under = [other for other in base if _over(unit, other)]
            if not under:
                base.append(unit)
            elif len(under) == 1 and not _names_both(unit, under[0]):
                under[0].pieces.extend(unit.pieces)
                under[0].box = hull([under[0].box, unit.box])
            elif unit.pieces[0].line > max(piece.line for other in under for piece in other.pieces):
                _hand_out(unit, under)
            else:
                for other in under:
                    shared[id(other)] = f"{shared.get(id(other), '')} {unit.text}".strip()
    return base, shared


def _hand_out(unit: _Unit, under: Sequence[_Unit]) -> None:
    """Give the words of a lower line that runs over several columns to the column above each word."""
    for piece in unit.pieces:
        nearest = min(under, key=lambda other: abs(other.box.x_mid - piece.box.x_mid))
        nearest.pieces.append(piece)
    for other in under:
        other.box = hull(piece.box for piece in other.pieces)


def _over(unit: _Unit, other: _Unit) -> bool:
    return unit.box.x_overlap(other.box) > 0.25 * min(other.box.width, unit.box.width)


def _names_both(upper: _Unit, lower: _Unit) -> bool:
    """Say whether two pieces of heading are both names, so that the upper one is a heading over several columns."""
    over, under = _is_heading_text(upper.text), _is_heading_text(lower.text)
    if over is None or under is None or over.field == under.field or upper.pieces[0].line > lower.pieces[0].line:
        return False
    both = column_label(f"{upper.text} {lower.text}")
    return both is None or both.end - both.start <= len(upper.text)


def head_column(pieces: Sequence[Piece], shared: str) -> HeadColumn:
    """Return the heading that some pieces make, under a heading that they may share with their neighbours."""
    ordered = tuple(in_order(list(pieces)))
    text = text_of(ordered)
    box = hull(piece.box for piece in ordered)
    bare = _without_unit(text)
    own = column_label(bare)
    whole = own is not None and own.end - own.start >= 0.7 * len(bare)
    wide = f"{shared} {bare}"
    found = own if whole or not shared else column_label(wide) or own
    if found is None:
        return HeadColumn(text, box, _weak_meanings(ordered), _unit_in(text), shared, ordered)
    if found.field in MEASURED and EACH.search(f"{shared} {text}"):
        return HeadColumn(text, box, (("each", found.score),), None, shared, ordered)
    behind = column_label(f"{text} {shared}") if shared else None
    unit = found.unit or (behind.unit if behind is not None else None) or _unit_in(f"{text} {shared}")
    return HeadColumn(text, box, _meanings(bare if found is own else wide, found), unit, shared, ordered)


def _without_unit(text: str) -> str:
    """Return a heading's text without the unit behind it."""
    match = IN_UNIT.search(text)
    return text[: match.start()] if match is not None and _unit_in(match.group()) is not None else text


def _unit_in(text: str) -> str | None:
    """Return the unit that stands in a heading's brackets, behind a stroke, or behind `in`."""
    for match in IN_UNIT.finditer(text):
        word = match[1] or match[2]
        if quantities.find_unit(word) is not None or money.find_currency(word) is not None:
            return word
    return None
