"""The lines that a heading takes: from the line with its labels to those that only complete them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import is_han
from extractor.datatypes.page import Origin
from extractor.stages.extract.headwords import (
    CLOSING,
    OPEN,
    PRICE_UNIT,
    UNIT_LIKE,
    VALUE_LIKE,
    column_label,
    heading_label,
)
from extractor.stages.extract.plane import Piece, Plane, text_of
from extractor.values.fold import skeleton

SHORT = 24
"""Longest piece of a heading's further lines that need not be known, in characters."""
TALLEST = 5
"""Lines that one heading may take."""
SHORTEST_TORN, WHOLE = 4, 0.75
"""Characters of two names read as one word, at least, and how surely each must be one."""
SOUND = 0.9
"""Score of a label from which its letters are right."""
TEXTS = frozenset({"description", "grade", "size", "composition", "coating"})
"""Columns of words, of which one holds what another names, too: `品名规格` is one column."""
COUNTERS = frozenset({"item_number", "carton_numbers"})
JOINT = re.compile(r"[/／、,，&]")
APART = 0.4
"""Gap in text heights from which two labels of one segment are two headings."""


NEXT_LINE, UNITS_BELOW = 0.9, 1.8
"""White, in text heights, up to which a line goes on with a heading; units may have ruled boxes of their own below it, and
what two pairs of columns are, net and gross, may stand in boxes above them."""
IN_BRACKETS = re.compile(r"[(（\[【][^\d()（）]{1,14}[)）\]】]")


@dataclass
class Unit:
    """A piece of heading while columns are put together: pieces that surely belong together, and where they are."""

    pieces: list[Piece]
    box: Box

    @property
    def text(self) -> str:
        """The words, line by line."""
        return text_of(sorted(self.pieces, key=lambda piece: (piece.line, piece.box.x0)))


def split_segment(segment: tuple[Piece, ...], plane: Plane) -> list[Unit]:
    """Cut a segment at visible gaps where both sides are labels of different columns."""
    parts: list[list[Piece]] = []
    for before, piece in zip([None, *segment], segment, strict=False):
        torn = torn_apart(piece)
        if before is None or len(torn) > 1 or piece.box.x0 - before.box.x1 > APART * plane.height:
            parts.append([])
        parts[-1].append(torn[0])
        parts += [[part] for part in torn[1:]]
    whole = column_label(text_of(segment))
    one = whole is not None and whole.end - whole.start >= 0.8 * len(text_of(segment))
    if len(parts) > 1:
        found = [match for part in parts if (match := heading_label(text_of(part))) is not None]
        sound = all(_is_sound(text_of(part), match.label) for part, match in zip(parts, found, strict=False))
        guessed = whole is not None and whole.score < SOUND and sound
        if (not one or guessed) and len({match.field for match in found}) == len(parts):
            return [Unit(part, hull(piece.box for piece in part)) for part in parts]
    return [Unit(list(segment), hull(piece.box for piece in segment))]


def _is_sound(text: str, label: str) -> bool:
    """Say whether a text is a label letter by letter: `# Item` is `#` and `Item`, and no damaged `PO Item`."""
    return skeleton(text)[0] == skeleton(label)[0]


@lru_cache(maxsize=4096)
def _tear(text: str) -> int:
    """Return where two names of columns were read as one word: `数量（千克)单价(元)`; 0 where a text is one name or none."""
    if not any(is_han(character) for character in text) or len(text) < SHORTEST_TORN:
        return 0
    best, found = 0.0, 0
    for place in range(2, len(text) - 1):
        left, right = heading_label(text[:place]), heading_label(text[place:])
        if left is None or right is None or left.field == right.field:
            continue
        if {left.field, right.field} & TEXTS and left.field not in COUNTERS:
            continue
        score = min(left.score, right.score)
        if score > best and score >= WHOLE and left.end >= len(text[:place].rstrip()) and right.start == 0:
            best, found = score, place
    return found if JOINT.search(text[found - 1 : found + 1]) is None else 0


def torn_apart(piece: Piece) -> list[Piece]:
    """Return the parts of a word read from ink that took in the names of two columns."""
    place = _tear(piece.text) if piece.word.origin is Origin.OCR else 0
    if not place:
        return [piece]
    box, cut = piece.box, piece.box.x0 + piece.box.width * place / len(piece.text)
    left = Box(box.x0, box.top, cut, box.bottom), piece.text[:place]
    right = Box(cut, box.top, box.x1, box.bottom), piece.text[place:]
    return [replace(piece, word=replace(piece.word, text=text, box=part), box=part) for part, text in (left, right)]


def cell_text(segment: tuple[Piece, ...], plane: Plane) -> str:
    """Return the whole text of the ruled cell that holds a segment, empty where it is the cell's only one."""
    cell = segment[0].cell
    if cell is None:
        return ""
    members = plane.layout.cells[cell].segments
    return " ".join(plane.layout.segments[member].text for member in members) if 1 < len(members) <= TALLEST else ""


