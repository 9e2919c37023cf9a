"""How far a label reaches at the start of a text: its number, its wording, its unit, its second language, its colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.gazetteer import Label, LabelKind, package_words
from extractor.values.fold import skeleton
from extractor.values.labelindex import by_key, is_unit, meanings, near_key

LONGEST = 96
"""No label is longer; what stands behind is never looked at."""

SHORT_LABEL = 4
"""Letters of a label that may as well be the prefix of a number."""

NUMBERING = re.compile(
    r"\s*(?:[(（\[【〔]\s*(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-H])\s*[)）\]】〕]|(?:\d{1,2}\s*[)）.、．](?:\d(?=\s+[^\W\d]{2}))?|[a-hA-H]\s*[)）])"
    r"|:?\s?\d{2}[A-Z]?\s?:(?=\s*[^\W\d])|[A-HＡ-Ｈ]?\d{1,2}[a-z]?(?=\s+[^\W\d])|[\u2460-\u2473]|[•·*■□▪◆►▶\-–—]+(?=\s))[\s:：]*"
)
COUNT = re.compile(r"\w+|\d+\.\d")
"""The number of a box, `9.1`, that may as well be that of things."""
DELIMITER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[为為](?!了)\s*"
    r"|[\s.．。,'’\"”*)）\]】]*(?:[:：﹕∶;；=|｜]+|[-–—](?=\s)|\t)[\s:：.]*"
)
"""What ends a label: a colon and its like, and `为` in a sentence: `付款方式为电汇`."""
CLOSING = re.compile(r"[\s.．。,'’*)）\]】]*")
BRACKET = re.compile(r"[\s.．]*[(（\[【]\s*([^()（）\[\]【】]{1,40}?)\s*[)）\]】]")
BARE_UNIT = re.compile(r"[\s.,/．]*(?:in\s+)?([^\W\d_][\w.$/%³²]*|[$€£¥￥%])(?=\s*(?:$|[:：;；]))")
_LONG_ENOUGH = 6
"""Characters of a damaged wording that can be told from a value."""
SEPARATOR = re.compile(r"[\s/／|｜\-–—&:：(（\[【、,.]*")
OTHER_WORDING = re.compile(
    r"[\s/／|｜]{1,3}([^\W\d_][^\d:：/／|,，;；]{1,30}?(?:\s?[/／]\s?[^\d:：/／|,，;；]{2,20}?)?)\s*(?=[:：])"
)
SENTENCE = re.compile(
    r"(?:of|is|are|was|were|be|must|shall|should|will|can|may|and|or|has|have|had|been|which|that|per|not|in|on|by|as"
    r"|with|for|if|than|until|und|der|die|ist|et|est|la|le|de|des|y|e|del|di)\s",
    re.IGNORECASE,
)
"""Words that continue a sentence or a name; a value does not start with them."""
FIRST_NUMBER = re.compile(r"(?<=\s)\S*\d")
WORD = re.compile(r"[^\W_]{2,}")
REMARK = re.compile(
    r"name|address|full|complete|country|\bif\b|other|different|please|party|名称|地址|国家|地区|全称|盖章|签章|印章|"
    r"[如若](?:非|与|同|不)",
    re.IGNORECASE,
)
"""What a bracket behind a label says about the value, no value itself: `(complete name and address)`."""
COLONS = ":：﹕;；"
OPENING = "(（[【"
CLOSED_BY = {"(": ")）", "（": "）)", "[": "]】", "【": "】]"}


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


@dataclass(frozen=True, slots=True)
class Reach:
    """A hit with what belongs to it."""

    hit: Hit
    unit: str | None
    rest_start: int
    delimited: bool


def is_cjk(character: str) -> bool:
    """Say whether a character is Chinese, kana or Hangul."""
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def ends_cjk(text: str, hit: Hit) -> bool:
    """Say whether the last letter of the label is Chinese, kana or Hangul; brackets have no script."""
    return is_cjk(text[hit.start : hit.end].rstrip(" .．。)）]】%")[-1:] or " ")


def find(text: str, damaged: bool = True) -> Reach | None:
    """Return the longest label at the start of the text, or behind a number such as `(11)`, with all that is its own.

    `damaged` lets labels with wrong characters pass.
    """
    hit = _find(text[:LONGEST], damaged)
    return None if hit is None else _extend(text, hit)


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
    plain = _exact(text, key, origin)
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


def _exact(text: str, key: str, origin: list[int]) -> Hit | None:
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
    return SENTENCE.match(behind) is not None and all(label.kind is not LabelKind.TITLE for label in found)


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
    return is_unit(behind.strip(" .．/")) or _take_bare_unit(text, hit)[1] is not None


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


def _extend(text: str, hit: Hit) -> Reach:
    """Take in units, other languages of the same label, and the colon."""
    unit = None
    hit = _close(text, hit)
    for _ in range(3):
        hit, unit = _take_brackets(text, hit, unit)
        more = _second_language(text, hit)
        if more is None:
            break
        hit = more
    hit = _unknown_language(text, hit)
    if unit is None:
        hit, unit = _take_bare_unit(text, hit)
    colon = DELIMITER.match(text, hit.end)
    behind = colon or CLOSING.match(text, hit.end)
    return Reach(hit, unit, behind.end() if behind else hit.end, colon is not None)


def _take_brackets(text: str, hit: Hit, unit: str | None) -> tuple[Hit, str | None]:
    """Swallow a bracket that holds a unit, or a remark before the colon, such as `(name and address)`."""
    bracket = BRACKET.match(text, hit.end)
    if bracket is None:
        return hit, unit
    inner = bracket[1]
    if is_unit(inner):
        return replace(hit, end=bracket.end()), unit or inner
    behind = text[bracket.end() :].lstrip()
    before_colon = behind[:1] in tuple(COLONS)
    says_more = before_colon or (not behind and REMARK.search(inner) is not None)
    remark = inner.casefold() in {"s", "es"} or (says_more and not any(part.isdigit() for part in inner))
    if not remark and REMARK.search(inner) and not any(part.isdigit() for part in inner):
        remark = _second_language(text, replace(hit, end=bracket.end())) is not None  # `买方（如非收货人） Buyer`
    if remark and _second_language(text, hit) is None:
        return replace(hit, end=bracket.end()), unit
    return hit, unit


def _take_bare_unit(text: str, hit: Hit) -> tuple[Hit, str | None]:
    """Swallow a unit without brackets; packages stay, for `QTY Cartons` are the heads of two columns."""
    found = BARE_UNIT.match(text, hit.end)
    if found is None or not is_unit(found[1]) or found[1].casefold() in package_words():
        return hit, None
    return replace(hit, end=found.end(1)), found[1]


def _second_language(text: str, hit: Hit) -> Hit | None:
    """Return the hit grown by a following label that can mean the same, or None.

    It must be of the other script, or be joined by a stroke or a bracket: `Bank: Bank of China` has one label.
    """
    gap = SEPARATOR.match(text, hit.end)
    begin = gap.end() if gap else hit.end
    joined = any(mark in text[hit.end : begin] for mark in "/／&" + OPENING)
    if begin >= min(len(text), LONGEST):
        return None
    side_by_side = not joined and not _changes_script(text, hit, begin)
    if side_by_side and text[hit.end : begin].strip():
        return None
    window = text[: begin + 60]
    key, relative = skeleton(window[begin:])
    origin = [index + begin for index in relative]
    following = _exact(window, key, origin) or _damaged_translation(window, key, origin, hit)
    if following is None or is_unit(text[following.start : following.end]):
        return None
    other = meanings(following.labels)
    shared = tuple(_stronger(label, following) for label in hit.labels if (label.field, label.kind) in other)
    translated = bool(shared) and _languages(hit).isdisjoint(_languages(following))
    if joined and _has_role(hit) and _has_role(following) and not translated:
        both = (*shared, *hit.labels, *following.labels)
        shared = tuple({(label.field, label.kind): label for label in both}.values())
    if side_by_side and not (translated and text[following.end :].lstrip()[:1] in tuple(COLONS)):
        return None  # `Bestimmungshafen Discharge Port:` says one thing twice
    if not shared:
        shared = _either(text, hit, following)
    if not shared:
        return None
    grown = Hit(shared, hit.start, following.end, hit.length + following.length, hit.likeness)
    return _close(text, grown)


def _damaged_translation(text: str, key: str, origin: list[int], hit: Hit) -> Hit | None:
    """Return the damaged wording of the same label in another script with which a text ends: `报关口岸 Port of celarance`."""
    if len(key) < _LONG_ENOUGH or is_cjk(key[0]) == ends_cjk(text, hit) or any(c.isdigit() for c in text[origin[0] :]):
        return None
    near = near_key(key, text.rstrip()[-1:] in tuple(COLONS))
    wanted = {(label.field, label.kind) for label in hit.labels}
    same = near is not None and meanings(near[0]) & wanted
    return Hit(near[0], origin[0], origin[-1] + 1, len(key), near[1]) if near is not None and same else None


def _stronger(label: Label, following: Hit) -> Label:
    """Return the label that proves more, of two wordings that mean the same: `Date/Date of issue` is no bare `Date`."""
    same = (one for one in following.labels if (one.field, one.kind) == (label.field, label.kind) and not one.weak)
    return next(same, label) if label.weak else label


def _unknown_language(text: str, hit: Hit) -> Hit:
    """Return the hit grown by a wording of the other script before the colon: `Client / 收件方:` is a label to its end,
    whether or not the second wording is known.
    """
    found = OTHER_WORDING.match(text, hit.end)
    if found is None or found.end(1) > LONGEST or is_cjk(found[1][0]) == ends_cjk(text, hit):
        return hit
    one_script = len({is_cjk(character) for character in found[1] if character.isalpha()}) == 1
    return replace(hit, end=found.end(1)) if one_script and not is_unit(found[1]) else hit


def _changes_script(text: str, hit: Hit, begin: int) -> bool:
    """Say whether print of another script follows; behind a wording in both, such as `发票No.`, Latin is another."""
    if is_cjk(text[begin]):
        return not ends_cjk(text, hit)
    return any(is_cjk(character) for character in text[hit.start : hit.end])


def _either(text: str, hit: Hit, following: Hit) -> tuple[Label, ...]:
    """Return both meanings of a label printed in two scripts whose wordings mean different fields: one of them is what
    the form's author meant, and the value tells. Nothing where more stands behind than a colon.
    """
    behind = CLOSING.match(text, following.end)
    stop = behind.end() if behind else following.end
    if stop < len(text) and text[stop] not in COLONS:
        return ()
    kinds = {label.kind for label in (*hit.labels, *following.labels)}
    if kinds != {LabelKind.FIELD} or any(label.weak for label in (*hit.labels, *following.labels)):
        return ()
    return (*hit.labels, *following.labels)


def _close(text: str, hit: Hit) -> Hit:
    """Take in the bracket that the label opened, to its end: `原产国(地区)`, `收货人（名称、地址）`."""
    opened = [mark for mark in text[hit.start : hit.end] if mark in OPENING]
    if not opened:
        return hit
    closing = next((place for place in range(hit.end, len(text)) if text[place] in CLOSED_BY[opened[-1]]), None)
    if closing is None or any(mark.isdigit() for mark in text[hit.end : closing]):
        return hit
    return replace(hit, end=closing + 1)


def _languages(hit: Hit) -> set[str]:
    return {label.lang for label in hit.labels}


def _has_role(hit: Hit) -> bool:
    return any(label.kind is LabelKind.PARTY for label in hit.labels)
