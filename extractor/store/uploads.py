"""Files that people handed in through review, and what became of each."""

from __future__ import annotations

from typing import Any

from extractor.store.rows import now
from extractor.store.store import Store


def add(store: Store, name: str, who: str) -> int:
    """Note a file that came in; its state is `waiting`."""
    with store.change() as db:
        key = db.table("uploads").insert({"name": name, "who": who, "at": now(), "state": "waiting"}).last_pk
    assert isinstance(key, int)
    return key


def set_state(store: Store, upload_id: int, state: str, message: str = "", sha256: str | None = None) -> None:
    """Note what became of a file: `reading`, `done` or `failed`, with what to say of it."""
    with store.change() as db:
        db.table("uploads").update(upload_id, {"state": state, "message": message, "sha256": sha256})


def latest(store: Store, limit: int = 50) -> list[dict[str, Any]]:
    """Return the files that came in last, each with its documents."""
    found = list(store.db.query("SELECT * FROM uploads ORDER BY id DESC LIMIT ?", [limit]))
    for row in found:
        row["documents"] = list(
            store.db.query("SELECT id, doc_type, number, status FROM documents WHERE sha256 = ? ORDER BY id", [row["sha256"]])
        ) if row["sha256"] else []  # fmt: skip
    return found


def interrupted(store: Store) -> None:
    """Say of files that were being read when the program ended that they have to be handed in again."""
    with store.change() as db:
        db.execute(
            "UPDATE uploads SET state = 'failed', message = 'The program ended while the file was read; hand it in again.' "
            "WHERE state IN ('waiting', 'reading')"
        )