def alone_in_cell(cell: int, plane: Plane) -> bool:
    """Say whether no line of a cell holds more than one segment: a cell around a whole row is no column's heading."""
    return cell not in plane.crowded_cells


def is_told(line: Sequence[tuple[Piece, ...]], place: int) -> bool:
    """Say whether a piece of a line is a label with its value behind it: `Origin:` beside `China` heads no column."""
    if place + 1 >= len(line) or text_of(line[place]).strip()[-1:] not in {":", "："}:
        return False
    return heading_label(text_of(line[place + 1])) is None


def line_gap(plane: Plane, upper: int, lower: int) -> float:
    """Return the white space between two lines in points."""
    return plane.boxes[lower].top - plane.boxes[upper].bottom


def grow(plane: Plane, first: int, last: int) -> tuple[int, int]:
    """Take in the lines above and below that only complete the labels."""
    seed_box = hull(plane.boxes[number] for number in range(first, last + 1))
    cells = {segment[0].cell for number in range(first, last + 1) for segment in plane.lines[number]} - {None}
    for step in (-1, 1):
        while last - first + 1 < TALLEST:
            number = first - 1 if step < 0 else last + 1
            if not 0 <= number < len(plane.lines):
                break
            gap = line_gap(plane, *((number, first) if step < 0 else (last, number)))
            units = step > 0 and all(IN_BRACKETS.fullmatch(text_of(segment)) for segment in plane.lines[number])
            shared = step < 0 and _names_twice(plane, first)
            near = gap < (UNITS_BELOW if units or shared else NEXT_LINE) * plane.height
            if not near or not _completes(plane, number, first, last, cells, seed_box, step):
                break
            first, last = min(first, number), max(last, number)
    return first, last


def _names_twice(plane: Plane, number: int) -> bool:
    """Say whether a line of a heading has one name over two columns, `each total each total`: a line above tells them apart."""
    texts = [text_of(unit.pieces) for segment in plane.lines[number] for unit in split_segment(segment, plane)]
    return len(set(texts)) < len(texts)


def _completes(plane: Plane, number: int, first: int, last: int, cells: set[int | None], box: Box, step: int) -> bool:
    """Say whether every segment of a line goes on with the heading above (step 1) or below (step -1) it."""
    if any(is_told(plane.lines[number], place) for place in range(len(plane.lines[number]))):
        return False
    units = [
        unit
        for line in range(first, last + 1)
        for segment in plane.lines[line]
        for unit in split_segment(segment, plane)
    ]
    pieces = [tuple(unit.pieces) for segment in plane.lines[number] for unit in split_segment(segment, plane)]
    beside = [piece for piece in pieces if hull(p.box for p in piece).x_overlap(box) > 0]
    if not beside:
        shared = min(box.bottom, plane.boxes[number].bottom) - max(box.top, plane.boxes[number].top)
        named = any(heading_label(text_of(segment)) for segment in plane.lines[number])
        return named and shared > 0  # names of one line, half a line lower than those of two
    going = [_goes_on(segment, units, cells, plane, step) for segment in beside]
    return any(going) and all(on or _may_go_on(segment, units) for on, segment in zip(going, beside, strict=True))


def _may_go_on(segment: tuple[Piece, ...], units: Sequence[Unit]) -> bool:
    """Say whether a piece may be the rest of a wrapped heading: short, without figures, under some name."""
    text, box = text_of(segment), hull(piece.box for piece in segment)
    return len(text) <= SHORT and not VALUE_LIKE.search(text) and any(unit.box.x_overlap(box) > 0 for unit in units)


def _goes_on(
    segment: tuple[Piece, ...], units: Sequence[Unit], cells: set[int | None], plane: Plane, step: int
) -> bool:
    text, box = text_of(segment), hull(piece.box for piece in segment)
    if segment[0].cell is not None and segment[0].cell in cells and alone_in_cell(segment[0].cell, plane):
        return True
    if PRICE_UNIT.fullmatch(text.strip()):
        return True
    if VALUE_LIKE.search(text):
        return False
    if UNIT_LIKE.fullmatch(text.strip()) or heading_label(text):
        return True
    for unit in units:
        if unit.box.x_overlap(box) <= 0.3 * min(unit.box.width, box.width):
            continue
        if step > 0 and OPEN.search(unit.text) and CLOSING.fullmatch(text.strip()):
            return True
        both = f"{unit.text} {text}" if step > 0 else f"{text} {unit.text}"
        match, alone = column_label(both), column_label(unit.text)
        if match is None or match.end - match.start < 0.8 * len(both.strip()):
            continue
        if alone is None or match.end - match.start > alone.end - alone.start + 1:
            return True
    return False
