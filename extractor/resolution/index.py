"""The index of companies: finds those that a name may mean, and decides.

Exact keys answer half of all questions; the rest is compared with RapidFuzz over all names at once while the register is small
(FACTS: 0.14 ms at 10,000 names). What is safe to take unseen is decided in one place, `decide`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from extractor.datatypes.record import Entity
from extractor.gazetteer.table import rows, several
from extractor.resolution.compare import compare
from extractor.resolution.entities import CompanyEntity, Match
from extractor.values.names import NameParts, take_apart

MATCH_SCORE = 96.0
MATCH_MARGIN = 6.0
"""Points by which a match must lead the next company."""
REVIEW_SCORE = 72.0
"""Below this nothing is near: the company is new."""
SHORTEST = 4
"""Letters of a skeleton below which a name alone never makes a match."""
_NEAREST = 25


class CompanyIndex:
    """Companies by every name they are known by. The order in which they came does not matter."""

    def __init__(self, entities: Iterable[CompanyEntity]) -> None:
        self.entities = tuple(sorted(entities, key=lambda entity: entity.id))
        self._normal: dict[str, set[int]] = defaultdict(set)
        self._skeleton: dict[str, set[int]] = defaultdict(set)
        self._identifier: dict[str, int] = {}
        self._names: list[tuple[str, int, NameParts]] = []
        for number, entity in enumerate(self.entities):
            for name in entity.names:
                parts = take_apart(name)
                self._normal[parts.normal].add(number)
                self._skeleton[parts.skeleton].add(number)
                self._names.append((name, number, parts))
            for identifier in entity.identifiers:
                self._identifier[identifier] = number

    def __len__(self) -> int:
        return len(self.entities)

    @cached_property
    def _skeletons(self) -> list[str]:
        return [parts.skeleton for _, _, parts in self._names]

    def candidates(self, name: str, count: int = 5) -> tuple[Match, ...]:
        """Return the companies that a name may mean, best first; one entry a company."""
        parts = take_apart(name)
        if not parts.skeleton:
            return ()
        best: dict[int, Match] = {}
        for place in self._near(parts):
            text, number, other = self._names[place]
            score, reasons = compare(parts, other)
            exact = parts.normal == other.normal
            if number not in best or score > best[number].score:
                best[number] = Match(self.entities[number], round(score, 1), text, reasons, exact)
        ranked = sorted(best.values(), key=lambda match: (-match.score, match.entity.id))
        return tuple(ranked[:count])

    def _near(self, parts: NameParts) -> set[int]:
        found = process.extract(parts.skeleton, self._skeletons, scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=50)
        return {place for _, _, place in found}

    def decide(self, names: tuple[str, ...], country: str | None, identifier: str | None) -> Entity:
        """Return the company that the names of one party mean: `match` may be taken unseen, `review` is for a person.

        An identifier wins over names. Several names of one party (two scripts) must not point to two companies.
        """
        if identifier is not None and identifier in self._identifier:
            entity = self.entities[self._identifier[identifier]]
            return Entity("match", entity.id, entity.name, 100.0)
        ranked = [self.candidates(name) for name in names]
        ranked = [matches for matches in ranked if matches]
        if not ranked:
            return Entity("new")
        first = max((matches[0] for matches in ranked), key=lambda match: match.score)
        others = [m.score for matches in ranked for m in matches if m.entity.id != first.entity.id]
        if first.score < REVIEW_SCORE:
            return Entity("new")
        safe = (
            first.score >= MATCH_SCORE
            and first.score - max(others, default=0.0) >= MATCH_MARGIN
            and len(take_apart(first.matched).skeleton) >= SHORTEST
            and not (country and first.entity.country and country != first.entity.country)
        )
        return Entity("match" if safe else "review", first.entity.id, first.entity.name, first.score)


def shipped() -> CompanyIndex:
    """Return the index of the companies in `gazetteers/companies.csv`."""
    return CompanyIndex(
        CompanyEntity(
            id=row["id"],
            name=row["name_en"] or row["name_zh"],
            aliases=tuple(name for name in (row["name_zh"], *several(row["aliases"])) if name),
            country=row["country"],
        )
        for row in rows("companies")
    )
