"""Building a segment of the index from companies: their names' postings, exact keys, counts of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from extractor.resolution.entities import CompanyEntity
from extractor.resolution.postings import postings_of
from extractor.resolution.segment import RARE_WORD, Array, Segment, words_key
from extractor.resolution.texts import Texts, hashed
from extractor.values.names import key_of

_MANY_NAMES = 100_000
"""In a larger register words that one or two names have are not kept: they are most words, and as rare as unknown ones."""
_CHUNK = 100_000


def build(entities: Iterable[CompanyEntity], progress: Callable[[int], None] = lambda _: None) -> Segment:
    """Build a segment from companies, in the order given; `progress` is told how many were read since it was last told."""
    read = _Read()
    for number, entity in enumerate(entities, start=1):
        read.take(entity)
        if number % _CHUNK == 0:
            progress(_CHUNK)
    skeleton_keys = [hashed(one) for one in read.skeletons]
    arrays = _keys("skeleton", skeleton_keys) | _keys("words", read.word_keys)
    arrays |= _words(read.counts, RARE_WORD if len(read.names) > _MANY_NAMES else 0)
    arrays["owner"] = np.array(read.owners, dtype=np.uint32)
    arrays["country"] = np.array([one.encode("ascii", "ignore") for one in read.countries], dtype="S2")
    held = sorted(read.held)
    arrays["identifier"] = np.array([key for key, _ in held], dtype=np.uint64)
    arrays["identifier_owner"] = np.array([owner for _, owner in held], dtype=np.uint32)
    return Segment(arrays, {name: Texts.of(getattr(read, name)) for name in Segment.TEXTS}, postings_of(read.skeletons))


@dataclass
class _Read:
    """What is gathered while companies are read: by name, and by company."""

    names: list[str] = field(default_factory=list)
    skeletons: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    word_keys: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    """Identifiers as numbers, with the company that has each."""

    def take(self, entity: CompanyEntity) -> None:
        company = len(self.ids)
        self.ids.append(entity.id)
        self.countries.append(entity.country)
        self.addresses.append(entity.address)
        self.identifiers.append("\n".join(entity.identifiers))
        self.held += [(hashed(one), company) for one in entity.identifiers]
        for name in entity.names:
            skeleton, words = key_of(name)
            self.names.append(name)
            self.skeletons.append(skeleton)
            self.owners.append(company)
            self.word_keys.append(words_key(words))
            for word in {hashed(word) & 0xFFFFFFFF for word in words}:
                self.counts[word] = self.counts.get(word, 0) + 1


def _keys(kind: str, keys: Sequence[int]) -> dict[str, Array]:
    """Return the upper halves of the keys in order, with the names that have them; 0 is no key."""
    found = np.array(keys, dtype=np.uint64)
    order = np.argsort(found, kind="stable")
    order = order[found[order] > 0]
    return {kind: (found[order] >> np.uint64(32)).astype(np.uint32), f"{kind}_row": order.astype(np.uint32)}


def _words(counts: dict[int, int], rare: int) -> dict[str, Array]:
    kept = sorted((word, count) for word, count in counts.items() if count > rare)
    return {
        "word": np.array([word for word, _ in kept], dtype=np.uint32),
        "word_count": np.array([count for _, count in kept], dtype=np.uint32),
    }
