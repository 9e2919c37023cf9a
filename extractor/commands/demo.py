"""`extractor demo`: read the samples into a store and show what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands import common
from extractor.errors import UsageError
from extractor.values.counted import counted

if TYPE_CHECKING:
    from extractor.store.store import Store

MOST_REASONS = 2


@click.command()
@click.option("--samples", type=click.Path(path_type=Path), default=Path("samples"), show_default=True)
@click.option("--store", type=click.Path(path_type=Path), default=Path("demo/tracking.db"), show_default=True)
@common.reading_options
@click.pass_obj
def command(config: Path | None, /, samples: Path, store: Path, **reading: Any) -> None:
    """Read everything in samples/, fill demo/tracking.db, and print what was found."""
    from extractor.store import known
    from extractor.store.store import Store

    if not samples.is_dir():
        raise UsageError(f"there is no folder {samples}; run this in a checkout, or name one with --samples")
    from extractor.register.refresh import refresh

    settings = common.settings_with(config, reading)
    click.echo(f"Reading {samples}/ into {store}")
    with Store.open(store) as tracking:
        known.prepare(tracking).of(tracking)
        for outcome in common.results([samples], settings, store):
            if outcome.error is not None:
                tracking.write_error(outcome.error)
                click.echo(f"  {outcome.name}: {outcome.error.message}")
            else:
                assert outcome.source is not None
                tracking.write(outcome.source, outcome.pages, outcome.records)
                click.echo(f"  {outcome.name}: {', '.join(r.doc_type for r in outcome.records)}")
        refresh(tracking, settings)
        show(tracking)
    click.echo(f"\nNext: look at the trades with   .venv/bin/sqlite-utils rows {store} trades -t")
    click.echo(f"      see what needs a person    .venv/bin/sqlite-utils rows {store} review_queue -t")
    click.echo("      read a paper of your own   .venv/bin/extractor extract --pretty FILE")
    click.echo("      check this machine         .venv/bin/extractor doctor")


def show(tracking: Store) -> None:
    """Print the documents of a store as tables."""
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table("document", "number", "client", "elements", "net kg", "licence", "review", title="Documents")
    found = list(tracking.documents())
    for row in found:
        table.add_row(*_cells(row["record"]))
    console.print(table)
    trades = list(tracking.db.query("SELECT * FROM trades"))
    total = sum((Decimal(str(trade["net_weight_kg"] or 0)) for trade in trades), Decimal(0))
    waiting = sum(row["status"] == "needs_review" for row in found)
    console.print(
        f"{counted(len(found), 'document')}, {counted(len(trades), 'trade')} (an invoice and its packing list count once) "
        f"with {total / 1000:.4f} tonnes net, {counted(waiting, 'document needs', 'documents need')} review."
    )


def _cells(record: dict[str, Any]) -> tuple[str, ...]:
    fields, lines = record["fields"], record["lines"]
    clients = [p["name"]["value"] for p in record["parties"] if p["role"] in {"buyer", "importer", "consignee"}]
    elements = sorted({symbol for line in lines for symbol in line.get("elements", {}).get("value", [])})
    weight = fields.get("total_net_weight_kg", {}).get("value") or _sum(line.get("net_weight_kg") for line in lines)
    licence = record["doc_type"]["value"] == "export_licence"
    number = fields.get("document_number", {}).get("value", "")
    reasons = record["review"]["reasons"]
    review = "; ".join(reasons[:MOST_REASONS]) + (
        f" (+{len(reasons) - MOST_REASONS})" if len(reasons) > MOST_REASONS else ""
    )
    return (
        f"{record['source']['file']} p{record['source']['pages'][0]}\n{record['doc_type']['value']}",
        number,
        clients[0] if clients else "",
        " ".join(elements),
        weight,
        number if licence else fields.get("licence_number", {}).get("value", ""),
        review or "accepted unseen",
    )


def _sum(fields: Iterable[dict[str, Any] | None]) -> str:
    values = [Decimal(field["value"]) for field in fields if field is not None]
    return format(sum(values, Decimal(0)), "f") if values else ""
