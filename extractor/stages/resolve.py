"""Resolve: which company of the register each party is, and how sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from extractor.datatypes.record import Entity, Field, Record


class Companies(Protocol):
    """What this step asks of the index of companies."""

    def decide(self, names: tuple[str, ...], country: str | None, identifier: str | None) -> Entity:
        """Return the company that these names of one party mean, and whether it may be taken unseen."""
        ...


def name_companies(record: Record, companies: Companies) -> Record:
    """Return the record with an entity for each party; the name as printed is never changed."""
    parties = []
    for party in record.parties:
        names = (str(party.name.value), *party.name.alt)
        entity = companies.decide(names, _text(party.country), _text(party.tax_id))
        parties.append(replace(party, entity=entity))
    return record.with_(parties=tuple(parties))


def _text(field: Field | None) -> str | None:
    return None if field is None else str(field.value)
