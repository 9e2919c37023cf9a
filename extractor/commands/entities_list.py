"""`extractor entities list`: the companies that the register knows."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.commands.companies import opened
from extractor.commands.tabular import STORE, table_options, write
from extractor.values.counted import counted


@click.command()
@click.argument("text", default="")
@STORE
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@table_options
def command(text: str, store: Path, limit: int, form: str, out: Path | None) -> None:
    """List companies, all or those whose id, name or spelling holds TEXT; merged ones name the company that stands for them."""
    from extractor.reports.tables import Table
    from extractor.store import choices, entities

    with opened(store) as (tracking, register):
        groups = register.of(tracking).said.groups
        rows = tuple(
            (row["id"], row["name"], row["country"] or "", row["origin"], row["source"], row["papers"],
             groups.head(row["id"]) if groups.head(row["id"]) != row["id"] else "")
            for row in choices.companies(tracking, text, limit)
        )  # fmt: skip
        count = entities.count(tracking)
    columns = ("id", "name", "country", "origin", "source", "papers", "is")
    write(Table(columns, rows, f"{len(rows)} of {counted(count, 'company', 'companies')}"), form, out)


@click.command()
@STORE
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@table_options
def unknown(store: Path, limit: int, form: str, out: Path | None) -> None:
    """List names on papers that are no known company's: `entities create` or `entities alias` makes them known.
    Spellings that differ only in width, case and script of Chinese are one.
    """
    from extractor.reports.tables import Table
    from extractor.store import entities

    with opened(store) as (tracking, _):
        rows = tuple(
            (row["name"], row["country"] or "", row["roles"], row["papers"], row["document_id"])
            for row in entities.unknown(tracking, limit)
        )
    write(
        Table(("name", "country", "roles", "papers", "first_paper"), rows, "Names that are no known company's"),
        form,
        out,
    )


@click.command()
@STORE
def conflicts(store: Path) -> None:
    """Print what people said against one another; `different` counts until one is taken back. Exit status 1 where any is."""
    with opened(store) as (tracking, register):
        found = register.of(tracking).said.conflicts()
    for sentence in found:
        click.echo(sentence)
    sys.exit(1 if found else 0)
