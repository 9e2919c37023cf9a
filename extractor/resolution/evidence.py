"""What two names say about being one company, in numbers: the rows that the accept model is trained on and asked with.

Likeness by letters and by words, what is left uncovered and how rare it is, brand, legal form, numbers, place. The names
of the columns are in `PAIR`; one function fills them for training and for use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein, Prefix

from extractor.resolution.lookalike import edits
from extractor.values import legalform
from extractor.values.legalform import skeleton
from extractor.values.names import NameParts, common_words, country_words, words_of

Weigh = Callable[[str], float]
"""How much a word tells: natural log of one over the share of names that have it."""

PAIR = (
    "ratio", "jaro", "partial", "prefix", "sorted", "set", "other", "alike", "added", "missing", "edits",
    "lost_a", "lost_b", "worst_a", "worst_b", "cut_a", "cut_b", "without_a", "without_b", "told", "first",
    "brand", "brand_other", "brand_alike", "brand_inside", "legal_same", "legal_kin", "legal_missing", "legal_conflict",
    "numbers", "plant", "kind", "place", "han", "length_a", "length_b", "length_gap", "words_a", "words_b",
    "country", "address",
)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{1,3}|v|x)")
_COMMON, _COUNTRY, _PLACE, _TRADE, _CHARACTER = 2.5, 1.0, 3.0, 1.5, 3.5
"""What a word tells, whatever the register counts: trade word, country, Chinese place, Chinese trade, one brand character."""
_ONES = str.maketrans("1l|", "iii")
_KINDS = {
    "hoidings": "holding", "hoiding": "holding", "group": "group", "gruppe": "group", "gruppo": "group", "grupo": "group",
    "groupe": "group", "fund": "fund", "fonds": "fund", "trust": "trust", "foundation": "foundation", "ventures": "ventures",
    "ieasing": "leasing", "investments": "investment", "investment": "investment", "properties": "properties",
}  # fmt: skip
"""By folded spelling."""
_KINDS_ZH = ("集团", "控股", "基金", "投资", "分公司", "研究院")
_MOST_EDITS = 8
_SHORTEST_CUT = 2
_LIKE = 0.6
_SHORTEST_GLUED = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What is known besides the names: country as alpha-2 and address, empty where unknown."""

    country: str = ""
    address: str = ""


NOTHING = Around()


def evidence(a: NameParts, b: NameParts, weigh: Weigh, left: Around = NOTHING, right: Around = NOTHING) -> list[float]:
    """Return the columns of `PAIR` for a name asked for and a name of the register."""
    found = edits(a.skeleton, b.skeleton)
    length_a, length_b = len(a.skeleton), len(b.skeleton)
    words_a, words_b = " ".join(sorted(a.words)), " ".join(sorted(b.words))
    return [
        fuzz.ratio(a.skeleton, b.skeleton) / 100,
        JaroWinkler.normalized_similarity(a.skeleton, b.skeleton),
        fuzz.partial_ratio(a.skeleton, b.skeleton) / 100,
        Prefix.similarity(a.skeleton, b.skeleton) / max(1, min(length_a, length_b)),
        fuzz.ratio(words_a, words_b) / 100,
        fuzz.token_set_ratio(words_a, words_b) / 100,
        min(found.other, _MOST_EDITS),
        min(found.alike, _MOST_EDITS),
        min(found.added, 2 * _MOST_EDITS),
        min(found.missing, 2 * _MOST_EDITS),
        (found.other + found.added + found.missing) / max(1, length_a, length_b),
        *_words(a, b, weigh),
        *_brands(a, b),
        *_legal(a.legal, b.legal),
        relation(numbers_of(a), numbers_of(b)),
        relation(a.plant, b.plant),
        relation(kind_of(a), kind_of(b)),
        relation(a.place, b.place) if a.han and b.han else 0.0,
        (a.han + b.han) / 2,
        length_a,
        length_b,
        (length_a - length_b) / max(1, length_a, length_b),
        len(a.words),
        len(b.words),
        relation(left.country, right.country),
        fuzz.token_set_ratio(left.address, right.address) / 100 if left.address and right.address else -1.0,
    ]


def relation(a: str, b: str) -> float:
    """Return 0 where neither says anything, 1 where both say the same, -1 where one is silent, -2 where they differ."""
    if not a and not b:
        return 0.0
    if a == b:
        return 1.0
    return -2.0 if a and b else -1.0


