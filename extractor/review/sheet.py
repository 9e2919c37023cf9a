"""A document as the page shows it: its values in groups, each with how sure it is and whether it needs a look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Field, Party, Record
from extractor.review import form
from extractor.review.form import Item
from extractor.rules import doubts
from extractor.settings import ReviewSettings
from extractor.store.reviewing import Opened
from extractor.store.stakes import text

Json = dict[str, Any]


def sheet(opened: Opened, pages: Sequence[Json], settings: ReviewSettings) -> Json:
    """Return all that the page of a document shows of its record, beside the outlines of its file's pages."""
    record = opened.record
    look = needing_a_look(record, settings)
    doc_type = record.doc_type if record.doc_type in form.TYPES else "other"
    sure = record.doc_type_confidence
    return {
        "id": opened.row["id"],
        "version": str(opened.version),
        "status": opened.row["status"],
        "file": record.source.file,
        "doc_type": {"value": doc_type, "confidence": sure, "look": sure < settings.type_bar(doc_type)},
        "pages": list(pages),
        "own_pages": list(record.source.pages),
        "groups": [
            {"title": title, "fields": [_field(item, item.name, record.fields.get(item.name), look) for item in items]}
            for title, items in _groups(record, doc_type, look)
        ],
        "addable": [{"name": item.name, "label": item.label} for item in _absent(record, doc_type, look)],
        "parties": sorted(
            (_party(index, party, look) for index, party in enumerate(record.parties)), key=_place_of_role
        ),
        "columns": [{"name": item.name, "label": item.label, "kind": item.kind} for item in _columns(record, doc_type)],
        "lines": [_line(index, line, look) for index, line in enumerate(record.lines)],
        "checks": [check.to_json() for check in record.checks],
        "errors": sum(check.status == "fail" and check.severity == "error" for check in record.checks),
        "reasons": list(record.review_reasons),
        "left_out": [*doubts.left_out(record), *map(str, record.engine.get("notes", ()))],
    }


def needing_a_look(record: Record, settings: ReviewSettings) -> set[str]:
    """Return the paths that a person should look at: all that makes a paper wait, and what a failed check names.

    What a person has typed or confirmed needs no look for being unsure, but stays named where a check fails.
    """
    out = {path for path, _, field in doubts.decisive(record) if field.confidence < settings.accept_confidence}
    out |= {path for path, field in doubts.others(record) if field.confidence < settings.other_confidence}
    out |= doubts.least_sure(record, settings)
    out |= {reason.split(":", 1)[0] for reason in doubts.left_out(record)}
    present = dict(_all(record))
    for check in record.checks:
        if check.status == "fail" and check.severity in {"error", "warning"}:
            out |= {path for path in check.fields if path not in present or present[path].origin is not Origin.ANALYST}
    for index, party in enumerate(record.parties):
        if party.entity is not None and party.entity.decision == "review":
            out.add(f"parties[{index}].name")
    return out


def cell(field: Field) -> Json:
    """Return a value as the page shows it; its text is what stands in the input."""
    return {
        "text": text(field),
        "alt": list(field.alt),
        "raw": field.raw,
        "confidence": round(field.confidence, 4),
        "origin": str(field.origin),
        "page": field.page,
        "bbox": list(field.box.as_tuple()) if field.box is not None else None,
    }


def _all(record: Record) -> Iterator[tuple[str, Field]]:
    yield from record.fields.items()
    for index, party in enumerate(record.parties):
        for part in Party.PARTS:
            found = getattr(party, part)
            if found is not None:
                yield f"parties[{index}].{part}", found
    for index, line in enumerate(record.lines):
        yield from ((f"lines[{index}].{name}", found) for name, found in line.items())


def _groups(record: Record, doc_type: str, look: set[str]) -> Iterator[tuple[str, list[Item]]]:
    for title, items in form.GROUPS:
        chosen = [item for item in items
                  if item.name in {*record.fields, *look} or (item.main and doc_type in item.types)]  # fmt: skip
        if chosen:
            yield title, chosen
    others = [
        Item(name, name.replace("_", " ").capitalize(), "text", ()) for name in record.fields if name not in form.FIELDS
    ]
    if others:
        yield "Other", others


def _absent(record: Record, doc_type: str, look: set[str]) -> list[Item]:
    shown = {*record.fields, *look}
    return [
        item for item in form.FIELDS.values()
        if form.belongs(item, doc_type) and item.name not in shown and not (item.main and doc_type in item.types)
    ]  # fmt: skip


def _field(item: Item, path: str, field: Field | None, look: set[str]) -> Json:
    shown = cell(field) if field is not None else None
    return {"path": path, "label": item.label, "kind": item.kind, "look": path in look, "cell": shown}


def _party(index: int, party: Party, look: set[str]) -> Json:
    fields = [
        _field(item, f"parties[{index}].{item.name}", getattr(party, item.name), look) for item in form.PARTY_ITEMS
    ]
    entity = party.entity.to_json() if party.entity is not None else None
    missing = [entry for entry in fields if entry["cell"] is not None or entry["path"].endswith((".name", ".country"))]
    return {"index": index, "role": party.role, "fields": missing, "entity": entity}


def _columns(record: Record, doc_type: str) -> list[Item]:
    used = {name for line in record.lines for name in line}
    known = [item for item in form.COLUMNS if item.name in used or (item.main and form.belongs(item, doc_type))]
    others = [
        Item(name, name.replace("_", " ").capitalize(), "text", ()) for name in sorted(used - set(form.LINE_FIELDS))
    ]
    return known + others


def _place_of_role(party: Json) -> int:
    return form.ROLES.index(party["role"]) if party["role"] in form.ROLES else len(form.ROLES)


def _line(index: int, line: dict[str, Field], look: set[str]) -> Json:
    return {name: {**cell(field), "look": f"lines[{index}].{name}" in look} for name, field in line.items()}


_PATH = re.compile(
    r"(?:(?P<field>[a-z][a-z0-9_]{0,40})|parties\[(?P<party>\d{1,3})\]\.(?P<part>[a-z_]{1,20})"
    r"|lines\[(?P<line>\d{1,5})\]\.(?P<column>[a-z][a-z0-9_]{0,40}))"
)


def kind_of(path: str) -> str | None:
    """Return the kind of the value at a path, None where a record has no such place."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    if found["field"]:
        return form.FIELDS[found["field"]].kind if found["field"] in form.FIELDS else None
    if found["part"]:
        return form.PARTY_FIELDS[found["part"]].kind if found["part"] in form.PARTY_FIELDS else None
    return form.LINE_FIELDS[found["column"]].kind if found["column"] in form.LINE_FIELDS else None
