"""Place: boxes of values are led back from the straightened page, which was read, to the page as a person sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.datatypes.page import Page
from extractor.datatypes.record import Field, Party, Record


def as_seen(record: Record, pages: Sequence[Page]) -> Record:
    """Return the record with every box where a person sees it."""
    by_number = {page.number: page for page in pages if page.straight}
    if not by_number:
        return record

    def moved(field: Field) -> Field:
        page = by_number.get(field.page or 0)
        return field if page is None or field.box is None else replace(field, box=page.as_seen(field.box))

    def party(found: Party) -> Party:
        parts = {part: moved(getattr(found, part)) for part in Party.PARTS if getattr(found, part) is not None}
        return replace(found, **parts)

    return record.with_(
        fields={name: moved(field) for name, field in record.fields.items()},
        parties=tuple(party(found) for found in record.parties),
        lines=tuple({name: moved(field) for name, field in line.items()} for line in record.lines),
    )
