"""An edit: what a person changed on a paper, and how it names the place.

An edit names a path of the record and holds the JSON before and after; `null` stands for absent. Paths: `doc_type`, a
field's name, `parties[0].name`, `lines[2].quantity`, or a whole part: `parties`, `lines`, `parties[1]`, `lines[3]`.
Inserting, deleting, joining and splitting lines is one edit of the whole `lines`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from extractor.datatypes.record import Json
from extractor.store.errors import StoreError

LISTS = ("parties", "lines")
RESOLUTION = "(resolution)"
"""Ends the name under which the company of a party changes when documents are resolved again; no undo takes it back."""
Rows = list[Json]
_PATH = re.compile(r"(?P<rows>parties|lines)(?:\[(?P<index>\d+)\](?:\.(?P<name>\w+))?)?")


@dataclass(frozen=True)
class Part:
    """A place in a list of the record: the whole list without an index, a whole row without a name."""

    rows: str
    index: int | None
    name: str | None


@dataclass(frozen=True)
class Edit:
    """One change by a person: path, JSON before and after (None: absent), who, and the record that was on the screen."""

    path: str
    before: Any
    after: Any
    who: str
    record_seen: int

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Edit:
        """Read a row of the table `edits`."""
        return cls(row["path"], _load(row["before"]), _load(row["after"]), row["who"], row["record_seen"])

    def to_row(self, document_id: int, at: str) -> dict[str, Any]:
        """Return the row of the table `edits`."""
        before, after = (json.dumps(value, ensure_ascii=False) for value in (self.before, self.after))
        return {"document_id": document_id, "path": self.path, "before": before, "after": after, "who": self.who, "at": at,
                "record_seen": self.record_seen}  # fmt: skip


def _load(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def part_of(path: str) -> Part | None:
    """Return the place in parties or lines that a path names, None for a field or the type."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    return Part(found["rows"], None if found["index"] is None else int(found["index"]), found["name"])


def put(data: Json, path: str, value: Any) -> None:
    """Write a value into a record's JSON at a path, or take it out where the value is None; StoreError for no such place."""
    part = part_of(path)
    if path == "doc_type":
        data["doc_type"] = value
    elif part is None:
        _put(data["fields"], path, value)
    else:
        data[part.rows] = put_row(data[part.rows], part, value)


def get(data: Json, path: str) -> Any:
    """Return what stands at a path of a record's JSON, None where nothing does."""
    part = part_of(path)
    if path == "doc_type":
        return data["doc_type"]
    if part is None:
        return data["fields"].get(path)
    items = data[part.rows]
    if part.index is None:
        return items
    if part.index >= len(items):
        return None
    return items[part.index] if part.name is None else items[part.index].get(part.name)


def put_row(rows: Rows, part: Part, value: Any) -> Rows:
    """Return a list with a value written at a place of it, or taken out; StoreError for no such place."""
    index, name = part.index, part.name
    if index is None:
        return value or []
    if index > len(rows) or (index == len(rows) and (name is not None or value is None)):
        raise StoreError(f"the document has no {part.rows}[{index}]{'.' + name if name else ''}")
    if name is not None:
        _put(rows[index], name, value)
    elif value is None:
        del rows[index]
    else:
        rows[index : index + 1] = [value]
    return rows


def _put(target: Json, name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value
