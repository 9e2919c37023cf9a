"""What each party received and passed on, by element, month and kind of goods; and the stocks that people gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.store.rows import now
from extractor.store.store import Store

ASKED = (
    "SELECT l.{key} AS party, min(l.{name}) AS name, coalesce(l.month, '') AS month, e.element, "
    "coalesce(l.class, '') AS class, sum(e.low_mg) AS low_mg, sum(e.likely_mg) AS likely_mg, sum(e.high_mg) AS high_mg "
    "FROM {tables} "
    "JOIN line_elements e ON e.line_id = l.id AND e.presumed = 0 WHERE l.{key} IS NOT NULL {bound} "
    "GROUP BY l.{key}, l.month, e.element, l.class"
)
SIDES = (
    ("in", "client_key", "client", "shipment_lines l"),
    ("out", "seller_key", "seller", "shipments s JOIN shipment_lines l ON l.shipment_id = s.id"),
)


def flows(store: Store, party: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield what came in and went out (`side`), of one party by its key or of all; weights in whole milligrams."""
    for side, key, name, tables in SIDES:
        bound = "" if party is None else f"AND {'s' if side == 'out' else 'l'}.{key} = ?"
        asked = ASKED.format(key=key, name=name, tables=tables, bound=bound)
        for row in store.db.query(asked, [] if party is None else [party]):
            yield {**row, "side": side}


def parties(store: Store, name: str) -> list[tuple[str, str]]:
    """Return key and name of the buyers and sellers that a name may mean: exactly, else those whose name holds it."""
    for where in ("(key = :name OR name = :name COLLATE NOCASE)", "instr(lower(name), lower(:name)) > 0"):
        found = list(store.db.query(
            "SELECT key, min(name) AS name FROM (SELECT DISTINCT client_key AS key, client AS name FROM shipment_lines "
            "UNION SELECT DISTINCT seller_key, seller FROM shipments) WHERE key IS NOT NULL AND " + where
            + " GROUP BY key ORDER BY 2", {"name": name}
        ))  # fmt: skip
        if found:
            return [(row["key"], row["name"]) for row in found]
    return []


def stocks(store: Store) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the last stock that was given for each party and element: its month and kilograms."""
    found = store.db.query("SELECT party, element, month, kg FROM stocks ORDER BY id")
    return {(row["party"], row["element"]): (row["month"], row["kg"]) for row in found}


def set_stock(store: Store, party: str, element: str, month: str, kg: str, who: str) -> None:
    """Keep the stock that a party had of an element at the beginning of a month."""
    row = {"party": party, "element": element, "month": month, "kg": kg, "who": who, "at": now()}
    with store.change() as db:
        db.table("stocks").insert(row)
