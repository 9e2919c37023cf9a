"""Pages of a file as they were read: one, some, or all without their words. A file may have thousands of pages."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from extractor.datatypes.page import Page
from extractor.store.errors import UnknownError
from extractor.store.store import Store


def file_of(store: Store, document_id: int) -> str:
    """Return the SHA-256 of the file that a document is in; StoreError for an unknown one."""
    found = next(store.db.query("SELECT sha256 FROM documents WHERE id = ?", [document_id]), None)
    if found is None:
        raise UnknownError(f"there is no document {document_id}")
    return str(found["sha256"])


def page(store: Store, sha256: str, number: int) -> Page | None:
    """Return a page of a file, None where it has no such page."""
    return next(iter(some(store, sha256, (number,))), None)


def some(store: Store, sha256: str, numbers: Collection[int]) -> tuple[Page, ...]:
    """Return those pages of a file that have one of these numbers, in page order."""
    marks = ",".join("?" * len(numbers))
    found = store.db.query(
        f"SELECT content FROM pages WHERE sha256 = ? AND number IN ({marks}) ORDER BY number", [sha256, *numbers]
    )
    return tuple(Page.from_json(json.loads(row["content"])) for row in found)


def outlines(store: Store, sha256: str) -> list[dict[str, Any]]:
    """Return number, size and state of every page of a file, and of one that could not be read why."""
    found = store.db.query(
        "SELECT number, width, height, state, CASE WHEN state = 'failed' THEN json_extract(content, '$.notes') ELSE '[]' END "
        "AS notes FROM pages WHERE sha256 = ? ORDER BY number",
        [sha256],
    )
    return [{**row, "notes": json.loads(row["notes"])} for row in found]
