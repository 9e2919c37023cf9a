"""Which company a person says a party is: known companies, new ones, spellings worth remembering, and what is not the same."""

from __future__ import annotations

import hashlib
from typing import Any

from extractor.store.errors import UnknownError
from extractor.store.store import Store, now


def company(store: Store, company_id: str) -> dict[str, Any]:
    """Return a company of the register with its names; UnknownError for an unknown one."""
    found = next(store.db.query("SELECT * FROM companies WHERE id = ?", [company_id]), None)
    if found is None:
        raise UnknownError(f"there is no company {company_id}")
    found["aliases"] = list(
        store.db.query(
            "SELECT alias, origin, created_at FROM aliases WHERE company_id = ? ORDER BY alias", [company_id]
        )
    )
    return found


def companies(store: Store, text: str = "", limit: int = 100) -> list[dict[str, Any]]:
    """Return the companies whose name or spelling holds a text, by name."""
    return list(store.db.query(
        "SELECT c.*, (SELECT count(DISTINCT document_id) FROM document_companies p WHERE p.company_id = c.id) "
        "AS papers FROM companies c WHERE instr(lower(c.name), lower(?)) OR c.id IN "
        "(SELECT company_id FROM aliases WHERE instr(lower(alias), lower(?))) ORDER BY c.name LIMIT ?", [text, text, limit]
    ))  # fmt: skip


def papers(store: Store, company_id: str, limit: int = 200) -> list[dict[str, Any]]:
    """Return the documents that name a company as people see them, latest first, with the role."""
    return list(store.db.query(
        "SELECT d.id, d.doc_type, d.number, d.issue_date, d.status, p.role, p.name FROM document_companies p "
        "JOIN documents d ON d.id = p.document_id WHERE p.company_id = ? ORDER BY d.issue_date DESC LIMIT ?",
        [company_id, limit],
    ))  # fmt: skip


def judgements(store: Store, company_id: str) -> list[dict[str, Any]]:
    """Return what people said of a company and names or other companies."""
    return list(store.db.query(
        "SELECT * FROM judgements WHERE left_id = ? OR right_id = ? ORDER BY id DESC", [company_id, company_id]
    ))  # fmt: skip


def known(store: Store, company_id: str, name: str, country: str | None, origin: str) -> None:
    """Make a company known to the register where it is not yet."""
    with store.change() as db:
        db.table("companies").insert(
            {"id": company_id, "name": name, "country": country, "origin": origin, "created_at": now()}, ignore=True
        )


def create(store: Store, name: str, country: str | None) -> str:
    """Add a company that a person named and return its id: the same name and country is the same company."""
    company_id = "a-" + hashlib.sha256(f"{name.casefold()}|{country or ''}".encode()).hexdigest()[:16]
    known(store, company_id, name, country, "analyst")
    return company_id


def remember(store: Store, company_id: str, spelling: str) -> None:
    """Keep a spelling of a company's name."""
    company(store, company_id)
    with store.change() as db:
        db.table("aliases").insert(
            {"company_id": company_id, "alias": spelling, "origin": "analyst", "created_at": now()}, ignore=True
        )


def judge(store: Store, left: str, right: str, judgement: str, who: str) -> None:
    """Keep that two names or companies are `same` or `different`."""
    with store.change() as db:
        db.table("judgements").insert(
            {"left_id": left, "right_id": right, "judgement": judgement, "who": who, "at": now()}
        )


def spellings(store: Store) -> list[tuple[str, str, str, str]]:
    """Return (spelling, company id, name, country) of every company that the register knows."""
    return [(row["alias"], row["id"], row["name"], row["country"] or "") for row in store.db.query(
        "SELECT a.alias, c.* FROM aliases a JOIN companies c ON c.id = a.company_id "
        "UNION SELECT c.name, c.* FROM companies c")]  # fmt: skip


def different(store: Store, name: str) -> set[str]:
    """Return the companies that a person said a name is not."""
    return {row["right_id"] for row in store.db.query(
        "SELECT right_id FROM judgements WHERE left_id = ? AND judgement = 'different'", [f"name:{name}"])}  # fmt: skip
