"""From values to rows: what each table of the store holds of a page and a record."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.datatypes.layout import is_han
from extractor.datatypes.page import Page
from extractor.datatypes.record import Field, Record, paths

Row = dict[str, Any]
MILLIGRAMS = 1_000_000
LINE_COLUMNS = (
    "description", "hs_code", "grade", "elements", "quantity", "unit", "net_weight_kg", "gross_weight_kg",
    "package_count", "unit_price", "amount",
)  # fmt: skip


def page_row(sha256: str, page: Page) -> Row:
    """Return the row of a page; its words and rules as JSON."""
    content = json.dumps(page.to_json(), ensure_ascii=False)
    return {"sha256": sha256, "number": page.number, "width": page.width, "height": page.height,
            "state": str(page.state), "content": content}  # fmt: skip


def document_row(record: Record) -> Row:
    """Return the columns of a document that its current record decides."""
    return {
        "doc_type": record.doc_type,
        "number": _text(record.fields.get("document_number")),
        "invoice_number": _text(record.fields.get("invoice_number")),
        "issue_date": _text(record.fields.get("issue_date")),
        "status": record.review_status,
    }


def value_rows(record_id: int, record: Record) -> dict[str, list[Row]]:
    """Return the rows of a record by table."""
    return {
        "fields": [_field_row(record_id, path, field) for path, field in paths(record)],
        "parties": _party_rows(record_id, record),
        "lines": [_line_row(record_id, number, line) for number, line in enumerate(record.lines)],
        "checks": [
            {"record_id": record_id, **check.to_json(), "fields": json.dumps(list(check.fields))}
            for check in record.checks
        ],
        "reasons": [{"record_id": record_id, "reason": reason} for reason in record.review_reasons],
    }


def _field_row(record_id: int, path: str, field: Field) -> Row:
    box = field.box.as_tuple() if field.box is not None else (None, None, None, None)
    return {"record_id": record_id, "path": path, "value": _text(field), "raw": field.raw, "confidence": field.confidence,
            "origin": str(field.origin), "page": field.page, "x0": box[0], "top": box[1], "x1": box[2],
            "bottom": box[3]}  # fmt: skip


def _party_rows(record_id: int, record: Record) -> list[Row]:
    out = []
    for party in record.parties:
        entity = party.entity
        matched = entity is not None and entity.decision == "match"
        out.append(
            {"record_id": record_id, "role": party.role, "name": _text(party.name), "address": _text(party.address),
             "country": _text(party.country), "tax_id": _text(party.tax_id),
             "company_id": entity.id if entity is not None and matched else None,
             "decision": entity.decision if entity else None, "score": entity.score if entity else None}
        )  # fmt: skip
    return out


def _line_row(record_id: int, number: int, line: dict[str, Field]) -> Row:
    values = {name: _text(line.get(name)) for name in LINE_COLUMNS}
    return {"record_id": record_id, "number": number, **values, "net_weight_mg": milligrams(values["net_weight_kg"])}


def milligrams(kilograms: str | None) -> int | None:
    """Return a weight in whole milligrams, for sums that lose nothing; finer parts are rounded half to even."""
    if kilograms is None:
        return None
    try:
        return int((Decimal(kilograms) * MILLIGRAMS).to_integral_value())
    except InvalidOperation:
        return None


def _text(field: Field | None) -> str | None:
    if field is None:
        return None
    return field.value if isinstance(field.value, str) else " ".join(field.value)


def search_text(record: Record) -> str:
    """Return all values of a record for the full-text index."""
    texts = [text for _, field in paths(record) for text in (_text(field) or "", *field.alt)]
    return spaced(" ".join(dict.fromkeys(texts)))


def spaced(text: str) -> str:
    """Put spaces around Chinese characters: SQLite's tokeniser would take a whole sentence for one word (FACTS)."""
    return " ".join("".join(f" {c} " if is_han(c) else c for c in text).split())


def now() -> str:
    """Return the time as the store writes it: UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
