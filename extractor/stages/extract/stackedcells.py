"""Cells of several lines under a heading of several: `ITEM NUMBER` over `DESCRIPTION`, and below a number over words.

Programs that print on few columns stack them so. The first line of such a cell is the number, the rest the description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.stages.extract.headwords import WORD_START, HeadColumn
from extractor.stages.extract.plane import Piece, text_of
from extractor.values import labels

NUMBER = re.compile(r"(?=\D*\d)[\w./-]{3,}")
"""A number of goods in somebody's books: one word with figures in it."""
SURE = 0.9
_COLUMNS = frozenset({"column"})


def number_over(head: HeadColumn | None, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Return the number over a description and the description below it, None where the heading names no number there."""
    lines = [tuple(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]
    if head is None or len(lines) < 2 or NUMBER.fullmatch(text_of(lines[0])) is None:
        return None
    if not any(_ends_with_number(text) for text in _over(head)):
        return None
    return lines[0], tuple(piece for line in lines[1:] for piece in line)


def _over(head: HeadColumn) -> Iterator[str]:
    """Yield what stands above the last line of a heading."""
    yield head.shared
    lines = [text_of(tuple(group)) for _, group in groupby(head.pieces, key=lambda piece: piece.line)]
    yield from lines[:-1]


def _ends_with_number(text: str) -> bool:
    """Say whether a text is, or ends with, the name of a number of goods: `LINE ITEM NUMBER`, `PART NO. / REV`."""
    places = [0, *(match.start() for match in WORD_START.finditer(text))]
    found = (labels.best(text[place:], _COLUMNS) for place in places)
    numbers = [one for one in found if one is not None and one.field == "part_number"]
    return any(not one.rest and one.score >= SURE for one in numbers) or any(one.rest[:1] == "/" for one in numbers)
