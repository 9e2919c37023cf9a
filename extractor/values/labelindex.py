"""The labels of the gazetteer by skeleton, and the nearest one to a damaged skeleton."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from extractor.gazetteer import Label, LabelKind, currency_words, labels, package_words, unit_words
from extractor.values.fold import skeleton

TRAILING_UNIT = re.compile(r"(?P<base>.{2,}?)[\s.]*(?:[(（](?P<held>[^()（）]+)[)）]|[\s/](?P<bare>[^\s/]+))")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
FIRST_CJK = "\u2fff"
MAIN_LANGUAGES = frozenset({"en", "zh"})

Meaning = tuple[str, LabelKind]


def meanings(found: tuple[Label, ...]) -> set[Meaning]:
    """Return what the labels stand for: field and kind of each."""
    return {(label.field, label.kind) for label in found}


def is_unit(text: str) -> bool:
    """Say whether a text is nothing but units or currencies, such as `KGS`, `USD/KG` or `US$`."""
    parts = [part.strip().casefold() for part in re.split(r"[/／,，、]|\s(?:in|per)\s", text)]
    return any(parts) and all(
        part in unit_words() or part in currency_words() or part in {"¥", "￥"} for part in parts if part
    )


@cache
def by_key() -> dict[str, tuple[Label, ...]]:
    """Return the labels by skeleton, one of each meaning, in the order of the gazetteer.

    A wording that only adds a unit to another of the same meaning is left out: what stands behind a label is looked
    at for units anyway, and `Total USD 12.00` must keep its currency with its value.
    """
    keyed = [(skeleton(label.text)[0], label) for label in labels()]
    known = {(key, label.field, label.kind) for key, label in keyed}
    found: dict[str, dict[Meaning, Label]] = {}
    needed: set[str] = set()
    for key, label in keyed:
        base = skeleton(_without_unit(label.text))[0]
        found.setdefault(key, {}).setdefault((label.field, label.kind), label)
        if base == key or (base, label.field, label.kind) not in known:
            needed.add(key)
    return {key: tuple(of_key.values()) for key, of_key in found.items() if key in needed}


@cache
def wording(field: str) -> frozenset[str]:
    """Return every Latin word of a field's labels, case-folded: a text of nothing else is part of a label."""
    texts = (label.text for label in labels() if label.field == field and label.kind is LabelKind.FIELD)
    return frozenset(word.casefold() for text in texts for word in LATIN_WORD.findall(text))


def _without_unit(text: str) -> str:
    ends = TRAILING_UNIT.fullmatch(text)
    unit = (ends["held"] or ends["bare"]) if ends is not None else ""
    return ends["base"] if ends is not None and is_unit(unit) and unit.casefold() not in package_words() else text


@cache
def _buckets() -> dict[tuple[int, str], list[str]]:
    """Keys by length and first two characters, and by length and last two: damage rarely hits both ends."""
    found: dict[tuple[int, str], list[str]] = {}
    for key in by_key():
        if len(key) >= 3:
            found.setdefault((len(key), "^" + key[:2]), []).append(key)
            found.setdefault((len(key), "$" + key[-2:]), []).append(key)
    return found


def allowed_damage(key: str, before_colon: bool) -> int:
    """Return how many characters of a skeleton may be wrong; a colon behind it makes sure that it is a label at all.

    Chinese labels are short, each character counts.
    """
    if key[:1] > FIRST_CJK:
        return 0 if len(key) < 3 else 1 if len(key) < 8 else 2
    if before_colon:
        return 0 if len(key) < 5 else 1 if len(key) < 8 else 2 if len(key) < 14 else 3
    return 0 if len(key) < 6 else 1 if len(key) < 10 else 2 if len(key) < 16 else 3


@lru_cache(maxsize=8192)
def near_key(key: str, before_colon: bool) -> tuple[tuple[Label, ...], float] | None:
    """Return the labels nearest to a damaged skeleton with their likeness, or None.

    Two letters that changed places count as one error. Two labels of different meaning at the same distance settle
    nothing: 收货人 and 发货人 differ by one character.
    Without a colon only strong wordings of the papers' two main languages count: Yantai is no Dutch `Aantal`.
    """
    allowed = allowed_damage(key, before_colon)
    if allowed == 0:
        return None
    nearest: dict[str, int] = {}
    for candidate in _candidates(key, allowed):
        distance = OSA.distance(key, candidate, score_cutoff=allowed)
        sure = before_colon or any(label.lang in MAIN_LANGUAGES and not label.weak for label in by_key()[candidate])
        if sure and distance <= min(allowed, allowed_damage(candidate, before_colon)):
            nearest[candidate] = distance
    if not nearest:
        return None
    least = min(nearest.values())
    winners = sorted(candidate for candidate, distance in nearest.items() if distance == least)
    shared = set.intersection(*(meanings(by_key()[candidate]) for candidate in winners))
    kept = tuple(label for label in by_key()[winners[0]] if (label.field, label.kind) in shared)
    return (kept, 1 - least / len(key)) if kept else None


def _candidates(key: str, allowed: int) -> set[str]:
    found: set[str] = set()
    for length in range(len(key) - allowed, len(key) + allowed + 1):
        found.update(_buckets().get((length, "^" + key[:2]), ()))
        found.update(_buckets().get((length, "$" + key[-2:]), ()))
    return found
