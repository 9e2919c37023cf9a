"""`extractor searchable`: the same pages with a text layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.commands import common
from extractor.values.counted import counted


@click.command()
@click.argument("paper", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="IN")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT")
@common.reading_options
@click.pass_obj
def command(config: Path | None, /, paper: Path, out: Path, **reading: Any) -> None:
    """Write IN as a PDF that can be searched and copied from, Chinese included.

    The pages stay as they are; what was read from ink lies over them, invisible. A page that lay on its side is turned.
    Pages with text of their own get no layer.
    """
    from extractor.engines import searchable
    from extractor.errors import UsageError
    from extractor.stages import intake, sheets, text
    from extractor.tools import Tools

    settings = common.settings_with(config, reading)
    if out.exists() and out.samefile(paper):
        raise UsageError(f"{out} is the paper itself; originals are never altered")
    source = intake.identify(intake.Item(paper, paper.name), settings.limits)
    pages = tuple(text.read_all(sheets.cut(source), Tools(settings).reader, settings.limits, settings.ocr.dpi))
    added = searchable.write(source, pages, out)
    click.echo(f"{out}: {counted(len(pages), 'page')}, {counted(added, 'word')} added")
