"""What review keeps beside the papers: people and their sessions, the queue, claims, acceptances, views, the audit trail."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("extractor.review")


@migrations()
def m001_review(db: Database) -> None:
    """Create the tables of review. The queue repeats what its order and filters need: a million papers, no join."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m002_counts(db: Database) -> None:
    """Keep the number of papers by status and type with every change: counting a million rows takes too long."""
    for statement in _COUNTS.split(";;\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m003_search_by_document(db: Database) -> None:
    """Give the text of a document the document's number as rowid: to find it by an unindexed column reads the whole index."""
    db.execute("CREATE TABLE search_before AS SELECT document_id, text FROM search")
    db.execute("DELETE FROM search")
    db.execute("INSERT INTO search (rowid, text, document_id) SELECT document_id, text, document_id FROM search_before")
    db.execute("DROP TABLE search_before")


@migrations()
def m004_companies_of_documents(db: Database) -> None:
    """Keep which companies a document names as people see it: `parties` holds what was extracted."""
    db.execute(
        "CREATE TABLE document_companies (company_id TEXT NOT NULL, document_id INTEGER NOT NULL REFERENCES documents(id), "
        "role TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (company_id, document_id, role)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX document_companies_by_document ON document_companies(document_id)")
    db.execute(
        "INSERT OR IGNORE INTO document_companies SELECT p.company_id, d.id, p.role, p.name FROM parties p "
        "JOIN documents d ON d.record_id = p.record_id WHERE p.company_id IS NOT NULL"
    )


_TABLES = """
CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, role TEXT NOT NULL, password TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL
);
CREATE TABLE sessions (
    token TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), csrf TEXT NOT NULL, created_at REAL NOT NULL,
    seen_at REAL NOT NULL
);
CREATE TABLE invitations (token TEXT PRIMARY KEY, role TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE attempts (key TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents(id), record_id INTEGER NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, status TEXT NOT NULL, before TEXT NOT NULL, reason TEXT NOT NULL, seconds REAL
);
CREATE TABLE undone (edit_id INTEGER PRIMARY KEY REFERENCES edits(id), by_edit INTEGER NOT NULL REFERENCES edits(id));
CREATE TABLE queue (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id), status TEXT NOT NULL, doc_type TEXT NOT NULL,
    priority REAL NOT NULL, stake REAL NOT NULL, unsure REAL NOT NULL, kg REAL, client TEXT NOT NULL, number TEXT NOT NULL,
    file TEXT NOT NULL, reasons TEXT NOT NULL, received_at TEXT NOT NULL, claimed_by TEXT NOT NULL DEFAULT '',
    claimed_at REAL NOT NULL DEFAULT 0, claimed_until REAL NOT NULL DEFAULT 0
);
CREATE TABLE queue_labels (
    document_id INTEGER NOT NULL REFERENCES documents(id), label TEXT NOT NULL, status TEXT NOT NULL,
    priority REAL NOT NULL, PRIMARY KEY (document_id, label)
) WITHOUT ROWID;
CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), name TEXT NOT NULL, query TEXT NOT NULL,
    UNIQUE (user_id, name)
);
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '', sha256 TEXT
);
CREATE INDEX sessions_by_user ON sessions(user_id);
CREATE INDEX attempts_by_key ON attempts(key, at);
CREATE INDEX decisions_by_document ON decisions(document_id);
CREATE INDEX decisions_by_time ON decisions(at);
CREATE INDEX edits_by_document ON edits(document_id);
CREATE INDEX queue_by_priority ON queue(status, priority DESC);
CREATE INDEX queue_by_type ON queue(status, doc_type, priority DESC);
CREATE INDEX queue_by_client ON queue(status, client, priority DESC);
CREATE INDEX queue_by_age ON queue(status, received_at);
CREATE INDEX queue_by_claim ON queue(claimed_by, claimed_until);
CREATE INDEX queue_labels_by_label ON queue_labels(label, status, priority DESC)
"""

_COUNTS = """
CREATE TABLE queue_counts (
    status TEXT NOT NULL, doc_type TEXT NOT NULL, papers INTEGER NOT NULL, PRIMARY KEY (status, doc_type)
) WITHOUT ROWID;;
CREATE TRIGGER queue_added AFTER INSERT ON queue BEGIN
    INSERT INTO queue_counts VALUES (NEW.status, NEW.doc_type, 1)
        ON CONFLICT DO UPDATE SET papers = papers + 1;
END;;
CREATE TRIGGER queue_moved AFTER UPDATE OF status, doc_type ON queue
WHEN NEW.status <> OLD.status OR NEW.doc_type <> OLD.doc_type BEGIN
    UPDATE queue_counts SET papers = papers - 1 WHERE status = OLD.status AND doc_type = OLD.doc_type;
    INSERT INTO queue_counts VALUES (NEW.status, NEW.doc_type, 1)
        ON CONFLICT DO UPDATE SET papers = papers + 1;
END
"""
