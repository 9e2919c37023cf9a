"""Companies in full: scripts of names, identifiers, addresses, judgements with notes, proposals, screening lists."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from extractor.values.scripts import script_of

migrations = Migrations("extractor.entities")


@migrations()
def m001_entities(db: Database) -> None:
    """Widen companies, aliases and judgements; `changed` is the version of the register at which a company last changed."""
    for statement in _WIDER.split(";\n"):
        if statement.strip():
            db.execute(statement)
    found = [(script_of(row["alias"]), row["id"]) for row in db.query("SELECT id, alias FROM aliases")]
    db.conn.executemany("UPDATE aliases SET script = ? WHERE id = ?", found)


@migrations()
def m002_spellings(db: Database) -> None:
    """Turn spellings that people confirmed into judgements, so that they can be explained and undone like all others."""
    db.execute(
        "INSERT INTO judgements (left_id, right_id, judgement, who, at, note) "
        "SELECT 'name:' || alias, company_id, 'same', 'analyst', created_at, 'a remembered spelling' FROM aliases "
        "WHERE origin = 'analyst'"
    )
    db.execute("DELETE FROM aliases WHERE origin = 'analyst'")


@migrations()
def m003_proposals(db: Database) -> None:
    """Create the tables of proposals: a name that a paper prints beside another name of the same party."""
    for statement in _PROPOSALS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m004_screening(db: Database) -> None:
    """Create the tables of screening lists: each import is a dated edition, none is ever replaced."""
    for statement in _SCREENING.split(";\n"):
        if statement.strip():
            db.execute(statement)


_WIDER = """
ALTER TABLE companies ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE aliases ADD COLUMN script TEXT NOT NULL DEFAULT '';
ALTER TABLE judgements ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE judgements ADD COLUMN undoes INTEGER REFERENCES judgements(id);
CREATE TABLE company_identifiers (
    company_id TEXT NOT NULL REFERENCES companies(id), value TEXT NOT NULL, PRIMARY KEY (company_id, value)
) WITHOUT ROWID;
CREATE TABLE entity_state (
    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, shipped TEXT NOT NULL
);
INSERT INTO entity_state VALUES (1, 1, '');
CREATE INDEX company_identifiers_by_value ON company_identifiers(value);
CREATE INDEX companies_by_change ON companies(changed);
CREATE INDEX companies_by_name ON companies(name);
CREATE INDEX judgements_by_left ON judgements(left_id);
CREATE INDEX judgements_by_right ON judgements(right_id);
CREATE INDEX parties_by_name ON parties(name)
"""

_PROPOSALS = """
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, beside TEXT NOT NULL, company_id TEXT NOT NULL DEFAULT '',
    first_seen TEXT NOT NULL, decided TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL DEFAULT '', UNIQUE (name, beside, company_id)
);
CREATE TABLE proposal_papers (
    proposal_id INTEGER NOT NULL REFERENCES proposals(id), document_id INTEGER NOT NULL REFERENCES documents(id),
    role TEXT NOT NULL, page INTEGER, PRIMARY KEY (proposal_id, document_id)
) WITHOUT ROWID;
CREATE INDEX proposals_open ON proposals(id) WHERE decided = '';
CREATE INDEX proposal_papers_by_document ON proposal_papers(document_id)
"""

_SCREENING = """
CREATE TABLE screen_lists (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
    who TEXT NOT NULL, imported_at TEXT NOT NULL, UNIQUE (name, as_of, sha256)
);
CREATE TABLE screen_entries (
    id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES screen_lists(id), key TEXT NOT NULL, name TEXT NOT NULL,
    aliases TEXT NOT NULL, country TEXT NOT NULL, identifiers TEXT NOT NULL, listed_from TEXT NOT NULL,
    suspended_from TEXT NOT NULL, suspended_to TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TABLE screen_hits (
    document_id INTEGER NOT NULL REFERENCES documents(id), role TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
    hit TEXT NOT NULL, found_at TEXT NOT NULL, PRIMARY KEY (document_id, name, key)
) WITHOUT ROWID;
CREATE INDEX screen_entries_by_list ON screen_entries(list_id);
CREATE INDEX screen_entries_by_key ON screen_entries(key)
"""
