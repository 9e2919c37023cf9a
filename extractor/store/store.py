"""The tracking store: one SQLite database with the originals beside it. The only home of sqlite-utils.

One process writes; any number read. Writing the same file twice changes nothing; a better extraction of the same paper
adds a record and leaves the earlier one, and every edit, in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import ErrorRecord, Record
from extractor.store import archive, connection, hits, proposal_rows, queue_rows, recut, rows, shown
from extractor.store.connection import spoken
from extractor.store.edits import Edit
from extractor.store.errors import UnknownError
from extractor.store.rows import now


class Store:
    """An open store; use it as a context manager, or close it."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self.originals = path.with_name(path.stem + "-originals")

    @classmethod
    def open(cls, path: Path, create: bool = True) -> Store:
        """Open a store, bring its schema up to date, or make it; StoreError says what keeps it shut."""
        return cls(path, connection.writing(path, create))

    @classmethod
    def reading(cls, path: Path) -> Store:
        """Open a store only to read what stands in it, beside the process that writes; its schema is taken as it is."""
        return cls(path, connection.reading(path))

    def owns(self, path: Path) -> bool:
        """Say whether a file is the store itself, its log, or an original that it keeps: no paper to be read."""
        where, own = path.resolve(), self.path.resolve()
        logs = {own.with_name(own.name + end) for end in ("", "-wal", "-shm", "-journal")}
        return where in logs or self.originals.resolve() in where.parents

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    @contextmanager
    def change(self) -> Iterator[Database]:
        """Hold the store for reading and writing as one: all of it happens or nothing, and no one else writes between."""
        with spoken(self.path):
            if not self.db.conn.in_transaction:
                self.db.conn.execute("BEGIN IMMEDIATE")
                with self._ended():
                    yield self.db
            else:
                with self.db.atomic():
                    yield self.db

    @contextmanager
    def _ended(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.db.conn.rollback()
            raise
        self.db.conn.commit()

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(
        self, source: Source, pages: Sequence[Page], records: Sequence[Record], cut_by_person: bool = False
    ) -> bool:
        """Keep a file with what was read and understood of it; returns whether anything is new.

        The original is safe on disk before its row is committed; all rows of a file come in one transaction. `records` are
        all documents of the file; those that a person cut may be some, and put away what they replace by themselves.
        """
        archive.keep(self.originals, source.path, source.sha256)
        with self.change():
            fresh = self._write_source(source, pages)
            fitted = records if cut_by_person else recut.fitted(self.db, source.sha256, records)
            changed = [self._write_record(source, record) for record in fitted]
        return fresh or any(changed)

    def write_error(self, error: ErrorRecord) -> None:
        """Remember a file that could not be read; the same failure of the same file counts once."""
        row = {"name": error.source.file, "sha256": error.source.sha256 or "", "code": error.code,
               "message": error.message, "at": now()}  # fmt: skip
        with self.change():
            self.db.table("failures").insert(row, ignore=True)

    def _write_source(self, source: Source, pages: Sequence[Page]) -> bool:
        known = self.has_source(source.sha256)
        if not known:
            self.db.table("sources").insert(
                {"sha256": source.sha256, "media_type": source.media_type, "size": source.size,
                 "page_count": source.page_count, "parent": source.parent, "received_at": now()}
            )  # fmt: skip
        self.db.table("source_names").insert(
            {"sha256": source.sha256, "name": source.name, "received_at": now()}, ignore=True
        )
        self.db.table("pages").upsert_all(
            (rows.page_row(source.sha256, page) for page in pages), pk=("sha256", "number")
        )
        return not known

    def _write_record(self, source: Source, record: Record) -> bool:
        """Add a record to its document; nothing happens where the document's current record says the same."""
        data = record.to_json()
        document = self._document(source, record)
        current = self._json_of(document["record_id"])
        back = recut.by_cut(self.db, document["id"])
        if not back and current is not None and _without_source(current) == _without_source(data):
            return False
        engine = record.engine
        record_id = self.db.table("records").insert(
            {"document_id": document["id"], "json": json.dumps(data, ensure_ascii=False), "created_at": now(),
             "extractor": engine.get("extractor"), "model": engine.get("model"), "ocr": engine.get("ocr")}
        ).last_pk  # fmt: skip
        assert isinstance(record_id, int)
        self._write_companies(record)
        for table, found in rows.value_rows(record_id, record).items():
            self.db.table(table).insert_all(found)
        decided = document.get("status") in queue_rows.DECIDED and not back
        kept = {"status": document["status"]} if decided else {}
        self.db.table("documents").update(document["id"], {"record_id": record_id, **rows.document_row(record), **kept})
        if not kept and shown.is_aside(self.shown(document["id"])):
            self.db.table("documents").update(document["id"], {"status": "needs_review"})
        self.settle(document["id"])
        return True

    def settle(self, document_id: int, record: Record | None = None) -> None:
        """Bring what is kept for finding a document (its columns, the queue, the index) up to what people see of it.

        `record` is that, where the caller has it with its reasons weighed; a document's standing is not touched.
        """
        row, seen = next(self.all_shown("d.id = ?", [document_id]))
        seen = record or seen
        columns = {**rows.document_row(seen), "status": row["status"]}
        self.db.table("documents").update(document_id, columns)
        queue_rows.write(self.db, {**row, **columns}, seen)
        proposal_rows.write(self.db, document_id, seen, now())
        self.db.execute("DELETE FROM search WHERE rowid = ?", [document_id])
        self.db.table("search").insert(
            {"rowid": document_id, "text": rows.search_text(seen), "document_id": document_id}
        )

    def _document(self, source: Source, record: Record) -> dict[str, Any]:
        pages = json.dumps(list(record.source.pages))
        found = list(self.db.table("documents").rows_where("sha256 = ? AND pages = ?", [source.sha256, pages]))
        if found:
            return found[0]
        row = {
            "sha256": source.sha256,
            "pages": pages,
            "record_id": None,
            "created_at": now(),
            **rows.document_row(record),
        }
        key = self.db.table("documents").insert(row).last_pk
        return {"id": key, "record_id": None}

    def _write_companies(self, record: Record) -> None:
        """Make the companies known that parties were matched with."""
        for party in record.parties:
            entity = party.entity
            if entity is not None and entity.id and entity.decision == "match":
                self.db.table("companies").insert(
                    {"id": entity.id, "name": entity.name or entity.id, "country": party.country and party.country.value,
                     "origin": "gazetteer", "created_at": now()}, ignore=True,
                )  # fmt: skip
                self.db.table("aliases").insert(
                    {"company_id": entity.id, "alias": party.name.value, "origin": "document", "created_at": now()},
                    ignore=True,
                )

    def _json_of(self, record_id: int | None) -> dict[str, Any] | None:
        if record_id is None:
            return None
        data: dict[str, Any] = json.loads(self.db.table("records").get(record_id)["json"])
        return data

    # -- reading -------------------------------------------------------------------------------------------------------

    def has_source(self, sha256: str) -> bool:
        """Say whether a file's bytes are known."""
        with spoken(self.path):
            return bool(self.db.table("sources").count_where("sha256 = ?", [sha256]))

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield every document with its current record as JSON under `record`."""
        for row in self.db.query(
            "SELECT d.*, r.json FROM documents d JOIN records r ON r.id = d.record_id ORDER BY d.id"
        ):
            record = json.loads(row.pop("json"))
            yield {**row, "record": record}

    def shown(self, document_id: int) -> Record:
        """Return a document as people see it: what was extracted, with every edit on top. StoreError for an unknown one."""
        found = next(self.all_shown("d.id = ?", [document_id]), None)
        if found is None:
            raise UnknownError(f"there is no document {document_id}")
        return found[1]

    def all_shown(self, where: str = "1", args: Sequence[Any] = ()) -> Iterator[tuple[dict[str, Any], Record]]:
        """Yield each document's row with its record as people see it, in the order of arrival."""
        edits: dict[int, list[Edit]] = {}
        for row in self.db.query(
            f"SELECT e.* FROM edits e JOIN documents d ON d.id = e.document_id WHERE {where} ORDER BY e.id",
            args,
        ):
            edits.setdefault(row["document_id"], []).append(Edit.from_row(row))
        for row in self.db.query(
            "SELECT d.*, r.json FROM documents d JOIN records r ON r.id = d.record_id "
            f"WHERE {where} ORDER BY d.id", args
        ):  # fmt: skip
            record = Record.from_json(json.loads(row.pop("json")))
            seen = self.with_edits(record, row["record_id"], edits.get(row["id"], ()))
            yield row, hits.shown(self.db, row["id"], seen).with_(review_status=row["status"])

    def with_edits(self, record: Record, record_id: int, edits: Sequence[Edit]) -> Record:
        """Return a reading with edits on top, those that were made on earlier readings of the document too."""
        before = {key: Record.from_json(self._json_of(key) or {}).to_json() for key in shown.earlier(record_id, edits)}
        return shown.apply(record, record_id, edits, before)

    def edit(self, document_id: int, edits: Sequence[Edit]) -> None:
        """Keep changes that a person made, as rows of their own; what was extracted stays as it was."""
        with self.change():
            self.db.table("edits").insert_all(edit.to_row(document_id, now()) for edit in edits)

    def pages(self, sha256: str) -> tuple[Page, ...]:
        """Return what was read of a file, so that it can be understood anew without being read anew."""
        found = self.db.table("pages").rows_where("sha256 = ?", [sha256], order_by="number")
        return tuple(Page.from_json(json.loads(row["content"])) for row in found)

    def original(self, sha256: str) -> Path:
        """Return where the original of a file lies."""
        return archive.place_of(self.originals, sha256)

    def find(self, text: str, limit: int = 50) -> list[int]:
        """Return the documents that hold all words of a query, best first; single Chinese characters count as words."""
        words = rows.spaced(text).replace('"', " ").replace("\0", " ").split()  # SQLite ends a string at a NUL
        if not words:
            return []
        query = " ".join(f'"{word}"' for word in words)
        found = self.db.query(
            "SELECT document_id FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", [query, limit]
        )
        return [row["document_id"] for row in found]


def _without_source(data: dict[str, Any]) -> dict[str, Any]:
    """A copy under another name says the same."""
    return {key: value for key, value in data.items() if key != "source"}
