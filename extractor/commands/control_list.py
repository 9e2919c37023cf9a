"""`extractor control-list`: the dated list of controlled items, and a person's word on what holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from extractor import settings as module
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError
from extractor.values.counted import counted


@click.group()
def command() -> None:
    """Show which export controls held on a day; switch an announcement on or off, with date and reason."""


@command.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="A tracking store, for its switches.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if none is named.")
@click.option("--element", help="Only entries of an element, by its symbol.")
@table_options
@click.pass_obj
def show(config: Path | None, /, store: Path | None, day: object, element: str | None, form: str,
         out: Path | None) -> None:  # fmt: skip
    """List the entries with their dates and how each stands on a day."""
    from extractor.register.control import ControlList
    from extractor.register.refresh import control_list
    from extractor.reports.tables import Table
    from extractor.store.store import Store

    settings = module.load(config)
    if store is None:
        known = ControlList.of(settings.register)
    else:
        with Store.open(store, create=False) as tracking:
            known = control_list(tracking, settings)
    on = date.today() if day is None else date.fromisoformat(str(day)[:10])
    rows = tuple(
        (one.code, one.element or "", one.item, one.name_en, one.announcement, str(one.effective_from),
         str(one.suspended_from or ""), str(one.suspended_to or ""), known.standing(one, on), one.source)
        for one in known.entries if element is None or one.element == element
    )  # fmt: skip
    columns = (
        "code",
        "element",
        "item",
        "name",
        "announcement",
        "from",
        "suspended_from",
        "suspended_to",
        "standing",
        "source",
    )
    write(Table(columns, rows, f"Control list on {on}"), form, out)


@command.command("on")
@click.argument("selector")
@STORE
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; today if none is named.")
@click.option("--reason", required=True, help="Why: the announcement, or where it was read.")
@click.option("--who", required=True, help="Who says so.")
@click.pass_obj
def switch_on(config: Path | None, /, selector: str, store: Path, since: object, reason: str, who: str) -> None:
    """Say that an announcement (such as 2025-57), or entries by the beginning of their code, hold from a day on."""
    _switch(store, selector, True, since, reason, who)


@command.command("off")
@click.argument("selector")
@STORE
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; today if none is named.")
@click.option("--reason", required=True, help="Why: the announcement, or where it was read.")
@click.option("--who", required=True, help="Who says so.")
@click.pass_obj
def switch_off(config: Path | None, /, selector: str, store: Path, since: object, reason: str, who: str) -> None:
    """Say that an announcement, or entries by the beginning of their code, do not hold from a day on."""
    _switch(store, selector, False, since, reason, who)


def _switch(store: Path, selector: str, on: bool, since: object, reason: str, who: str) -> None:
    from extractor.gazetteer import control_list
    from extractor.register.control import Switch
    from extractor.store import register
    from extractor.store.store import Store

    day = date.today() if since is None else date.fromisoformat(str(since)[:10])
    made = Switch(selector, on, day, who, reason)
    matched = [one.code for one in control_list() if made.matches(one)]
    if not matched:
        announcements = ", ".join(sorted({one.announcement for one in control_list()}))
        raise UsageError(f"{selector} is no announcement ({announcements}) and no beginning of a control code")
    with Store.open(store, create=False) as tracking:
        register.switch(tracking, selector, on, day.isoformat(), reason, who)
    held = counted(
        len(matched), *(("entry holds", "entries hold") if on else ("entry does not hold", "entries do not hold"))
    )
    click.echo(f"{held} from {day} on; reports are made anew by this")
