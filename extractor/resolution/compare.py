"""Two names compared for deciding: how alike, and what speaks against their being one company.

The reasons are the explanation that an analyst is shown; the weights stand beside them.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.values import legalform, names
from extractor.values.legalform import skeleton
from extractor.values.names import NameParts

DIGITS_WEIGHT = 25.0
BRAND_WEIGHT = 45.0
LEGAL_WEIGHT = 9.0
PLANT_WEIGHT = 30.0
_BRAND_MISREAD = 0.84


def compare(a: NameParts, b: NameParts) -> tuple[float, tuple[str, ...]]:
    """Return a score of 0 to 100 and the reasons; it does not matter which name comes first."""
    if a.normal == b.normal:
        return 100.0, ("the same name",)
    whole = fuzz.ratio(a.skeleton, b.skeleton)
    words = 100.0 if a.han else fuzz.token_sort_ratio(a.core, b.core)
    score = whole if a.han or b.han else max(whole, 0.98 * words)
    reasons = [f"{score:.0f} % alike without legal form"]
    score = min(score, 99.0)
    for penalty, reason in _against(a, b):
        score -= penalty
        reasons.append(reason)
    return max(0.0, score), tuple(reasons)


def _against(a: NameParts, b: NameParts) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    brand = _brand_likeness(a, b)
    if brand < 1.0:
        share = (1.0 - brand) / (1.0 - _BRAND_MISREAD) if brand > _BRAND_MISREAD else 1.0 + (_BRAND_MISREAD - brand)
        found.append((BRAND_WEIGHT * share * (0.35 if brand > _BRAND_MISREAD and not a.han else 1.0),
                      f"the brand differs: {a.brand} / {b.brand}"))  # fmt: skip
    if a.plant != b.plant:
        found.append((PLANT_WEIGHT, f"another plant or branch: {a.plant or 'none'} / {b.plant or 'none'}"))
    elif _digits(a.core) != _digits(b.core):
        found.append((DIGITS_WEIGHT, "the numbers in the names differ"))
    if a.legal != b.legal and not _compatible(a.legal, b.legal):
        found.append((LEGAL_WEIGHT, f"another legal form: {a.legal or 'none'} / {b.legal or 'none'}"))
    return found


def _brand_likeness(a: NameParts, b: NameParts) -> float:
    """Return how alike the brands are, 0 to 1: by characters in Chinese, by words with OCR damage in Latin script."""
    left, right = skeleton(a.brand), skeleton(b.brand)
    if left == right:
        return 1.0
    if a.han or b.han:
        return Levenshtein.normalized_similarity(left, right) * 0.8
    return max(Levenshtein.normalized_similarity(left, right), min(_covered(a, b), _covered(b, a)))


def _covered(a: NameParts, b: NameParts) -> float:
    """Return how well the words of a's brand are found among all words of b, by letters, 0 to 1."""
    words = names.words_of(a.brand)
    best = [max((fuzz.ratio(word, other) for other in b.words), default=0.0) / 100 * len(word) for word in words]
    return sum(best) / (sum(map(len, words)) or 1)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _compatible(a: str, b: str) -> bool:
    """Say whether two forms translate or shorten one another; any other two are two kinds of company."""
    return not a or not b or bool(legalform.families(a) & legalform.families(b))
