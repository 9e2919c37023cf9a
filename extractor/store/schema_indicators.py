"""The table of indicators: what was found, where, and who set it aside for which reason."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("extractor.indicators")


@migrations()
def m001_indicators(db: Database) -> None:
    """Create the table; `fingerprint` is the facts, so that the same ones are never told twice."""
    db.execute(_TABLE)
    db.execute("CREATE INDEX indicators_by_document ON indicators(document_id)")
    db.execute("CREATE INDEX indicators_by_shipment ON indicators(shipment_id)")


_TABLE = """
CREATE TABLE indicators (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, severity TEXT NOT NULL, shipment_id TEXT,
    document_id INTEGER REFERENCES documents(id), message TEXT NOT NULL, legal_basis TEXT NOT NULL, cites TEXT NOT NULL,
    readings TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, dismissed_by TEXT, dismissed_reason TEXT, dismissed_at TEXT,
    found_at TEXT NOT NULL
)
"""
