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
        return Party(
            role=found.role,
            name=moved(found.name),
            address=found.address and moved(found.address),
            country=found.country and moved(found.country),
            tax_id=found.tax_id and moved(found.tax_id),
            entity=found.entity,
        )

    return record.with_(
        fields={name: moved(field) for name, field in record.fields.items()},
        parties=tuple(party(found) for found in record.parties),
        lines=tuple({name: moved(field) for name, field in line.items()} for line in record.lines),
    )
