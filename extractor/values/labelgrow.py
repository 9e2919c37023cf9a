"""What belongs to a label behind its wording: its unit, a remark, the same in another language, the colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.gazetteer import Label, LabelKind
from extractor.values.fold import skeleton
from extractor.values.labelhits import COLONS, Hit, ends_cjk, exact, is_cjk, take_bare_unit
from extractor.values.labelindex import is_unit, meanings, near_key

LONGEST = 96
"""No label is longer; what stands behind is never looked at."""
DELIMITER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[为為](?!了)\s*"
    r"|[\s.．。,'’\"”*)）\]】]*(?:[:：﹕∶;；=|｜]+|[-–—](?=\s)|\t)[\s:：.]*"
)
"""What ends a label: a colon and its like, and `为` in a sentence: `付款方式为电汇`."""
CLOSING = re.compile(r"[\s.．。,'’*)）\]】]*")
BRACKET = re.compile(r"[\s.．]*[(（\[【]\s*([^()（）\[\]【】]{1,40}?)\s*[)）\]】]")
_LONG_ENOUGH = 6
"""Characters of a damaged wording that can be told from a value."""
SEPARATOR = re.compile(r"[\s/／|｜\-–—&:：(（\[【、,.]*")
OTHER_WORDING = re.compile(
    r"[\s/／|｜]{1,3}([^\W\d_][^\d:：/／|,，;；]{1,30}?(?:\s?[/／]\s?[^\d:：/／|,，;；]{2,20}?)?)\s*(?=[:：])"
)
REMARK = re.compile(
    r"name|address|full|complete|country|\bif\b|other|different|please|party|名称|地址|国家|地区|全称|盖章|签章|印章|"
    r"[如若](?:非|与|同|不)",
    re.IGNORECASE,
)
"""What a bracket behind a label says about the value, no value itself: `(complete name and address)`."""
OPENING = "(（[【"
CLOSED_BY = {"(": ")）", "（": "）)", "[": "]】", "【": "】]"}


@dataclass(frozen=True, slots=True)
class Reach:
    """A hit with what belongs to it."""

    hit: Hit
    unit: str | None
    rest_start: int
    delimited: bool


def extend(text: str, hit: Hit) -> Reach:
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
        hit, unit = take_bare_unit(text, hit)
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
    following = exact(window, key, origin) or _damaged_translation(window, key, origin, hit)
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
