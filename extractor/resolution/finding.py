"""Finding the names that one may mean: exact keys, then grams, then in a small register every name; best first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractor.resolution.segment import RARE_WORD, Segment
from extractor.values.names import NameParts, normalise

NEAR = 50
"""Names that grams are asked for."""
_DEEP = 8
"""Of the names that are near, so many by grams and as many by letters are looked at closely."""
_REMEMBERED = 50_000
_FEWEST = 10_000
"""A word that a small register does not have is as rare as in one of so many names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: its number in a segment."""

    segment: Segment
    row: int

    @property
    def name(self) -> str:
        """The name as it is registered."""
        return self.segment.names[self.row]

    @property
    def company(self) -> int:
        """The number of its company in the segment."""
        return self.segment.company(self.row)


class Words:
    """How much a word tells, by how many names of all segments have it."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._names = max(_FEWEST, sum(segment.count for segment in segments))
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """Return the natural log of one over the share of names that have the word."""
        told = self._known.get(word)
        if told is None:
            having = sum(segment.names_with(word) for segment in self._segments)
            told = math.log((self._names + 2.0) / ((having if having > RARE_WORD else 0) + 1.0))
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = told
        return told


def find(segments: Sequence[Segment], parts: NameParts, count: int) -> list[Hit]:
    """Return names that are near, those to be looked at closely first; at least `count` where so many are near."""
    exact: list[Hit] = []
    graded: list[tuple[float, float, Hit]] = []
    for segment in segments:
        same = dict.fromkeys((*segment.same_skeleton(parts.skeleton), *segment.same_words(parts.words)))
        exact += [Hit(segment, row) for row in same]
        overlaps = {near.row: near.overlap for near in segment.near(parts.skeleton, max(NEAR, count))}
        for row in segment.nearest(parts.skeleton, max(NEAR // 2, count)):
            overlaps.setdefault(row, 0.0)
        for row, overlap in overlaps.items():
            if row not in same:
                letters = fuzz.ratio(parts.normal, normalise(segment.names[row]))
                graded.append((overlap, letters, Hit(segment, row)))
    return exact + _ordered(graded)


def _ordered(graded: list[tuple[float, float, Hit]]) -> list[Hit]:
    """Return hits by turns: the best by grams, the best by letters, the next by grams ..."""
    by_grams = sorted(graded, key=lambda one: (-one[0], -one[1], one[2].name))
    by_letters = sorted(graded, key=lambda one: (-one[1], -one[0], one[2].name))
    turns = [hit for pair in zip(by_grams, by_letters, strict=True) for _, _, hit in pair]
    return list({(id(hit.segment), hit.row): hit for hit in turns}.values())


def deep(count: int) -> int:
    """Return how many hits are looked at closely where `count` companies are wanted."""
    return max(2 * _DEEP, count)
