"""What a person does to a paper: edits that name the version they were made on, undo, decisions, history, tags."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.datatypes.record import Json, Record
from extractor.rules import doubts
from extractor.settings import ReviewSettings
from extractor.store import edits as places
from extractor.store import queue_rows
from extractor.store.edits import RESOLUTION, Edit
from extractor.store.errors import ConflictError, StoreError, UnknownError
from extractor.store.store import Store

LONGEST_LOOK = 1800.0
"""Seconds after which a paper that lies open is no longer being worked on."""
_ITEM = re.compile(r"(parties|lines)\[\d+\]")


@dataclass(frozen=True)
class Version:
    """What was on a screen: the record and the last edit on top of it."""

    record_id: int
    edit_id: int

    def __str__(self) -> str:
        return f"{self.record_id}.{self.edit_id}"

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read what `str` wrote; StoreError for anything else."""
        found = re.fullmatch(r"(\d{1,15})\.(\d{1,15})", text)
        if found is None:
            raise StoreError(f"{text!r} is no version")
        return cls(int(found[1]), int(found[2]))


@dataclass(frozen=True)
class Opened:
    """A document on somebody's screen, its checks run and its reasons weighed."""

    row: dict[str, Any]
    record: Record
    version: Version


def opened(store: Store, document_id: int, settings: ReviewSettings) -> Opened:
    """Return a document as people see it now; StoreError for an unknown one."""
    found = next(store.all_shown("d.id = ?", [document_id]), None)
    if found is None:
        raise UnknownError(f"there is no document {document_id}")
    row, record = found
    reasons = tuple(doubts.reasons(record, settings))
    return Opened(row, record.with_(review_reasons=reasons), version(store, row))


def version(store: Store, row: dict[str, Any]) -> Version:
    """Return the version of a document's row."""
    last = next(store.db.query("SELECT coalesce(max(id), 0) AS id FROM edits WHERE document_id = ?", [row["id"]]))
    return Version(row["record_id"], last["id"])


def change(
    store: Store,
    document_id: int,
    seen: Version,
    changes: Sequence[tuple[str, Any]],
    who: str,
    settings: ReviewSettings,
) -> Opened:
    """Keep changes (path, JSON after) made on version `seen`; ConflictError where one would write over another's."""
    with store.change():
        before = opened(store, document_id, settings)
        _refuse_stale(store, before, seen, [path for path, _ in changes])
        data = before.record.to_json()
        edits = []
        for path, after in changes:
            edits.append(Edit(path, places.get(data, path), after, who, before.version.record_id))
            places.put(data, path, after)
        store.edit(document_id, edits)
        return _settled(store, document_id, settings)


def undo(store: Store, document_id: int, who: str, settings: ReviewSettings) -> Opened | None:
    """Take back the last change that still stands, by a change of its own; None where there is none."""
    with store.change() as db:
        row = next(db.query(
            "SELECT e.* FROM edits e JOIN documents d ON d.id = e.document_id WHERE d.id = ? AND e.record_seen = d.record_id "
            "AND e.id NOT IN (SELECT edit_id FROM undone UNION SELECT by_edit FROM undone) AND e.who NOT LIKE ? "
            "ORDER BY e.id DESC LIMIT 1",
            [document_id, f"%{RESOLUTION}"],
        ), None)  # fmt: skip
        if row is None:
            return None
        edit = Edit.from_row(row)
        current = opened(store, document_id, settings)
        value = places.get(current.record.to_json(), edit.path)
        store.edit(document_id, [Edit(edit.path, value, edit.before, who, current.version.record_id)])
        last = version(store, current.row).edit_id
        db.table("undone").insert({"edit_id": row["id"], "by_edit": last})
        return _settled(store, document_id, settings)


def decide(store: Store, document_id: int, status: str, who: str, reason: str = "") -> str:
    """Give a document another standing and remember who did it and how long it took; return the standing before."""
    with store.change() as db:
        row = next(db.query(
            "SELECT d.id, d.status, d.record_id, q.claimed_at, q.claimed_by FROM documents d "
            "JOIN queue q ON q.document_id = d.id WHERE d.id = ?", [document_id]), None)  # fmt: skip
        if row is None:
            raise UnknownError(f"there is no document {document_id}")
        mine = row["claimed_by"] == who and row["claimed_at"]
        seconds = min(LONGEST_LOOK, time.time() - row["claimed_at"]) if mine else None
        queue_rows.decide(db, row, status, who, reason, seconds)
        return str(row["status"])


