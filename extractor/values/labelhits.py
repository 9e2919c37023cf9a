"""Labels that stand at the very start of a text, as printed, and how far they reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.gazetteer import Label, LabelKind, package_words
from extractor.values.fold import skeleton
from extractor.values.labelindex import by_key, is_unit

SHORT_LABEL = 4
"""Letters of a label that may as well be the prefix of a number."""
BARE_UNIT = re.compile(r"[\s.,/．]*(?:in\s+)?([^\W\d_][\w.$/%³²]*|[$€£¥￥%])(?=\s*(?:$|[:：;；]))")
SENTENCE = re.compile(
    r"(?:of|is|are|was|were|be|must|shall|should|will|can|may|and|or|has|have|had|been|which|that|per|not|in|on|by|as"
    r"|with|for|if|than|until|und|der|die|ist|et|est|la|le|de|des|y|e|del|di)\s",
    re.IGNORECASE,
)
"""Words that continue a sentence or a name; a value does not start with them."""
COLONS = ":：﹕;；"


@dataclass(frozen=True, slots=True)
class Hit:
    """Labels that one stretch of text may stand for."""

    labels: tuple[Label, ...]
    start: int
    end: int
    """Index behind the last character of the label as printed."""
    length: int
    """Characters of the skeleton that the label covers."""
    likeness: float
    """1 where the skeletons are equal, less by each wrong character."""


def is_sentence(text: str) -> bool:
    """Say whether a text goes on with a sentence; `DE 811 569 869` and `BE 0811.569.869` are numbers of a state."""
    found = SENTENCE.match(text)
    return found is not None and not (found[0].isupper() and text[found.end() :][:1].isdigit())


def is_cjk(character: str) -> bool:
    """Say whether a character is Chinese, kana or Hangul."""
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def ends_cjk(text: str, hit: Hit) -> bool:
    """Say whether the last letter of the label is Chinese, kana or Hangul; brackets have no script."""
    return is_cjk(text[hit.start : hit.end].rstrip(" .．。)）]】%")[-1:] or " ")


def exact(text: str, key: str, origin: list[int]) -> Hit | None:
    """Return the longest label with which a text's skeleton, `key`, begins; `origin` leads from it back into the text."""
    index = by_key()
    for stop in range(len(key), 0, -1):
        found = index.get(key[:stop])
        if found is None or _spans_colon(text[origin[0] : origin[stop - 1]], found):
            continue
        if _ends_word(text, origin, stop) and not _goes_on(text, origin[stop - 1] + 1, found):
            return Hit(found, origin[0], origin[stop - 1] + 1, stop, 1.0)
    return None


def _spans_colon(text: str, found: tuple[Label, ...]) -> bool:
    """Say whether a colon inside the print ends a label of its own: `Payable: By T/T` is not `Payable by`."""
    colon = next((place for place, mark in enumerate(text) if mark in COLONS), None)
    if colon is None or any(mark in COLONS for label in found for mark in label.text):
        return False
    return skeleton(text[:colon])[0] in by_key()


def _goes_on(text: str, end: int, found: tuple[Label, ...]) -> bool:
    """Say whether a word stands behind that makes the label part of a sentence or a longer name."""
    behind = text[end:].lstrip(" .")
    unit = BARE_UNIT.match(text, end)
    if unit is not None and is_unit(unit[1]):
        return False  # `金额 in EUR:`
    return is_sentence(behind) and all(label.kind is not LabelKind.TITLE for label in found)


def _ends_word(text: str, origin: list[int], stop: int) -> bool:
    """Say whether a label may end here: not inside a Latin word, a number, or an identifier such as `PL-254563`."""
    end = origin[stop - 1] + 1
    if stop < len(origin) and origin[stop] < end:
        return False
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    if stop <= SHORT_LABEL and last.isascii() and last.isalnum() and (following == "-" or following.isdigit()):
        return False
    if not (following.isalpha() and last.isalnum()):
        return not (following.isdigit() and last.isdigit())
    return is_cjk(last) or is_cjk(following) or (last.islower() and following.isupper())


def take_bare_unit(text: str, hit: Hit) -> tuple[Hit, str | None]:
    """Swallow a unit without brackets; packages stay, for `QTY Cartons` are the heads of two columns."""
    found = BARE_UNIT.match(text, hit.end)
    if found is None or not is_unit(found[1]) or found[1].casefold() in package_words():
        return hit, None
    return replace(hit, end=found.end(1)), found[1]
