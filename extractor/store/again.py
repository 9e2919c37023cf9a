"""Documents resolved again after somebody judged: those that wait for review change at once, all others are listed.

What was extracted stays; the new company of a party is an edit under the name `RESOLUTION`. What a person chose for one
document is never changed, save that a company merged into another is called by the other's name. A document that waited
for nothing else leaves the queue, unless a person has held or opened it.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from extractor.datatypes.record import Entity, Party, Record
from extractor.resolution.judged import JudgedCompanies
from extractor.settings import ReviewSettings
from extractor.store import entities, returns, reviewing
from extractor.store.edits import RESOLUTION
from extractor.store.reviewing import Opened
from extractor.store.store import Store
from extractor.values.names import key_of

NEAR = 50.0
"""Likeness by letters from which a name on a paper may have to do with a company that was judged."""
WAITING = "needs_review"
_CHUNK = 400


@dataclass(frozen=True)
class Change:
    """A party of a document that would be another company, or surer or less sure, than the document says."""

    document_id: int
    number: str
    doc_type: str
    status: str
    party: int
    role: str
    name: str
    before: Entity | None
    after: Entity
    returns: tuple[str, ...] = ()
    """Months of returns already filed that count this document."""

    def sentence(self) -> str:
        """Return the change for a person."""
        filed = f"; in the return filed for {', '.join(self.returns)}" if self.returns else ""
        return f"{self.doc_type} {self.number} (document {self.document_id}, {self.status}), {self.role} {self.name}: " \
               f"{_told(self.before)} -> {_told(self.after)}{filed}"  # fmt: skip


@dataclass(frozen=True)
class Again:
    """What came of resolving again: changes made, changes only listed, and documents that wait for nothing any more."""

    made: tuple[Change, ...] = ()
    listed: tuple[Change, ...] = ()
    accepted: tuple[int, ...] = ()


def _told(entity: Entity | None) -> str:
    if entity is None or entity.id is None:
        return "new"
    return f"{entity.name} [{entity.id}]" + (" for review" if entity.decision == "review" else "")


def resolve(store: Store, known: JudgedCompanies, touched: Collection[str], settings: ReviewSettings) -> Again:
    """Resolve again what companies that were judged or added may have to do with; `touched` are ids and names."""
    found = list(changes(store, known, touched))
    waiting = [one for one in found if one.status == WAITING]
    accepted = _write_all(store, waiting, RESOLUTION, settings)
    return Again(tuple(waiting), tuple(one for one in found if one.status != WAITING), accepted)


def resolve_waiting(store: Store, known: JudgedCompanies, settings: ReviewSettings) -> Again:
    """Resolve again every document that waits for review, as after many companies were taken in; nothing else is looked at."""
    rows = store.db.query("SELECT id FROM documents WHERE status = ?", [WAITING])
    found = tuple(_changes(store, known, {row["id"] for row in rows}))
    return Again(found, (), _write_all(store, found, RESOLUTION, settings))


def apply(store: Store, found: Iterable[Change], who: str, settings: ReviewSettings) -> None:
    """Change documents that were accepted, because a person says so; their standing stays as it is.

    This is no choice for one document: when the judgement behind it is taken back, the documents are listed again.
    """
    _write_all(store, found, f"{who} {RESOLUTION}", settings)


def _write_all(store: Store, found: Iterable[Change], who: str, settings: ReviewSettings) -> tuple[int, ...]:
    """Keep changes as edits, document by document; return the documents that left the queue by it."""
    by_document: dict[int, list[Change]] = {}
    for one in found:
        by_document.setdefault(one.document_id, []).append(one)
    return tuple(key for key, its in by_document.items() if _write(store, key, its, who, settings))


def changes(store: Store, known: JudgedCompanies, touched: Collection[str] | None = None) -> Iterator[Change]:
    """Return what would be resolved otherwise now: in all documents, or in those that these companies and names may concern."""
    return _changes(store, known, None if touched is None else _documents(store, known, touched))


def _changes(store: Store, known: JudgedCompanies, documents: Collection[int] | None) -> Iterator[Change]:
    where = "d.status NOT IN ('junk', 'duplicate')"
    filed, titles = _filed(store), {one.id: one.name for one in entities.some(store, known.said.groups.members)}
    for part in _parts(documents):
        among = "" if part is None else f" AND d.id IN ({','.join('?' * len(part))})"
        chosen = _chosen(store)
        for row, record in store.all_shown(where + among, part or ()):
            for index, party in enumerate(record.parties):
                by_person = (row["id"], f"parties[{index}].entity") in chosen
                after = _renamed(party.entity, known, titles) if by_person else _decided(party, known)
                if not _same(party.entity, after):
                    yield _change(row, record, index, after, filed.get(row["id"], ()))


def _parts(ids: Collection[int] | None) -> Iterator[list[int] | None]:
    if ids is None:
        yield None
        return
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _change(row: dict[str, Any], record: Record, index: int, after: Entity, filed: tuple[str, ...]) -> Change:
    number = record.fields["document_number"].value if "document_number" in record.fields else ""
    party = record.parties[index]
    return Change(row["id"], str(number), record.doc_type, row["status"], index, party.role, str(party.name.value),
                  party.entity, after, filed)  # fmt: skip


def _decided(party: Party, known: JudgedCompanies) -> Entity:
    around = (party.country, party.tax_id, party.address)
    country, tax_id, address = (None if field is None else str(field.value) for field in around)
    return known.decide((str(party.name.value), *party.name.alt), country, tax_id, address)


def _renamed(entity: Entity | None, known: JudgedCompanies, titles: Mapping[str, str]) -> Entity:
    """Return what a person chose, under the company that it is merged into."""
    if entity is None or entity.id is None:
        return entity or Entity("new")
    head = known.said.groups.head(entity.id)
    return entity if head == entity.id else Entity(entity.decision, head, titles.get(head, entity.name), entity.score)


def _same(before: Entity | None, after: Entity) -> bool:
    return _key(before) == _key(after)


def _key(entity: Entity | None) -> tuple[str, str | None]:
    return ("new", None) if entity is None or entity.decision == "new" else (entity.decision, entity.id)


def _write(store: Store, document_id: int, found: list[Change], who: str, settings: ReviewSettings) -> bool:
    """Keep the changes of a document as edits; say whether nothing is left for which it waited, and it left the queue."""
    with store.change():
        seen = reviewing.opened(store, document_id, settings).version
        edits = [(f"parties[{one.party}].entity", one.after.to_json()) for one in found]
        return _leave(store, reviewing.change(store, document_id, seen, edits, who, settings))


def settle(store: Store, documents: Iterable[int], settings: ReviewSettings) -> list[int]:
    """Weigh documents anew after hits on lists were ruled out; return those that wait for nothing else and left the queue."""
    out = []
    for document_id in documents:
        with store.change():
            opened = reviewing.opened(store, document_id, settings)
            store.settle(document_id, opened.record)
            out += [document_id] if _leave(store, opened) else []
    return out


def _leave(store: Store, opened: Opened) -> bool:
    document_id = opened.row["id"]
    if opened.row["status"] != WAITING or opened.record.review_reasons or _held(store, document_id):
        return False
    reviewing.decide(store, document_id, "auto_accepted", RESOLUTION, "its companies were the last doubt")
    return True


def _held(store: Store, document_id: int) -> bool:
    """Say whether a person decided on a document before, or holds it now."""
    decided = store.db.table("decisions").count_where("document_id = ?", [document_id])
    claimed = store.db.table("queue").count_where("document_id = ? AND claimed_until > ?", [document_id, time.time()])
    return bool(decided or claimed)


def _chosen(store: Store) -> set[tuple[int, str]]:
    """Return the parties, by document and path, whose company a person chose."""
    found = store.db.query(
        "SELECT document_id, path FROM edits WHERE path LIKE 'parties[%].entity' AND who NOT LIKE ? "
        "AND id NOT IN (SELECT edit_id FROM undone UNION SELECT by_edit FROM undone)", [f"%{RESOLUTION}"]
    )  # fmt: skip
    return {(row["document_id"], row["path"]) for row in found}


# -- which documents ---------------------------------------------------------------------------------------------------


def _documents(store: Store, known: JudgedCompanies, touched: Collection[str]) -> set[int]:
    ids = {company for key in touched for company in known.said.groups.group(key)}
    names = {name for entity in entities.some(store, ids) for name in entity.names} | set(touched)
    names |= {name for key in ids for name in known.said.spellings.get(key, ())}
    found = set(_naming(store, _alike(store, names)))
    for part in _text_parts(ids):
        marks = ",".join("?" * len(part))
        found |= {row["document_id"] for row in store.db.query(
            f"SELECT DISTINCT document_id FROM document_companies WHERE company_id IN ({marks})", part)}  # fmt: skip
    found |= {row["document_id"] for row in store.db.query(
        "SELECT DISTINCT document_id FROM edits WHERE path LIKE 'parties%'")}  # fmt: skip
    return found


def _alike(store: Store, names: Iterable[str]) -> list[str]:
    """Return the names on papers that are near some names."""
    wanted = list({key_of(name)[0] for name in names})
    printed = [row["name"] for row in store.db.query("SELECT DISTINCT name FROM parties")]
    if not wanted or not printed:
        return []
    likeness = process.cdist([key_of(name)[0] for name in printed], wanted, scorer=fuzz.ratio, score_cutoff=NEAR)
    return [name for name, row in zip(printed, likeness, strict=True) if row.any()]


def _naming(store: Store, names: list[str]) -> Iterator[int]:
    for part in _text_parts(names):
        for row in store.db.query(
            "SELECT DISTINCT d.id FROM parties p JOIN documents d ON d.record_id = p.record_id "
            f"WHERE p.name IN ({','.join('?' * len(part))})", part
        ):  # fmt: skip
            yield row["id"]


def _text_parts(values: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _filed(store: Store) -> dict[int, tuple[str, ...]]:
    """Return by document the months of the returns that count it."""
    months: dict[str, set[str]] = {}
    for (_, month), shipments in returns.filed_shipments(store).items():
        for shipment in shipments:
            months.setdefault(shipment, set()).add(month)
    if not months:
        return {}
    out: dict[int, set[str]] = {}
    for row in store.db.query("SELECT document_id, shipment_id FROM shipment_papers"):
        out.setdefault(row["document_id"], set()).update(months.get(row["shipment_id"], ()))
    return {key: tuple(sorted(found)) for key, found in out.items() if found}
