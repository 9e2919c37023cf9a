"""A page laid flat for the table finder: words and rules with the page's slope taken out of their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word
from extractor.values import labels

DRAWN_RULE = re.compile(r"[-=_─━═*.~+|]{4,}")
"""A rule typed with signs, as text printers draw it."""
TALLEST = 0.7
"""An upright line longer than this share of the page is a frame, a fold or a scanner's streak."""
FEWEST_RULES = 3
JOINT = 1.5
"""Points by which the parts of one rule may stand apart."""
NUMBER_GAP = 3.0
HYPHENED = re.compile(r"[^\W_]-$")
_BOX_NUMBER = re.compile(r"[(（]?\d{1,2}[)）.、]?")
_BAR = re.compile(r"[|│┃¦]")
_BAR_OR_TEXT = re.compile(r"[|│┃¦]|[^|│┃¦]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with its place on the flat page, the segment it stands in, and the line."""

    word: Word
    box: Box
    line: int
    cell: int | None

    @property
    def text(self) -> str:
        """The word's text."""
        return self.word.text


def text_of(pieces: tuple[Piece, ...] | list[Piece]) -> str:
    """Return the text of pieces in the order given; a word that a line break parts behind its hyphen is one."""
    texts: list[str] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        broken = before is not None and before.line != piece.line and HYPHENED.search(before.text)
        if broken and piece.text[:1].isalnum():
            texts[-1] += piece.text
        else:
            texts.append(piece.text)
    return join_texts(texts)


def in_order(pieces: list[Piece] | tuple[Piece, ...]) -> list[Piece]:
    """Return pieces as one reads them: by line, then from left to right."""
    return sorted(pieces, key=lambda piece: (piece.line, piece.box.x0))


@dataclass(frozen=True)
class Plane:
    """A page laid flat. `lines` holds the pieces of each line; `flat` and `upright` are ruling lines."""

    layout: Layout
    lines: tuple[tuple[tuple[Piece, ...], ...], ...]
    """For each line its segments, each a run of pieces."""
    flat: tuple[Box, ...]
    upright: tuple[Box, ...]

    @property
    def height(self) -> float:
        """The size of most print."""
        return self.layout.line_height

    def as_printed(self, box: Box) -> Box:
        """Return where a box of the flat page stands on the page as it is."""
        return _level(box, -self.layout.slope)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The box of each line."""
        return tuple(hull(piece.box for segment in line for piece in segment) for line in self.lines)

    @cached_property
    def crowded_cells(self) -> frozenset[int]:
        """Ruled cells with a line of more than one segment."""
        seen: set[tuple[int | None, int]] = set()
        found: set[int] = set()
        for number, line in enumerate(self.lines):
            for cell in (segment[0].cell for segment in line):
                if cell is not None and (cell, number) in seen:
                    found.add(cell)
                seen.add((cell, number))
        return frozenset(found)


def lay_flat(layout: Layout) -> Plane:
    """Return the page of a layout laid flat; rules that were typed become rules."""
    slope = layout.slope
    flat = [_level(rule.box, slope) for rule in layout.page.rules if rule.horizontal]
    longest = TALLEST * layout.page.height
    uprights = [rule.box for rule in layout.page.rules if not rule.horizontal and rule.box.height < longest]
    upright = [_level(box, slope) for box in uprights]
    lines: list[tuple[tuple[Piece, ...], ...]] = []
    typed = _is_typed(layout)
    for members in layout.lines:
        segments: list[tuple[Piece, ...]] = []
        for place, member in enumerate(members):
            if _numbers_box(layout, members[place : place + 2]):
                continue
            segment = layout.segments[member]
            runs: list[list[Piece]] = [[]]
            for word in segment.words:
                box = _level(word.box, slope)
                if DRAWN_RULE.fullmatch(word.text):
                    flat.append(Box(box.x0, box.y_mid, box.x1, box.y_mid))
                    continue
                for text, part in _between_bars(word.text, box):
                    if text is None:
                        upright.append(
                            Box(part.x_mid, part.top - 0.3 * part.height, part.x_mid, part.bottom + 0.3 * part.height)
                        )
                        runs += [[]] if typed else []
                    else:
                        runs[-1].append(Piece(replace(word, text=text), part, len(lines), segment.cell))
            segments += [tuple(run) for run in runs if run]
        if segments:
            lines.append(tuple(segments))
    return Plane(layout, tuple(lines), tuple(_joined(flat)), tuple(sorted(upright, key=lambda box: box.x0)))


def _joined(flat: Sequence[Box]) -> list[Box]:
    """Return level rules with those put together that meet end to end: tables are drawn cell by cell, too."""
    out: list[Box] = []
    for rule in sorted(flat, key=lambda box: (round(box.y_mid), box.x0)):
        last = out[-1] if out else None
        if last is not None and abs(last.y_mid - rule.y_mid) < JOINT and rule.x0 - last.x1 < JOINT:
            out[-1] = hull([last, rule])
        else:
            out.append(rule)
    return out


def _numbers_box(layout: Layout, members: tuple[int, ...]) -> bool:
    """Say whether print is the number of a form's box, a space away from the label behind it: `15   Unit price`."""
    if len(members) < 2 or not _BOX_NUMBER.fullmatch(layout.segments[members[0]].text):
        return False
    number, behind = (layout.segments[member] for member in members)
    near = behind.box.x0 - number.box.x1 < NUMBER_GAP * behind.box.height
    found = labels.best(behind.text) if near and number.cell is not None and number.cell == behind.cell else None
    return found is not None and not found.rest and found.kind in {"column", "field", "party"}


def _is_typed(layout: Layout) -> bool:
    """Say whether tables are drawn with signs on a page: several rules, and bars that part what stands between them."""
    rules = sum(
        any(DRAWN_RULE.fullmatch(w.text) for w in layout.segments[line[0]].words) for line in layout.lines if line
    )
    return rules >= FEWEST_RULES


def _between_bars(text: str, box: Box) -> Iterator[tuple[str | None, Box]]:
    """Yield the parts of a word between typed upright lines, and None for each line: `|Qty`, `0.5|0.7`, `|`."""
    if not _BAR.search(text):
        yield text, box
        return
    width = box.width / len(text)
    for match in _BAR_OR_TEXT.finditer(text):
        part = Box(box.x0 + match.start() * width, box.top, box.x0 + match.end() * width, box.bottom)
        yield (None if _BAR.match(match.group()) else match.group()), part


def _level(box: Box, slope: float) -> Box:
    if not slope:
        return box
    down, right = -slope * box.x_mid, slope * box.y_mid
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
