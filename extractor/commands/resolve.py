"""`extractor resolve`: which known company a name means, how sure, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.resolution.entities import Match
    from extractor.resolution.index import Decision
    from extractor.resolution.judged import JudgedCompanies

CANDIDATES = 5
LEAST_SCORE = 20.0
"""Less alike than this, a company is not worth a line."""


@click.command()
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--file", "file", type=click.File(encoding="utf-8-sig"), help="A name a line; `-` for standard input.")
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="A tracking store, for its companies.")
@click.option("--country", help="The country of the names, as a code or a word.")
@click.option("--identifier", help="Tax number or credit code printed with the name.")
@click.option("--count", type=click.IntRange(1, 100), default=CANDIDATES, show_default=True, help="Candidates to show.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON a name.")
def command(names: tuple[str, ...], file: TextIO | None, store: Path | None, country: str | None, identifier: str | None,
            count: int, as_json: bool) -> None:  # fmt: skip
    """Say which company each NAME means: candidates with scores and reasons, the decision, and hits on screening lists.

    `match` may be taken unseen, `review` is for a person, `new` means that nothing is near. Without a store the shipped
    companies and lists are known. Exit status: 0 when every name is a match and on no list, 1 when a person has to look,
    2 for wrong usage.
    """
    from extractor.commands.companies import known_companies
    from extractor.values import countries

    code = countries.find(country) if country else None
    if country and code is None:
        raise UsageError(f"{country} is no country")
    asked = list(_asked(names, file))
    if not asked:
        raise UsageError("name a company, or a file with --file; `--file -` reads standard input")
    certain = True
    with known_companies(store) as (companies, screen):
        for name in asked:
            found = companies.explain((name,), code, identifier)
            hits = screen.hits((name,), (identifier,) if identifier else ())
            certain = certain and found.entity.decision == "match" and not any(hit.open for hit in hits)
            told = _told(name, found, companies, count) | {"screening": [hit.to_json() for hit in hits]}
            click.echo(json.dumps(told, ensure_ascii=False) if as_json else _text(told))
    sys.exit(0 if certain else 1)


def _asked(names: tuple[str, ...], file: TextIO | None) -> Iterator[str]:
    """Yield the names of the command line, of the file, and of standard input where something is piped in and none is named.

    An empty line of a file is none; an empty name on the command line is a slip.
    """
    if not all(name.strip() for name in names):
        raise UsageError("one of the names is empty")
    yield from names
    if file is None and not names and not sys.stdin.isatty():
        file = sys.stdin
    if file is not None:
        yield from (line.strip() for line in file if line.strip())


def _told(name: str, found: Decision, companies: JudgedCompanies, count: int) -> dict[str, Any]:
    entity = found.entity
    known = {
        match.entity.id: match
        for match in (*companies.candidates(name, count), *found.candidates)
        if match.score >= LEAST_SCORE
    }
    ranked = sorted(known.values(), key=lambda match: (-match.score, match.entity.id))[:count]
    return {"name": name, "decision": entity.decision, "id": entity.id, "company": entity.name, "score": entity.score,
            "reasons": list(found.reasons), "candidates": [_candidate(match) for match in ranked]}  # fmt: skip


def _candidate(match: Match) -> dict[str, Any]:
    return {"score": match.score, "id": match.entity.id, "company": match.entity.name, "country": match.entity.country,
            "matched": match.matched, "reasons": list(match.reasons)}  # fmt: skip


def _text(told: dict[str, Any]) -> str:
    """Return what was found of a name for a person."""
    lines = [f"{told['name']}"]
    of = f"  {told['company']} [{told['id']}] {told['score']:.1f}" if told["id"] else ""
    lines.append(f"  {told['decision']}{of}")
    lines += [f"    because {reason}" for reason in told["reasons"]]
    for one in told["candidates"]:
        as_known = f", known as {one['matched']}" if one["matched"] != one["company"] else ""
        lines.append(f"  {one['score']:5.1f}  {one['company']} ({one['country'] or '??'}) [{one['id']}]{as_known}")
        lines += [f"         {reason}" for reason in one["reasons"]]
    lines += [f"  LIST   {hit['sentence']}" for hit in told["screening"]]
    return "\n".join(lines) + "\n"
