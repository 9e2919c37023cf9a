"""A second look at the words that decide something and were unsure: those with figures in them.

Tesseract reads all of them in one call, each from its own crop. Where it agrees, the word is surer; where it does not,
PP-OCR reads the crop once more, and two that agree win over one. What differs is kept: a person sees both readings.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Rule, Word
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.engines.straight import Pixels, Straight

log = logging.getLogger(__name__)
POINTS_PER_INCH = 72
SURE = 0.97
"""Below this a word with a figure in it is looked at again."""
MOST = 30
"""Words of a page that get a second look, the least sure first."""
AGREED, OUTVOTED, DOUBTED = 0.985, 0.93, 0.80
"""Confidence of a word on which both engines agree, of one that two later readings outvoted, and of one in dispute."""
_MARGIN = 0.35
"""Paper around a word, in its heights."""
_CLEAR = 0.5
"""Points between a ruling line and what is shown of the word beside it."""


def look_again(
    words: Sequence[Word], rules: Sequence[Rule], page: Straight, dpi: float, engine: str, second: bool
) -> list[Word]:
    """Return the words with the unsure figures read again; `second` tells whether Tesseract is there to ask."""
    out = list(words)
    unsure = [i for i, word in enumerate(words) if word.confidence < SURE and any(c.isdigit() for c in word.text)]
    uprights = [rule.box for rule in rules if not rule.horizontal]
    crops = {
        i: _crop(page, _room(words[i].box, uprights), dpi)
        for i in sorted(unsure, key=lambda i: words[i].confidence)[:MOST]
    }
    looked = {i: crop for i, crop in crops.items() if crop is not None}
    if not looked:
        return out
    others = _asked(list(looked.values())) if second else [""] * len(looked)
    for (index, crop), other in zip(looked.items(), others, strict=True):
        out[index] = _weighed(words[index], other, crop, engine)
    return out


def _asked(crops: Sequence[Pixels]) -> list[str]:
    """Return what Tesseract reads in each crop; where it gives no answer, a page that was read is not lost for that."""
    from extractor.engines import tesseract

    try:
        return tesseract.read_lines(crops)
    except ExtractorError as error:
        log.warning("no second look: %s", error)
        return [""] * len(crops)


def _weighed(word: Word, other: str, crop: Pixels, engine: str) -> Word:
    """Return a word with what another reading of its crop says of it."""
    from extractor.engines import ppocr

    if other == word.text:
        return replace(word, confidence=max(word.confidence, AGREED))
    again = ppocr.read_line(crop)[0].replace(" ", "") if engine == ppocr.NAME else ""
    if not any(c.isdigit() for c in other):
        return word  # no second opinion worth the name
    if again == other:
        return replace(word, text=other, confidence=OUTVOTED, alternatives=(*word.alternatives, word.text))
    return replace(word, confidence=min(word.confidence, DOUBTED), alternatives=(*word.alternatives, other))


def _room(box: Box, uprights: Sequence[Box]) -> Box:
    """Return a word's box with some paper around it, up to the next ruling line: at a word's end it reads as a 1."""
    margin = _MARGIN * box.height
    left, right = box.x0 - margin, box.x1 + margin
    for rule in uprights:
        if min(rule.bottom, box.bottom) - max(rule.top, box.top) < 0.5 * box.height:
            continue
        if left <= rule.x1 <= box.x0 + margin:
            left = rule.x1 + _CLEAR
        elif box.x1 - margin <= rule.x0 <= right:
            right = rule.x0 - _CLEAR
    return Box(left, box.top - margin, right, box.bottom + margin)


def _crop(page: Straight, room: Box, dpi: float) -> Pixels | None:
    """Cut a word out; None where it is too small to read."""
    scale = dpi / POINTS_PER_INCH
    crop = page.cut(int(room.x0 * scale), int(room.top * scale), int(room.x1 * scale) + 1, int(room.bottom * scale) + 1)
    return crop if crop.shape[0] > 5 and crop.shape[1] > 5 else None
