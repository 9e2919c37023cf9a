"""What commands that print tables share: their options and where the table goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from extractor.reports.tables import Table

Command = TypeVar("Command", bound=Callable[..., Any])
STORE = click.option(
    "--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The tracking store."
)
FORMATS = ("table", "csv", "json", "xlsx")


def table_options(function: Command) -> Command:
    """Add the options that say in which form a table is wanted, and where."""
    for option in (
        click.option(
            "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write instead of printing."
        ),
        click.option("--json", "form", flag_value="json", help="The same as --format json."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True),
    ):
        function = option(function)
    return function


def write(table: Table, form: str, out: Path | None) -> None:
    """Print a table, or write it; a workbook needs a file."""
    from extractor.reports import tables

    if form == "xlsx":
        if out is None:
            raise click.UsageError("a workbook needs a file: --out FILE.xlsx")
        tables.write_xlsx(table, out)
    elif out is not None:
        out.write_text(tables.render(table, form), encoding="utf-8", newline="")
    else:
        click.echo(tables.render(table, form).removeprefix("\ufeff"), nl=False)
