"""A page laid flat for the table finder: words and rules with the page's slope taken out of their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word

DRAWN_RULE = re.compile(r"[-=_─━═*.~+|]{4,}")
"""A rule typed with signs, as text printers draw it."""
TALLEST = 0.7
"""An upright line longer than this share of the page is a frame, a fold or a scanner's streak."""
DRAWN_UPRIGHT = frozenset("|│┃¦")


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
    """Return the text of pieces in the order given."""
    return join_texts([piece.text for piece in pieces])


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


def lay_flat(layout: Layout) -> Plane:
    """Return the page of a layout laid flat; rules that were typed become rules."""
    slope = layout.slope
    flat = [_level(rule.box, slope) for rule in layout.page.rules if rule.horizontal]
    longest = TALLEST * layout.page.height
    uprights = [rule.box for rule in layout.page.rules if not rule.horizontal and rule.box.height < longest]
    upright = [_level(box, slope) for box in uprights]
    lines: list[tuple[tuple[Piece, ...], ...]] = []
    for members in layout.lines:
        segments: list[tuple[Piece, ...]] = []
        for member in members:
            segment = layout.segments[member]
            pieces: list[Piece] = []
            for word in segment.words:
                box = _level(word.box, slope)
                if DRAWN_RULE.fullmatch(word.text):
                    flat.append(Box(box.x0, box.y_mid, box.x1, box.y_mid))
                elif word.text in DRAWN_UPRIGHT:
                    upright.append(Box(box.x_mid, box.top - 0.3 * box.height, box.x_mid, box.bottom + 0.3 * box.height))
                else:
                    bare = word.text.strip("".join(DRAWN_UPRIGHT))
                    pieces.append(Piece(replace(word, text=bare), box, len(lines), segment.cell))
            if pieces:
                segments.append(tuple(pieces))
        if segments:
            lines.append(tuple(segments))
    return Plane(layout, tuple(lines), tuple(flat), tuple(sorted(upright, key=lambda box: box.x0)))


def _level(box: Box, slope: float) -> Box:
    if not slope:
        return box
    down, right = -slope * box.x_mid, slope * box.y_mid
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
