"""The watch folder's memory: one row for each file that was taken, with how far it has come."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("extractor.jobs")


@migrations()
def m001_jobs(db: Database) -> None:
    """Create the tables; a file is told by its content and the place it was dropped at."""
    db.execute(
        "CREATE TABLE jobs (sha256 TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL, lane TEXT, filed_as TEXT, "
        "attempts INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0, code TEXT, message TEXT, "
        "seconds REAL, taken_at TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (sha256, place))"
    )
    db.execute("CREATE INDEX jobs_by_state ON jobs(state, changed_at)")
    db.execute("CREATE TABLE tags (sha256 TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (sha256, tag))")


@migrations()
def m002_inboxes(db: Database) -> None:
    """Remember which folders were watched for this store."""
    db.execute("CREATE TABLE inboxes (path TEXT PRIMARY KEY, watched_at TEXT NOT NULL)")
