"""`extractor report links`: papers that may belong together, and a person's word on them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from extractor import settings as module
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError


@click.command()
@STORE
@click.option("--join", type=int, nargs=2, metavar="ID ID", help="Say that two documents belong together.")
@click.option("--part", type=int, nargs=2, metavar="ID ID", help="Say that two documents do not belong together.")
@click.option("--who", default="", help="Who says so.")
@table_options
@click.pass_obj
def command(config: Path | None, /, store: Path, join: tuple[int, int] | None, part: tuple[int, int] | None, who: str,
            form: str, out: Path | None) -> None:  # fmt: skip
    """List the doubtful links between papers, the surest first; they join nothing until a person says so."""
    from extractor.register.refresh import refresh
    from extractor.reports.tables import Table
    from extractor.store import register
    from extractor.store.store import Store

    with Store.open(store, create=False) as tracking:
        for pair, together in ((join, True), (part, False)):
            if pair is None:
                continue
            if not who.strip():
                raise UsageError("a link is decided with --who")
            register.decide(tracking, *pair, together, who.strip())
        refresh(tracking, module.load(config))
        rows = tuple(
            (row["kind"], Decimal(str(row["score"])), row["left_id"], row["left_type"], row["left_number"] or "",
             row["right_id"], row["right_type"], row["right_number"] or "", "; ".join(row["reasons"]))
            for row in register.doubtful(tracking)
        )  # fmt: skip
        columns = (
            "link",
            "score",
            "left",
            "left_type",
            "left_number",
            "right",
            "right_type",
            "right_number",
            "reasons",
        )
        write(Table(columns, rows, "Doubtful links"), form, out)
