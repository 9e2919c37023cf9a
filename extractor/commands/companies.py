"""What the commands over companies share: the store or what is shipped, how a company is named, what a judgement brings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor import settings as module
from extractor.commands import common
from extractor.errors import UsageError
from extractor.values.counted import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.resolution.judged import JudgedCompanies
    from extractor.resolution.screening import Screen
    from extractor.store.again import Again
    from extractor.store.known import Register
    from extractor.store.store import Store

Command = TypeVar("Command", bound="Callable[..., Any]")
MOST_TOLD = 20


def judging_options(function: Command) -> Command:
    """Add who judges, and why."""
    function = click.option("--note", default="", help="Why, for those who read it later.")(function)
    return click.option("--who", required=True, help="Who says so.")(function)


@contextmanager
def opened(path: Path, create: bool = False) -> Iterator[tuple[Store, Register]]:
    """Open a store, one that exists unless it may be made, with its companies."""
    from extractor.store import known
    from extractor.store.store import Store

    with common.open_or_make(path) if create else Store.open(path, create=False) as store:
        yield store, known.prepare(store)


@contextmanager
def known_companies(path: Path | None, config: Path | None = None) -> Iterator[tuple[JudgedCompanies, Screen]]:
    """Give the companies and lists of a store, or the shipped ones where none is named."""
    from extractor.resolution import index, screening
    from extractor.resolution.judged import JudgedCompanies

    parties_file = module.load(config).register.parties_file
    if path is None:
        yield JudgedCompanies(index.shipped()), screening.Screen(screening.shipped(parties_file))
        return
    from extractor.store import screening as lists

    with opened(path) as (store, register):
        yield register.of(store), lists.screen(store, parties_file)


def company_named(store: Store, text: str) -> str:
    """Return the id of the company that an id or a full name means; UsageError where none or several do."""
    from extractor.store import entities

    found = entities.named(store, text)
    if not found:
        raise UsageError(f"no company has the id or name {text}; look with `extractor entities list`")
    if len(found) > 1:
        raise UsageError(f"several companies have the name {text}: {', '.join(found)}; name one by its id")
    return found[0]


def follow(store: Store, register: Register, touched: Collection[str], config: Path | None) -> Again:
    """Resolve waiting documents again after companies or names were judged, bring the register up to date, and tell."""
    from extractor.register.refresh import refresh
    from extractor.store import again

    settings = module.load(config)
    found = again.resolve(store, register.of(store), touched, settings.review)
    refresh(store, settings)
    tell(found)
    return found


def tell(found: Again) -> None:
    """Print what a judgement brought: papers that changed, papers that were accepted and only would change."""
    if found.made:
        click.echo(f"{counted(len(found.made), 'party', 'parties')} of papers that wait resolved again:")
        _tell([one.sentence() for one in found.made])
    if found.accepted:
        click.echo(f"{counted(len(found.accepted), 'paper')} waited for nothing else and left the queue")
    if found.listed:
        would = counted(len(found.listed), "party", "parties")
        click.echo(f"{would} of papers accepted before would change; nothing was changed there:")
        _tell([one.sentence() for one in found.listed])
        click.echo("  apply with: extractor entities changes --apply --who NAME --store ...")


def _tell(lines: list[str]) -> None:
    for line in lines[:MOST_TOLD]:
        click.echo(f"  {line}")
    if len(lines) > MOST_TOLD:
        click.echo(f"  and {len(lines) - MOST_TOLD} more")
