"""The queue's row of a document: written whenever the document, its edits or its standing change."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from extractor.datatypes.record import Record
from extractor.store import rows, stakes

MOST_REASONS = 4
DECIDED = frozenset({"reviewed", "junk", "duplicate"})
"""Standings that a person gave: no new extraction takes them away."""


def write(db: Database, row: dict[str, Any], record: Record) -> None:
    """Write the queue's row of a document's row and its record as people see it; a claim on it stays."""
    found = stakes.of(record, indicators(db, row["id"]))
    values = {
        "status": row["status"],
        "doc_type": record.doc_type,
        "priority": found.priority,
        "stake": found.stake,
        "unsure": found.unsure,
        "kg": None if found.kg is None else float(found.kg),
        "client": stakes.client(record),
        "number": stakes.text(record.fields.get("document_number")),
        "file": record.source.file,
        "reasons": "\n".join(record.review_reasons[:MOST_REASONS]),
        "received_at": row["created_at"],
    }
    db.table("queue").upsert({"document_id": row["id"], **values}, pk="document_id")
    _write_companies(db, row["id"], record)
    labels = [f"reason:{kind}" for kind in stakes.kinds(record.review_reasons)] + [
        f"tag:{tag}" for tag in tags(db, row["id"])
    ]
    write_labels(db, row["id"], labels)


def _write_companies(db: Database, document_id: int, record: Record) -> None:
    db.execute("DELETE FROM document_companies WHERE document_id = ?", [document_id])
    for party in record.parties:
        entity = party.entity
        if entity is not None and entity.decision == "match" and entity.id is not None:
            row = {
                "company_id": entity.id,
                "document_id": document_id,
                "role": party.role,
                "name": stakes.text(party.name),
            }
            db.table("document_companies").insert(row, ignore=True)


def write_labels(db: Database, document_id: int, labels: list[str]) -> None:
    """Replace a document's labels, each with what the queue is ordered by."""
    db.execute("DELETE FROM queue_labels WHERE document_id = ?", [document_id])
    for label in dict.fromkeys(labels):
        db.execute(
            "INSERT INTO queue_labels SELECT document_id, ?, status, priority FROM queue WHERE document_id = ?",
            [label, document_id],
        )


def decide(db: Database, row: dict[str, Any], status: str, who: str, reason: str, seconds: float | None = None) -> None:
    """Give a document (its row) another standing and remember who did it and why."""
    db.table("decisions").insert(
        {"document_id": row["id"], "record_id": row["record_id"], "who": who, "at": rows.now(), "status": status,
         "before": row["status"], "reason": reason, "seconds": seconds}
    )  # fmt: skip
    set_status(db, row["id"], status)


def set_status(db: Database, document_id: int, status: str) -> None:
    """Give a document another standing."""
    db.table("documents").update(document_id, {"status": status})
    db.execute("UPDATE queue SET status = ?, claimed_until = 0 WHERE document_id = ?", [status, document_id])
    db.execute("UPDATE queue_labels SET status = ? WHERE document_id = ?", [status, document_id])


def tags(db: Database, document_id: int) -> list[str]:
    """Return a document's tags by name."""
    found = db.query(
        "SELECT substr(label, 5) AS tag FROM queue_labels WHERE document_id = ? AND label >= 'tag:' AND label < 'tag;' "
        "ORDER BY label",
        [document_id],
    )
    return [row["tag"] for row in found]


def indicators(db: Database, document_id: int) -> int:
    """Return how many indicators name a document that nobody set aside."""
    return db.table("indicators").count_where("document_id = ? AND dismissed_at IS NULL", [document_id])
