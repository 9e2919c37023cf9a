"""Whether two names on papers mean one company, and whether a name is one of a list."""

from __future__ import annotations

from functools import lru_cache

from extractor.gazetteer import ListedParty
from extractor.register.paper import Company
from extractor.resolution.compare import compare
from extractor.values.names import take_apart

LEAST_HAN = 4
"""Shorter Chinese names are parts of too many others."""
SAME = 85.0
"""Likeness from which two names are taken for one company."""
OTHER = 72.0
"""Likeness below which they are taken for two; between the two nobody can say."""


def same(left: Company, right: Company) -> bool | None:
    """Say whether two parties are one company; None where nothing decides, as with names in two scripts."""
    if left.key == right.key:
        return True
    if left.tax_id and right.tax_id and left.country == right.country:
        return left.tax_id == right.tax_id
    if left.resolved and right.resolved:
        return False
    best = likeness((left.name, *left.also), (right.name, *right.also))
    if best is None:
        return None
    return True if best >= SAME else False if best < OTHER else None


def likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float | None:
    """Return the best likeness, 0 to 100, of two companies' names in one script; None where no two share a script."""
    scores = [score for a in left for b in right if (score := _score(a, b)) is not None]
    return max(scores, default=None)


@lru_cache(maxsize=200_000)
def _score(left: str, right: str) -> float | None:
    a, b = take_apart(left), take_apart(right)
    return compare(a, b)[0] if a.han == b.han else None


def listed_likeness(names: tuple[str, ...], listed: ListedParty) -> float:
    """Return how alike, 0 to 100, a company is to a listed one; a Chinese name that holds the listed one is that name."""
    known = tuple(name for name in (listed.name_en, listed.name_zh, *listed.aliases) if name)
    return _listed(names, known)


@lru_cache(maxsize=200_000)
def _listed(names: tuple[str, ...], known: tuple[str, ...]) -> float:
    plain = [take_apart(name) for name in names]
    for entry in map(take_apart, known):
        if entry.han and len(entry.core) >= LEAST_HAN and any(entry.core in one.normal for one in plain):
            return 100.0
    return likeness(names, known) or 0.0
