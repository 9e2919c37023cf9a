"""Postings of grams over skeletons: which names have a gram, and so which names share most with a skeleton.

FACTS: four-letter grams find the right one of a million names among 50 in milliseconds. The rarest grams are asked first,
until a budget of postings is spent; grams that a great part of all names share are not kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.resolution import grams
from extractor.resolution.texts import mapped

BUDGET = 45_000
"""Postings that one question looks at."""
COMMON = 15_000
"""Names from which on a gram says too little to be kept, if it is also more than `COMMON_SHARE` of all."""
COMMON_SHARE = 0.015
_LEAST = 1e-9
_CHUNK = 100_000
_MANY = 200
_SHARE = 0.3
"""Among very many names those are passed over that share less than this much of what the nearest one shares."""
_PARTS = ("gram", "start", "having", "posting", "length")


@dataclass(frozen=True)
class Near:
    """A name that is near: its number and the share of the question's grams that it has, weighted."""

    row: int
    overlap: float


@dataclass(frozen=True)
class Postings:
    """Grams in order, where the names of each begin, how many names have each, the names, and how long each name is."""

    gram: NDArray[np.uint32]
    start: NDArray[np.uint32]
    having: NDArray[np.uint32]
    posting: NDArray[np.uint32]
    length: NDArray[np.uint8]

    @property
    def count(self) -> int:
        """How many names there are."""
        return len(self.length)

    def near(self, skeleton: str, limit: int) -> list[Near]:
        """Return the names that share most with a skeleton, by weighted grams, best first."""
        wanted = grams.of(skeleton)
        rows, weights, total = self._postings(wanted)
        if not len(rows):
            return []
        score = self._scores
        for part, weight in zip(rows, weights, strict=True):
            score[part] += weight
        touched = np.concatenate(rows)
        values = score[touched]
        if len(touched) > _MANY * limit:
            likely = values >= _SHARE * values.max()
            touched, values = touched[likely], values[likely]
        if len(touched) > 8 * limit:
            bar = np.partition(values, len(values) - 4 * limit)[-4 * limit]
            touched, values = touched[values >= bar], values[values >= bar]
        touched, first = np.unique(touched, return_index=True)
        values = values[first]
        for part in rows:
            score[part] = 0.0
        ranked = values / np.sqrt(self.length[touched] + 6.0)
        best = np.argsort(-ranked, kind="stable")[:limit]
        return [Near(int(touched[at]), float(values[at] / total)) for at in best]

    def _postings(self, wanted: grams.Ints) -> tuple[list[grams.Ints], list[float], float]:
        """Return the posting lists of grams, rarest first until the budget is spent, their weights, and the weight of all."""
        gram, start, having = self.gram, self.start, self.having
        if not len(gram):
            return [], [], 1.0
        at = np.minimum(np.searchsorted(gram, wanted), len(gram) - 1)
        known = at[gram[at] == wanted]
        weight = np.log((self.count + 1.0) / having[known])
        total = float(weight.sum()) + math.log(self.count + 1.0) * (len(wanted) - len(known)) + _LEAST
        rows: list[grams.Ints] = []
        weights: list[float] = []
        spent = 0
        for place in np.argsort(having[known], kind="stable"):
            begin, end = int(start[known[place]]), int(start[known[place] + 1])
            if begin == end or spent > BUDGET:
                break
            spent += end - begin
            rows.append(self.posting[begin:end])
            weights.append(float(weight[place]))
        return rows, weights, total

    @cached_property
    def _scores(self) -> NDArray[np.float32]:
        return np.zeros(self.count, dtype=np.float32)

    # -- keeping -------------------------------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(getattr(self, part).nbytes for part in _PARTS)

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays."""
        for part in _PARTS:
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))

    @classmethod
    def load(cls, folder: Path, name: str) -> Postings:
        """Map what `save` wrote."""
        return cls(*(mapped(folder / f"{name}.{part}.npy") for part in _PARTS))


def postings_of(skeletons: Sequence[str], common: int = COMMON) -> Postings:
    """Return the grams of all names with the names that have each; those that more than `common` have are left out."""
    parts = []
    for begin in range(0, len(skeletons), _CHUNK):
        gram, row = grams.of_many(skeletons[begin : begin + _CHUNK])
        parts.append((gram.astype(np.uint64) << np.uint64(32)) | (row + np.uint32(begin)).astype(np.uint64))
    pairs = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
    pairs.sort()
    every = (pairs >> np.uint64(32)).astype(np.uint32)
    gram, sizes = np.unique(every, return_counts=True)
    bar = max(common, COMMON_SHARE * len(skeletons))
    kept = sizes <= bar
    if not kept.all():
        pairs = pairs[np.repeat(kept, sizes)]
    start = np.zeros(len(gram) + 1, dtype=np.uint32)
    np.cumsum(np.where(kept, sizes, 0), out=start[1:])
    lengths = np.fromiter((min(255, len(one)) for one in skeletons), dtype=np.uint8, count=len(skeletons))
    return Postings(gram, start, sizes.astype(np.uint32), pairs.astype(np.uint32), lengths)
