"""The schema of a tracking store, as migrations. A migration that has run anywhere is never changed; a new one is added.

Money and weights are text, as the record has them (a REAL column loses digits), and beside the text, where sums are
made, whole milligrams. What was extracted is never updated: a new extraction is a new record, a person's change an edit.

Each room that keeps rows of its own has its migrations in a module of its own; `SETS` is the order in which they run.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("extractor")


@migrations()
def m001_first(db: Database) -> None:
    """Create the tables: originals, pages, documents, records with their values, companies, edits, failures."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m002_views(db: Database) -> None:
    """Create the views that people open in Datasette."""
    for statement in _VIEWS.split(";\n"):
        if statement.strip():
            db.execute(statement)


_TABLES = """
CREATE TABLE sources (
    sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, page_count INTEGER NOT NULL,
    parent TEXT, received_at TEXT NOT NULL
);
CREATE TABLE source_names (
    sha256 TEXT NOT NULL REFERENCES sources(sha256), name TEXT NOT NULL, received_at TEXT NOT NULL,
    PRIMARY KEY (sha256, name)
);
CREATE TABLE pages (
    sha256 TEXT NOT NULL REFERENCES sources(sha256), number INTEGER NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    state TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (sha256, number)
);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES sources(sha256), pages TEXT NOT NULL,
    record_id INTEGER REFERENCES records(id), doc_type TEXT NOT NULL, number TEXT, invoice_number TEXT,
    issue_date TEXT, status TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (sha256, pages)
);
CREATE TABLE records (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents(id), json TEXT NOT NULL,
    extractor TEXT, model TEXT, ocr TEXT, created_at TEXT NOT NULL
);
CREATE TABLE fields (
    id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES records(id), path TEXT NOT NULL, value TEXT NOT NULL,
    raw TEXT, confidence REAL NOT NULL, origin TEXT NOT NULL, page INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL
);
CREATE TABLE companies (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT, origin TEXT NOT NULL, created_at TEXT NOT NULL
);
CREATE TABLE aliases (
    id INTEGER PRIMARY KEY, company_id TEXT NOT NULL REFERENCES companies(id), alias TEXT NOT NULL,
    origin TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (company_id, alias)
);
CREATE TABLE parties (
    id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES records(id), role TEXT NOT NULL, name TEXT NOT NULL,
    address TEXT, country TEXT, tax_id TEXT, company_id TEXT REFERENCES companies(id), decision TEXT, score REAL
);
CREATE TABLE lines (
    id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES records(id), number INTEGER NOT NULL,
    description TEXT, hs_code TEXT, grade TEXT, elements TEXT, quantity TEXT, unit TEXT, net_weight_kg TEXT,
    net_weight_mg INTEGER, gross_weight_kg TEXT, package_count TEXT, unit_price TEXT, amount TEXT
);
CREATE TABLE checks (
    id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES records(id), code TEXT NOT NULL, status TEXT NOT NULL,
    severity TEXT NOT NULL, message TEXT NOT NULL, fields TEXT NOT NULL
);
CREATE TABLE reasons (
    id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES records(id), reason TEXT NOT NULL
);
CREATE TABLE edits (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents(id), path TEXT NOT NULL, before TEXT,
    after TEXT, who TEXT NOT NULL, at TEXT NOT NULL, record_seen INTEGER NOT NULL REFERENCES records(id)
);
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY, left_id TEXT NOT NULL, right_id TEXT NOT NULL, judgement TEXT NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE failures (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT, code TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (name, sha256, code)
);
CREATE VIRTUAL TABLE search USING fts5(text, document_id UNINDEXED, tokenize = "unicode61");
CREATE INDEX fields_by_record ON fields(record_id, path);
CREATE INDEX parties_by_record ON parties(record_id);
CREATE INDEX parties_by_company ON parties(company_id);
CREATE INDEX lines_by_record ON lines(record_id);
CREATE INDEX checks_by_record ON checks(record_id);
CREATE INDEX reasons_by_record ON reasons(record_id);
CREATE INDEX records_by_document ON records(document_id);
CREATE INDEX documents_by_number ON documents(doc_type, number);
CREATE INDEX documents_by_invoice ON documents(doc_type, invoice_number);
CREATE INDEX documents_by_status ON documents(status, issue_date)
"""

_VIEWS = """
CREATE VIEW document_lines AS
    SELECT d.id AS document_id, d.doc_type, d.number, d.invoice_number, d.issue_date, d.status, l.*
    FROM documents d JOIN lines l ON l.record_id = d.record_id;
CREATE VIEW trades AS
    WITH buyer AS (
        SELECT record_id, min(coalesce(company_id, name)) AS client_id, min(name) AS client
        FROM parties WHERE role IN ('buyer', 'importer') GROUP BY record_id
    ), weight AS (
        SELECT record_id, sum(net_weight_mg) AS mg FROM lines GROUP BY record_id
    ), papers AS (
        SELECT d.*, row_number() OVER (PARTITION BY doc_type, coalesce(number, sha256 || pages) ORDER BY id DESC) AS copy
        FROM documents d WHERE doc_type IN ('commercial_invoice', 'packing_list')
    )
    SELECT i.id AS invoice_id, p.id AS packing_list_id, coalesce(i.number, p.invoice_number) AS invoice_number,
           coalesce(i.issue_date, p.issue_date) AS issue_date, coalesce(bi.client, bp.client) AS client,
           coalesce(bi.client_id, bp.client_id) AS client_id,
           coalesce(wp.mg, wi.mg) / 1000000.0 AS net_weight_kg, coalesce(i.status, p.status) AS status
    FROM papers i
    LEFT JOIN papers p ON p.doc_type = 'packing_list' AND p.copy = 1 AND p.invoice_number = i.number
    LEFT JOIN buyer bi ON bi.record_id = i.record_id LEFT JOIN buyer bp ON bp.record_id = p.record_id
    LEFT JOIN weight wi ON wi.record_id = i.record_id LEFT JOIN weight wp ON wp.record_id = p.record_id
    WHERE i.doc_type = 'commercial_invoice' AND i.copy = 1
    UNION ALL
    SELECT NULL, p.id, p.invoice_number, p.issue_date, bp.client, bp.client_id, wp.mg / 1000000.0, p.status
    FROM papers p LEFT JOIN buyer bp ON bp.record_id = p.record_id LEFT JOIN weight wp ON wp.record_id = p.record_id
    WHERE p.doc_type = 'packing_list' AND p.copy = 1 AND NOT EXISTS (
        SELECT 1 FROM documents i WHERE i.doc_type = 'commercial_invoice' AND i.number = p.invoice_number);
CREATE VIEW review_queue AS
    SELECT d.id AS document_id, d.doc_type, d.number, d.issue_date, s.name AS file, d.pages,
           (SELECT group_concat(reason, '; ') FROM reasons r WHERE r.record_id = d.record_id) AS reasons
    FROM documents d JOIN (SELECT sha256, min(name) AS name FROM source_names GROUP BY sha256) s ON s.sha256 = d.sha256
    WHERE d.status = 'needs_review'
"""
