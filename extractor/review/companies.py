"""Which company a party is: candidates with reasons, and what a person decides."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from extractor.datatypes.record import Entity, Party, Record
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.index import CompanyIndex
from extractor.review.desk import Desk
from extractor.review.errors import NotUnderstoodError
from extractor.store import choices
from extractor.store.stakes import text

MOST = 6
LEAST_SCORE = 40.0
"""Less alike than this, a company is no candidate."""


def candidates(desk: Desk, party: Party) -> list[dict[str, Any]]:
    """Return the companies that a party may be, best first, each with why; what a person ruled out is not offered again."""
    name = text(party.name)
    ruled_out = choices.different(desk.store, name)
    found: dict[str, dict[str, Any]] = {}
    for index in (_registered(desk), desk.hands.companies()):
        for spelling in (name, *party.name.alt):
            for match in index.candidates(spelling, MOST):
                entity = match.entity
                if match.score < LEAST_SCORE or entity.id in ruled_out:
                    continue
                known = found.get(entity.id)
                if known is None or known["score"] < match.score:
                    found[entity.id] = {"id": entity.id, "name": entity.name, "country": entity.country,
                                        "score": match.score, "matched": match.matched,
                                        "reasons": list(match.reasons)}  # fmt: skip
    return sorted(found.values(), key=lambda entry: (-entry["score"], entry["id"]))[:MOST]


def decide(desk: Desk, record: Record, index: int, choice: dict[str, Any], who: str) -> dict[str, Any]:
    """Carry out what a person says of a party and return the `entity` that its document then has.

    `pick` takes a company, `create` makes one, `none` says that the company offered is not this one.
    """
    party = record.parties[index]
    name = text(party.name)
    country = text(party.country) or None
    if choice["choice"] == "none":
        refused = str(choice.get("company_id") or "")
        if refused:
            choices.judge(desk.store, f"name:{name}", refused, "different", who)
        return Entity("new").to_json()
    if choice["choice"] == "create":
        title = " ".join(str(choice.get("name") or name).split())
        if not title:
            raise NotUnderstoodError("a company has a name")
        company_id = choices.create(desk.store, title, country)
    else:
        company_id, title = _picked(desk, record, index, str(choice.get("company_id") or ""))
    if choice.get("remember", True):
        choices.remember(desk.store, company_id, name)
    return Entity("match", company_id, title, 100.0).to_json()


def _picked(desk: Desk, record: Record, index: int, company_id: str) -> tuple[str, str]:
    offered = next((entry for entry in candidates(desk, record.parties[index]) if entry["id"] == company_id), None)
    if offered is not None:
        choices.known(desk.store, company_id, offered["name"], offered["country"] or None, "gazetteer")
        return company_id, str(offered["name"])
    known = choices.company(desk.store, company_id)
    return company_id, str(known["name"])


def _registered(desk: Desk) -> CompanyIndex:
    """Return an index of the companies that the register knows, with every spelling."""
    names: dict[str, set[str]] = defaultdict(set)
    about: dict[str, tuple[str, str]] = {}
    for spelling, company_id, name, country in choices.spellings(desk.store):
        names[company_id].add(spelling)
        about[company_id] = (name, country)
    return CompanyIndex(
        CompanyEntity(company_id, name, tuple(sorted(names[company_id] - {name})), country)
        for company_id, (name, country) in about.items()
    )
