"""The companies that the register knows: shipped, imported, made by people; with names, identifiers, country, address, source.

`version` rises with every change of a company or a judgement, and each company keeps the version at which it last changed: who
holds an index of them sees at a glance whether it is still right, and what is new. A spelling of origin `document` was seen
on a paper and is no evidence: it never enters an index until a person says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from extractor.gazetteer.table import rows, several
from extractor.resolution.entities import CompanyEntity
from extractor.store.errors import UnknownError
from extractor.store.rows import now
from extractor.store.store import Store
from extractor.values.names import normalise
from extractor.values.scripts import script_of

GAZETTEER = "gazetteer"
ANALYST = "analyst"
IMPORT = "import"
SEEN = "document"
"""Origin of a spelling that a paper has and nobody confirmed."""
_CHUNK = 500
_NAMES = f"(SELECT group_concat(alias, char(10)) FROM aliases a WHERE a.company_id = c.id AND a.origin <> '{SEEN}')"
_HELD = "(SELECT group_concat(value, char(10)) FROM company_identifiers i WHERE i.company_id = c.id)"
_COLUMNS = f"c.id, c.name, c.country, c.address, {_NAMES} AS names, {_HELD} AS held"


@dataclass(frozen=True)
class Put:
    """What became of companies that were put into the register."""

    new: int = 0
    known: int = 0

    def __add__(self, other: Put) -> Put:
        return Put(self.new + other.new, self.known + other.known)


# -- versions ----------------------------------------------------------------------------------------------------------


def version(store: Store) -> int:
    """Return the version of the companies and judgements."""
    return int(next(store.db.query("SELECT version FROM entity_state WHERE id = 1"))["version"])


def bump(db: Database) -> int:
    """Raise the version; call it in the transaction that changes something."""
    db.execute("UPDATE entity_state SET version = version + 1 WHERE id = 1")
    return int(next(db.query("SELECT version FROM entity_state WHERE id = 1"))["version"])


# -- reading -----------------------------------------------------------------------------------------------------------


def count(store: Store) -> int:
    """Return how many companies there are."""
    return int(next(store.db.query("SELECT count(*) AS n FROM companies"))["n"])


def every(store: Store, where: str = "1", args: Sequence[Any] = ()) -> Iterator[CompanyEntity]:
    """Yield companies by their ids, with all names that are theirs."""
    for row in store.db.query(f"SELECT {_COLUMNS} FROM companies c WHERE {where} ORDER BY c.id", args):
        yield _entity(row)


def some(store: Store, ids: Iterable[str]) -> Iterator[CompanyEntity]:
    """Yield the companies of these ids that are known."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        yield from every(store, f"c.id IN ({','.join('?' * len(part))})", part)


def one(store: Store, company_id: str) -> CompanyEntity:
    """Return a company; UnknownError where there is none of this id."""
    found = next(some(store, [company_id]), None)
    if found is None:
        raise UnknownError(f"there is no company {company_id}")
    return found


def changed_since(store: Store, seen: int) -> set[str]:
    """Return the companies that changed after a version."""
    return {row["id"] for row in store.db.query("SELECT id FROM companies WHERE changed > ?", [seen])}


def named(store: Store, text: str) -> list[str]:
    """Return the ids of the companies that have an id or, width and case aside, a confirmed name."""
    if next(store.db.query("SELECT 1 FROM companies WHERE id = ?", [text]), None) is not None:
        return [text]
    wanted, like = normalise(text), [text, text]
    exact = store.db.query(
        "SELECT id, name FROM companies WHERE name = ? COLLATE NOCASE UNION SELECT company_id, alias FROM aliases "
        f"WHERE alias = ? COLLATE NOCASE AND origin <> '{SEEN}'", like
    )  # fmt: skip
    return sorted({row["id"] for row in exact if normalise(row["name"]) == wanted})


def unknown(store: Store, limit: int = 100) -> list[dict[str, Any]]:
    """Return names on papers that are not matched with a company, those on most papers first."""
    found: dict[str, dict[str, Any]] = {}
    for row in store.db.query(
        "SELECT p.name, min(p.country) AS country, group_concat(DISTINCT p.role) AS roles, count(DISTINCT d.id) AS papers, "
        "min(d.id) AS document_id FROM parties p JOIN documents d ON d.record_id = p.record_id "
        "WHERE d.status NOT IN ('junk', 'duplicate') AND p.role <> 'issuing_authority' AND NOT EXISTS (SELECT 1 FROM "
        "document_companies c WHERE c.document_id = d.id AND c.name = p.name) GROUP BY p.name"
    ):  # fmt: skip
        known = found.setdefault(normalise(row["name"]), {**row, "papers": 0, "roles": ""})
        roles = {*filter(None, known["roles"].split(" ")), *row["roles"].split(",")}
        known |= {"papers": known["papers"] + row["papers"], "roles": " ".join(sorted(roles))}
        known["country"] = known["country"] or row["country"]
    return sorted(found.values(), key=lambda row: (-row["papers"], row["document_id"], row["name"]))[:limit]


