"""The queue as people look at it: filtered, ordered by stake times unsureness, counted, and handed out one by one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from extractor.store.errors import UnknownError
from extractor.store.store import Store

CLAIM_SECONDS = 900
"""A claim lapses after so long without a sign of life."""
PAGE = 50
MOST_COUNTED = 1000
"""Papers are counted up to here; beyond, "1,000 and more" is all that anybody needs."""


@dataclass(frozen=True)
class Filter:
    """What part of the queue to look at; an empty text asks for nothing."""

    status: str = "needs_review"
    doc_type: str = ""
    client: str = ""
    reason: str = ""
    tag: str = ""
    who: str = ""
    """Name of the user who holds the paper."""
    days: int = 0
    """Received at least so many days ago."""


def page(store: Store, chosen: Filter, offset: int = 0, limit: int = PAGE) -> list[dict[str, Any]]:
    """Return a page of the queue, most urgent first."""
    tables, where, args, order = _query(chosen)
    found = store.db.query(
        f"SELECT q.* FROM {tables} WHERE {where} ORDER BY {order} DESC LIMIT ? OFFSET ?", [*args, limit, offset]
    )
    return [_with_holder(row) for row in found]


def count(store: Store, chosen: Filter) -> int:
    """Return how many papers a filter leaves, at most MOST_COUNTED."""
    tables, where, args, _ = _query(chosen)
    return _one(
        store, f"SELECT count(*) AS n FROM (SELECT 1 FROM {tables} WHERE {where} LIMIT ?)", [*args, MOST_COUNTED]
    )


def counts(store: Store) -> dict[str, dict[str, int]]:
    """Return the number of papers by status and, within, by type."""
    out: dict[str, dict[str, int]] = {}
    for row in store.db.query("SELECT * FROM queue_counts WHERE papers > 0 ORDER BY status, doc_type"):
        out.setdefault(row["status"], {})[row["doc_type"]] = row["papers"]
    return out


def labels(store: Store, status: str = "needs_review") -> dict[str, list[str]]:
    """Return the reasons and tags that occur at a status, by kind, each found with one jump through the index."""
    out: dict[str, list[str]] = {"reason": [], "tag": []}
    for kind, found in out.items():
        label = f"{kind}:"
        while True:
            row = next(store.db.query(
                "SELECT label FROM queue_labels WHERE label > ? AND label < ? ORDER BY label LIMIT 1", [label, f"{kind};"]
            ), None)  # fmt: skip
            if row is None:
                break
            label = row["label"]
            if _one(
                store, "SELECT EXISTS(SELECT 1 FROM queue_labels WHERE label = ? AND status = ?) AS n", [label, status]
            ):
                found.append(label.split(":", 1)[1])
    return out


def row(store: Store, document_id: int) -> dict[str, Any]:
    """Return the queue's row of a document; StoreError for an unknown one."""
    found = next(store.db.query("SELECT * FROM queue WHERE document_id = ?", [document_id]), None)
    if found is None:
        raise UnknownError(f"there is no document {document_id}")
    return found


def rows(store: Store, document_ids: list[int]) -> list[dict[str, Any]]:
    """Return the queue's rows of documents, in the order given."""
    marks = ",".join("?" * len(document_ids))
    found = {row["document_id"]: row for row in store.db.query(
        f"SELECT * FROM queue WHERE document_id IN ({marks})", document_ids)}  # fmt: skip
    return [_with_holder(found[key]) for key in document_ids if key in found]


def _with_holder(row: dict[str, Any]) -> dict[str, Any]:
    """Say in a row who holds the paper now, '' for nobody."""
    return {**row, "held_by": row["claimed_by"] if row["claimed_until"] > time.time() else ""}