def history(store: Store, document_id: int) -> list[dict[str, Any]]:
    """Return what happened to a document, latest first: extractions, edits and decisions."""
    out: list[dict[str, Any]] = []
    for row in store.db.query("SELECT * FROM edits WHERE document_id = ?", [document_id]):
        before, after = (json.loads(row[name]) if row[name] else None for name in ("before", "after"))
        out.append({"at": row["at"], "who": row["who"], "what": "edit", "path": row["path"], "before": spoken(before),
                    "after": spoken(after), "order": (1, row["id"])})  # fmt: skip
    for row in store.db.query("SELECT * FROM decisions WHERE document_id = ?", [document_id]):
        out.append({"at": row["at"], "who": row["who"], "what": row["status"], "path": "", "before": row["before"],
                    "after": row["reason"], "order": (2, row["id"])})  # fmt: skip
    for row in store.db.query(
        "SELECT id, created_at, extractor, model FROM records WHERE document_id = ?", [document_id]
    ):
        by = " ".join(str(row[name]) for name in ("extractor", "model") if row[name])
        out.append({"at": row["created_at"], "who": by, "what": "read", "path": "", "before": "", "after": "",
                    "order": (0, row["id"])})  # fmt: skip
    # Within one second a paper is read before it is edited, and edited before it is decided.
    return sorted(out, key=lambda entry: (entry["at"], entry["order"]), reverse=True)


def spoken(value: Any) -> str:
    """Return a value of the history as one text."""
    if isinstance(value, dict):
        if "value" in value:
            return spoken(value["value"])
        return "; ".join(spoken(part) for part in value.values() if isinstance(part, dict))
    if isinstance(value, list):
        return (
            ", ".join(str(part) for part in value) if all(isinstance(p, str) for p in value) else f"{len(value)} rows"
        )
    return "" if value is None else str(value)


def indicators(store: Store, document_id: int) -> list[dict[str, Any]]:
    """Return the indicators of a document that nobody set aside, as the register found them last."""
    found = store.db.query(
        "SELECT code, severity, message, legal_basis FROM indicators WHERE document_id = ? AND dismissed_at IS NULL "
        "ORDER BY id",
        [document_id],
    )
    return list(found)


def set_tags(store: Store, document_id: int, tags: Sequence[str]) -> None:
    """Replace the tags of a document."""
    with store.change() as db:
        found = db.query(
            "SELECT label FROM queue_labels WHERE document_id = ? AND label LIKE 'reason:%'", [document_id]
        )
        labels = [row["label"] for row in found]
        queue_rows.write_labels(db, document_id, labels + [f"tag:{tag}" for tag in tags])


def siblings(store: Store, sha256: str) -> list[dict[str, Any]]:
    """Return all documents of one file, in page order."""
    found = store.db.query(
        "SELECT id, record_id, pages, doc_type, number, status FROM documents WHERE sha256 = ? ORDER BY id", [sha256]
    )
    return sorted(
        ({**row, "pages": json.loads(row["pages"])} for row in found), key=lambda row: (row["pages"] or [0], row["id"])
    )


def source(store: Store, sha256: str) -> dict[str, Any]:
    """Return the row of a file with the first name it came under; StoreError for an unknown one."""
    found = next(store.db.query(
        "SELECT s.*, (SELECT min(name) FROM source_names n WHERE n.sha256 = s.sha256) AS name FROM sources s "
        "WHERE s.sha256 = ?", [sha256]), None)  # fmt: skip
    if found is None:
        raise UnknownError("there is no such file")
    return found


def _settled(store: Store, document_id: int, settings: ReviewSettings) -> Opened:
    after = opened(store, document_id, settings)
    store.settle(document_id, after.record)
    return after


def _refuse_stale(store: Store, current: Opened, seen: Version, paths: Sequence[str]) -> None:
    """Compare what was on the screen with what stands now, at each path that is to be changed."""
    if seen == current.version:
        return
    past = _as_of(store, current.row["id"], seen).to_json()
    present = current.record.to_json()
    replaced = {
        row["path"]
        for row in store.db.query(
            "SELECT path FROM edits WHERE document_id = ? AND id > ?", [current.row["id"], seen.edit_id]
        )
    }
    for path in paths:
        before, value = places.get(past, path), places.get(present, path)
        item = _ITEM.match(path)
        moved = item is not None and _rows_moved(item[1], past, present, replaced, seen, current.version)
        if before != value or moved:
            raise ConflictError(path, spoken(before), spoken(value))


def _rows_moved(name: str, past: Json, present: Json, replaced: set[str], seen: Version, current: Version) -> bool:
    """Say whether the rows of a list may be other rows than those that were on the screen."""
    if seen.record_id != current.record_id and past[name] != present[name]:
        return True
    return len(past[name]) != len(present[name]) or any(re.fullmatch(rf"{name}(\[\d+\])?", path) for path in replaced)


def _as_of(store: Store, document_id: int, seen: Version) -> Record:
    found = next(store.db.query(
        "SELECT json FROM records WHERE id = ? AND document_id = ?", [seen.record_id, document_id]), None)  # fmt: skip
    if found is None:
        raise UnknownError(f"document {document_id} was never shown as version {seen}")
    edits = store.db.query(
        "SELECT * FROM edits WHERE document_id = ? AND id <= ? AND record_seen <= ? ORDER BY id",
        [document_id, seen.edit_id, seen.record_id],
    )
    made = [Edit.from_row(row) for row in edits]
    return store.with_edits(Record.from_json(json.loads(found["json"])), seen.record_id, made)
