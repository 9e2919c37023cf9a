"""Which company a party is: candidates with reasons, and what a person decides."""

from __future__ import annotations

from typing import Any

from extractor.datatypes.record import Entity, Party, Record
from extractor.resolution.entities import Match
from extractor.resolution.judgements import Judgement, Verdict
from extractor.review.desk import Desk
from extractor.review.errors import MalformedError, NotUnderstoodError
from extractor.store import again, entities, judgements, screening
from extractor.store.stakes import text

MOST = 6
LEAST_SCORE = 40.0
"""Less alike than this, a company is no candidate."""


def candidates(desk: Desk, party: Party) -> list[dict[str, Any]]:
    """Return the companies that a party may be, best first, each with why; what a person ruled out is not offered again."""
    found: dict[str, Match] = {}
    for name in _names(party):
        for match in desk.companies().candidates(name, MOST):
            if match.score < LEAST_SCORE:
                continue
            known = found.get(match.entity.id)
            if known is None or known.score < match.score:
                found[match.entity.id] = match
    ranked = sorted(found.values(), key=lambda match: (-match.score, match.entity.id))[:MOST]
    return [_entry(match) for match in ranked]


def near(desk: Desk, name: str, but: set[str]) -> list[dict[str, Any]]:
    """Return the companies that may be the same as one of this name, best first, without those of its own group."""
    said = desk.companies().said
    heads = {said.groups.head(key) for key in but}
    parted = {key for one in said.judgements if one.verdict is Verdict.DIFFERENT and one.pair & but for key in one.pair}
    found = desk.companies().index.candidates(name, MOST + len(but))
    return [_entry(match) for match in found
            if match.entity.id not in heads | but | parted and match.score >= LEAST_SCORE][:MOST]  # fmt: skip


def _entry(match: Match) -> dict[str, Any]:
    entity = match.entity
    return {"id": entity.id, "name": entity.name, "country": entity.country, "score": match.score,
            "matched": match.matched, "reasons": list(match.reasons)}  # fmt: skip


def decide(desk: Desk, record: Record, index: int, choice: dict[str, Any], who: str) -> dict[str, Any]:
    """Carry out what a person says of a party and return the `entity` that its document then has.

    `pick` takes a company, `create` makes one, `none` says that the company offered is not this one.
    """
    party = record.parties[index]
    name = text(party.name)
    if choice["choice"] == "none":
        refused = str(choice.get("company_id") or "")
        if refused:
            judgements.of_name(desk.store, name, refused, Verdict.DIFFERENT, who)
        return Entity("new").to_json()
    if choice["choice"] == "create":
        title = " ".join(str(choice.get("name") or name).split())
        if not title:
            raise NotUnderstoodError("a company has a name")
        company_id = entities.create(desk.store, title, text(party.country) or None)
    else:
        company_id = str(choice.get("company_id") or "")
        title = entities.one(desk.store, company_id).name
    if choice.get("remember", True):
        judgements.of_name(desk.store, name, company_id, Verdict.SAME, who)
    return Entity("match", company_id, title, 100.0).to_json()


def rule_out(desk: Desk, name: str, key: str, who: str, note: str) -> Judgement:
    """Keep that a name, as printed, is not the entry of a list; papers with this hit are weighed anew."""
    store = desk.store
    if not screening.is_entry(store, key, desk.settings.register.parties_file):
        raise MalformedError("no list has this entry")
    with store.change():
        said = judgements.of_name(store, name, key, Verdict.DIFFERENT, who, note)
        again.settle(store, screening.papers_with(store, key), desk.settings.review)
    return said


def _names(party: Party) -> tuple[str, ...]:
    return (text(party.name), *party.name.alt)
