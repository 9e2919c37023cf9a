"""What people see of a document: what was extracted, with every edit on top (DESIGN, decision 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.datatypes.record import Json, Record
from extractor.rules import checks
from extractor.store import carrying
from extractor.store.edits import LISTS, Edit, part_of, put

ASIDE = {
    "parties": "the companies were read otherwise since; they stand as people left them",
    "lines": "the lines of goods were read otherwise since; they stand as people left them",
}
"""Reasons to look at a paper whose new reading does not fit what people corrected."""


def apply(record: Record, record_id: int, edits: Sequence[Edit], before: Mapping[int, Json]) -> Record:
    """Return the record with the edits applied in order; `before` holds the earlier readings that `earlier` asks for.

    A correction of a field, of the type or of a whole list counts always; one of a line or party follows it to where the
    new reading has it. Where that has it nowhere, the list stays as people left it, and the record gives that as a reason
    to look. The checks are run anew: what a person mended no longer fails.
    """
    if not edits:
        return record
    data = record.to_json()
    aside = []
    for edit in edits:
        if part_of(edit.path) is None:
            put(data, edit.path, edit.after)
    for name in LISTS:
        own = [edit for edit in edits if _list_of(edit) == name]
        if own:
            readings = {key: found[name] for key, found in before.items()} | {record_id: data[name]}
            data[name], is_aside = carrying.carry(record_id, readings, own)
            aside += [ASIDE[name]] if is_aside else []
    changed = Record.from_json(data)
    notes = [*changed.engine.get("notes", ()), *aside]
    return changed.with_(
        checks=checks.run(changed),
        review_reasons=(*aside, *changed.review_reasons),
        engine={**changed.engine, "notes": notes} if aside else changed.engine,
    )


def earlier(record_id: int, edits: Sequence[Edit]) -> list[int]:
    """Return the readings before this one on which lines or parties were edited."""
    return sorted({edit.record_seen for edit in edits if _list_of(edit) is not None} - {record_id})


def is_aside(record: Record) -> bool:
    """Say whether a part of a record's reading was set aside for what people left."""
    return not set(ASIDE.values()).isdisjoint(record.engine.get("notes", ()))


def _list_of(edit: Edit) -> str | None:
    part = part_of(edit.path)
    return None if part is None else part.rows
