"""A part of the index: names with their postings, keys and companies in plain arrays, in memory or mapped from a folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from extractor.resolution import suggestions
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.postings import Near, Postings, postings_of
from extractor.resolution.texts import Texts, hashed, mapped
from extractor.values.names import key_of, take_apart
from extractor.values.textual import has_han

Array = NDArray[Any]
RARE_WORD = 2
"""A word that no more names have tells as much as one that none has."""
_COMMON_SOUND = 4_000
"""Chinese names from which on a gram of how they are said tells too little to be kept."""
BRUTE = 10_000
"""Names up to which all are compared besides: it takes a millisecond and misses nothing."""


class Segment:
    """Names in arrays. `rows` are names; several names are one company's. Nothing in it changes once it is built."""

    ARRAYS = ("skeleton", "skeleton_row", "words", "words_row", "word", "word_count", "owner", "country", "identifier",
              "identifier_owner")  # fmt: skip
    TEXTS = ("names", "ids", "identifiers", "addresses")

    def __init__(
        self,
        arrays: dict[str, Array],
        texts: dict[str, Texts],
        postings: Postings,
        sounds: tuple[Array, Postings] | None = None,
    ) -> None:
        self.arrays, self.texts = arrays, texts
        self._postings, self._sounds = postings, sounds
        self.names = texts["names"]
        self.count = len(self.names)

    # -- asking --------------------------------------------------------------------------------------------------------

    def near(self, skeleton: str, limit: int) -> list[Near]:
        """Return the names that share most with a skeleton, by weighted grams, best first."""
        return self._postings.near(skeleton, limit)

    def sounding(self, skeleton: str, limit: int) -> list[Near]:
        """Return the Chinese names that said in Latin letters share most with a skeleton, best first."""
        rows, postings = self.sounds
        return [Near(int(rows[near.row]), near.overlap) for near in postings.near(skeleton, limit)]

    @cached_property
    def sounds(self) -> tuple[Array, Postings]:
        """The Chinese names by their numbers, and the postings of how they are said; made when first needed."""
        if self._sounds is not None:
            return self._sounds
        said = {
            row: suggestions.said(take_apart(self.names[row])).asked[0]
            for row in range(self.count)
            if has_han(self.names[row])
        }
        return np.array(list(said), dtype=np.uint32), postings_of(list(said.values()), _COMMON_SOUND)

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
        first, end = np.searchsorted(owners, np.array([company, company + 1], dtype=owners.dtype))
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

    def placed(self, company: int) -> tuple[str, str]:
        """Return country and address of a company."""
        return bytes(self.arrays["country"][company]).decode("ascii"), self.texts["addresses"][company]

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
        """Bytes of all arrays and texts, the sounds among them once they are made."""
        sounds = self.__dict__.get("sounds") or self._sounds
        beside = sounds[0].nbytes + sounds[1].size if sounds is not None else 0
        parts = (*(array.nbytes for array in self.arrays.values()), *(text.size for text in self.texts.values()))
        return sum(parts) + self._postings.size + beside

    def save(self, folder: Path) -> None:
        """Write the segment into a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array)
        for name, text in self.texts.items():
            text.save(folder, name)
        self._postings.save(folder, "grams")
        rows, postings = self.sounds
        np.save(folder / "sounds.npy", rows)
        postings.save(folder, "sounds")

    @classmethod
    def load(cls, folder: Path) -> Segment:
        """Map a segment that `save` wrote; only what is asked for is read from disk."""
        return cls(
            {name: mapped(folder / f"{name}.npy") for name in cls.ARRAYS},
            {name: Texts.load(folder, name) for name in cls.TEXTS},
            Postings.load(folder, "grams"),
            (mapped(folder / "sounds.npy"), Postings.load(folder, "sounds")),
        )


def words_key(words: Sequence[str]) -> int:
    """Return 64 bits that stand for words in any order; 0 for none."""
    return hashed(" ".join(sorted(words))) if words else 0
