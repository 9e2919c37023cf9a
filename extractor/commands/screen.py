"""`extractor screen`: names and papers held against dated lists of restricted parties."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from extractor import settings as module
from extractor.commands.companies import judging_options, opened
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError
from extractor.values.counted import counted

if TYPE_CHECKING:
    from extractor.settings import Settings
    from extractor.store.store import Store

MOST_TOLD = 20


class NamesOrCommand(click.Group):
    """A group whose first word may be a name: what is no command of it goes to `names`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Send names to the command that looks them up."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["names", *args]
        return super().parse_args(ctx, args)


@click.group(cls=NamesOrCommand, invoke_without_command=False)
def command() -> None:
    """Hold names against lists: the control list 管控名单, watch lists, any CSV. `extractor screen NAME...` looks names up.

    A hit is a reason for a person to look; it decides nothing. What a person rules out stays visible as such.
    """


@command.command()
@click.argument("asked", nargs=-1, metavar="NAME...")
@click.option("--file", "file", type=click.File(encoding="utf-8-sig"), help="A name a line; `-` for standard input.")
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="A tracking store, for its lists.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Use the edition of each list that held on a day.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON a name.")
@click.pass_obj
def names(config: Path | None, /, asked: tuple[str, ...], file: TextIO | None, store: Path | None, day: object,
          as_json: bool) -> None:  # fmt: skip
    """Look names up on all lists. Exit status: 0 without an open hit, 1 with one, 2 for wrong usage."""
    from extractor.resolution import screening
    from extractor.store import screening as lists

    if not all(name.strip() for name in asked):
        raise UsageError("one of the names is empty")
    wanted = [name.strip() for name in (*asked, *(file or ())) if name.strip()]
    if not wanted:
        raise UsageError("name a company, or a file with --file")
    parties_file = module.load(config).register.parties_file
    if store is None:
        screen = screening.Screen(screening.shipped(parties_file))
    else:
        with opened(store) as (tracking, _):
            screen = lists.screen(tracking, parties_file, None if day is None else date.fromisoformat(str(day)[:10]))
    open_ = False
    for name in wanted:
        hits = screen.hits((name,))
        open_ = open_ or any(hit.open for hit in hits)
        told: dict[str, Any] = {"name": name, "hits": [hit.to_json() for hit in hits]}
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else _text(told))
    sys.exit(1 if open_ else 0)


def _text(told: dict[str, Any]) -> str:
    if not told["hits"]:
        return f"{told['name']}\n  on no list"
    lines = [f"{told['name']}"]
    for hit in told["hits"]:
        lines.append(f"  {hit['score']:5.1f}  {hit['listed']}  {hit['list']}, {hit['standing']}  [{hit['key']}]")
        lines.append(f"         {hit['sentence']}")
    return "\n".join(lines)


@command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@STORE
@click.option("--name", required=True, help="The list's name; another edition of it replaces none, it is a later one.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day of which the list is.")
@click.option("--who", default="", help="Who took it in.")
@click.pass_obj
def take_in(config: Path | None, /, file: Path, store: Path, name: str, as_of: object, who: str) -> None:
    """Take in FILE, a CSV with a column `name` (or 名称), as the edition of a list; then hold all papers against it.

    Other columns: aliases, country, identifiers, listed_from (列入日期), suspended_from, suspended_to, note (备注). Exit
    status: 0 when all rows were taken, 1 when some were not.
    """
    from extractor.resolution import companyfiles
    from extractor.store import entities
    from extractor.store import screening as lists

    day = date.fromisoformat(str(as_of)[:10])
    entries, bad = [], []
    for row in companyfiles.read(file, entities.id_of):
        if row.remark:
            bad.append(f"line {row.line}: {row.remark}")
        if row.company is None:
            continue
        try:
            entries.append(lists.entry_of(row, name.strip(), day))
        except ValueError as error:
            bad.append(f"line {row.line}: {error}")
    for remark in bad[:MOST_TOLD]:
        click.echo(remark, err=True)
    with opened(store, create=True) as (tracking, _):
        lists.put(tracking, file, entries, who)
        click.echo(f"{counted(len(entries), 'entry', 'entries')} of {name}, as of {day}; {counted(len(bad), 'remark')}")
        _hold(tracking, module.load(config))
    sys.exit(1 if bad else 0)


def _hold(tracking: Store, settings: Settings) -> None:
    from extractor.store import again
    from extractor.store import screening as lists

    found = lists.screen_papers(tracking, lists.screen(tracking, settings.register.parties_file))
    again.settle(tracking, sorted({one["id"] for one in found}), settings.review)
    for one in found:
        click.echo(f"  {one['doc_type']} {one['number'] or ''} (document {one['id']}, {one['status']}), {one['role']}: "
                   f"{one['sentence']}")  # fmt: skip
    click.echo(f"{counted(len(found), 'open hit')} on papers; their standing was not changed")


@command.command()
@STORE
@click.pass_obj
def papers(config: Path | None, /, store: Path) -> None:
    """Hold the parties of all papers against all lists and print every open hit. Exit status 1 where there is one."""
    from extractor.store import screening as lists

    with opened(store) as (tracking, _):
        _hold(tracking, module.load(config))
        open_ = bool(lists.open_papers(tracking))
    sys.exit(1 if open_ else 0)


@command.command("lists")
@STORE
@table_options
def lists_(store: Path, form: str, out: Path | None) -> None:
    """List all editions of all lists that were taken in; the latest of each counts."""
    from extractor.reports.tables import Table
    from extractor.store import screening as kept

    with opened(store) as (tracking, _):
        rows = tuple(
            (row["name"], row["as_of"], row["entries"], row["source"], row["who"], row["imported_at"])
            for row in kept.lists(tracking)
        )
    write(Table(("list", "as_of", "entries", "source", "who", "imported_at"), rows, "Screening lists"), form, out)


@command.command()
@click.argument("name")
@click.argument("key")
@STORE
@judging_options
@click.pass_obj
def clear(config: Path | None, /, name: str, key: str, store: Path, who: str, note: str) -> None:
    """Say that NAME, as printed, is not the listed party KEY (`listed:...`). `entities undo` takes it back."""
    from extractor.resolution.judgements import Verdict
    from extractor.store import again, judgements
    from extractor.store import screening as lists

    settings = module.load(config)
    with opened(store) as (tracking, _):
        if not lists.is_entry(tracking, key, settings.register.parties_file):
            raise UsageError(f"no list has the entry {key}")
        one = judgements.of_name(tracking, name, key, Verdict.DIFFERENT, who, note)
        left = again.settle(tracking, lists.papers_with(tracking, key), settings.review)
    click.echo(f"judgement {one.id}: {one.name} is not {key}")
    if left:
        click.echo(f"{counted(len(left), 'paper')} waited for nothing else and left the queue")
