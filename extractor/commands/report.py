"""`extractor report`: what the papers of a store add up to; each report is a module that is loaded when it is called."""

from __future__ import annotations

import click

from extractor.commands.lazy import LazyGroup

REPORTS: dict[str, tuple[str, str]] = {
    "html": ("report_html", "Write pages with plots and tables; every figure leads to its papers."),
    "indicators": ("report_indicators", "Say what is worth a look, with its evidence."),
}


@click.group(cls=LazyGroup, table=REPORTS)
def command() -> None:
    """Say what the papers of a tracking store add up to."""
