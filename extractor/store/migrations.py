"""All migrations of a store, in the order in which they run: each room's rows have a set in a module of its own."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from extractor.store import schema, schema_entities, schema_indicators, schema_jobs, schema_register, schema_review

SETS: tuple[Migrations, ...] = (
    schema.migrations, schema_review.migrations, schema_indicators.migrations, schema_register.migrations,
    schema_jobs.migrations, schema_entities.migrations,
)  # fmt: skip


def apply(db: Database) -> None:
    """Bring the schema up to date."""
    for migrations in SETS:
        migrations.apply(db)


def unknown(db: Database) -> set[str]:
    """Return the names of migrations that ran here and that this program does not know: a newer one made the store."""
    out: set[str] = set()
    for migrations in SETS:
        ours = {migration.name for migration in migrations.pending(Database(memory=True))}
        out |= {migration.name for migration in migrations.applied(db)} - ours
    return out
