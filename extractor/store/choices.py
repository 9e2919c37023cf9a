"""What the app shows of companies and keeps of what a person says: thin, over `entities` and `judgements`."""

from __future__ import annotations

from typing import Any

from extractor.store import entities, judgements
from extractor.store.errors import UnknownError
from extractor.store.store import Store


def company(store: Store, company_id: str) -> dict[str, Any]:
    """Return a company of the register with its names and identifiers; UnknownError for an unknown one."""
    found = next(store.db.query("SELECT * FROM companies WHERE id = ?", [company_id]), None)
    if found is None:
        raise UnknownError(f"there is no company {company_id}")
    found["aliases"] = list(store.db.query(
        "SELECT alias, origin, script, created_at FROM aliases WHERE company_id = ? ORDER BY origin = 'document', alias",
        [company_id],
    ))  # fmt: skip
    found["identifiers"] = list(entities.one(store, company_id).identifiers)
    return found


def companies(store: Store, text: str = "", limit: int = 100) -> list[dict[str, Any]]:
    """Return the companies whose id, name or spelling holds a text, by name."""
    return list(store.db.query(
        "SELECT c.*, (SELECT count(DISTINCT document_id) FROM document_companies p WHERE p.company_id = c.id) "
        "AS papers FROM companies c WHERE c.id = ? OR instr(lower(c.name), lower(?)) OR c.id IN "
        "(SELECT company_id FROM aliases WHERE instr(lower(alias), lower(?))) OR c.id IN "
        "(SELECT right_id FROM judgements WHERE judgement = 'same' AND instr(lower(substr(left_id, 6)), lower(?))) "
        "ORDER BY c.name LIMIT ?", [text, text, text, text, limit]
    ))  # fmt: skip


def papers(store: Store, company_id: str, limit: int = 200) -> list[dict[str, Any]]:
    """Return the documents that name a company as people see them, latest first, with the role."""
    return list(store.db.query(
        "SELECT d.id, d.doc_type, d.number, d.issue_date, d.status, p.role, p.name FROM document_companies p "
        "JOIN documents d ON d.id = p.document_id WHERE p.company_id = ? ORDER BY d.issue_date DESC LIMIT ?",
        [company_id, limit],
    ))  # fmt: skip


def judged(store: Store, company_id: str) -> list[dict[str, Any]]:
    """Return what people said of a company and names or other companies, latest first, and whether it stands."""
    stand = {one.id for one in judgements.said(store).judgements}
    said = judgements.about(store, company_id)
    titles = {one.id: one.name for one in entities.some(store, {key for one in said for key in one.pair})}
    out = []
    for one in said:
        key = next(iter(one.pair - {company_id}), company_id)
        other = one.name if one.name is not None else f"{titles.get(key, '')} [{key}]".strip()
        row = {
            "id": one.id,
            "verdict": str(one.verdict),
            "other": other,
            "is_name": one.name is not None,
            "who": one.who,
        }
        out.append({**row, "at": one.at, "note": one.note, "undoes": one.undoes, "stands": one.id in stand})
    return out
