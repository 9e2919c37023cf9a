"""What stands in a table's columns, line by line, and which of it anchors a row of goods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.columns import Column, is_number_like
from extractor.stages.extract.plane import Piece, Plane, text_of
from extractor.values import labels, quantities

NUMERIC_FIELDS = frozenset(
    {"quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg", "package_count", "volume_m3"}
)
KEYS = ("amount", "quantity", "net_weight_kg", "gross_weight_kg", "unit_price", "package_count")
"""Columns whose value marks a row, the best first."""
LEVEL = 0.45
"""Words whose middles differ by less than this many text heights stand on one line."""


NEXT_LINE = 0.9
"""White between two lines of one cell, in text heights, at most."""
BROKEN_END = re.compile(r"\d{1,2}(\s*[^\W\d]{1,8}\.?)?")
NO_ATTRIBUTE = frozenset({"description", "purchase_order_number"})
BROKEN_GROUP = re.compile(r"[.,](\d{1,2})$")
"""A number whose group of thousands, or whose decimals, its column's edge may have cut: `195,40` over `0`."""
GROUP_START = re.compile(r"(?:^|\D)\d{1,3}(?:[ .,’']\d{3})*[ .,]?$")
GROUP_END = re.compile(r"\d{3}(?:[ .,’']\d{3})*(?:[.,]\d{1,4})?(?:\s*[^\W\d]{1,8}\.?|\s*[€$£])?")
"""The two halves of a number broken between its groups of thousands."""
EACH_MARK = re.compile(r"\W*@")
"""What marks a number as that of one package."""
GROUP = 3
"""Digits of a group of thousands."""
RUNNING = 0.25
"""Text with a smaller share of numbers is running text."""


@dataclass(frozen=True)
class CellRun:
    """Pieces of one segment in one column; `wide` where they run over into the next column."""

    column: int
    pieces: tuple[Piece, ...]
    box: Box
    wide: bool

    @property
    def text(self) -> str:
        """The words joined."""
        return text_of(self.pieces)


@dataclass
class Anchor:
    """Numbers on one line that may make a row of goods."""

    runs: list[CellRun]
    y: float

    @property
    def columns(self) -> set[int]:
        """The columns that hold a number."""
        return {run.column for run in self.runs}

    @property
    def box(self) -> Box:
        """The box around the numbers."""
        return hull(run.box for run in self.runs)


def has_digit(text: str) -> bool:
    """Say whether a text holds a digit."""
    return any(character.isdigit() for character in text)


def is_wording(text: str) -> bool:
    """Say whether a text is words: no figures, and no unit that stands alone."""
    return not has_digit(text) and not is_unit(text) and any(c.isalpha() for c in text)


def is_unit(text: str) -> bool:
    """Say whether a text is a unit and no figure; `1,000 pcs` is a unit of prices, too."""
    return not has_digit(text) and quantities.find_unit(text) is not None


def is_attribute(text: str) -> bool:
    """Say whether a text is a label with its value that goes on with a line of goods: `Coating: Zn`."""
    label = labels.best(text)
    return label is not None and label.delimited and label.kind == "column" and label.field not in NO_ATTRIBUTE


def column_at(columns: Sequence[Column], x: float) -> int:
    """Return the index of the column at a place."""
    for number, column in enumerate(columns):
        if x < column.x1:
            return number
    return len(columns) - 1


def cell_runs(plane: Plane, number: int, columns: Sequence[Column]) -> list[CellRun]:
    """Cut the segments of a line at column borders.

    Running text that crosses a border is not cut: a long description may hang over the next column.
    """
    out: list[CellRun] = []
    for segment in plane.lines[number]:
        if is_attribute(text_of(segment)):
            out.append(_run(segment, columns, plane.height))
            continue
        gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(segment)]
        loose = max(0.5 * plane.height, 1.6 * median(gaps)) if gaps else 0.0
        numbers = sum(is_number_like(piece.text) for piece in segment)
        running = numbers < RUNNING * len(segment)
        start = 0
        for place in range(1, len(segment) + 1):
            whole = running and 1 < place < len(segment) - 1
            if place == len(segment) or _cut_here(segment[place - 1], segment[place], columns, loose, whole):
                out.append(_run(segment[start:place], columns, plane.height))
                start = place
    return out


def _cut_here(left: Piece, right: Piece, columns: Sequence[Column], loose: float, running: bool) -> bool:
    if column_at(columns, left.box.x_mid) == column_at(columns, right.box.x_mid):
        return False
    if right.box.x0 - left.box.x1 > loose:
        return True
    if left.text[-1:].isdigit() and is_unit(right.text):
        return False  # `17,280.00 grams` below the goods stands across their columns
    return not running and (has_digit(right.text) or has_digit(left.text))


