"""`extractor report`: what the papers of a store add up to; each report is a module that is loaded when it is called."""

from __future__ import annotations

import click

from extractor.commands.lazy import LazyGroup

REPORTS: dict[str, tuple[str, str]] = {
    "volumes": ("report_volumes", "Add up what was shipped, by client, element, month and more."),
    "licences": ("report_licences", "Say what was drawn on each licence, what is left, what ends soon."),
    "links": ("report_links", "Show papers that may belong together, and decide."),
    "return": ("report_return", "Make a producer's return for a month, and file it."),
    "balance": ("report_balance", "Compare what came in and went out, by party and element."),
    "html": ("report_html", "Write pages with plots and tables; every figure leads to its papers."),
    "indicators": ("report_indicators", "Say what is worth a look, with its evidence."),
}


@click.group(cls=LazyGroup, table=REPORTS)
def command() -> None:
    """Say what the papers of a tracking store add up to."""