def ranks(store: Store, ids: Iterable[str]) -> dict[str, tuple[bool, str]]:
    """Return what orders the companies of a group: shipped ones first, then the one known longest."""
    wanted, out = sorted(set(ids)), {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        for row in store.db.query(
            f"SELECT id, origin, created_at FROM companies WHERE id IN ({','.join('?' * len(part))})", part
        ):
            out[row["id"]] = (row["origin"] != GAZETTEER, str(row["created_at"]))
    return out


def _entity(row: dict[str, Any]) -> CompanyEntity:
    names = tuple(name for name in str(row["names"] or "").split("\n") if name and name != row["name"])
    held = tuple(value for value in str(row["held"] or "").split("\n") if value)
    return CompanyEntity(row["id"], row["name"], names, row["country"] or "", held, row["address"])


# -- writing -----------------------------------------------------------------------------------------------------------


def put(store: Store, companies: Sequence[CompanyEntity], origin: str, source: str = "") -> Put:
    """Add companies, or bring known ones up to date; names that they had stay theirs. All or nothing, in one transaction."""
    with store.change() as db:
        at, before = bump(db), _known_names(store, [company.id for company in companies])
        db.conn.executemany(
            "INSERT INTO companies (id, name, country, origin, created_at, address, source, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
            "country = coalesce(excluded.country, country), address = coalesce(nullif(excluded.address, ''), address), "
            "source = excluded.source, changed = excluded.changed",
            [(one.id, one.name, one.country or None, origin, now(), one.address, source, at) for one in companies],
        )
        spelled = [(one.id, name) for one in companies for name in one.aliases]
        spelled += [(one.id, before[one.id]) for one in companies if before.get(one.id, one.name) != one.name]
        _put_names(db, spelled, origin)
        db.conn.executemany(
            "INSERT OR IGNORE INTO company_identifiers VALUES (?, ?)",
            [(one.id, value) for one in companies for value in one.identifiers],
        )
    known = len(before)
    return Put(len({one.id for one in companies}) - known, known)


def _put_names(db: Database, spelled: Iterable[tuple[str, str]], origin: str) -> None:
    db.conn.executemany(
        "INSERT INTO aliases (company_id, alias, origin, created_at, script) VALUES (?, ?, ?, ?, ?) "
        f"ON CONFLICT (company_id, alias) DO UPDATE SET origin = excluded.origin WHERE origin = '{SEEN}'",
        [(company_id, name, origin, now(), script_of(name)) for company_id, name in spelled],
    )


def _known_names(store: Store, ids: Sequence[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        for row in store.db.query(f"SELECT id, name FROM companies WHERE id IN ({','.join('?' * len(part))})", part):
            out[row["id"]] = row["name"]
    return out


def create(store: Store, name: str, country: str | None = None, origin: str = ANALYST, address: str = "") -> str:
    """Add a company that a person named and return its id: the same name and country is the same company."""
    company_id = id_of(name, country or "")
    if next(store.db.query("SELECT 1 FROM companies WHERE id = ?", [company_id]), None) is None:
        put(store, [CompanyEntity(company_id, name, (), country or "", (), address)], origin)
    return company_id


def id_of(name: str, country: str) -> str:
    """Return the id of a company that came without one: of its name, width and case aside, and its country."""
    return "a-" + hashlib.sha256(f"{normalise(name)}|{country}".encode()).hexdigest()[:16]


def ship(store: Store) -> None:
    """Take the companies that are shipped with the program into the register, where they are not yet or have changed."""
    found = [
        CompanyEntity(
            id=row["id"],
            name=row["name_en"] or row["name_zh"],
            aliases=tuple(
                name for name in (row["name_zh"], *several(row["aliases"])) if name and name != row["name_en"]
            ),
            country=row["country"],
        )
        for row in rows("companies")
    ]
    content = json.dumps([(one.id, one.names, one.country) for one in found], ensure_ascii=False)
    print_ = hashlib.sha256(content.encode()).hexdigest()
    if next(store.db.query("SELECT shipped FROM entity_state WHERE id = 1"))["shipped"] == print_:
        return
    with store.change() as db:
        put(store, found, GAZETTEER, "gazetteers/companies.csv")
        db.execute("UPDATE entity_state SET shipped = ? WHERE id = 1", [print_])
