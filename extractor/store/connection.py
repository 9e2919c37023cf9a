"""The connection to a store's database: opened to write or only to read, with SQLite's errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from extractor.store import migrations
from extractor.store.errors import ContradictionError, LockedStoreError, NewerStoreError, NotAStoreError, StoreError

WAIT_SECONDS = 10


def writing(path: Path, create: bool = True) -> Database:
    """Open a store's database, bring its schema up to date, or make it; StoreError says what keeps it shut.

    No process opens the file by any other way than SQLite: closing it would drop the locks that another connection of the
    same process holds (POSIX; sqlite.org/howtocorrupt.html, 2.2), and the next program that closes the store deletes its log.
    """
    if not create and not path.is_file():
        raise StoreError(f"there is no store {path}")
    with spoken(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=WAIT_SECONDS))
        tables = set(db.table_names())
        if tables and "_sqlite_migrations" not in tables:
            raise NotAStoreError(f"{path} is a database of another program")
        if migrations.unknown(db):
            raise NewerStoreError(f"{path} was made by a newer extractor")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        migrations.apply(db)
    return db


def reading(path: Path) -> Database:
    """Open a store's database only to read, beside the process that writes; its schema is taken as it is."""
    if not path.is_file():
        raise StoreError(f"there is no store {path}")
    with spoken(path):
        return Database(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS))


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into ours, with advice."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LockedStoreError(f"{path} is held by another program") from error
        raise StoreError(f"{path}: {error}") from error
    except sqlite3.IntegrityError as error:
        raise ContradictionError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        what = "is not a SQLite database" if "not a database" in str(error) else f"can't be used: {error}"
        raise NotAStoreError(f"{path} {what}") from error
    except PermissionError as error:
        raise StoreError(f"{path} may not be written to") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
