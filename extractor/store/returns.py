"""Returns in the store: whose shipments they are of, and what was filed; a filed return is never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.store.rows import now
from extractor.store.store import Store


def producers(store: Store, name: str) -> list[tuple[str, str]]:
    """Return key and name of the sellers that a name may mean: exactly, else those whose name holds it."""
    asked = "SELECT seller_key, min(seller) AS seller FROM shipments WHERE {} GROUP BY seller_key ORDER BY seller"
    for where in ("(seller_key = :name OR seller = :name COLLATE NOCASE)", "instr(lower(seller), lower(:name)) > 0"):
        found = list(store.db.query(asked.format(where + " AND seller_key IS NOT NULL"), {"name": name}))
        if found:
            return [(row["seller_key"], row["seller"]) for row in found]
    return []


def shipments(store: Store, seller_key: str, month: str) -> tuple[set[str], list[int]]:
    """Return the shipments of a seller in a month, those without a date too, and the documents of their papers."""
    found = list(store.db.query(
        "SELECT s.id, p.document_id FROM shipments s JOIN shipment_papers p ON p.shipment_id = s.id "
        "WHERE s.seller_key = ? AND (s.month = ? OR s.month IS NULL)", [seller_key, month]
    ))  # fmt: skip
    return {row["id"] for row in found}, [row["document_id"] for row in found]


def file(store: Store, row: Mapping[str, Any]) -> int:
    """Keep a return as it is filed; return its number."""
    with store.change() as db:
        key = db.table("returns").insert({**row, "filed_at": now()}).last_pk
    assert isinstance(key, int)
    return key


def last_filed(store: Store, producer_key: str, period: str) -> dict[str, Any] | None:
    """Return the last return or amendment that was filed for a period, its content as values; None where there is none."""
    found = store.db.query(
        "SELECT * FROM returns WHERE producer_key = ? AND period = ? ORDER BY id DESC LIMIT 1", [producer_key, period]
    )
    row = next(found, None)
    return (
        None if row is None else {**row, "content": json.loads(row["content"]), "manifest": json.loads(row["manifest"])}
    )


def filed_shipments(store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the shipments of the last return filed for each seller and month."""
    out: dict[tuple[str, str], set[str]] = {}
    for row in store.db.query("SELECT producer_key, period, content FROM returns ORDER BY id"):
        out[row["producer_key"], row["period"]] = {line["shipment"] for line in json.loads(row["content"])}
    return out
