"""The register in the store: shipments with their lines, licences with their uses, returns, and what people set.

All but people's words is derived and can be made anew. Triggers note the documents whose record, standing or edits changed,
so that only what touches these is made anew. Weights are whole milligrams and money whole millionths, so that sums lose
nothing; a line repeats what volumes are asked by, so that no sum needs a join.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("extractor.register")


@migrations()
def m001_register(db: Database) -> None:
    """Create the tables of the register."""
    _run(db, _TABLES)


@migrations()
def m002_changes(db: Database) -> None:
    """Note each document that changes; all that are there already count as changed."""
    _run(db, _TRIGGERS)


@migrations()
def m003_views(db: Database) -> None:
    """Create the views that people open in Datasette; `trades` now comes from shipments."""
    _run(db, _VIEWS)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";;\n"):
        if statement.strip():
            db.execute(statement)


_TABLES = """
CREATE TABLE shipments (
    id TEXT PRIMARY KEY, date TEXT, month TEXT, seller_key TEXT, seller TEXT, client_key TEXT, client TEXT,
    end_user TEXT, country TEXT, net_mg INTEGER, net_kg TEXT, state TEXT NOT NULL, invoices TEXT NOT NULL,
    packing_lists INTEGER NOT NULL, licences TEXT NOT NULL, unlicensed INTEGER NOT NULL
);;
CREATE TABLE shipment_lines (
    id INTEGER PRIMARY KEY, shipment_id TEXT NOT NULL REFERENCES shipments(id), number INTEGER NOT NULL,
    document_id INTEGER NOT NULL, date TEXT, month TEXT, seller_key TEXT, seller TEXT, client_key TEXT, client TEXT,
    end_user TEXT, country TEXT, product TEXT, class TEXT, hs_code TEXT, grade TEXT, elements TEXT, control TEXT NOT NULL,
    control_codes TEXT NOT NULL, control_basis TEXT NOT NULL, licence TEXT, net_mg INTEGER, ground TEXT NOT NULL,
    amount_micro INTEGER, currency TEXT, state TEXT NOT NULL, description TEXT
);;
CREATE TABLE line_elements (
    line_id INTEGER NOT NULL REFERENCES shipment_lines(id), element TEXT NOT NULL, low_mg INTEGER NOT NULL,
    likely_mg INTEGER NOT NULL, high_mg INTEGER NOT NULL, oxide_mg INTEGER NOT NULL, basis TEXT NOT NULL,
    presumed INTEGER NOT NULL, PRIMARY KEY (line_id, element)
) WITHOUT ROWID;;
CREATE TABLE shipment_papers (
    document_id INTEGER NOT NULL REFERENCES documents(id), shipment_id TEXT NOT NULL REFERENCES shipments(id),
    part TEXT NOT NULL, PRIMARY KEY (document_id, shipment_id)
) WITHOUT ROWID;;
CREATE TABLE paper_links (
    left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
    doubtful INTEGER NOT NULL, PRIMARY KEY (left_id, right_id, kind)
) WITHOUT ROWID;;
CREATE TABLE licence_accounts (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id), number TEXT, exporter_key TEXT, exporter TEXT,
    end_user TEXT, valid_from TEXT, valid_until TEXT, licensed_mg INTEGER, allowed_mg INTEGER, used_mg INTEGER NOT NULL,
    uses INTEGER NOT NULL, most_uses INTEGER, general INTEGER NOT NULL, terms TEXT NOT NULL
);;
CREATE TABLE licence_lines (
    document_id INTEGER NOT NULL REFERENCES licence_accounts(document_id), number INTEGER NOT NULL, description TEXT,
    elements TEXT, hs_code TEXT, grade TEXT, licensed_mg INTEGER, used_mg INTEGER NOT NULL,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;;
CREATE TABLE licence_uses (
    document_id INTEGER NOT NULL REFERENCES licence_accounts(document_id), place INTEGER NOT NULL,
    shipment_id TEXT NOT NULL REFERENCES shipments(id), date TEXT, net_mg INTEGER NOT NULL, running_mg INTEGER NOT NULL,
    gone_on TEXT, weighed INTEGER NOT NULL, PRIMARY KEY (document_id, place)
) WITHOUT ROWID;;
CREATE TABLE licence_terms (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL, most_uses INTEGER, tolerance TEXT NOT NULL, general INTEGER NOT NULL,
    reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
);;
CREATE TABLE control_switches (
    id INTEGER PRIMARY KEY, selector TEXT NOT NULL, state INTEGER NOT NULL, since TEXT NOT NULL, reason TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL
);;
CREATE TABLE link_decisions (
    id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL REFERENCES documents(id),
    right_id INTEGER NOT NULL REFERENCES documents(id), together INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
);;
CREATE TABLE stocks (
    id INTEGER PRIMARY KEY, party TEXT NOT NULL, element TEXT NOT NULL, month TEXT NOT NULL, kg TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL
);;
CREATE TABLE returns (
    id INTEGER PRIMARY KEY, producer_key TEXT NOT NULL, producer TEXT NOT NULL, period TEXT NOT NULL, form TEXT NOT NULL,
    content TEXT NOT NULL, manifest TEXT NOT NULL, sha256 TEXT NOT NULL, filed_by TEXT NOT NULL, filed_at TEXT NOT NULL,
    amends INTEGER REFERENCES returns(id)
);;
CREATE TABLE register_changes (document_id INTEGER PRIMARY KEY);;
CREATE TABLE register_keys (
    key TEXT NOT NULL, document_id INTEGER NOT NULL, PRIMARY KEY (key, document_id)
) WITHOUT ROWID;;
CREATE TABLE register_state (id INTEGER PRIMARY KEY CHECK (id = 1), basis TEXT NOT NULL, made_at TEXT NOT NULL);;
CREATE INDEX register_keys_by_document ON register_keys(document_id);;
CREATE INDEX shipments_by_seller ON shipments(seller_key, month);;
CREATE INDEX shipments_by_date ON shipments(date);;
CREATE INDEX shipments_unlicensed ON shipments(seller_key) WHERE unlicensed = 1;;
CREATE INDEX shipment_lines_by_client ON shipment_lines(
    client_key, month, currency, client, net_mg, state, number, amount_micro
);;
CREATE INDEX shipment_lines_by_shipment ON shipment_lines(shipment_id);;
CREATE INDEX shipment_papers_by_shipment ON shipment_papers(shipment_id);;
CREATE INDEX paper_links_by_right ON paper_links(right_id);;
CREATE INDEX paper_links_doubtful ON paper_links(score) WHERE doubtful = 1;;
CREATE INDEX licence_accounts_by_number ON licence_accounts(number);;
CREATE INDEX licence_uses_by_shipment ON licence_uses(shipment_id);;
CREATE INDEX licence_terms_by_number ON licence_terms(number);;
CREATE INDEX returns_by_producer ON returns(producer_key, period)
"""

_TRIGGERS = """
CREATE TRIGGER register_document_added AFTER INSERT ON documents BEGIN
    INSERT OR IGNORE INTO register_changes VALUES (NEW.id);
END;;
CREATE TRIGGER register_document_changed AFTER UPDATE OF record_id, status, doc_type ON documents
WHEN NEW.record_id IS NOT OLD.record_id OR NEW.status <> OLD.status OR NEW.doc_type <> OLD.doc_type BEGIN
    INSERT OR IGNORE INTO register_changes VALUES (NEW.id);
END;;
CREATE TRIGGER register_document_edited AFTER INSERT ON edits BEGIN
    INSERT OR IGNORE INTO register_changes VALUES (NEW.document_id);
END;;
CREATE TRIGGER register_link_decided AFTER INSERT ON link_decisions BEGIN
    INSERT OR IGNORE INTO register_changes VALUES (NEW.left_id), (NEW.right_id);
END;;
INSERT OR IGNORE INTO register_changes SELECT id FROM documents
"""

_VIEWS = """
DROP VIEW IF EXISTS trades;;
CREATE VIEW trades AS
    SELECT id AS shipment_id, date, seller, client, end_user, country, net_mg / 1000000.0 AS net_weight_kg, state,
           invoices, packing_lists, licences, client_key
    FROM shipments;;
CREATE VIEW trade_lines AS
    SELECT shipment_id, number, date, seller, client, country, description, product, grade, hs_code, elements,
           net_mg / 1000000.0 AS net_weight_kg, ground, amount_micro / 1000000.0 AS amount, currency, control,
           control_codes, control_basis, licence, state, document_id
    FROM shipment_lines;;
CREATE VIEW volumes_by_client_month AS
    SELECT min(client) AS client, month, sum(net_mg) / 1000000.0 AS net_weight_kg,
           sum(number = 0) AS shipments, client_key
    FROM shipment_lines GROUP BY client_key, month;;
CREATE VIEW volumes_by_element_month AS
    SELECT e.element, l.month, sum(e.low_mg) / 1000000.0 AS low_kg, sum(e.likely_mg) / 1000000.0 AS likely_kg,
           sum(e.high_mg) / 1000000.0 AS high_kg, sum(e.oxide_mg) / 1000000.0 AS oxide_kg, count(*) AS lines
    FROM line_elements e JOIN shipment_lines l ON l.id = e.line_id WHERE e.presumed = 0 GROUP BY e.element, l.month;;
CREATE VIEW licence_balance AS
    SELECT a.number AS licence, a.exporter, a.end_user, a.valid_until,
           cast(julianday(a.valid_until) - julianday(date('now')) AS INTEGER) AS days_left,
           a.licensed_mg / 1000000.0 AS licensed_kg, a.used_mg / 1000000.0 AS used_kg,
           (SELECT coalesce(sum(u.net_mg), 0) / 1000000.0 FROM licence_uses u
            WHERE u.document_id = a.document_id AND (u.gone_on IS NULL OR u.gone_on > date('now'))) AS reserved_kg,
           (a.licensed_mg - a.used_mg) / 1000000.0 AS remaining_kg, a.uses, a.most_uses, a.general, a.terms, a.document_id
    FROM licence_accounts a;;
CREATE VIEW doubtful_links AS
    SELECT k.kind, k.score, l.doc_type AS left_type, l.number AS left_number, r.doc_type AS right_type,
           r.number AS right_number, k.reasons, k.left_id, k.right_id
    FROM paper_links k JOIN documents l ON l.id = k.left_id JOIN documents r ON r.id = k.right_id WHERE k.doubtful = 1
"""
