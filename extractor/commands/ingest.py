"""`extractor ingest`: papers into a tracking store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from extractor.commands import common


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The database, made if new."
)
@click.option("--again", is_flag=True, help="Read files that the store has, too: after a change of models or settings.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@common.reading_options
@click.pass_obj
def command(config: Path | None, /, paths: tuple[Path, ...], store: Path, again: bool, as_json: bool,
            **reading: Any) -> None:  # fmt: skip
    """Read papers into the store; files whose content it has are left out, so that a broken run goes on where it was.

    The store keeps the original by its SHA-256 beside the database, the pages as read, and every record with the place of
    each value. Exit status: 0 when all were read, 1 when any could not be.
    """
    from extractor.register.refresh import refresh
    from extractor.stages import intake
    from extractor.store import known
    from extractor.store.store import Store

    settings = common.settings_with(config, reading)
    counts = {"files": 0, "known": 0, "new_or_changed": 0, "documents": 0, "needs_review": 0, "failed": 0}
    with Store.open(store) as tracking:
        known.prepare(tracking).of(tracking)

        def wanted(path: Path) -> bool:
            if tracking.owns(path):
                return False
            has = not again and tracking.has_source(intake.fingerprint(path) or "")
            counts["known"] += has
            return not has

        for outcome in common.results(paths, settings, store, wanted):
            counts["files"] += 1
            if outcome.error is not None:
                counts["failed"] += 1
                tracking.write_error(outcome.error)
                click.echo(f"{outcome.name}: {outcome.error.message}", err=True)
                continue
            assert outcome.source is not None
            counts["new_or_changed"] += tracking.write(outcome.source, outcome.pages, outcome.records)
            counts["documents"] += len(outcome.records)
            counts["needs_review"] += sum(r.review_status == "needs_review" for r in outcome.records)
        refresh(tracking, settings)
    if as_json:
        click.echo(json.dumps(counts))
    else:
        click.echo(
            f"{counts['files']} files read, {counts['known']} known before, {counts['documents']} documents, "
            f"{counts['new_or_changed']} files new or changed, "
            f"{counts['needs_review']} documents need review, {counts['failed']} files could not be read -> {store}"
        )
    sys.exit(1 if counts["failed"] else 0)
