"""The folders that were watched for a store, so that whoever asks for its state sees what waits in them."""

from __future__ import annotations

from pathlib import Path

from extractor.store.rows import now
from extractor.store.store import Store


def remember(store: Store, inbox: Path) -> None:
    """Note that a folder is watched from now on."""
    with store.change() as db:
        db.table("inboxes").upsert({"path": str(inbox.resolve()), "watched_at": now()}, pk="path")


def known(store: Store) -> list[Path]:
    """Return the folders that were watched, the latest first."""
    return [Path(row["path"]) for row in store.db.query("SELECT path FROM inboxes ORDER BY watched_at DESC, path")]
