"""Strokes of letters that look like ruling lines: the stems of a headline's `I` and `M` are as long as a row is high, and
those of small print, set close, join from line to line. Light print on a dark band leaves a comb of strokes.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Page, PageState

SHELF = 20.0
_DRAWN = re.compile(r"[|│┃¦!\-_=.,:;]+")
"""What a ruling itself may have been read as."""
_SHORT = 1.4
"""Heights of most print below which an upright or level line is part of a letter."""
_OVER = 0.4
"""How far a stem may stand out of its word's box, in heights of the word: some engines draw boxes tight."""
_ASIDE = 0.12
"""How far it may stand beside the box: a ruling has white between itself and the print."""
_CUT_OFF = 0.3
"""The same for a stroke no higher than the word: boxes cut letters off, and a ruling is higher than print."""
_WITHIN = 0.15
"""How far inside a word a stroke stands that no ruling can be: rulings run beside words."""
_THROUGH = 0.5
"""Share of a stroke that runs through words, from which it is part of them."""
_JOINED = 5.0
"""Longest stroke, in heights of print, that stems of neighbouring lines make together."""
_TEETH, _TOOTH = 3, 7.0
"""Strokes alongside of one, within so many points, that make it part of a comb: rulings stand alone or in pairs."""
_ALIKE = 2.5
"""How many times as long as its neighbour a tooth is at most; a table's ruling that runs on below is longer."""


def without_letters(page: Page) -> Page:
    """Return a page without the rules that are letters of the words read from ink."""
    page = _without_short(page)
    shelves: dict[int, list[Box]] = defaultdict(list)
    for word in page.words:
        downward = word.box.height > word.box.width and len(word.text) > 1
        if word.origin is Origin.OCR and not downward and not _DRAWN.fullmatch(word.text):
            for shelf in range(math.floor(word.box.top / SHELF), math.floor(word.box.bottom / SHELF) + 1):
                shelves[shelf].append(word.box)
    if not shelves:
        return page
    uprights = sorted((rule.box for rule in page.rules if not rule.horizontal), key=lambda box: box.x0)
    letters = {box for place, box in enumerate(uprights) if _is_letter(box, shelves) or _in_comb(uprights, place)}
    kept = tuple(rule for rule in page.rules if rule.box not in letters)
    return page if len(kept) == len(page.rules) else replace(page, rules=kept)


def _without_short(page: Page) -> Page:
    """Return the page without the rules seen in ink that are no longer than print is high.

    How long a rule must be is told to the eye in inches, and a picture from a screen or a chat says nothing true of them.
    """
    if page.state is PageState.TEXT or not page.words:
        return page
    least = _SHORT * median(word.box.height for word in page.words)
    return replace(page, rules=tuple(rule for rule in page.rules if max(rule.box.width, rule.box.height) >= least))


def _is_letter(rule: Box, shelves: dict[int, list[Box]]) -> bool:
    """Say whether a stroke begins and ends with one word, or runs through words along most of its length."""
    span = range(math.floor(rule.top / SHELF), math.floor(rule.bottom / SHELF) + 1)
    words = {word for shelf in span for word in shelves.get(shelf, ())}
    near = {word for word in words if _beside(word, rule, _ASIDE)}
    if any(_holds(word, rule, _OVER) for word in near):
        return True
    if any(_holds(word, rule, 0.0) and _beside(word, rule, _CUT_OFF) for word in words):
        return True
    through = sum(word.y_overlap(rule) for word in near if _inside(word, rule))
    if through >= _THROUGH * rule.height:
        return True
    joined = through > 0 and rule.height <= _JOINED * max(word.height for word in near)
    return joined and sum(word.y_overlap(rule) for word in near) >= _THROUGH * rule.height


def _in_comb(uprights: Sequence[Box], place: int) -> bool:
    """Say whether several strokes of about one length stand close to one, as no columns do."""
    own, teeth = uprights[place], 0
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(uprights) and abs(uprights[at].x0 - own.x0) <= _TOOTH:
            other = uprights[at]
            short, long = sorted((own.height, other.height))
            teeth += other.y_overlap(own) >= 0.5 * short and long <= _ALIKE * short
            at += step
    return teeth >= _TEETH


def _beside(word: Box, rule: Box, share: float) -> bool:
    aside = share * word.height
    return word.x0 - aside <= rule.x_mid <= word.x1 + aside


def _inside(word: Box, rule: Box) -> bool:
    within = _WITHIN * word.height
    return word.x0 + within < rule.x_mid < word.x1 - within


def _holds(word: Box, rule: Box, share: float) -> bool:
    over = share * word.height
    return word.top - over <= rule.top and rule.bottom <= word.bottom + over
