"""The index of companies: finds those that a name may mean, and decides whether one of them may be taken unseen.

Exact keys first, then grams and letters (`finding`), then two trained forests (`acceptance`) and the rules of the trade
(`vetoes`). The register lies in segments: a large one, mapped from a folder, and small ones for what was added since.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.datatypes.record import Entity
from extractor.gazetteer.table import rows, several
from extractor.resolution import acceptance, gathering
from extractor.resolution.compare import compare
from extractor.resolution.entities import CompanyEntity, Match
from extractor.resolution.evidence import Around
from extractor.resolution.finding import Hit
from extractor.resolution.gathering import Pair
from extractor.resolution.segments import Segments
from extractor.resolution.vetoes import vetoes
from extractor.values.names import NameParts

REVIEW_SCORE = 72.0
"""Below this nothing is near: the company is new."""
SUGGESTED = 80.0
"""Score of a perfect suggestion across scripts."""
SUGGESTION = "a suggestion by sound and dictionary across two scripts, never taken alone"
_LIKELY = 6.5
"""Standing of a pair from which on a person must look."""
_EVEN = 9.0
"""Standing at which a pair is as likely one company as two."""
_WEAK = 0.3
_STRONG = 0.62
"""Fit of a suggestion from which on a person must look."""
_SOUNDING = 150
"""Names of the other script that a suggestion is chosen from."""
_SOUNDING_STRONGLY = 45
_LIKENESS = 0.6
"""Share of likeness in a score; the rest is what the forest thinks."""
_ALIKE = 0.82
"""Likeness of all letters or all words from which on a person must look, whatever else is said against it."""
_DECIDED_ON = 5


@dataclass(frozen=True)
class Decision:
    """What was decided, on which candidates, and why in words."""

    entity: Entity
    candidates: tuple[Match, ...]
    reasons: tuple[str, ...]
    sure: float = 0.0
    """What the levels of a match are set on: 1 for the very name or an identifier, 0 where a rule forbids a match."""


@dataclass(frozen=True)
class _Ranked:
    """The companies that one name may mean, best first, with the likelihood of each pair."""

    matches: tuple[Match, ...]
    ranked: tuple[tuple[float, Pair], ...]
    likeness: float
    """The greatest likeness of a name, 0 to 100."""

    @property
    def near(self) -> bool:
        """Whether the best one is near enough for a person to look at."""
        if self.likeness >= REVIEW_SCORE:
            return True
        return any(stands > _LIKELY or pair.alike >= _ALIKE for stands, pair in self.ranked[: len(self.matches)])


class CompanyIndex:
    """Companies by every name they are known by. The order in which they came does not matter."""

    def __init__(self, entities: Iterable[CompanyEntity] = (), segments: Segments | None = None) -> None:
        self._segments = segments or Segments()
        if segments is None:
            self._segments.add(entities)

    def __len__(self) -> int:
        return len(self._segments)

    @property
    def size(self) -> int:
        """Bytes of the index."""
        return self._segments.size

    @property
    def entities(self) -> tuple[CompanyEntity, ...]:
        """All companies by their ids."""
        return tuple(sorted(self._segments.entities(), key=lambda entity: entity.id))

    # -- keeping -------------------------------------------------------------------------------------------------------

    def add(self, entities: Iterable[CompanyEntity], progress: Callable[[int], None] = lambda _: None) -> None:
        """Take companies in; one with an id that is known takes the place of that company."""
        self._segments.add(entities, progress)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget companies; ids that nobody has are passed over."""
        self._segments.remove(ids)

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own, in place of what was there; whoever has it mapped keeps what they have."""
        self._segments.save(folder)

    @classmethod
    def load(cls, folder: Path) -> CompanyIndex:
        """Map an index that `save` wrote; UsageError where there is none."""
        return cls(segments=Segments.load(folder))

    # -- asking --------------------------------------------------------------------------------------------------------

    def candidates(self, name: str, count: int = 5, country: str = "", address: str = "") -> tuple[Match, ...]:
        """Return the companies that a name may mean, best first; one entry a company.

        Companies known only in the other script are suggested by sound and dictionary, with lower scores.
        """
        parts = gathering.asked(name)
        if not parts.skeleton:
            return ()
        found = list(self._ranked(parts, Around(country, address), count).matches)
        known = {match.entity.id for match in found}
        found += [match for match in self.suggest(parts, count) if match.entity.id not in known]
        return tuple(sorted(found, key=lambda match: -match.score)[:count])

    def decide(
        self, names: tuple[str, ...], country: str | None, identifier: str | None, address: str | None = None
    ) -> Entity:
        """Return the company that the names of one party mean: `match` may be taken unseen, `review` is for a person.

        An identifier wins over names. Several names of one party (two scripts) must not point to two companies.
        """
        return self.explain(names, country, identifier, address).entity

    def explain(
        self, names: tuple[str, ...], country: str | None, identifier: str | None, address: str | None = None
    ) -> Decision:
        """Return what `decide` decides, with the candidates and the reasons in words."""
        if identifier is not None and (owners := self._segments.identified(identifier)):
            return _by_identifier(owners, identifier)
        around = Around(country or "", address or "")
        asked = [one for one in map(gathering.asked, names) if one.skeleton]
        ranked = [self._ranked(one, around, _DECIDED_ON, brief=True) for one in asked]
        near = [one for one in ranked if one.near]
        if not near:
            return self._suggested(asked)
        first = max(near, key=lambda one: (one.matches[0].exact, one.ranked[0][0], one.matches[0].score))
        reasons, sure = self._against(first, around)
        others = {one.matches[0].entity.id: one.matches[0].entity.name for one in near}
        others.pop(first.matches[0].entity.id)
        reasons += [f"the names point to two companies: also {name}" for name in others.values()]
        return _decision("review" if reasons else "match", first.matches, tuple(reasons), sure)

    def _ranked(self, parts: NameParts, around: Around, count: int, brief: bool = False) -> _Ranked:
        """Rank companies; where one alone has the very name and nothing more is wanted, no other is looked for."""
        hits = self._segments.the_very(parts) if brief else []
        if len({(id(hit.segment), hit.company) for hit in hits}) != 1:
            hits = self._segments.find(parts, count)
        pairs = gathering.gather(hits, parts, self._segments.words, around)
        ranked = gathering.best_of(pairs, acceptance.load().grades([pair.row for pair in pairs]))
        ranked.sort(key=lambda one: not one[1].exact)
        return _ranked(ranked, count)

    def _against(self, found: _Ranked, around: Around) -> tuple[list[str], float]:
        """Return why the best company must not be taken unseen, empty where it may, and how sure that is."""
        top = found.ranked[0][1]
        known = Around(*top.hit.segment.placed(top.hit.company))
        reasons = list(vetoes(top.asked, top.found, around, known))
        exact = sum(match.exact for match in found.matches)
        if exact > 1:
            reasons.append(f"{exact} companies have this very name")
        if exact or reasons:
            return reasons, float(not reasons)
        model, names = acceptance.load(), self._segments.names
        sure, probability = model.sure(gathering.asked_of_accept(found.ranked, names))
        if sure < model.level(names):
            reasons.append(f"{probability:.0%} sure; too little among {names} names to take it unseen")
            reasons += [f"next to it: {match.entity.name}" for match in found.matches[1:2]]
        return reasons, sure

    # -- across scripts ------------------------------------------------------------------------------------------------

    def suggest(self, parts: NameParts, count: int, among: int = _SOUNDING) -> list[Match]:
        """Return companies whose names in the other script sound like this one or mean the same, best first."""
        best: dict[str, tuple[float, Hit]] = {}
        for hit, fit in self._segments.sounding(parts, among):
            key = hit.segment.id_of(hit.company)
            if key not in best or fit > best[key][0]:
                best[key] = (fit, hit)
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:count]
        return [
            Match(hit.segment.entity(hit.company), _suggested_score(fit), hit.name, (SUGGESTION,))
            for _, (fit, hit) in ranked
        ]

    def _suggested(self, asked: Sequence[NameParts]) -> Decision:
        """Decide where nothing of the same script is near: a strong suggestion is for a person, else the company is new."""
        found = sorted(
            (match for one in asked for match in self.suggest(one, 1, _SOUNDING_STRONGLY)),
            key=lambda match: -match.score,
        )
        if found and found[0].score >= _suggested_score(_STRONG):
            return _decision("review", tuple(found), (SUGGESTION,))
        return Decision(Entity("new"), (), ("nothing is near",))


def _suggested_score(fit: float) -> float:
    """Return the score of a suggestion; a weak one stands behind all that is alike in the same script."""
    return round(SUGGESTED * (fit if fit >= _STRONG else fit * _WEAK), 1)


def _decision(kind: str, matches: tuple[Match, ...], reasons: tuple[str, ...], sure: float = 0.0) -> Decision:
    first = matches[0]
    entity = Entity(kind, first.entity.id, first.entity.name, first.score)
    return Decision(entity, matches, reasons or first.reasons, sure)


def _by_identifier(owners: list[CompanyEntity], identifier: str) -> Decision:
    matches = tuple(Match(one, 100.0, one.name, (f"the identifier {identifier}",), True) for one in owners)
    kind = "match" if len(owners) == 1 else "review"
    reasons = () if kind == "match" else (f"{len(owners)} companies have the identifier {identifier}",)
    return _decision(kind, matches, reasons, float(kind == "match"))


def _ranked(ranked: list[tuple[float, Pair]], count: int) -> _Ranked:
    """Return ranked companies with their matches; a score is of likeness and odds, and never rises down the list."""
    out: list[Match] = []
    most = 0.0
    for stands, pair in ranked[:count]:
        likeness, reasons = compare(pair.asked, pair.found)
        most = max(most, likeness)
        score = (
            100.0
            if pair.exact
            else min(99.9, _LIKENESS * likeness + (100 - 100 * _LIKENESS) / (1 + math.exp(_EVEN - stands)))
        )
        score = min(score, out[-1].score) if out else score
        out.append(Match(pair.entity, round(score, 1), pair.hit.name, reasons, pair.exact))
    return _Ranked(tuple(out), tuple(ranked), most)


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
