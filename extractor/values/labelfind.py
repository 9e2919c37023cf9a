"""How far a label reaches at the start of a text: its number, its wording, its unit, its second language, its colon."""

from __future__ import annotations

import re

from extractor.gazetteer import LabelKind
from extractor.values.fold import skeleton
from extractor.values.labelgrow import LONGEST, OPENING, Reach, extend
from extractor.values.labelhits import COLONS, Hit, ends_cjk, exact, is_cjk, take_bare_unit
from extractor.values.labelindex import is_unit, near_key

NUMBERING = re.compile(
    r"\s*(?:[(（\[【〔]\s*(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-H])\s*[)）\]】〕]|(?:\d{1,2}\s*[)）.、．](?:\d(?=\s+[^\W\d]{2}))?|[a-hA-H]\s*[)）])"
    r"|:?\s?\d{2}[A-Z]?\s?:(?=\s*[^\W\d])|[A-HＡ-Ｈ]?\d{1,2}[a-z]?(?=\s+[^\W\d])|[\u2460-\u2473]|[•·*■□▪◆►▶\-–—]+(?=\s))[\s:：]*"
)
COUNT = re.compile(r"\w+|\d+\.\d")
"""The number of a box, `9.1`, that may as well be that of things."""
FIRST_NUMBER = re.compile(r"(?<=\s)\S*\d")
WORD = re.compile(r"[^\W_]{2,}")


def find(text: str, damaged: bool = True) -> Reach | None:
    """Return the longest label at the start of the text, or behind a number such as `(11)`, with all that is its own.

    `damaged` lets labels with wrong characters pass.
    """
    hit = _find(text[:LONGEST], damaged)
    return None if hit is None else extend(text, hit)


def _find(text: str, damaged: bool) -> Hit | None:
    numbered = NUMBERING.match(text)
    plain = _longest(text, 0, damaged and numbered is None)
    if numbered is None:
        return plain
    behind = _longest(text, numbered.end(), damaged)
    if behind is None or (plain is not None and plain.end >= behind.end):
        return plain
    counted = COUNT.fullmatch(numbered[0].strip()) is not None and any(
        label.kind is LabelKind.COLUMN for label in behind.labels
    )
    # `18 End use` is a box of a form, `20 Cartons` a count
    return None if counted and behind.length < 8 and not is_cjk(text[behind.start]) else behind


def _longest(text: str, begin: int, damaged: bool) -> Hit | None:
    key, relative = skeleton(text[begin:])
    origin = [index + begin for index in relative]
    plain = exact(text, key, origin)
    if not damaged or (plain is not None and _is_whole(text, plain)):
        return plain
    for stop in _likely_stops(text, key, origin):
        if plain is None or (stop > plain.length + 2 and not _is_translated(text, plain)):
            end = origin[stop - 1] + 1
            near = near_key(key[:stop], text[end:].lstrip(" .．")[:1] in tuple(COLONS))
            if near is not None and not _has_word_more(text[begin:end], near[0][0].text):
                return Hit(near[0], origin[0], end, stop, near[1])
    return plain


def _is_translated(text: str, hit: Hit) -> bool:
    """Say whether print of the other script follows a label: `Gross Weight 总毛重:` is no damaged `Gross weight sum`."""
    behind = text[hit.end :].lstrip(" /／:：(（")
    return bool(behind) and is_cjk(behind[0]) and not ends_cjk(text, hit)


def _has_word_more(text: str, label: str) -> bool:
    """Say whether a text is the label with a word put in: `Customer PO Number` is no damaged `Customer Number`."""
    printed, known = ({skeleton(word)[0] for word in WORD.findall(part)} for part in (text, label))
    return known < printed


def _likely_stops(text: str, key: str, origin: list[int]) -> list[int]:
    """Where a damaged label may end: before the colon, else before the first number, else with the text.

    Three digits are no damage. Chinese labels of four characters are too near to values to go without a colon.
    """
    colon = next((place for place, character in enumerate(text) if character in COLONS), len(text))
    number = FIRST_NUMBER.search(text, 0, colon)
    stops = []
    for cut in {colon, number.start() if number else colon}:
        stop = next((place for place, index in enumerate(origin) if index >= cut), len(origin))
        digits = sum(character.isdigit() for character in text[:cut])
        shortest = 5 if cut == len(text) or not key or not is_cjk(key[0]) else 3
        if shortest <= stop <= 48 and digits <= 2:
            stops.append(stop)
    return sorted(stops, reverse=True)


def _is_whole(text: str, hit: Hit) -> bool:
    """Say whether nothing more can belong to the label: a colon, a bracket, a number, a unit or nothing follows."""
    behind = text[hit.end :].lstrip(" .．")
    if not behind or behind[0] in COLONS or behind[0] in OPENING or behind[0].isdigit():
        return True
    return is_unit(behind.strip(" .．/")) or take_bare_unit(text, hit)[1] is not None
