"""A file that a new reading cuts into other documents than before: no page of it counts twice.

Documents that the new reading no longer names are put away, and come back with a reading that names them again. What a
person worked on stays as it is; then the new documents of those pages wait for a person, who cuts the file or puts one of
them away.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from extractor.datatypes.record import Record
from extractor.store import queue_rows
from extractor.store.edits import RESOLUTION

CUT = "(cut)"
"""Who puts a document away that a new reading does not name."""
WAITS = "its pages are in documents that people worked on: cut the file anew, or put one of them away"
PUT_AWAY = frozenset({"junk", "duplicate"})
_GONE = "its pages belong to other documents of a new reading"
_WORK = (
    ("decisions", "document_id = :id AND who NOT IN (:cut, :resolution)"),
    ("edits", "document_id = :id AND who NOT LIKE '%' || :resolution"),
    ("queue", "document_id = :id AND claimed_until > :now"),
    ("queue_labels", "document_id = :id AND label LIKE 'tag:%'"),
    ("link_decisions", "left_id = :id OR right_id = :id"),
)
"""Where a person's work on a document stands."""
Pages = frozenset[int]


@dataclass(frozen=True)
class _Known:
    id: int
    pages: Pages
    is_live: bool


def fitted(db: Database, sha256: str, records: Sequence[Record]) -> Iterator[Record]:
    """Yield the records of a file as they are to be kept beside what is known of it; see the module for what is put away."""
    known = list(_known(db, sha256))
    named = {frozenset(record.source.pages) for record in records}
    others = [one for one in known if one.pages not in named]
    if not others:
        yield from records
        return
    asleep = {one.pages for one in known if not one.is_live and not by_cut(db, one.id)}
    waiting = _waiting(db, named - asleep, others)
    for one in others:
        if one.is_live and _meets(one.pages, named - asleep) and not _meets(one.pages, waiting):
            _put_away(db, one.id)
    for record in records:
        yield _as_waiting(record) if frozenset(record.source.pages) in waiting else record


def by_cut(db: Database, document_id: int) -> bool:
    """Say whether a document was put away because a reading did not name it, and nobody decided on it since."""
    last = next(
        db.query("SELECT who FROM decisions WHERE document_id = ? ORDER BY id DESC LIMIT 1", [document_id]), None
    )
    return last is not None and last["who"] == CUT


def _known(db: Database, sha256: str) -> Iterator[_Known]:
    for row in db.query("SELECT id, pages, status FROM documents WHERE sha256 = ? ORDER BY id", [sha256]):
        yield _Known(row["id"], frozenset(json.loads(row["pages"])), row["status"] not in PUT_AWAY)


def _waiting(db: Database, named: Collection[Pages], others: Sequence[_Known]) -> set[Pages]:
    """Return the documents of a new reading that meet what people worked on, directly or over others that then stay."""
    worked_on = [one.pages for one in others if _is_worked_on(db, one.id)]
    live = [one.pages for one in others if one.is_live]
    waiting: set[Pages] = set()
    while True:
        stay = worked_on + [pages for pages in live if _meets(pages, waiting)]
        more = {pages for pages in named if _meets(pages, live) and _meets(pages, stay)}
        if more <= waiting:
            return waiting
        waiting |= more


def _meets(pages: Pages, some: Collection[Pages]) -> bool:
    return any(pages & one for one in some)


def _is_worked_on(db: Database, document_id: int) -> bool:
    given = {"id": document_id, "cut": CUT, "resolution": RESOLUTION, "now": time.time()}
    return any(db.table(table).count_where(where, given) for table, where in _WORK)


def _put_away(db: Database, document_id: int) -> None:
    row = next(db.query("SELECT id, record_id, status FROM documents WHERE id = ?", [document_id]))
    queue_rows.decide(db, row, "junk", CUT, _GONE)


def _as_waiting(record: Record) -> Record:
    notes = [*record.engine.get("notes", ()), WAITS]
    return record.with_(
        review_status="needs_review",
        review_reasons=(WAITS, *record.review_reasons),
        engine={**record.engine, "notes": notes},
    )
