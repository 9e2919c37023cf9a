"""A desk that puts made papers into a real store: every value with a box of its own, every paper a file of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Page, Source
from extractor.datatypes.record import Field, Party, Record, SourceInfo
from extractor.store.store import Store

LISTS = {"elements", "container_numbers"}


class Desk:
    """Writes records into the store of a folder, in the order of `put`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.open(folder / "tracking.db")
        self.records: list[tuple[Source, Record]] = []
        self._count = count(1)

    def put(
        self, doc_type: str, fields: Mapping[str, str], lines: Sequence[Mapping[str, Any]] = (),
        parties: Sequence[tuple[str, str, str]] = (), status: str = "auto_accepted", content: bytes | None = None,
        confidence: float = 0.99,
    ) -> int:  # fmt: skip
        """Write one paper and return its document id; `parties` are (role, name, country)."""
        number = next(self._count)
        places = (Box(40, 20.0 + 3 * n, 240, 22.0 + 3 * n) for n in count())

        def field(name: str, value: Any) -> Field:
            found = tuple(value.split()) if name in LISTS and isinstance(value, str) else value
            return Field(found, confidence, Origin.TEXT, str(value), 1, next(places))

        source = self._file(number, content)
        record = Record(
            source=SourceInfo(source.name, source.sha256, source.media_type, (1,), 1),
            doc_type=doc_type,
            doc_type_confidence=0.99,
            fields={name: field(name, value) for name, value in fields.items()},
            lines=tuple({name: field(name, value) for name, value in line.items()} for line in lines),
            parties=tuple(Party(role, field("name", name), country=field("country", c)) for role, name, c in parties),
            review_status=status,
            engine={"extractor": "0"},
        )
        self.records.append((source, record))
        self.store.write(source, [Page(1, 595, 842, ())], [record])
        row = next(self.store.db.query("SELECT id FROM documents WHERE sha256 = ?", [source.sha256]))
        return int(row["id"])

    def again(self, document: int) -> int:
        """Write a re-scan: other bytes that say the same."""
        record = self.records[document - 1][1]
        other = self._file(next(self._count), None)
        copy = replace(record, source=replace(record.source, file=other.name, sha256=other.sha256))
        self.records.append((other, copy))
        self.store.write(other, [Page(1, 595, 842, ())], [copy])
        return len(self.records)

    def _file(self, number: int, content: bytes | None) -> Source:
        path = self.folder / f"{number:04}.pdf"
        path.write_bytes(content if content is not None else f"%PDF-1.4 paper {number}".encode())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return Source(path, path.name, digest, "application/pdf", path.stat().st_size, 1)
