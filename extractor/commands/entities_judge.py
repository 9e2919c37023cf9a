"""`extractor entities merge|split|different|unsure|alias|create|undo`: what a person says of companies and names."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.commands.companies import company_named, follow, judging_options, opened
from extractor.commands.tabular import STORE
from extractor.errors import UsageError


@click.command()
@click.argument("companies", nargs=-1, required=True, metavar="COMPANY COMPANY...")
@STORE
@judging_options
@click.pass_obj
def merge(config: Path | None, /, companies: tuple[str, ...], store: Path, who: str, note: str) -> None:
    """Say that companies, by id or full name, are the same. Waiting papers follow; accepted ones are listed.

    Nothing is thrown away: `entities undo` takes it back. Where somebody said that two of them are different nothing is merged
    between these two, and the contradiction is told.
    """
    from extractor.resolution.judgements import Verdict
    from extractor.store import judgements

    with opened(store) as (tracking, register):
        ids = list(dict.fromkeys(company_named(tracking, company) for company in companies))
        if len(ids) < 2:
            raise UsageError("name two companies or more")
        with tracking.change():
            said = [judgements.say(tracking, ids[0], other, Verdict.SAME, who, note) for other in ids[1:]]
        for one in said:
            click.echo(f"judgement {one.id}: {one.left} and {one.right} are the same")
        groups = register.of(tracking).said.groups
        for conflict in register.of(tracking).said.conflicts():
            click.echo(f"CONFLICT, not merged: {conflict}")
        if len({groups.head(key) for key in ids}) == 1:
            click.echo(f"one company now: {', '.join(groups.group(ids[0]))}")
        follow(tracking, register, ids, config)


@click.command()
@click.argument("company")
@click.argument("others", nargs=-1)
@STORE
@judging_options
@click.pass_obj
def split(config: Path | None, /, company: str, others: tuple[str, ...], store: Path, who: str, note: str) -> None:
    """Take COMPANY out of its group, or part it from OTHERS only; that they are different is remembered for ever."""
    from extractor.store import judgements

    with opened(store) as (tracking, register):
        key = company_named(tracking, company)
        ids = tuple(company_named(tracking, other) for other in others)
        before = register.of(tracking).said.groups.group(key)
        for one in judgements.split(tracking, key, ids, who, note):
            click.echo(f"judgement {one.id}: {one.verdict} {one.left} / {one.right}")
        follow(tracking, register, before, config)


@click.command()
@click.argument("left")
@click.argument("company")
@STORE
@judging_options
@click.pass_obj
def different(config: Path | None, /, left: str, company: str, store: Path, who: str, note: str) -> None:
    """Say that LEFT, a company's id or a name as printed, is not COMPANY. It is never offered or merged again."""
    _judge(config, "different", left, company, store, who, note)


@click.command()
@click.argument("left")
@click.argument("company")
@STORE
@judging_options
@click.pass_obj
def unsure(config: Path | None, /, left: str, company: str, store: Path, who: str, note: str) -> None:
    """Say that nobody knows whether LEFT, an id or a name, is COMPANY: a person looks at each paper."""
    _judge(config, "unsure", left, company, store, who, note)


@click.command()
@click.argument("company")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@STORE
@judging_options
@click.pass_obj
def alias(config: Path | None, /, company: str, names: tuple[str, ...], store: Path, who: str, note: str) -> None:
    """Say that each NAME, in any script, is a name of COMPANY."""
    from extractor.resolution.judgements import Verdict
    from extractor.store import judgements

    with opened(store) as (tracking, register):
        key = company_named(tracking, company)
        for name in names:
            one = judgements.of_name(tracking, name, key, Verdict.SAME, who, note)
            click.echo(f"judgement {one.id}: {one.name} is a name of {key}")
        follow(tracking, register, [key, *names], config)


@click.command()
@click.argument("name")
@click.option("--country", help="Its country, as a code or a word.")
@STORE
@judging_options
@click.pass_obj
def create(config: Path | None, /, name: str, country: str | None, store: Path, who: str, note: str) -> None:
    """Add a company under NAME and print its id."""
    from extractor.store import entities, people
    from extractor.values import countries

    code = countries.find(country) if country else None
    if country and code is None:
        raise UsageError(f"{country} is no country")
    with opened(store) as (tracking, register):
        key = entities.create(tracking, " ".join(name.split()), code)
        people.note(tracking, who, "company", key, note)
        click.echo(key)
        follow(tracking, register, [key], config)


@click.command()
@click.argument("judgement", type=int)
@STORE
@judging_options
@click.pass_obj
def undo(config: Path | None, /, judgement: int, store: Path, who: str, note: str) -> None:
    """Take back JUDGEMENT by a row of its own; what it merged or ruled out is as before it."""
    from extractor.store import judgements

    with opened(store) as (tracking, register):
        known = register.of(tracking).said.groups
        found = judgements.one_of(tracking, judgement)
        touched = {key for one in found.pair for key in known.group(one)} | ({found.name} if found.name else set())
        made = judgements.undo(tracking, judgement, who, note)
        click.echo(f"judgement {made.id} takes back: {found.sentence()}")
        follow(tracking, register, touched, config)


def _judge(config: Path | None, verdict: str, left: str, company: str, store: Path, who: str, note: str) -> None:
    from extractor.resolution.judgements import Verdict
    from extractor.store import entities, judgements

    with opened(store) as (tracking, register):
        key = company_named(tracking, company)
        known = entities.named(tracking, left)
        before = register.of(tracking).said.groups.group(key)
        if left in known:
            one = judgements.say(tracking, left, key, Verdict(verdict), who, note)
        else:
            one = judgements.of_name(tracking, left, key, Verdict(verdict), who, note)
        click.echo(f"judgement {one.id}: {one.name or one.left} is {'perhaps' if verdict == 'unsure' else 'not'} {key}")
        for conflict in register.of(tracking).said.conflicts():
            click.echo(f"CONFLICT, not merged: {conflict}")
        follow(tracking, register, {left, *before}, config)
