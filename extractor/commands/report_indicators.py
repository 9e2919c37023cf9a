"""`extractor report indicators`: what is worth a look, with its evidence; set aside with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import click

from extractor import settings as module
from extractor.values.counted import counted

SEVERITIES = ("critical", "high", "medium", "low", "info")


@click.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The tracking store.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="JSON has the place of each value.",
)
@click.option("--severity", type=click.Choice(SEVERITIES), default="info", help="The least to show.")
@click.option("--all", "dismissed", is_flag=True, help="Show those too that were set aside.")
@click.option("--dismiss", type=int, metavar="ID", help="Set an indicator aside until its facts change.")
@click.option("--reason", default="", help="Why it is set aside.")
@click.option("--who", default="", help="Who sets it aside.")
@click.option("--table", is_flag=True, help="Print what every indicator means and on what it rests.")
@click.pass_obj
def command(config: Path | None, /, store: Path | None, form: str, severity: str, dismissed: bool, dismiss: int | None,
            reason: str, who: str, table: bool) -> None:  # fmt: skip
    """Look for indicators in the whole register: reasons to look, never verdicts.

    Each cites the places that it rests on and gives the competing readings. One that was set aside with a reason stays so
    until the facts change.
    """
    if table:
        from extractor.register.indicators.run import markdown

        click.echo(markdown())
        return
    if store is None:
        raise click.UsageError("name the tracking store with --store")
    from extractor.register.indicators.gather import refresh
    from extractor.store import indicators
    from extractor.store.store import Store

    with Store.open(store, create=False) as tracking:
        if dismiss is not None:
            indicators.dismiss(tracking, dismiss, reason, who)
        refresh(tracking, module.load(config))
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        rows = [row for row in indicators.listed(tracking, dismissed) if row["severity"] in shown]
    rows.sort(key=lambda row: (SEVERITIES.index(row["severity"]), row["id"]))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(_line(row))
    click.echo(counted(len(rows), "indicator"))


def _line(row: dict[str, object]) -> str:
    aside = f"\n      set aside by {row['dismissed_by']}: {row['dismissed_reason']}" if row["dismissed_at"] else ""
    places = row["cites"]
    assert isinstance(places, list)
    where = ", ".join(f"document {cite['document_id']} {cite['path']}" for cite in places[:4])
    return f"{row['id']:>5} {row['code']:<4}{row['severity']:<9}{row['message']}\n      {where}{aside}"
