"""`extractor entities export`: all companies as CSV, or as FollowTheMoney entities for the tools that investigators use."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.commands.companies import opened
from extractor.commands.extract import destination
from extractor.commands.tabular import STORE
from extractor.values.counted import counted


@click.command()
@STORE
@click.option("--format", "form", type=click.Choice(["csv", "ftm"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write instead of printing.")
@click.option("--unmerged", is_flag=True, help="Write each company for itself, also those that people merged.")
def command(store: Path, form: str, out: Path | None, unmerged: bool) -> None:
    """Write the companies with every confirmed name; companies that people merged are one, under the id that stands for all.

    `ftm` is FollowTheMoney JSON, one entity of schema Company a line. `entities import` reads both back.
    """
    from extractor.reports.tables import safe
    from extractor.resolution import companyfiles
    from extractor.resolution.judged import grouped
    from extractor.store import entities

    with opened(store) as (tracking, register), destination(out) as stream:
        every = entities.every(tracking)
        companies = every if unmerged else grouped(every, register.of(tracking).said)
        as_csv = form == "csv"
        count = companyfiles.write_csv(companies, stream, safe) if as_csv else companyfiles.write_ftm(companies, stream)
    click.echo(counted(count, "company", "companies") + (f" -> {out}" if out else ""), err=True)
