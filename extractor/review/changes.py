"""What a page sends becomes edits of the record: a typed value, a confirmation, a removal, a grid of lines, a party."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Json, Record
from extractor.review import form, sheet, typed
from extractor.review.errors import NotUnderstoodError
from extractor.store import edits

MOST_LINES = 3000
_PARTY = re.compile(r"parties\[(\d{1,3})\]")


def from_request(record: Record, sent: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    """Return (path, JSON after) for each change that was sent; NotUnderstoodError names the value that is none."""
    data = record.to_json()
    out: list[tuple[str, Any]] = []
    for change in sent:
        try:
            path, after = _one(data, change)
        except NotUnderstoodError as error:
            error.details.setdefault("path", str(change.get("path", ""))[:120])
            raise
        edits.put(data, path, after)
        out.append((path, after))
    return out


def _one(data: Json, change: Mapping[str, Any]) -> tuple[str, Any]:
    path = str(change["path"])
    if path == "doc_type":
        return path, _doc_type(str(change.get("value", "")))
    if path == "lines":
        return path, _grid(data["lines"], change.get("rows"))
    if path == "parties":
        return path, [*data["parties"], _new_party(change)]
    if change.get("remove") and (index := _PARTY.fullmatch(path)) is not None:
        return "parties", _without(data["parties"], int(index[1]))
    kind = sheet.kind_of(path)
    before = _standing(data, path)
    if kind is None and not (path in data["fields"] and (change.get("confirm") or change.get("remove"))):
        raise NotUnderstoodError(f"a record has no {path[:60]}")
    if change.get("remove"):
        if path.startswith("parties[") and path.endswith(".name"):
            raise NotUnderstoodError("a party has a name; take the party out instead")
        return path, None
    if change.get("confirm"):
        if before is None:
            raise NotUnderstoodError(f"there is no {path[:60]} to confirm")
        return path, vouched(before)
    return path, _typed(kind or "text", change, before)


def _without(parties: list[Json], index: int) -> list[Json]:
    """Return the parties but one: the whole list is the change, so that undo can put it back in its place."""
    if index >= len(parties):
        raise NotUnderstoodError(f"the document has no party {index}")
    return parties[:index] + parties[index + 1 :]


def vouched(field: Json) -> Json:
    """Return a value as one that a person stands for."""
    return {**field, "confidence": 1.0, "origin": str(Origin.ANALYST)}


def _standing(data: Json, path: str) -> Any:
    list_name = path.split("[", 1)[0]
    if list_name in {"lines", "parties"}:
        index = int(path.split("[", 1)[1].split("]", 1)[0]) if path[len(list_name) + 1 :][:1].isdigit() else -1
        if not 0 <= index < len(data[list_name]):
            raise NotUnderstoodError(f"the document has no {path[:60]}")
    return edits.get(data, path)


def _typed(kind: str, change: Mapping[str, Any], before: Json | None) -> Json:
    """Return the FIELD of a typed value. Where it was read stays known if nothing else was pointed at."""
    value = typed.value_of(kind, str(change.get("value", "")))
    out: Json = {"value": list(value) if isinstance(value, tuple) else value}
    place = change if change.get("page") and change.get("bbox") else before or {}
    raw = change.get("raw") or (before or {}).get("raw")
    if raw:
        out["raw"] = str(raw)[: typed.LONGEST]
    if place.get("page") and place.get("bbox"):
        x0, top, x1, bottom = (float(edge) for edge in place["bbox"])
        out["page"] = int(place["page"])
        out["bbox"] = [min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)]
    return vouched(out)


def _doc_type(value: str) -> Json:
    if value not in form.TYPES:
        raise NotUnderstoodError(f"there is no type {value[:40]}")
    return {"value": value, "confidence": 1.0}


def _new_party(change: Mapping[str, Any]) -> Json:
    role = str(change.get("role", ""))
    if role not in form.ROLES:
        raise NotUnderstoodError(f"there is no role {role[:40]}")
    return {"role": role, "name": _typed("text", change, None)}


def _grid(lines: Sequence[Json], rows: Any) -> list[Json]:
    """Return the lines of a grid as sent. A cell whose text did not change keeps its FIELD, with place and confidence."""
    if not isinstance(rows, list) or len(rows) > MOST_LINES:
        raise NotUnderstoodError(f"a grid has at most {MOST_LINES} rows")
    out = []
    for number, row in enumerate(rows):
        origin = row.get("from")
        known = lines[origin] if isinstance(origin, int) and 0 <= origin < len(lines) else {}
        line = {}
        for name, content in row["cells"].items():
            if not str(content).strip():
                continue
            try:
                line[name] = _cell(name, str(content), known.get(name))
            except NotUnderstoodError as error:
                error.details["path"] = f"lines[{number}].{name}"[:120]
                raise
        out.append(line)
    return [line for line in out if line]


def _cell(name: str, content: str, known: Json | None) -> Json:
    if known is not None and content == _text(known["value"]):
        return known
    if name not in form.LINE_FIELDS:
        raise NotUnderstoodError(f"a line has no {name[:40]}")
    return _typed(form.LINE_FIELDS[name].kind, {"value": content}, known)


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)