def numbers_of(parts: NameParts) -> str:
    """Return the words of a core that are numbers, Arabic or Roman: `Fund II` is not `Fund III`.

    `C1ty` is a misread word, and a lone `i`, `v` or `x` is a number only at the end.
    """
    words = _TOKEN.findall(parts.core)
    found = []
    for at, word in enumerate(words):
        folded = word.translate(_ONES)
        roman = _ROMAN.fullmatch(folded) and (len(word) > 1 or 0 < at == len(words) - 1)
        if word.isdigit() or roman:
            found.append(folded)
    return " ".join(sorted(found))


def kind_of(parts: NameParts) -> str:
    """Return the words that make another company of a name: a holding, a group or a fund is not the firm it is named after."""
    if parts.han:
        return " ".join(sorted({word for word in _KINDS_ZH if word in parts.normal}))
    return " ".join(sorted({_KINDS[word] for word in words_of(parts.normal) if word in _KINDS}))


def legal_relation(a: str, b: str) -> str:
    """Return `same`, `missing` where one has none, `kin` where they translate or shorten one another, else `conflict`."""
    if a == b:
        return "same"
    if not a or not b:
        return "missing"
    return "kin" if legalform.families(a) & legalform.families(b) else "conflict"


def _legal(a: str, b: str) -> tuple[float, ...]:
    found = legal_relation(a, b)
    return tuple(float(found == kind) for kind in ("same", "kin", "missing", "conflict"))


def _brands(a: NameParts, b: NameParts) -> tuple[float, ...]:
    left, right = skeleton(a.brand), skeleton(b.brand)
    found = edits(left, right)
    other = found.other + found.added + found.missing
    inside = left in b.skeleton or right in a.skeleton
    return (
        Levenshtein.normalized_similarity(left, right),
        min(other, _MOST_EDITS),
        min(found.alike, _MOST_EDITS),
        float(inside),
    )


@dataclass(frozen=True, slots=True)
class _Cover:
    """What of one name's words another name has, by weight."""

    lost: float
    """Share that it lacks."""
    worst: float
    """The most telling lack."""
    cut: float
    """Share that is there, cut short."""
    without: int
    """Words that it has nothing like."""
    told: float
    """What both share."""


def _words(a: NameParts, b: NameParts, weigh: Weigh) -> tuple[float, ...]:
    """Return how the words cover one another in both directions, and how the first words agree."""
    if not a.words or not b.words:
        return (1.0, 1.0, 9.0, 9.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0)
    left, right = _covered(a, b, weigh), _covered(b, a, weigh)
    pairs = ((left.lost, right.lost), (left.worst, right.worst), (left.cut, right.cut), (left.without, right.without))
    return (*(value for pair in pairs for value in pair), left.told, fuzz.ratio(a.words[0], b.words[0]) / 100)


def _covered(a: NameParts, b: NameParts, weigh: Weigh) -> _Cover:
    total = lost = worst = cut = told = 0.0
    without = 0
    for word in a.words:
        weight = _weight(word, a, weigh)
        alike, short = _best(word, b)
        total += weight
        lost += weight * (1 - alike)
        worst = max(worst, weight * (1 - alike))
        cut += weight * short
        without += alike < _LIKE
        told += weight * alike
    total = total or 1.0
    return _Cover(lost / total, worst, cut / total, without, told)


def _best(word: str, b: NameParts) -> tuple[float, bool]:
    """Return how well a name has a word, 0 to 1, and whether one of the two is cut short."""
    if word in b.words:
        return 1.0, False
    best = 0.0
    for other in b.words:
        shorter, longer = (word, other) if len(word) < len(other) else (other, word)
        if len(shorter) >= _SHORTEST_CUT and longer.startswith(shorter):
            return 0.9, True
        best = max(best, fuzz.ratio(word, other) / 100)
    glued = len(word) >= _SHORTEST_GLUED and word in b.skeleton
    return (1.0 if glued else best), False


def _weight(word: str, parts: NameParts, weigh: Weigh) -> float:
    if not parts.han:
        if word in country_words():
            return _COUNTRY
        told = weigh(word)
        return min(told, _COMMON) if word in common_words() else told
    if word == parts.brand:
        return _CHARACTER * len(word)
    return _PLACE if word == parts.place else _TRADE
