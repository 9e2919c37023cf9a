"""The pairs that a question comes down to: the name asked for beside each name that is near, with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.resolution.acceptance import context
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.evidence import PAIR, Around, evidence
from extractor.resolution.finding import Hit, Words
from extractor.values.names import NameParts, name_without_address, take_apart

LIKENESS_WEIGHT = 10.0
_RATIO, _SORTED = PAIR.index("ratio"), PAIR.index("sorted")
_VERY, _VERY_HAN = 6, 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A name of the register beside the one asked for."""

    hit: Hit
    asked: NameParts
    found: NameParts
    row: tuple[float, ...]

    @property
    def company(self) -> tuple[int, int]:
        """What tells companies apart: the segment and the number in it."""
        return id(self.hit.segment), self.hit.company

    @property
    def exact(self) -> bool:
        """Whether it is the very name, legal form and all, but for width, case, spaces, punctuation and folded letters."""
        return self.asked.normal == self.found.normal or very(self.asked, self.found)

    @property
    def alike(self) -> float:
        """How alike the letters are, or the words in any order, 0 to 1."""
        return alike(self.row)

    @property
    def id(self) -> str:
        """The id of the company."""
        return self.hit.segment.id_of(self.hit.company)

    @property
    def entity(self) -> CompanyEntity:
        """The company."""
        return self.hit.segment.entity(self.hit.company)


def very(asked: NameParts, found: NameParts) -> bool:
    """Say whether two names long enough to tell companies apart read the same with their legal forms."""
    long = len(asked.skeleton) >= (_VERY_HAN if asked.han else _VERY)
    return long and (asked.skeleton, asked.legal) == (found.skeleton, found.legal)


def asked(name: str) -> NameParts:
    """Take apart a name that is asked for; an address that was read with it is left away."""
    return take_apart(name_without_address(name))


def gather(hits: Sequence[Hit], parts: NameParts, words: Words, around: Around) -> list[Pair]:
    """Return the evidence of a name with each of the names found."""
    pairs = []
    for hit in hits:
        other = take_apart(hit.name)
        country, address = hit.segment.placed(hit.company)
        pairs.append(Pair(hit, parts, other, tuple(evidence(parts, other, words, around, Around(country, address)))))
    return pairs


def alike(row: Sequence[float]) -> float:
    """Return of a pair's evidence how alike the letters are, or the words in any order, 0 to 1."""
    return max(row[_RATIO], row[_SORTED])


def standing(grade: float, row: Sequence[float]) -> float:
    """Return what pairs are ranked by: the forest's log-odds, and likeness where it has seen no such damage."""
    return grade + LIKENESS_WEIGHT * alike(row)


def best_of(pairs: Sequence[Pair], grades: Sequence[float]) -> list[tuple[float, Pair]]:
    """Return the best pair of each company with its standing, best first; what is equal stands in an order of its own."""
    best: dict[tuple[int, int], tuple[float, Pair]] = {}
    for grade, pair in zip(grades, pairs, strict=True):
        stands = standing(grade, pair.row)
        if pair.company not in best or stands > best[pair.company][0]:
            best[pair.company] = (stands, pair)
    return sorted(best.values(), key=lambda one: (-one[0], -one[1].row[0], one[1].hit.name, one[1].id))


def asked_of_accept(ranked: Sequence[tuple[float, Pair]], names: int) -> tuple[float, ...]:
    """Return the row that the second forest is asked with about the best of ranked companies."""
    top = ranked[0][1]
    same = sum(pair.found.skeleton == top.found.skeleton for _, pair in ranked)
    return (*top.row, *context([stands for stands, _ in ranked], names, same))
