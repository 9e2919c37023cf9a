"""A part of the index: names with their grams, keys and companies in plain arrays, in memory or mapped from a folder.

FACTS: postings of four-letter grams over skeletons find the right one of a million names among 50 in milliseconds. The
rarest grams are asked first, until a budget of postings is spent; grams that a great part of all names share are not kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from extractor.resolution import grams
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.texts import Texts, hashed
from extractor.values.names import key_of

Array = NDArray[Any]
BUDGET = 60_000
"""Postings that one question looks at."""
BRUTE = 10_000
"""Names up to which all are compared besides: it takes a millisecond and misses nothing."""
_LEAST = 1e-9


@dataclass(frozen=True)
class Near:
    """A name that is near: its number in the segment and the share of the question's grams that it has, weighted."""

    row: int
    overlap: float


class Segment:
    """Names in arrays. `rows` are names; several names are one company's. Nothing in it changes once it is built."""

    ARRAYS = ("gram", "start", "having", "posting", "length", "skeleton", "skeleton_row", "words", "words_row", "word",
              "word_count", "owner", "country", "identifier", "identifier_owner")  # fmt: skip
    TEXTS = ("names", "ids", "identifiers", "addresses")

    def __init__(self, arrays: dict[str, Array], texts: dict[str, Texts]) -> None:
        self.arrays, self.texts = arrays, texts
        self.names = texts["names"]
        self.count = len(self.names)

    # -- asking --------------------------------------------------------------------------------------------------------

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
        if len(touched) > 8 * limit:
            bar = np.partition(values, len(values) - 4 * limit)[-4 * limit]
            touched, values = touched[values >= bar], values[values >= bar]
        touched, first = np.unique(touched, return_index=True)
        values = values[first]
        for part in rows:
            score[part] = 0.0
        ranked = values / np.sqrt(self.arrays["length"][touched] + 6.0)
        best = np.argsort(-ranked, kind="stable")[:limit]
        return [Near(int(touched[at]), float(values[at] / total)) for at in best]

    def _postings(self, wanted: grams.Ints) -> tuple[list[Array], list[float], float]:
        """Return the posting lists of grams, rarest first until the budget is spent, their weights, and the weight of all."""
        gram, start, having = (self.arrays[name] for name in ("gram", "start", "having"))
        if not len(gram):
            return [], [], 1.0
        at = np.minimum(np.searchsorted(gram, wanted), len(gram) - 1)
        known = at[gram[at] == wanted]
        weight = np.log((self.count + 1.0) / having[known])
        total = float(weight.sum()) + math.log(self.count + 1.0) * (len(wanted) - len(known)) + _LEAST
        rows: list[Array] = []
        weights: list[float] = []
        spent = 0
        for place in np.argsort(having[known], kind="stable"):
            begin, end = int(start[known[place]]), int(start[known[place] + 1])
            if begin == end or spent > BUDGET:
                break
            spent += end - begin
            rows.append(self.arrays["posting"][begin:end])
            weights.append(float(weight[place]))
        return rows, weights, total

    @cached_property
    def _scores(self) -> NDArray[np.float32]:
        return np.zeros(self.count, dtype=np.float32)

    def nearest(self, skeleton: str, limit: int) -> list[int]:
        """Return the names whose skeletons are most alike, by comparing all; none where they are too many for that."""
        if self.count > BRUTE:
            return []
        found = process.extract(skeleton, self._all_skeletons, scorer=fuzz.ratio, limit=limit, score_cutoff=50)
        return [row for _, _, row in found]

    @cached_property
    def _all_skeletons(self) -> list[str]:
        return [key_of(self.names[row])[0] for row in range(self.count)]

    def same_skeleton(self, skeleton: str) -> list[int]:
        """Return the names with this very skeleton, and with luck one in billions another's."""
        return self._with_key("skeleton", hashed(skeleton))

    def same_words(self, words: Sequence[str]) -> list[int]:
        """Return the names with these words in any order."""
        return self._with_key("words", words_key(words)) if words else []

    def _with_key(self, kind: str, key: int) -> list[int]:
        found, short = self.arrays[kind], np.uint32(key >> 32)
        low, high = np.searchsorted(found, short, "left"), np.searchsorted(found, short, "right")
        return [int(row) for row in self.arrays[f"{kind}_row"][low:high]]

    def identified(self, identifier: str) -> list[int]:
        """Return the companies that have an identifier."""
        found, key = self.arrays["identifier"], np.uint64(hashed(identifier))
        low, high = np.searchsorted(found, key, "left"), np.searchsorted(found, key, "right")
        return [int(owner) for owner in self.arrays["identifier_owner"][low:high]]

    def names_with(self, word: str) -> int:
        """Return how many names have a word."""
        found = self.arrays["word"]
        key = np.uint32(hashed(word) & 0xFFFFFFFF)
        at = int(np.searchsorted(found, key))
        return int(self.arrays["word_count"][at]) if at < len(found) and found[at] == key else 0

    def company(self, row: int) -> int:
        """Return the number of the company that a name belongs to."""
        return int(self.arrays["owner"][row])

    def entity(self, company: int) -> CompanyEntity:
        """Return a company by its number."""
        owners = self.arrays["owner"]
        first, end = np.searchsorted(owners, company, "left"), np.searchsorted(owners, company, "right")
        name, *aliases = [self.names[row] for row in range(int(first), int(end))]
        identifiers = self.texts["identifiers"][company]
        return CompanyEntity(
            id=self.texts["ids"][company],
            name=name,
            aliases=tuple(aliases),
            country=bytes(self.arrays["country"][company]).decode("ascii"),
            identifiers=tuple(identifiers.split("\n")) if identifiers else (),
            address=self.texts["addresses"][company],
        )

    def id_of(self, company: int) -> str:
        """Return the id of a company."""
        return self.texts["ids"][company]

    @property
    def companies(self) -> int:
        """How many companies there are."""
        return len(self.arrays["country"])

    # -- keeping -------------------------------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """Bytes of all arrays and texts."""
        return sum(array.nbytes for array in self.arrays.values()) + sum(text.size for text in self.texts.values())

    def save(self, folder: Path) -> None:
        """Write the segment into a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array)
        for name, text in self.texts.items():
            text.save(folder, name)
        (folder / "segment.json").write_text(json.dumps({"names": self.count}) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Segment:
        """Map a segment that `save` wrote; only what is asked for is read from disk."""
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in cls.ARRAYS}
        return cls(arrays, {name: Texts.load(folder, name) for name in cls.TEXTS})


def words_key(words: Sequence[str]) -> int:
    """Return 64 bits that stand for words in any order; 0 for none."""
    return hashed(" ".join(sorted(words))) if words else 0
