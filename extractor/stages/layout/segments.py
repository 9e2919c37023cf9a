"""Lines to segments: cut at wide gaps, at upright ruling lines, and at the borders of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import is_han
from extractor.datatypes.page import Origin, Rule, Word
from extractor.stages.layout.cells import CellIndex

WIDE = 1.0
"""A gap wider than this many text heights ends a segment; justified sentences stay below."""
LOOSE, LOOSER = 0.6, 1.6
"""A page whose usual space between words is wider than this many text heights is typewritten and was read tight: there
this many spaces end a segment.
"""
FEWEST_SPACES = 20
TALLEST = 0.7
WIDE_SINGLE, WIDE_HAN = 2.2, 0.6
"""Single Chinese characters may be spaced (`发 票`) and are one piece; Chinese words have no space between them."""
WIDE_SPREAD = 6.0
"""A label of two characters is set as wide as its neighbours of four: `地    址：` below `购货单位：`, `合    计` in a cell."""


_BEFORE_COLON = re.compile(r"[:：]")


def parts_columns(rule: Rule, height: float) -> bool:
    """Say whether a rule is an upright one of a table; one along most of the page is a frame, a fold or a streak."""
    return not rule.horizontal and rule.box.height < TALLEST * height


def widest_gap(lines: Sequence[Sequence[Word]], height: float) -> float:
    """Return the widest gap inside a segment, in text heights: more than usual where ink shows typewritten words."""
    gaps = [
        (right.box.x0 - left.box.x1) / height
        for line in lines
        for left, right in pairwise(line)
        if left.origin is Origin.OCR and left.text[-1].isalpha() and right.text[0].isalpha()
        if not is_han(left.text[-1]) and not is_han(right.text[0])
    ]
    spaces = [gap for gap in gaps if gap < 2 * WIDE]
    usual = median(spaces) if len(spaces) >= FEWEST_SPACES else 0.0
    return max(WIDE, LOOSER * usual) if usual >= LOOSE else WIDE


def cut_line(
    words: Sequence[Word], cells: CellIndex, uprights: Sequence[Box], height: float, wide: float = WIDE
) -> list[tuple[list[Word], int | None]]:
    """Return the segments of one line from left to right, each with the index of the cell that holds it.

    `height` is the size of the page's print; a line in larger print has wider gaps.
    """
    typical = max(0.8 * height, median(word.box.height for word in words))
    pieces: list[tuple[list[Word], int | None]] = []
    for word in words:
        cell = cells.around(word.box)
        framed = cell is not None
        if pieces and cell == pieces[-1][1] and not _parted(pieces[-1][0][-1], word, typical, uprights, wide, framed):
            pieces[-1][0].append(word)
        else:
            pieces.append(([word], cell))
    return pieces


def _parted(left: Word, right: Word, typical: float, uprights: Sequence[Box], wide: float, framed: bool) -> bool:
    """Say whether two neighbours of a line are two pieces; `framed` where one ruled cell holds both."""
    gap = right.box.x0 - left.box.x1
    size = max(typical, (left.box.height + right.box.height) / 2)
    limit = wide
    if is_han(left.text[-1]) and is_han(right.text[0]):
        single = len(left.text) == len(_BEFORE_COLON.split(right.text)[0]) == 1  # `地    址：香港...`
        spread = single and (framed or len(right.text) > 1)
        limit = WIDE_SPREAD if spread else WIDE_SINGLE if single else WIDE_HAN
    return gap > limit * size or rule_between(left.box, right.box, uprights)


def rule_between(left: Box, right: Box, uprights: Sequence[Box]) -> bool:
    """Say whether an upright ruling line runs between two neighbours along most of the lower one's height."""
    height = min(left.height, right.height)
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    low, high = left.x1 - 0.3 * height, right.x0 + 0.3 * height
    for rule in uprights:
        if rule.x0 > high:
            return False
        if low <= rule.x_mid <= high and min(bottom, rule.bottom) - max(top, rule.top) >= 0.7 * (bottom - top):
            return True
    return False
