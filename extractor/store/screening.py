"""Screening lists in the store: each import is an edition of a day; hits on papers read before are kept beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extractor.gazetteer import ListedParty
from extractor.resolution.companyfiles import Row
from extractor.resolution.screening import LISTED, Entry, Screen, shipped
from extractor.store import entities, hits, judgements
from extractor.store.errors import StoreError
from extractor.store.rows import now
from extractor.store.store import Store

_SINCE = ("listed_from", "listed_since", "effective_from", "date", "列入日期", "生效日期")
_FROM = ("suspended_from", "暂停日期", "中止日期")
_TO = ("suspended_to", "suspended_until", "恢复日期")
_NOTES = ("note", "notes", "source", "program", "basis", "备注", "依据", "公告")
_BATCH = 5_000
_CHUNK = 400


def entry_of(row: Row, list_name: str, as_of: date) -> Entry:
    """Return the entry of a row of a list; ValueError where one of its dates is none."""
    assert row.company is not None
    one = row.company

    def day(heads: Sequence[str]) -> str:
        cell = next((row.extra[head] for head in heads if row.extra.get(head)), "")
        return date.fromisoformat(cell.replace("/", "-").replace(".", "-")).isoformat() if cell else ""

    note = "; ".join(row.extra[head] for head in _NOTES if row.extra.get(head))
    return Entry(list_name, as_of.isoformat(), one.name, one.aliases, one.country, one.identifiers, day(_SINCE), day(_FROM),
                 day(_TO), note)  # fmt: skip


def put(store: Store, source: Path, entries: Sequence[Entry], who: str) -> int:
    """Keep an edition of a list; return its number. The same file of the same day is kept once; StoreError for an empty one."""
    if not entries:
        raise StoreError(f"{source.name} has no entry that could be read")
    row = {"name": entries[0].list, "as_of": entries[0].as_of, "source": source.name,
           "sha256": hashlib.sha256(source.read_bytes()).hexdigest()}  # fmt: skip
    with store.change() as db:
        known = next(
            db.query("SELECT id FROM screen_lists WHERE name = :name AND as_of = :as_of AND sha256 = :sha256", row),
            None,
        )
        if known is not None:
            return int(known["id"])
        key = db.table("screen_lists").insert({**row, "who": who, "imported_at": now()}).last_pk
        assert isinstance(key, int)
        db.table("screen_entries").insert_all((_row(key, entry) for entry in entries), batch_size=_BATCH)
        entities.bump(db)
    return key


def _row(list_id: int, entry: Entry) -> dict[str, Any]:
    return {"list_id": list_id, "key": entry.key, "name": entry.name, "aliases": json.dumps(entry.aliases, ensure_ascii=False),
            "country": entry.country, "identifiers": json.dumps(entry.identifiers), "listed_from": entry.listed_from,
            "suspended_from": entry.suspended_from, "suspended_to": entry.suspended_to, "note": entry.note}  # fmt: skip


def lists(store: Store) -> list[dict[str, Any]]:
    """Return all editions of all lists with how many entries each has, latest first."""
    return list(store.db.query(
        "SELECT l.*, (SELECT count(*) FROM screen_entries e WHERE e.list_id = l.id) AS entries FROM screen_lists l "
        "ORDER BY l.name, l.as_of DESC, l.id DESC"
    ))  # fmt: skip


def latest(store: Store) -> int:
    """Return the number of the edition that came last, 0 where none did."""
    return int(next(store.db.query("SELECT coalesce(max(id), 0) AS id FROM screen_lists"))["id"])


def entries(store: Store, on: date | None = None) -> Iterator[Entry]:
    """Yield the entries of the edition of each list that held on a day; of the latest one where no day is named."""
    chosen: dict[str, int] = {}
    for row in lists(store):
        if row["name"] not in chosen and (on is None or row["as_of"] <= on.isoformat()):
            chosen[row["name"]] = row["id"]
    for list_id in chosen.values():
        yield from _of_edition(store, list_id)


def _of_edition(store: Store, list_id: int) -> Iterator[Entry]:
    for row in store.db.query(
        "SELECT l.name AS list, l.as_of, e.* FROM screen_entries e JOIN screen_lists l ON l.id = e.list_id "
        "WHERE e.list_id = ? ORDER BY e.id", [list_id]
    ):  # fmt: skip
        yield Entry(row["list"], row["as_of"], row["name"], tuple(json.loads(row["aliases"])), row["country"],
                    tuple(json.loads(row["identifiers"])), row["listed_from"], row["suspended_from"], row["suspended_to"],
                    row["note"])  # fmt: skip


def screen(store: Store, parties_file: str = "", on: date | None = None) -> Screen:
    """Return the shipped lists and those of the store, with what people ruled out."""
    return Screen((*shipped(parties_file), *entries(store, on)), judgements.said(store))


def listed_parties(store: Store) -> tuple[ListedParty, ...]:
    """Return the entries of all editions as the indicators ask for them: from when until when each party was listed.

    Without a date of its own an entry is listed from the day of the first edition that has it; one that a later edition has no
    more is listed until the day of that one.
    """
    editions: dict[str, list[tuple[str, int]]] = {}
    for row in reversed(lists(store)):
        editions.setdefault(row["name"], []).append((row["as_of"], row["id"]))
    out = []
    for dated in editions.values():
        first: dict[str, str] = {}
        last: dict[str, tuple[int, Entry]] = {}
        for place, (as_of, list_id) in enumerate(dated):
            for entry in _of_edition(store, list_id):
                first.setdefault(entry.key, as_of)
                last[entry.key] = (place, entry)
        for key, (place, entry) in last.items():
            over = dated[place + 1][0] if place + 1 < len(dated) else ""
            out.append(_party(entry, first[key], over))
    return tuple(out)


def _party(entry: Entry, first: str, over: str) -> ListedParty:
    suspended = entry.suspended_from or over
    return ListedParty(
        list=entry.list,
        name_en=entry.name,
        name_zh="",
        aliases=entry.aliases,
        country=entry.country,
        listed_from=date.fromisoformat(entry.listed_from or first),
        suspended_from=date.fromisoformat(suspended) if suspended else None,
        suspended_to=date.fromisoformat(entry.suspended_to) if entry.suspended_to else None,
        source=entry.note or f"{entry.list} of {entry.as_of}",
    )


# -- papers ------------------------------------------------------------------------------------------------------------


def screen_papers(store: Store, screen: Screen) -> list[dict[str, Any]]:
    """Hold the parties of all papers against the lists; keep new hits beside the papers and return every open one."""
    found = {name: some for name in _printed(store) if (some := [hit for hit in screen.hits((name,)) if hit.open])}
    out = []
    with store.change() as db:
        for name, some in sorted(found.items()):
            for document in _naming(store, name):
                for hit in some:
                    db.execute(
                        "INSERT OR IGNORE INTO screen_hits VALUES (?, ?, ?, ?, ?, ?)",
                        [document["id"], document["role"], name, hit.entry.key,
                         json.dumps(hit.to_json(), ensure_ascii=False), now()],
                    )  # fmt: skip
                    out.append({**document, "name": name, "sentence": hit.sentence(), "key": hit.entry.key})
    return out


def _printed(store: Store) -> Iterable[str]:
    return [row["name"] for row in store.db.query(
        "SELECT name FROM parties UNION SELECT name FROM proposals UNION SELECT beside FROM proposals")]  # fmt: skip


def _naming(store: Store, name: str) -> list[dict[str, Any]]:
    return list(store.db.query(
        "SELECT d.id, p.role, d.doc_type, d.number, d.status FROM parties p JOIN documents d ON d.record_id = p.record_id "
        "WHERE p.name = :name UNION SELECT d.id, e.role, d.doc_type, d.number, d.status FROM proposals q "
        "JOIN proposal_papers e ON e.proposal_id = q.id JOIN documents d ON d.id = e.document_id "
        "WHERE :name IN (q.name, q.beside) ORDER BY 1", {"name": name}
    ))  # fmt: skip


def open_papers(store: Store) -> list[int]:
    """Return the documents that have a hit which nobody ruled out, as they were held against the lists last."""
    found = store.db.query("SELECT document_id, name, key FROM screen_hits ORDER BY document_id")
    return sorted({row["document_id"] for row in found if not hits.ruled_out(store.db, row["name"], row["key"])})


def is_entry(store: Store, key: str, parties_file: str = "") -> bool:
    """Say whether a key names an entry of some list."""
    if not key.startswith(LISTED):
        return False
    kept = store.db.table("screen_entries").count_where("key = ?", [key])
    return bool(kept) or any(entry.key == key for entry in shipped(parties_file))


def papers_with(store: Store, key: str) -> list[int]:
    """Return the documents that have a hit of an entry."""
    return [row["document_id"] for row in store.db.query(
        "SELECT document_id FROM screen_hits WHERE key = ? UNION SELECT d.id FROM documents d JOIN records r "
        "ON r.id = d.record_id WHERE instr(r.json, ?)", [key, key])]  # fmt: skip
