"""Small slips of reading ink: a speck read as a dot before a word, a letter read once before its space and once behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Word
from extractor.values import months, quantities

_DOTS = "·•∙‧"
_TWICE = re.compile(r"(?P<sound>.*(?:(?:[,;]|\d\.)(?P<any>[^\W\d_])|\d(?P<small>[a-zà-ÿ])|\d(?P<capital>[A-Z])))")
"""A letter behind a comma or a box's number, a small letter behind a figure, a capital behind a day or the number of
things.
"""


def mended(line: Sequence[Word]) -> list[Word]:
    """Return the words of a line, those read from ink without such slips; nothing is added."""
    dotted = sum(any(character in _DOTS for character in word.text) for word in line)
    out: list[Word] = []
    for word, following in zip(line, [*line[1:], None], strict=True):
        if word.origin is Origin.OCR:
            if dotted == 1 and len(word.text) > 1 and word.text[0] in _DOTS and word.text[1].isalnum():
                word = _cut(word, 1, len(word.text))  # several dots part what they stand between
            if following is not None and _repeats(word.text, following):
                word = _cut(word, 0, len(word.text) - 1)
        out.append(word)
    return out


def _repeats(text: str, following: Word) -> bool:
    """Say whether a word ends with the first letter of the next: `8,000p pcs`, `Road 9,J Jiangtou`, `11J July`."""
    found = _TWICE.fullmatch(text)
    if found is None or following.origin is not Origin.OCR or len(following.text) < 2:
        return False
    if text[-1] != following.text[0]:
        return False
    counted = months.month(following.text) is not None or quantities.find_unit(following.text) is not None
    return found["capital"] is None or counted


def _cut(word: Word, start: int, end: int) -> Word:
    box, width = word.box, word.box.width / len(word.text)
    left, right = box.x0 + start * width, box.x0 + end * width
    return replace(word, text=word.text[start:end], box=Box(left, box.top, right, box.bottom))
