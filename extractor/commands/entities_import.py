"""`extractor entities import`: companies from CSV or FollowTheMoney JSON, read row by row and written in batches."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor import settings as module
from extractor.commands.companies import opened, tell
from extractor.commands.tabular import STORE
from extractor.values.counted import counted

if TYPE_CHECKING:
    from extractor.resolution.companyfiles import Row
    from extractor.resolution.judged import JudgedCompanies
    from extractor.store.store import Store

BATCH = 10_000
"""Rows of one transaction."""
MOST_TOLD = 20


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@STORE
@click.option("--source", default="", help="Where the companies come from; the file's name if not said.")
@click.option("--dry-run", is_flag=True, help="Read and check all rows, write nothing.")
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write every row's trouble to this file."
)
@click.pass_obj
def command(config: Path | None, /, file: Path, store: Path, source: str, dry_run: bool, rejects: Path | None) -> None:
    """Take in companies from FILE: CSV with a column `name` (or 名称), else FollowTheMoney entities, one a line.

    Other columns: id, aliases, country, identifiers (or tax_id, vat, lei, credit_code ...), address, in English or Chinese. A
    row that can't be taken is told with its line and the rest goes on. The same file again changes nothing. Exit status: 0
    when all rows were taken, 1 when some were not.
    """
    from extractor.resolution import companyfiles
    from extractor.store import entities, known

    put, bad, remarks = entities.Put(), 0, []
    with opened(store, create=True) as (tracking, _), _progress(file, "reading") as advance:
        for rows in _batches(companyfiles.read(file, entities.id_of)):
            companies = [row.company for row in rows if row.company is not None]
            bad += len(rows) - len(companies)
            remarks += [f"line {row.line}: {row.remark}" for row in rows if row.remark]
            if not dry_run and companies:
                put += entities.put(tracking, companies, entities.IMPORT, source or file.name)
            elif companies:
                put += entities.Put(len(companies))
            advance(len(rows))
        if not dry_run:
            with _progress(None, "indexing") as told:
                companies_now = known.load(tracking, told)
            _follow(tracking, companies_now, config)
    _tell(remarks, rejects)
    if dry_run:
        click.echo(f"{counted(put.new, 'row')} can be taken, {bad} can not; nothing was written")
    else:
        new = counted(put.new, "new company", "new companies")
        click.echo(f"{new}, {put.known} known before, {counted(bad, 'row')} could not be taken -> {store}")
    sys.exit(1 if bad else 0)


def _follow(tracking: Store, companies: JudgedCompanies, config: Path | None) -> None:
    """Resolve papers that wait again, and bring the register up to date."""
    from extractor.register.refresh import refresh
    from extractor.store import again

    settings = module.load(config)
    found = again.resolve_waiting(tracking, companies, settings.review)
    refresh(tracking, settings)
    tell(found)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _tell(remarks: list[str], rejects: Path | None) -> None:
    """Print the first remarks and write all of them where a file is named."""
    for remark in remarks[:MOST_TOLD]:
        click.echo(remark, err=True)
    if rejects is not None:
        rejects.write_text("".join(f"{remark}\n" for remark in remarks), encoding="utf-8")
    elif len(remarks) > MOST_TOLD:
        click.echo(f"and {len(remarks) - MOST_TOLD} more remarks; --rejects FILE keeps them all", err=True)


@contextmanager
def _progress(file: Path | None, title: str) -> Iterator[Callable[[int], None]]:
    """Show a bar where a person watches; the number of rows of a file is estimated by its lines."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    total = None
    if file is not None:
        with file.open("rb") as handle:
            total = sum(block.count(b"\n") for block in iter(lambda: handle.read(1 << 20), b""))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda count: bar.update(task, advance=count)
