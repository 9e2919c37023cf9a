"""The derived register in the store: what changed, what hangs together, and rows that are written anew as one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from extractor.store.rows import now
from extractor.store.store import Store

DERIVED = ("line_elements", "shipment_lines", "shipment_papers", "licence_uses", "licence_lines", "licence_accounts",
           "paper_links", "shipments")  # fmt: skip
"""In the order in which rows may be taken out."""
OF_LICENCES = ("licence_accounts", "licence_lines", "licence_uses")
CHUNK = 500
"""Documents in one question to the database, which takes a limited number of arguments."""
Row = Mapping[str, Any]


def changed(store: Store, limit: int) -> list[int]:
    """Return documents whose change the register has not seen, at most `limit`."""
    found = store.db.query("SELECT document_id FROM register_changes ORDER BY document_id LIMIT ?", [limit])
    return [row["document_id"] for row in found]


def basis(store: Store) -> str | None:
    """Return what the register was made by (settings, terms, switches); None where it was never made."""
    row = next(store.db.query("SELECT basis FROM register_state WHERE id = 1"), None)
    return None if row is None else str(row["basis"])


def start_over(store: Store, basis: str) -> None:
    """Empty the derived tables and count every document as changed: the rules are others."""
    with store.change() as db:
        for table in DERIVED:
            db.execute(f"DELETE FROM {table}")
        db.execute("INSERT OR IGNORE INTO register_changes SELECT id FROM documents")
        db.table("register_state").upsert({"id": 1, "basis": basis, "made_at": now()}, pk="id")


def write_keys(store: Store, keys: Mapping[int, Iterable[str]]) -> None:
    """Replace the keys of documents: what two papers of one shipment may have in common. The old keys stay until `write`."""
    with store.change() as db:
        db.conn.executemany(
            "INSERT OR IGNORE INTO register_keys VALUES (?, ?)",
            [(key, n) for n, found in keys.items() for key in found],
        )


def together(store: Store, ids: Iterable[int]) -> set[int]:
    """Return all documents that hang together with some over any chain of keys."""
    found, edge = set(ids), list(ids)
    while edge:
        near: set[int] = set()
        for part in _chunks(edge):
            near |= {row["document_id"] for row in store.db.query(
                "SELECT DISTINCT b.document_id FROM register_keys a JOIN register_keys b ON b.key = a.key "
                f"WHERE a.document_id IN ({_marks(part)})", part)}  # fmt: skip
        edge = list(near - found)
        found |= near
    return found


def write(
    store: Store, ids: Iterable[int], keys: Mapping[int, Iterable[str]], rows: Mapping[str, Sequence[Row]]
) -> None:
    """Make the rows those of all shipments and licences of the documents, which count as seen from now on."""
    documents = list(ids)
    with store.change() as db:
        for part in _chunks(documents):
            _take_out(db, part)
        db.conn.executemany(
            "INSERT OR IGNORE INTO register_keys VALUES (?, ?)",
            [(key, n) for n in documents for key in keys.get(n, ())],
        )
        _insert(db, "shipments", rows["shipments"])
        _insert_lines(db, rows["shipment_lines"])
        for table in ("shipment_papers", "paper_links", *OF_LICENCES):
            _insert(db, table, rows[table])


def _take_out(db: Database, documents: Sequence[int]) -> None:
    marks = _marks(documents)
    shipments = [row["shipment_id"] for row in db.query(
        f"SELECT DISTINCT shipment_id FROM shipment_papers WHERE document_id IN ({marks})", documents)]  # fmt: skip
    for table in ("licence_uses", "licence_lines", "licence_accounts", "register_keys", "register_changes"):
        db.execute(f"DELETE FROM {table} WHERE document_id IN ({marks})", documents)
    for column in ("left_id", "right_id"):
        db.execute(f"DELETE FROM paper_links WHERE {column} IN ({marks})", documents)
    for part in _chunks(shipments):
        which = _marks(part)
        db.execute(
            f"DELETE FROM line_elements WHERE line_id IN (SELECT id FROM shipment_lines WHERE shipment_id IN ({which}))",
            part,
        )
        for table in ("shipment_lines", "shipment_papers", "licence_uses"):
            db.execute(f"DELETE FROM {table} WHERE shipment_id IN ({which})", part)
        db.execute(f"DELETE FROM shipments WHERE id IN ({which})", part)


def _insert_lines(db: Database, lines: Sequence[Row]) -> None:
    first = next(db.query("SELECT coalesce(max(id), 0) + 1 AS n FROM shipment_lines"))["n"]
    numbered = [{**line, "id": first + n} for n, line in enumerate(lines)]
    elements = [{"line_id": line["id"], **part} for line in numbered for part in line.pop("parts")]
    _insert(db, "shipment_lines", numbered)
    _insert(db, "line_elements", elements)


def _insert(db: Database, table: str, rows: Sequence[Row]) -> None:
    if rows:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        db.conn.executemany(
            f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})",
            [tuple(row[name] for name in names) for row in rows],
        )


def _chunks(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _marks(ids: Sequence[Any]) -> str:
    return ",".join("?" * len(ids))


# -- what people set ---------------------------------------------------------------------------------------------------


def switches(store: Store) -> list[dict[str, Any]]:
    """Return the switches of the control list in the order in which they were made."""
    return list(store.db.table("control_switches").rows_where(order_by="id"))


def switch(store: Store, selector: str, on: bool, since: str, reason: str, who: str) -> None:
    """Keep a person's word that a control holds, or does not, from a day on; earlier words stay."""
    row = {"selector": selector, "state": int(on), "since": since, "reason": reason, "who": who, "at": now()}
    with store.change() as db:
        db.table("control_switches").insert(row)


def terms(store: Store) -> list[dict[str, Any]]:
    """Return people's terms of licences, the last word for each number."""
    return list(store.db.query(
        "SELECT * FROM licence_terms WHERE id IN (SELECT max(id) FROM licence_terms GROUP BY number) ORDER BY number"
    ))  # fmt: skip


def set_terms(store: Store, row: Row) -> None:
    """Keep a person's terms of a licence."""
    with store.change() as db:
        db.table("licence_terms").insert({**row, "at": now()})


def decisions(store: Store) -> dict[frozenset[int], bool]:
    """Return what people decided on links: whether two documents belong together; the last word counts."""
    found = store.db.query("SELECT left_id, right_id, together FROM link_decisions ORDER BY id")
    return {frozenset((row["left_id"], row["right_id"])): bool(row["together"]) for row in found}


def decide(store: Store, left: int, right: int, together: bool, who: str) -> None:
    """Keep a person's word on whether two documents belong together."""
    with store.change() as db:
        db.table("link_decisions").insert(
            {"left_id": left, "right_id": right, "together": int(together), "who": who, "at": now()}
        )


def doubtful(store: Store) -> list[dict[str, Any]]:
    """Return the links that wait for a person, the surest first."""
    found = store.db.query("SELECT * FROM doubtful_links ORDER BY score DESC, left_id, right_id")
    return [{**row, "reasons": json.loads(row["reasons"])} for row in found]
