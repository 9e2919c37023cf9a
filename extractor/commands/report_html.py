"""`extractor report html`: the register as pages to look at, to print and to hand on."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import settings as module


@click.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The tracking store.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the pages.")
@click.option("--images/--no-images", default=True, help="Show the papers themselves beside their values.")
@click.pass_obj
def command(config: Path | None, /, store: Path, out: Path, images: bool) -> None:
    """Write pages with volumes, clients, licences, prices, indicators and data quality; open `index.html`.

    They need no network. Every figure leads to the shipments behind it, and from there to the place on the paper.
    """
    from extractor.register.indicators.gather import refresh
    from extractor.reports import html_register
    from extractor.store.store import Store

    with Store.open(store, create=False) as tracking:
        book = refresh(tracking, module.load(config))
        first = html_register.write(tracking, out, book, images)
    click.echo(f"{first}")
