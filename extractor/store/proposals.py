"""Proposals: a paper that prints two names of one party says that both may be one company's. A person has to agree.

Where one of the names is a known company's, the other one is proposed as its spelling; where neither is, the two are proposed
for one another. A proposal is noted once, however many papers have it, with the papers as its evidence.
"""

from __future__ import annotations

from typing import Any

from extractor.resolution.judgements import Judgement, Verdict
from extractor.store import entities, judgements
from extractor.store.errors import StoreError, UnknownError
from extractor.store.rows import now
from extractor.store.store import Store
from extractor.values.scripts import script_of

_ROWS = (
    "SELECT p.*, c.name AS company, (SELECT count(*) FROM proposal_papers e WHERE e.proposal_id = p.id) AS papers, "
    "(SELECT min(document_id) FROM proposal_papers e WHERE e.proposal_id = p.id) AS document_id "
    "FROM proposals p LEFT JOIN companies c ON c.id = p.company_id"
)
_OPEN = (
    "p.decided = '' AND papers > 0 AND NOT (p.company_id = '' AND EXISTS (SELECT 1 FROM proposals k "
    "WHERE k.company_id <> '' AND k.name IN (p.name, p.beside) AND k.beside IN (p.name, p.beside)))"
)


def waiting(store: Store, company_id: str = "", limit: int = 1000) -> list[dict[str, Any]]:
    """Return the proposals that nobody decided, those with most papers first; of one company where it is named."""
    where, args = (" AND p.company_id = ?", [company_id]) if company_id else ("", [])
    found = store.db.query(f"{_ROWS} WHERE {_OPEN}{where} ORDER BY papers DESC, p.id LIMIT ?", [*args, limit])
    return list(found)


def one(store: Store, proposal_id: int) -> dict[str, Any]:
    """Return a proposal; UnknownError for an unknown one."""
    found = next(store.db.query(f"{_ROWS} WHERE p.id = ?", [proposal_id]), None)
    if found is None:
        raise UnknownError(f"there is no proposal {proposal_id}")
    return found


def papers(store: Store, proposal_id: int) -> list[dict[str, Any]]:
    """Return the documents that print both names."""
    return list(store.db.query(
        "SELECT e.document_id, e.role, e.page, d.doc_type, d.number FROM proposal_papers e "
        "JOIN documents d ON d.id = e.document_id WHERE e.proposal_id = ? ORDER BY e.document_id", [proposal_id]
    ))  # fmt: skip


def accept(store: Store, proposal_id: int, who: str, note: str = "") -> list[Judgement]:
    """Agree with a proposal: the name is a spelling of the company, which is made where neither name was known."""
    found = _undecided(store, proposal_id)
    with store.change():
        company_id = found["company_id"] or _company_of(store, found)
        said = [
            judgements.of_name(
                store, name, company_id, Verdict.SAME, who, note or f"printed together, proposal {proposal_id}"
            )
            for name in (found["name"], found["beside"])
            if company_id not in entities.named(store, name)
        ]
        _decide(store, proposal_id, "accepted", who)
    return said


def refuse(store: Store, proposal_id: int, who: str, note: str = "") -> list[Judgement]:
    """Say that a proposal is wrong; where it was of a known company this is remembered for ever."""
    found = _undecided(store, proposal_id)
    with store.change():
        said = []
        if found["company_id"]:
            note = note or f"proposal {proposal_id}"
            said.append(judgements.of_name(store, found["name"], found["company_id"], Verdict.DIFFERENT, who, note))
        _decide(store, proposal_id, "refused", who)
    return said


def _company_of(store: Store, found: dict[str, Any]) -> str:
    """Return the company that has one of the names, or make one under the name in Latin letters."""
    known = {key for name in (found["name"], found["beside"]) for key in entities.named(store, name)}
    if len(known) > 1:
        raise StoreError(f"the names belong to several companies: {', '.join(sorted(known))}; merge them, or say which")
    if known:
        return known.pop()
    names = sorted((found["beside"], found["name"]), key=lambda name: script_of(name) != "latin")
    return entities.create(store, names[0], _country(store, names))


def _country(store: Store, names: list[str]) -> str | None:
    """Return the country that papers print with one of the names, None where they name none or several."""
    found = {row["country"] for row in store.db.query(
        "SELECT DISTINCT country FROM parties WHERE name IN (?, ?) AND country IS NOT NULL", names)}  # fmt: skip
    return str(found.pop()) if len(found) == 1 else None


def _undecided(store: Store, proposal_id: int) -> dict[str, Any]:
    found = one(store, proposal_id)
    if found["decided"]:
        raise StoreError(f"proposal {proposal_id} was {found['decided']} by {found['decided_by']}")
    return found


def _decide(store: Store, proposal_id: int, decided: str, who: str) -> None:
    row = {"decided": decided, "decided_by": who.strip(), "decided_at": now()}
    store.db.table("proposals").update(proposal_id, row)
