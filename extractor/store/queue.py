"""The durable queue of the watch folder. Each step of a file is a state: taken, stored, filed; a crash repeats a step.

`taken`: its bytes are known and it is being read. `stored`: its rows are committed and the lane is chosen. `filed`: it
lies in its lane. `waiting`: it failed, and is tried again once the moment `not_before` (seconds since 1970) has come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractor.store.connection import spoken
from extractor.store.rows import now
from extractor.store.store import Store

OPEN = ("taken", "stored", "waiting")


def job(store: Store, sha256: str, place: str) -> dict[str, Any] | None:
    """Return the row of a file, None where it was never taken."""
    with spoken(store.path):
        return next(iter(store.db.table("jobs").rows_where("sha256 = ? AND place = ?", [sha256, place])), None)


def take(store: Store, sha256: str, place: str, tags: Iterable[str] = ()) -> dict[str, Any]:
    """Remember that a file is taken, and the tags of the folders it was dropped in; a filed one begins anew."""
    with store.change() as db:
        known = job(store, sha256, place)
        attempts = known["attempts"] if known is not None and known["state"] in OPEN else 0
        row = {"sha256": sha256, "place": place, "state": "taken", "attempts": attempts, "lane": None, "filed_as": None,
               "not_before": 0.0, "code": None, "message": None, "seconds": None, "changed_at": now(),
               "taken_at": known["taken_at"] if known is not None and attempts else now()}  # fmt: skip
        db.table("jobs").upsert(row, pk=("sha256", "place"))
        db.table("tags").insert_all(({"sha256": sha256, "tag": tag} for tag in tags), ignore=True)
    return row


def change(store: Store, sha256: str, place: str, **values: Any) -> None:
    """Write how far a file has come."""
    with store.change() as db:
        db.table("jobs").update((sha256, place), {**values, "changed_at": now()})


def open_jobs(store: Store) -> list[dict[str, Any]]:
    """Return the files that were taken and not yet filed, the longest waiting first."""
    marks = ", ".join("?" for _ in OPEN)
    with spoken(store.path):
        return list(store.db.table("jobs").rows_where(f"state IN ({marks})", list(OPEN), order_by="taken_at"))


def first_name(store: Store, sha256: str) -> str | None:
    """Return the name under which content came first, None where it is not known."""
    rows = store.db.table("source_names").rows_where("sha256 = ?", [sha256], order_by="received_at, rowid", limit=1)
    return next((row["name"] for row in rows), None)


def summary(store: Store) -> dict[str, Any]:
    """Return counts by state and lane, the age of the oldest open file, the last hour's rate and the last errors."""
    count = {
        f"{row['state']}": row["n"] for row in store.db.query("SELECT state, count(*) AS n FROM jobs GROUP BY state")
    }
    lanes = {row["lane"]: row["n"] for row in store.db.query(
        "SELECT lane, count(*) AS n FROM jobs WHERE state = 'filed' GROUP BY lane")}  # fmt: skip
    oldest = next(iter(open_jobs(store)), None)
    hour = next(store.db.query("SELECT count(*) AS n, avg(seconds) AS seconds FROM jobs WHERE state = 'filed' AND "
                               "changed_at >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 hour')"))  # fmt: skip
    errors = list(store.db.query("SELECT place, code, message, changed_at AS at FROM jobs WHERE code IS NOT NULL "
                                 "ORDER BY changed_at DESC LIMIT 5"))  # fmt: skip
    return {"states": count, "lanes": lanes, "oldest_open": oldest and oldest["place"],
            "oldest_open_since": oldest and oldest["taken_at"], "filed_last_hour": hour["n"],
            "mean_seconds": hour["seconds"] and round(hour["seconds"], 2), "last_errors": errors}  # fmt: skip
