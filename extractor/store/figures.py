"""Figures of the work itself: what is left, what needed nobody, what was corrected, how long it took."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from extractor.store.store import Store

_INDEX = re.compile(r"\[\d+\]")


def touchless(store: Store, months: int = 12) -> list[dict[str, Any]]:
    """Return by month of arrival how many papers came and how many were accepted unseen."""
    found = store.db.query(
        "SELECT substr(received_at, 1, 7) AS month, count(*) AS papers, sum(status = 'auto_accepted') AS unseen, "
        "sum(status = 'needs_review') AS waiting FROM queue GROUP BY month ORDER BY month DESC LIMIT ?",
        [months],
    )
    return list(found)[::-1]


def corrections(store: Store) -> list[dict[str, Any]]:
    """Return each field with how often it stood on a reviewed paper and how often a person changed it, worst first.

    A value that was looked at and confirmed counts as right; a value put in where none was read counts as changed.
    """
    seen: Counter[str] = Counter()
    for row in store.db.query(
        "SELECT f.path, count(*) AS n FROM documents d JOIN fields f ON f.record_id = d.record_id "
        "WHERE d.status = 'reviewed' GROUP BY f.path"
    ):
        seen[name_of(row["path"])] += row["n"]
    changed: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in store.db.query(
        "SELECT e.document_id, e.path, e.before, e.after FROM edits e JOIN documents d ON d.id = e.document_id "
        "WHERE d.status = 'reviewed'"
    ):
        for path in _changed(
            row["path"], *(json.loads(row[name]) if row[name] else None for name in ("before", "after"))
        ):
            changed[name_of(path)].add((row["document_id"], path))
    names = set(seen) | set(changed)
    out = []
    for name in names:
        wrong, values = len(changed[name]), max(seen[name], len(changed[name]))
        out.append({"field": name, "values": values, "changed": wrong, "right": 1 - wrong / values})
    return sorted(out, key=lambda entry: (entry["right"], entry["field"]))


def minutes(store: Store, days: int = 60) -> list[dict[str, Any]]:
    """Return by day how many papers people decided and the median minutes that one took."""
    spent: dict[str, list[float]] = defaultdict(list)
    papers: Counter[str] = Counter()
    for row in store.db.query(
        "SELECT substr(at, 1, 10) AS day, seconds FROM decisions WHERE status = 'reviewed' "
        "AND at >= strftime('%Y-%m-%d', 'now', ?)",
        [f"-{days} days"],
    ):
        papers[row["day"]] += 1
        if row["seconds"] is not None:
            spent[row["day"]].append(row["seconds"])
    return [
        {"day": day, "papers": papers[day], "minutes": round(median(spent[day]) / 60, 2) if spent[day] else None}
        for day in sorted(papers)
    ]


def view(store: Store, name: str, limit: int = 2000) -> list[dict[str, Any]]:
    """Return the rows of a view of the register, none where the store does not have it."""
    known = set(store.db.table_names()) | set(store.db.view_names())
    return list(store.db.query(f"SELECT * FROM {name} LIMIT ?", [limit])) if name in known else []


def name_of(path: str) -> str:
    """Return a path without the number of its row: `lines.quantity` for `lines[2].quantity`."""
    return _INDEX.sub("", path)


def _changed(path: str, before: Any, after: Any) -> Iterator[str]:
    """Yield the paths of the values that an edit changed; which company a party is, is no value of the paper."""
    if path.endswith(".entity"):
        return
    if isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield path
            return
        for index, (left, right) in enumerate(zip(before, after, strict=True)):
            for name in left.keys() | right.keys():
                yield from _changed(f"{path}[{index}].{name}", left.get(name), right.get(name))
    elif _value(before) != _value(after):
        yield path


def _value(data: Any) -> Any:
    return data.get("value", data) if isinstance(data, dict) else data
