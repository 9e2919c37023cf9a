"""What keeps a company from being taken unseen, however alike the names: rules of the trade, not of statistics."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from extractor.resolution.evidence import Around, kind_of, legal_relation, numbers_of
from extractor.values.legalform import skeleton
from extractor.values.names import NameParts

SHORTEST = 4
"""Letters of a skeleton below which a Latin name makes no match, unless it is the very name, legal form and all."""
SHORTEST_HAN = 3


_PINYIN = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])"
    r"(?:i?ang?|i?ong|[iu]a[io]?|u?ang?|i?ao|uai|u?eng?|u?ei|uo|i[eu]n?|in?g?|ung?|u[ein]?|ou|er|ai|[aoev]))+"
)
"""Chinese syllables in Latin letters, wide enough for all of them."""
_SOUNDS = 2
"""Letters by which two brands of Chinese syllables may differ to be one sound apart."""


def vetoes(asked: NameParts, found: NameParts, around: Around, known: Around) -> tuple[str, ...]:
    """Return in words why a person must look, empty where nothing stands against it."""
    out = []
    if asked.han != found.han:
        out.append("the names are in two scripts: a suggestion by sound and dictionary")
    if legal_relation(asked.legal, found.legal) == "conflict":
        out.append(f"another legal form: {asked.legal} / {found.legal}")
    if asked.plant != found.plant:
        out.append(f"another plant or branch: {asked.plant or 'none'} / {found.plant or 'none'}")
    elif numbers_of(asked) != numbers_of(found):
        out.append("the numbers in the names differ")
    if kind_of(asked) != kind_of(found):
        out.append(f"one is a {kind_of(asked) or 'firm'}, the other a {kind_of(found) or 'firm'}")
    if asked.han and found.han and _other_characters(skeleton(asked.brand), skeleton(found.brand)):
        out.append(f"a character of the brand differs: {asked.brand} / {found.brand}")
    if not asked.han and _other_sound(asked.brand.replace(" ", ""), found.brand.replace(" ", "")):
        out.append(f"a syllable of the brand differs: {asked.brand} / {found.brand}")
    if asked.place and found.place and asked.place != found.place:
        out.append(f"another place: {asked.place} / {found.place}")
    if around.country and known.country and around.country != known.country:
        out.append(f"another country: {around.country} / {known.country}")
    whole = asked.normal == found.normal and asked.legal and len(asked.skeleton) > 1
    if not whole and len(asked.skeleton) < (SHORTEST_HAN if asked.han else SHORTEST):
        out.append("the name is too short to tell companies apart")
    return tuple(out)


def _other_characters(left: str, right: str) -> bool:
    """Say whether two Chinese brands differ otherwise than by one being cut short."""
    return not (left.startswith(right) or right.startswith(left))


def _other_sound(left: str, right: str) -> bool:
    """Say whether two brands are both Chinese syllables, and other ones: Hengfang is as good a name as Hengfeng."""
    apart = Levenshtein.distance(left, right, score_cutoff=_SOUNDS)
    return 0 < apart <= _SOUNDS and all(_PINYIN.fullmatch(brand) for brand in (left, right))
