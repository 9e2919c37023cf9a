"""The rows of proposals: written whenever a document is, from the names that its parties are printed with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from extractor.datatypes.record import Party, Record
from extractor.values.names import normalise
from extractor.values.scripts import script_of


def write(db: Database, document_id: int, record: Record, at: str) -> None:
    """Note what a document proposes, in place of what it proposed before; a proposal itself is never taken away."""
    db.execute("DELETE FROM proposal_papers WHERE document_id = ?", [document_id])
    for party in record.parties:
        for name, beside, company_id in _of_party(db, party):
            row = {"name": name, "beside": beside, "company_id": company_id, "first_seen": at}
            db.table("proposals").insert(row, ignore=True)
            db.execute(
                "INSERT OR IGNORE INTO proposal_papers SELECT id, ?, ?, ? FROM proposals "
                "WHERE name = ? AND beside = ? AND company_id = ?",
                [document_id, party.role, party.name.page, name, beside, company_id],
            )


def _of_party(db: Database, party: Party) -> Iterator[tuple[str, str, str]]:
    """Yield name, the name beside it, and the company that one of them is known to be, empty where none is."""
    names = tuple(dict.fromkeys(" ".join(name.split()) for name in (str(party.name.value), *party.name.alt)))
    others = [name for name in names[1:] if script_of(name) not in {"", script_of(names[0])}]
    if not others:
        return
    entity = party.entity
    if entity is None or entity.decision != "match" or entity.id is None:
        yield from ((other, names[0], "") for other in others if not _judged(db, other))
        return
    known = _names_of(db, entity.id)
    pair = (names[0], *others)
    beside = next((name for name in pair if normalise(name) in known), names[0])
    for name in pair:
        if name != beside and normalise(name) not in known:
            yield name, beside, entity.id


def _names_of(db: Database, company_id: str) -> set[str]:
    """Return all names that are a company's, or of which somebody said something in its regard."""
    found = db.query(
        "SELECT name FROM companies WHERE id = :id UNION SELECT alias FROM aliases WHERE company_id = :id AND "
        "origin <> 'document' UNION SELECT substr(left_id, 6) FROM judgements WHERE right_id = :id AND left_id LIKE 'name:%'",
        {"id": company_id},
    )
    return {normalise(row["name"]) for row in found}


def _judged(db: Database, name: str) -> bool:
    """Say whether somebody judged a name, as it is printed."""
    return bool(db.table("judgements").count_where("left_id = ?", [f"name:{name}"]))
