"""The register in segments: one large, small ones beside it for what was added since; folded together as they grow.

A company is where it was put last: an older entry with its id is passed over. On disk there is one segment, in a folder
named by its generation; `current` names the folder and is exchanged in one step.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from extractor.errors import UsageError
from extractor.resolution import suggestions
from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.finding import Hit, Words, deep, find
from extractor.resolution.gathering import very
from extractor.resolution.segment import Segment
from extractor.values.names import NameParts, take_apart

_FOLD = 4
"""A segment is folded into the one before it when that is not this many times as large."""
_CURRENT = "current"
_FEWER = 3
"""Of the names that share grams, one in so many is held against the one asked for."""


class Segments:
    """The segments of one register, the oldest and largest first."""

    def __init__(self, parts: Iterable[Segment] = ()) -> None:
        self.parts = list(parts)
        self._newest: dict[str, Segment | None] = {}
        """By id the segment that holds the company now, None where it was removed; ids of the first segment are not noted."""

    def __len__(self) -> int:
        return sum(1 for _ in self._living()) if self._newest else sum(part.companies for part in self.parts)

    @cached_property
    def words(self) -> Words:
        """How much words tell, by all names."""
        return Words(self.parts)

    @property
    def names(self) -> int:
        """How many names there are."""
        return sum(part.count for part in self.parts)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(part.size for part in self.parts)

    def living(self, hit: Hit) -> bool:
        """Say whether a company found is not replaced or removed since."""
        return self._lives(hit.segment, hit.company)

    def _lives(self, segment: Segment, company: int) -> bool:
        return not self._newest or self._newest.get(segment.id_of(company), segment) is segment

    def _living(self) -> Iterator[tuple[Segment, int]]:
        for part in self.parts:
            for company in range(part.companies):
                if self._lives(part, company):
                    yield part, company

    def find(self, parts: NameParts, count: int) -> list[Hit]:
        """Return names that are near, the nearest first, as many as deserve a close look where `count` are wanted."""
        hits = find(self.parts, parts, count)
        return [hit for hit in hits if self.living(hit)][: deep(count)]

    def the_very(self, parts: NameParts) -> list[Hit]:
        """Return the names that are the very name asked for, legal form and all."""
        return [
            hit
            for part in self.parts
            for hit in (Hit(part, row) for row in part.same_skeleton(parts.skeleton))
            if self.living(hit) and ((found := take_apart(hit.name)).normal == parts.normal or very(parts, found))
        ]

    def sounding(self, parts: NameParts, count: int) -> list[tuple[Hit, float]]:
        """Return names in the other script with how well they fit, 0 to 1; none where the fit is poor."""
        asked = suggestions.said(parts) if parts.han else suggestions.heard(parts)
        fits = []
        for hit, overlaps in self._overlapping(asked.asked, parts.han, count).items():
            other = take_apart(hit.name)
            if isinstance(asked, suggestions.Said):
                fit = 0.0 if other.han else suggestions.likeness(suggestions.heard(other), asked, overlaps)
            else:
                fit = suggestions.likeness(asked, suggestions.said(other), overlaps)
            if fit >= suggestions.LEAST and self.living(hit):
                fits.append((hit, fit))
        return fits

    def _overlapping(self, texts: tuple[str, str], han: bool, count: int) -> dict[Hit, tuple[float, float]]:
        """Return names that share grams with texts in Latin letters: Latin names where a Chinese one is asked for."""
        whole, core = (
            {
                Hit(part, near.row): near.overlap
                for part in self.parts
                for near in (part.near(text, count) if han else part.sounding(text, count))
            }
            for text in texts
        )
        both = {hit: (whole.get(hit, 0.0), core.get(hit, 0.0)) for hit in {**whole, **core}}
        return dict(sorted(both.items(), key=lambda one: (-sum(one[1]), one[0].row))[: count // _FEWER])

    def entities(self) -> Iterator[CompanyEntity]:
        """Yield all companies."""
        for part, company in self._living():
            yield part.entity(company)

    def identified(self, identifier: str) -> list[CompanyEntity]:
        """Return the companies that have an identifier."""
        return [
            part.entity(company)
            for part in self.parts
            for company in part.identified(identifier)
            if self._lives(part, company)
        ]

    # -- changing ------------------------------------------------------------------------------------------------------

    def add(self, entities: Iterable[CompanyEntity], progress: Callable[[int], None] = lambda _: None) -> None:
        """Put companies into a new segment; of several with one id the last one counts."""
        found = {entity.id: entity for entity in entities}
        if not found:
            return
        while self.parts and self.parts[-1].companies < _FOLD * len(found):
            last = self.parts.pop()
            found = self._entities_of(last) | found
        made = build((found[key] for key in sorted(found)), progress)
        self._note(made, found)
        self.parts.append(made)
        self._changed()

    def remove(self, ids: Iterable[str]) -> None:
        """Forget companies."""
        for key in ids:
            self._newest[key] = None
        self._changed()

    def _entities_of(self, part: Segment) -> dict[str, CompanyEntity]:
        living = (company for company in range(part.companies) if self._lives(part, company))
        return {entity.id: entity for entity in map(part.entity, living)}

    def _note(self, made: Segment, ids: Iterable[str]) -> None:
        if self.parts:
            self._newest |= dict.fromkeys(ids, made)
        else:
            self._newest = {}

    def _changed(self) -> None:
        self.__dict__.pop("words", None)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Write all as one segment; readers that have the old one mapped are not disturbed."""
        folder.mkdir(parents=True, exist_ok=True)
        if len(self.parts) != 1 or self._newest:
            everything = sorted(self.entities(), key=lambda entity: entity.id)
            self.parts, self._newest = [build(everything)], {}
            self._changed()
        generation = uuid4().hex
        self.parts[0].save(folder / generation)
        pointer = folder / f"{_CURRENT}.new"
        pointer.write_text(generation, encoding="utf-8")
        pointer.replace(folder / _CURRENT)
        for old in folder.iterdir():
            if old.is_dir() and old.name != generation:
                shutil.rmtree(old)

    @classmethod
    def load(cls, folder: Path) -> Segments:
        """Map what `save` wrote; UsageError where there is nothing."""
        pointer = folder / _CURRENT
        if not pointer.is_file():
            raise UsageError(f"there is no index of companies in {folder}")
        return cls([Segment.load(folder / pointer.read_text(encoding="utf-8"))])
