"""What people see of a document: what was extracted, with every edit on top (DESIGN, decision 3).

An edit names a path of the record and holds the JSON before and after; `null` stands for absent. Paths: `doc_type`, a
field's name, `parties[0].name`, `lines[2].quantity`, or a whole part: `parties`, `lines`, `parties[1]`, `lines[3]`.
Inserting, deleting, joining and splitting lines is one edit of the whole `lines`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.datatypes.record import Json, Record
from extractor.rules import checks
from extractor.store.errors import StoreError

_PATH = re.compile(r"(?P<list>parties|lines)(?:\[(?P<index>\d+)\](?:\.(?P<name>\w+))?)?")


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


def apply(record: Record, record_id: int, edits: Sequence[Edit]) -> Record:
    """Return the record with the edits applied in order.

    A correction of one line or party counts only while the list is the one that was on the screen: after a new
    extraction the third line may be another line. A correction of the whole list, of a field or of the type counts always.
    The checks are run anew: what a person mended no longer fails.
    """
    if not edits:
        return record
    data = record.to_json()
    replaced: set[str] = set()
    for edit in edits:
        part = _PATH.fullmatch(edit.path)
        if part is not None and part["index"] is None:
            replaced.add(part["list"])
        elif part is not None and edit.record_seen != record_id and part["list"] not in replaced:
            continue
        put(data, edit.path, edit.after)
    changed = Record.from_json(data)
    return changed.with_(checks=checks.run(changed))


def put(data: Json, path: str, value: Any) -> None:
    """Write a value into a record's JSON at a path, or take it out where the value is None; StoreError for no such place."""
    part = _PATH.fullmatch(path)
    if path == "doc_type":
        data["doc_type"] = value
    elif part is None:
        _put(data["fields"], path, value)
    elif part["index"] is None:
        data[part["list"]] = value or []
    else:
        _put_item(data[part["list"]], int(part["index"]), part["name"], value, path)


def get(data: Json, path: str) -> Any:
    """Return what stands at a path of a record's JSON, None where nothing does."""
    part = _PATH.fullmatch(path)
    if path == "doc_type":
        return data["doc_type"]
    if part is None:
        return data["fields"].get(path)
    items = data[part["list"]]
    if part["index"] is None:
        return items
    index = int(part["index"])
    if index >= len(items):
        return None
    return items[index] if part["name"] is None else items[index].get(part["name"])


def _put_item(items: list[Json], index: int, name: str | None, value: Any, path: str) -> None:
    if index > len(items) or (index == len(items) and (name is not None or value is None)):
        raise StoreError(f"the document has no {path}")
    if name is not None:
        _put(items[index], name, value)
    elif value is None:
        del items[index]
    else:
        items[index : index + 1] = [value]


def _put(target: Json, name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value
