"""`extractor entities show|proposals|changes`: one company in full, what papers propose, what would change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from extractor import settings as module
from extractor.commands.companies import company_named, follow, opened
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError
from extractor.values.counted import counted


@click.command()
@click.argument("company")
@STORE
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def show(company: str, store: Path, as_json: bool) -> None:
    """Show COMPANY, by id or full name: names with script and origin, group and why, judgements, proposals, papers."""
    from extractor.store import choices, proposals

    with opened(store) as (tracking, register):
        key = company_named(tracking, company)
        said = register.of(tracking).said
        group = said.groups.group(key)
        found: dict[str, Any] = choices.company(tracking, key)
        found["group"] = [{"id": other, "why": [one.sentence() for one in said.groups.why(key, other)]}
                          for other in group if other != key]  # fmt: skip
        found["head"] = said.groups.head(key)
        found["judgements"] = choices.judged(tracking, key)
        found["conflicts"] = [one.sentence() for one in said.groups.conflicts if key in one.different.pair]
        found["proposals"] = [dict(row) for row in proposals.waiting(tracking, key)]
        found["papers"] = choices.papers(tracking, key)
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else _text(found), nl=as_json)


def _text(found: dict[str, Any]) -> str:
    lines = [f"{found['name']}", f"  id           {found['id']}", f"  country      {found['country'] or 'unknown'}",
             f"  known from   {found['origin']} {found['source']}".rstrip()]  # fmt: skip
    if found["address"]:
        lines.append(f"  address      {found['address']}")
    lines += [f"  identifier   {value}" for value in found["identifiers"]]
    lines += [f"  name         {row['alias']} ({row['script']}, {row['origin']})" for row in found["aliases"]]
    for other in found["group"]:
        lines.append(f"  same as      {other['id']}" + (" (stands for all)" if other["id"] == found["head"] else ""))
        lines += [f"               {why}" for why in other["why"]]
    lines += [f"  CONFLICT     {sentence}" for sentence in found["conflicts"]]
    lines += [f"  judgement {row['id']:<3}{row['verdict']} {row['other']}, {row['who']} {row['at'][:10]} {row['note']}".rstrip()
              + ("" if row["stands"] or row["verdict"] == "undo" else " (undone)") for row in found["judgements"]]  # fmt: skip
    lines += [
        f"  proposal {row['id']:<4}{row['name']} ({counted(row['papers'], 'paper')})" for row in found["proposals"]
    ]
    lines += [f"  paper        {row['doc_type']} {row['number'] or ''} {row['issue_date'] or ''}, {row['role']} {row['name']}"
              for row in found["papers"]]  # fmt: skip
    return "\n".join(lines) + "\n"


@click.command()
@STORE
@click.option("--accept", type=int, multiple=True, metavar="ID", help="Agree: the name is the company's.")
@click.option("--refuse", type=int, multiple=True, metavar="ID", help="Say that it is not, for ever.")
@click.option("--who", default="", help="Who says so.")
@table_options
@click.pass_obj
def proposals(config: Path | None, /, store: Path, accept: tuple[int, ...], refuse: tuple[int, ...], who: str, form: str,
              out: Path | None) -> None:  # fmt: skip
    """List names that papers print beside another name of the same party; none is taken until a person agrees."""
    from extractor.reports.tables import Table
    from extractor.store import proposals as kept

    with opened(store) as (tracking, register):
        if (accept or refuse) and not who.strip():
            raise UsageError("a proposal is decided with --who")
        said = [one for key in accept for one in kept.accept(tracking, key, who)]
        said += [one for key in refuse for one in kept.refuse(tracking, key, who)]
        for one in said:
            click.echo(f"judgement {one.id}: {one.sentence()}")
        if accept or refuse:
            follow(tracking, register, {key for one in said for key in (one.right, one.name or "")}, config)
        rows = tuple(
            (row["id"], row["name"], row["beside"], row["company"] or "", row["papers"], row["document_id"])
            for row in kept.waiting(tracking)
        )
    columns = ("id", "name", "printed_beside", "company", "papers", "first_paper")
    write(Table(columns, rows, "Proposed names"), form, out)


@click.command()
@click.argument("companies", nargs=-1)
@STORE
@click.option("--apply", "applied", is_flag=True, help="Change these papers; their standing stays.")
@click.option("--who", default="", help="Who says so.")
@table_options
@click.pass_obj
def changes(config: Path | None, /, companies: tuple[str, ...], store: Path, applied: bool, who: str, form: str,
            out: Path | None) -> None:  # fmt: skip
    """List papers whose parties would be resolved otherwise now, all or those that COMPANIES may concern.

    The column `returns` names the months of returns already filed that count the paper.
    """
    from extractor.register.refresh import refresh
    from extractor.reports.tables import Table
    from extractor.store import again

    if applied and not who.strip():
        raise UsageError("papers are changed with --who")
    settings = module.load(config)
    with opened(store) as (tracking, register):
        touched = {company_named(tracking, one) for one in companies} if companies else None
        found = list(again.changes(tracking, register.of(tracking), touched))
        if applied:
            again.apply(tracking, found, who.strip(), settings.review)
            refresh(tracking, settings)
    rows = tuple(
        (one.document_id, one.doc_type, one.number, one.status, one.role, one.name,
         (one.before.name if one.before is not None else None) or "", one.after.decision, one.after.name or "",
         " ".join(one.returns))
        for one in found
    )  # fmt: skip
    columns = (
        "document",
        "type",
        "number",
        "status",
        "role",
        "name",
        "company_before",
        "decision_now",
        "company_now",
        "returns",
    )
    write(Table(columns, rows, "Papers changed" if applied else "Papers that would change"), form, out)
