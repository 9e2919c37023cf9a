"""Indicators in the store: written after each run, dismissed by people, the dismissal kept until the facts change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from extractor.errors import UsageError
from extractor.store.store import Store

JSON_COLUMNS = ("cites", "readings")
FACTS = ("code", "severity", "shipment_id", "document_id", "message", "legal_basis", "cites", "readings")


def replace(store: Store, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make the rows, told apart by `fingerprint`, the indicators of the store.

    What is found again keeps its number, the day it was first found and its dismissal; what is no longer found goes, unless
    it was dismissed: should the same facts come back, they stay dismissed.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    found = {row["fingerprint"]: row for row in rows}
    with store.change() as db:
        table = db.table("indicators")
        known = {row["fingerprint"]: row for row in table.rows}
        for fingerprint, row in found.items():
            old = known.get(fingerprint)
            if old is None:
                table.insert({**row, "found_at": now})
            elif any(old[name] != row[name] for name in FACTS):
                table.update(old["id"], {name: row[name] for name in FACTS})
        gone = [row["id"] for name, row in known.items() if name not in found and row["dismissed_at"] is None]
        for key in gone:
            table.delete(key)


def listed(store: Store, dismissed: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the indicators in the order they were found in, with cites and readings as values; dismissed ones on demand."""
    where = "1" if dismissed else "dismissed_at IS NULL"
    for row in store.db.table("indicators").rows_where(where, order_by="id"):
        yield {**row, **{name: json.loads(row[name]) for name in JSON_COLUMNS}}


def dismiss(store: Store, key: int, reason: str, who: str) -> None:
    """Set an indicator aside with a reason; UsageError where there is none of the number, or no reason."""
    if not reason.strip() or not who.strip():
        raise UsageError("an indicator is dismissed with a reason and the name of who dismisses it")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    change = {"dismissed_by": who.strip(), "dismissed_reason": reason.strip(), "dismissed_at": at}
    with store.change() as db:
        if not db.table("indicators").count_where("id = ?", [key]):
            raise UsageError(f"there is no indicator {key}")
        db.table("indicators").update(key, change)