def _run(pieces: Sequence[Piece], columns: Sequence[Column], height: float) -> CellRun:
    box = hull(piece.box for piece in pieces)
    first = column_at(columns, pieces[0].box.x_mid)
    counted = len(pieces) > 1 and has_digit(pieces[0].text) and is_unit(text_of(tuple(pieces[1:])))
    middle = column_at(columns, pieces[0].box.x_mid if counted else box.x_mid)  # `1 EA` may reach into the units
    column = middle if is_number_like(text_of(tuple(pieces))) else first
    return CellRun(column, tuple(pieces), box, box.x1 > columns[column].x1 + height)


def numeric_columns(columns: Sequence[Column], lines: Sequence[Sequence[CellRun]]) -> set[int]:
    """Return the columns that hold numbers, by what their headings say, else by what stands in them."""
    out: set[int] = set()
    for number, column in enumerate(columns):
        texts = [run.text for line in lines for run in line if run.column == number]
        if column.field in NUMERIC_FIELDS:
            out.add(number)
        elif column.field is None and texts:
            numbers = [text for text in texts if is_number_like(text) and has_digit(text)]
            if len(numbers) > 0.6 * len(texts) and any("." in text or "," in text for text in numbers):
                out.add(number)
    return out


def find_anchors(lines: Sequence[Sequence[CellRun]], numeric: set[int], height: float) -> list[Anchor]:
    """Group the numbers of numeric columns that stand on one line, from top to bottom."""
    found = [run for line in lines for run in line if run.column in numeric and has_digit(run.text) and not run.wide]
    anchors: list[Anchor] = []
    for run in sorted(found, key=lambda run: run.box.y_mid):
        if anchors and run.box.y_mid - anchors[-1].y <= LEVEL * height:
            anchors[-1].runs.append(run)
            anchors[-1].y = sum(one.box.y_mid for one in anchors[-1].runs) / len(anchors[-1].runs)
        else:
            anchors.append(Anchor([run], run.box.y_mid))
    return anchors


def follows(upper: Anchor, lower: Anchor, height: float) -> bool:
    """Say whether numbers stand on the very next line."""
    return lower.box.top - upper.box.bottom < NEXT_LINE * height


def wrapped(upper: Anchor, beside: Sequence[CellRun], lower: Anchor, alone: bool, height: float) -> bool:
    """Say whether numbers on two lines are of one row: a cell that is wrapped between its currency and its number.

    Above each number on the lower line stands a word without figures, or a number that was broken at its cell's edge;
    `beside` is everything that stands on the upper line; `alone` tells that no words stand on the lower one.
    """
    if not follows(upper, lower, height):
        return False
    worded = {run.column for run in beside if not has_digit(run.text)}
    several = len(lower.runs) > 1
    return all(
        run.column in worded
        or _goes_on(upper, run, alone)
        or ((alone or several) and _fills_group(upper, run))
        or _is_of_one(upper, run)
        for run in lower.runs
    )


def _fills_group(upper: Anchor, run: CellRun) -> bool:
    """Say whether digits fill a group of three, or decimals, that a column's edge cut: `195,40` over `0`."""
    above = [one.text for one in upper.runs if one.column == run.column]
    cut = BROKEN_GROUP.search(above[-1]) if above else None
    return cut is not None and run.text.isdecimal() and len(cut[1]) + len(run.text) <= GROUP


def _is_of_one(upper: Anchor, run: CellRun) -> bool:
    """Say whether one of two numbers of a cell is that of a single package, the other the row's: `@12.50` over `150.00`."""
    above = [one.text for one in upper.runs if one.column == run.column]
    return len(above) == 1 and (EACH_MARK.match(above[0]) is None) != (EACH_MARK.match(run.text) is None)


def _goes_on(upper: Anchor, run: CellRun, alone: bool) -> bool:
    """Say whether a few digits are the end of a number that was broken at its column's edge: `165,928.3` over `9`."""
    above = [one.text for one in upper.runs if one.column == run.column]
    if not above:
        return False
    if alone and GROUP_START.search(above[-1]) and GROUP_END.fullmatch(run.text):
        return True
    if BROKEN_END.fullmatch(run.text) is None:
        return False
    return above[-1][-1:] in "0123456789.," and "." in above[-1][-4:]


def key_column(columns: Sequence[Column], anchors: Sequence[Anchor]) -> int | None:
    """Return the column that best marks rows: of those filled about as often as any, the first of `KEYS`."""
    full = [anchor for anchor in anchors if len(anchor.columns) > 1] or list(anchors)
    filled = {number: sum(number in anchor.columns for anchor in full) for number in range(len(columns))}
    most = max(filled.values(), default=0)
    for field in KEYS:
        for number, column in enumerate(columns):
            if column.field == field and filled[number] > 0 and filled[number] >= 0.7 * most:
                return number
    return max(filled, key=lambda number: filled[number]) if most else None
