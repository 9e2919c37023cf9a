"""`extractor extract`: papers in, JSON lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from extractor.commands import common


@contextmanager
def destination(out: Path | None) -> Iterator[TextIO]:
    """Give standard output, or a file that takes its name only when it is whole."""
    if out is None:
        yield sys.stdout
        return
    part = _unfinished(out)
    try:
        with part.open("w", encoding="utf-8") as stream:
            yield stream
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _unfinished(out: Path) -> Path:
    return out.with_name(out.name + ".part")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."
)
@click.option("--pretty", is_flag=True, help="Indent each record; for people, not for programs.")
@common.reading_options
@click.pass_obj
def command(config: Path | None, /, paths: tuple[Path, ...], out: Path | None, pretty: bool, **reading: object) -> None:
    """Read papers (PDF, PNG, JPEG, TIFF, ZIP, EML or folders of them) and print one record a document.

    Exit status: 0 when all were read, 1 when any gave an error record, 2 for wrong usage or output that could not be
    written, 130 when stopped.
    """
    settings = common.settings_with(config, reading)
    failed = False
    own = set() if out is None else {out.resolve(), _unfinished(out).resolve()}
    with destination(out) as stream:
        for outcome in common.results(paths, settings, wanted=lambda path: path.resolve() not in own):
            failed = failed or outcome.error is not None
            for record in outcome.all_records():
                data = record.to_json()
                print(
                    json.dumps(data, ensure_ascii=False, indent=2 if pretty else None), file=stream, flush=out is None
                )
    sys.exit(1 if failed else 0)
