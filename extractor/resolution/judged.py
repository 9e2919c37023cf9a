"""The index of companies with what people said on top: spellings that they confirmed, companies that they ruled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.datatypes.record import Entity
from extractor.resolution.entities import CompanyEntity, Match
from extractor.resolution.index import CompanyIndex, Decision
from extractor.resolution.judgements import Judgement, Said, Verdict

NEAR = 60.0
"""Score from which a company is worth a person's look when the nearest one was ruled out."""
_LOOKED_AT = 10


class JudgedCompanies:
    """Companies of a register as its people know them: groups are one company, judgements speak before likeness."""

    def __init__(self, index: CompanyIndex, said: Said | None = None) -> None:
        self.index = index
        self.said = said or Said()

    def candidates(self, name: str, count: int = 5) -> tuple[Match, ...]:
        """Return the companies that a name may mean, best first, without those that a person ruled out."""
        refused = self.said.of_name(Verdict.DIFFERENT, name)
        found = self.index.candidates(name, count + len(refused))
        return tuple(self._explained(name, match) for match in found if match.entity.id not in refused)[:count]

    def ruled_out(self, names: Iterable[str]) -> dict[str, Judgement]:
        """Return the companies that a person said some of these names do not mean."""
        return {head: one for name in names for head, one in self.said.of_name(Verdict.DIFFERENT, name).items()}

    def decide(
        self, names: tuple[str, ...], country: str | None, identifier: str | None, address: str | None = None
    ) -> Entity:
        """Return the company that the names of one party mean: `match` may be taken unseen, `review` is for a person."""
        return self.explain(names, country, identifier, address).entity

    def explain(
        self, names: tuple[str, ...], country: str | None, identifier: str | None, address: str | None = None
    ) -> Decision:
        """Return what `decide` decides, with candidates and reasons in words."""
        refused = self.ruled_out(names)
        confirmed = {head: one for name in names for head, one in self.said.of_name(Verdict.SAME, name).items()}
        found = self.index.explain(names, country, identifier, address)
        if found.entity.id in refused:
            return self._next_best(names, found, refused)
        confirmed = {head: one for head, one in confirmed.items() if head not in refused}
        if confirmed:
            return self._confirmed(names, country, found, confirmed)
        doubted = [one for name in names for head, one in self.said.of_name(Verdict.UNSURE, name).items()
                   if head == found.entity.id]  # fmt: skip
        if doubted and found.entity.decision == "match":
            return replace(found, entity=replace(found.entity, decision="review"),
                           reasons=(*found.reasons, doubted[0].sentence()))  # fmt: skip
        return found

    def _confirmed(
        self, names: Sequence[str], country: str | None, found: Decision, confirmed: dict[str, Judgement]
    ) -> Decision:
        """Take the company that a person said a name means, unless the paper says otherwise."""
        head, judged = next(iter(sorted(confirmed.items())))
        matches = [match for name in names for match in self.candidates(name, _LOOKED_AT) if match.entity.id == head]
        if not matches:
            return found
        best = max(matches, key=lambda match: match.score)
        against = [one.sentence() for key, one in sorted(confirmed.items()) if key != head]
        if found.entity.decision == "match" and found.entity.id != head:
            against.append(f"yet the paper points to {found.entity.name}: {'; '.join(found.reasons)}")
        if country and best.entity.country and country != best.entity.country:
            against.append(f"another country: {country} / {best.entity.country}")
        kind = "review" if against else "match"
        rest = tuple(match for match in found.candidates if match.entity.id != head)
        entity = Entity(kind, best.entity.id, best.entity.name, 100.0)
        return Decision(entity, (replace(best, score=100.0), *rest), (judged.sentence(), *against))

    def _next_best(self, names: Sequence[str], found: Decision, refused: dict[str, Judgement]) -> Decision:
        """Offer a person the next company where the nearest one was ruled out; it is never taken unseen."""
        others = {match.entity.id: match for name in reversed(names) for match in self.candidates(name, _LOOKED_AT)
                  if match.entity.id not in refused and match.score >= NEAR}  # fmt: skip
        ranked = tuple(sorted(others.values(), key=lambda match: (-match.score, match.entity.id)))
        reasons = (refused[str(found.entity.id)].sentence(),)
        if not ranked:
            return Decision(Entity("new"), (), (*reasons, "nothing else is near"))
        best = ranked[0]
        return Decision(Entity("review", best.entity.id, best.entity.name, best.score), ranked, reasons + best.reasons)

    def _explained(self, name: str, match: Match) -> Match:
        """Put what people said of a name and a company before the reasons of likeness."""
        told = [
            judged[match.entity.id].sentence()
            for verdict in (Verdict.SAME, Verdict.UNSURE)
            if match.entity.id in (judged := self.said.of_name(verdict, name))
        ]
        return replace(match, reasons=(*told, *match.reasons)) if told else match


def grouped(entities: Iterable[CompanyEntity], said: Said) -> Iterator[CompanyEntity]:
    """Yield the companies with their confirmed spellings, those of a group as one that has all names and identifiers."""
    waiting: dict[str, dict[str, CompanyEntity]] = {}
    for entity in entities:
        spelled = said.spellings.get(entity.id, ())
        plain = replace(entity, aliases=_distinct(entity.aliases, spelled, but=entity.name)) if spelled else entity
        head = said.groups.head(entity.id)
        if len(said.groups.group(entity.id)) == 1:
            yield plain
        else:
            waiting.setdefault(head, {})[entity.id] = plain
    for head, found in waiting.items():
        yield _as_one(head, found)


def _as_one(head: str, found: dict[str, CompanyEntity]) -> CompanyEntity:
    first = found.get(head) or found[min(found)]
    rest = [entity for key, entity in sorted(found.items()) if key != first.id]
    names = [name for entity in rest for name in entity.names]
    return CompanyEntity(
        id=head,
        name=first.name,
        aliases=_distinct(first.aliases, names, but=first.name),
        country=first.country,
        identifiers=_distinct(first.identifiers, *(entity.identifiers for entity in rest)),
        address=first.address,
    )


def _distinct(*lists: Sequence[str], but: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for found in lists for one in found if one != but))
