"""Validate: what a record says of itself must agree. The rules stand in `extractor.rules`, since review uses them too."""

from __future__ import annotations

from extractor.datatypes.record import Record
from extractor.rules import checks


def check(record: Record) -> Record:
    """Return the record with the outcome of every rule."""
    return record.with_(checks=checks.run(record))
