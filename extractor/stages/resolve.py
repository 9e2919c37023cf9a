"""Resolve: which company of the register each party is, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from extractor.datatypes.record import Entity, Field, Json, Record

AUTHORITY = "issuing_authority"


class Companies(Protocol):
    """What this step asks of the index of companies."""

    def decide(
        self, names: tuple[str, ...], country: str | None, identifier: str | None, address: str | None = None
    ) -> Entity:
        """Return the company that these names of one party mean, and whether it may be taken unseen."""
        ...


class Listed(Protocol):
    """A party that may be one of a list."""

    def to_json(self) -> Json:
        """Return list, entry, likeness and a sentence for a person."""
        ...


class Lists(Protocol):
    """What this step asks of the lists of restricted parties."""

    def hits(self, names: Sequence[str], identifiers: Sequence[str] = ()) -> Sequence[Listed]:
        """Return the listed parties that the names of one party may mean."""
        ...


def name_companies(record: Record, companies: Companies) -> Record:
    """Return the record with an entity for each party; the name as printed is never changed."""
    parties = []
    for party in record.parties:
        names = (str(party.name.value), *party.name.alt)
        entity = companies.decide(names, _text(party.country), _text(party.tax_id), _text(party.address))
        parties.append(replace(party, entity=entity))
    return record.with_(parties=tuple(parties))


def listed_parties(record: Record, lists: Lists) -> list[Json]:
    """Return for each party what it may be on lists of restricted parties: a hit decides nothing and is always told."""
    found = []
    for party in record.parties:
        if party.role == AUTHORITY:
            continue
        tax_id = _text(party.tax_id)
        hits = lists.hits((str(party.name.value), *party.name.alt), (tax_id,) if tax_id else ())
        found += [{"role": party.role, **hit.to_json()} for hit in hits]
    return found


def _text(field: Field | None) -> str | None:
    return None if field is None else str(field.value)
