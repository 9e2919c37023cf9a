"""`extractor report return`: a producer's return for a month, its manifest, its filing and amendments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor import settings as module
from extractor.commands.tabular import FORMATS, STORE
from extractor.errors import UsageError
from extractor.values.counted import counted

if TYPE_CHECKING:
    from extractor.reports.return_ import Line, Return


@click.command("return")
@STORE
@click.option("--producer", required=True, help="Name of the seller, or a part of it that only one has.")
@click.option("--period", required=True, metavar="YYYY-MM", help="The month.")
@click.option(
    "--form", "form_name", default="standard", show_default=True, help="The form: which columns, in which words."
)
@click.option("--forms", type=click.Path(dir_okay=False), default="", help="A CSV with forms of your own.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS[:3]), default="table", show_default=True, help="For printing."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for CSV, XLSX, JSON and manifest."
)
@click.option("--file", "filing", is_flag=True, help="Freeze it as filed; where one was filed, an amendment.")
@click.option("--empty", is_flag=True, help="With --file: file it although no line is in it.")
@click.option("--who", default="", help="With --file: who files it.")
@click.option("--as-filed", is_flag=True, help="The return as it was filed last, not as the papers are now.")
@click.pass_obj
def command(config: Path | None, /, store: Path, producer: str, period: str, form_name: str, forms: str, form: str,
            out: Path | None, filing: bool, empty: bool, who: str, as_filed: bool) -> None:  # fmt: skip
    """Make a producer's return: to whom it sold what in a month, under which contract, invoice and licence.

    Shipments with a paper that waits for a person are left out and listed in the manifest, which also says what share of
    the weight a person confirmed. A filed return is frozen; when papers change it, the difference is an amendment.
    """
    from extractor.gazetteer import return_forms
    from extractor.register.refresh import refresh
    from extractor.reports import return_, tables
    from extractor.store import returns
    from extractor.store.store import Store

    known = return_forms(forms)
    if form_name not in known:
        raise UsageError(f"there is no form {form_name!r}; known are {', '.join(known)}")
    if filing and not who.strip():
        raise UsageError("a return is filed with --who")
    settings = module.load(config)
    with Store.open(store, create=False) as tracking:
        refresh(tracking, settings)
        asked = (tracking, producer, period)
        made = return_.as_filed(*asked) if as_filed else return_.build(*asked, settings)
        before = returns.last_filed(tracking, made.producer_key, period)
        changed = return_.changes(before["content"], made.lines) if before is not None else []
        if out is not None:
            for path in return_.write(made, form_name, known[form_name], out, changed):
                click.echo(str(path))
        else:
            click.echo(
                tables.render(return_.table(made.lines, known[form_name]), form).removeprefix("\ufeff"), nl=False
            )
        _say(made, before, changed)
        if filing:
            if not made.lines and not empty:
                raise UsageError("no line is in this return, so it was not filed; --empty files it all the same")
            number = return_.file(tracking, made, form_name, who.strip())
            click.echo(
                "nothing changed since it was filed" if number is None else f"filed as number {number}", err=True
            )


def _say(made: Return, before: dict[str, Any] | None, changed: list[Line]) -> None:
    """Say beside the table what is missing from it and what changed since it was filed."""
    if made.missing:
        click.echo(f"{counted(len(made.missing), 'shipment is', 'shipments are')} missing:", err=True)
        for line in made.missing:
            click.echo(
                f"  {line['invoice_number'] or line['shipment']}, {line['net_kg'] or '?'} kg: {line['why']}", err=True
            )
    if before is not None:
        differ = counted(len(changed), "line differs", "lines differ")
        what = f"{differ} since: an amendment is due" if changed else "nothing changed since"
        click.echo(f"filed by {before['filed_by']} on {before['filed_at']}; {what}", err=True)