def take_next(
    store: Store, who: str, chosen: Filter, after: int | None = None, below: float | None = None
) -> int | None:
    """Claim the most urgent paper that nobody else holds, or the next one below `after`; None where none is left.

    `below` is how urgent that one was when it was opened: with each value that is confirmed it becomes less so.
    """
    with store.change() as db:
        moment = time.time()
        tables, where, args, order = _query(chosen)
        free = f"{where} AND (q.claimed_until < ? OR q.claimed_by = ?) AND q.document_id <> ?"
        args = [*args, moment, who, after or 0]
        limit = below if below is not None or after is None else _priority(store, after)
        rounds = [("", [])] if after is None else [(f" AND {order} <= ?", [limit]), ("", [])]
        for more, extra in rounds:
            found = next(db.query(
                f"SELECT q.document_id FROM {tables} WHERE {free}{more} ORDER BY {order} DESC LIMIT 1", [*args, *extra]
            ), None)  # fmt: skip
            if found is not None:
                _claim(store, found["document_id"], who, moment)
                return int(found["document_id"])
    return None


def claim(store: Store, document_id: int, who: str, force: bool = False) -> str:
    """Claim a paper, or keep a claim alive; return who holds it now. `force` takes it from another."""
    with store.change():
        holder = held_by(store, document_id)
        if holder in {"", who} or force:
            _claim(store, document_id, who, time.time())
            return who
        return holder


def release(store: Store, document_id: int, who: str) -> None:
    """Give a claim back."""
    with store.change() as db:
        db.execute("UPDATE queue SET claimed_until = 0 WHERE document_id = ? AND claimed_by = ?", [document_id, who])


def held_by(store: Store, document_id: int) -> str:
    """Return who holds a paper now, '' for nobody."""
    found = row(store, document_id)
    return str(found["claimed_by"]) if found["claimed_until"] > time.time() else ""


def fill(store: Store) -> int:
    """Bring documents into the queue that were stored before there was one; return how many."""
    missing = [row["id"] for row in store.db.query(
        "SELECT id FROM documents WHERE record_id IS NOT NULL AND id NOT IN (SELECT document_id FROM queue)")]  # fmt: skip
    for document_id in missing:
        with store.change():
            store.settle(document_id)
    return len(missing)


def _claim(store: Store, document_id: int, who: str, moment: float) -> None:
    """A claim that is kept alive keeps the time it began: the minutes per paper are counted from there."""
    store.db.execute(
        "UPDATE queue SET claimed_at = CASE WHEN claimed_by = ? AND claimed_until > ? THEN claimed_at ELSE ? END, "
        "claimed_by = ?, claimed_until = ? WHERE document_id = ?",
        [who, moment, moment, who, moment + CLAIM_SECONDS, document_id],
    )


def _query(chosen: Filter) -> tuple[str, str, list[Any], str]:
    """Return tables, conditions, arguments and the column of the order; a label leads, since its index is the narrowest."""
    tables, order = "queue q", "q.priority"
    where, args = ["q.status = ?"], [chosen.status]
    names = [f"{kind}:{name}" for kind, name in (("reason", chosen.reason), ("tag", chosen.tag)) if name]
    if names:
        tables, order = "queue_labels l CROSS JOIN queue q ON q.document_id = l.document_id", "l.priority"
        where += ["l.label = ?", "l.status = ?"]
        args += [names[0], chosen.status]
    for name in names[1:]:
        where.append("EXISTS (SELECT 1 FROM queue_labels m WHERE m.document_id = q.document_id AND m.label = ?)")
        args.append(name)
    for column, value in (("doc_type", chosen.doc_type), ("client", chosen.client)):
        if value:
            where.append(f"q.{column} = ?")
            args.append(value)
    if chosen.who:
        where.append("q.claimed_by = ? AND q.claimed_until > unixepoch()")
        args.append(chosen.who)
    if chosen.days:
        where.append("q.received_at <= strftime('%Y-%m-%dT%H:%M:%S', 'now', ?)")
        args.append(f"-{chosen.days} days")
    return tables, " AND ".join(where), args, order


def _priority(store: Store, document_id: int) -> float:
    return float(row(store, document_id)["priority"])


def _one(store: Store, query: str, args: list[Any]) -> int:
    return int(next(store.db.query(query, args))["n"])
