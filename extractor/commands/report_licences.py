"""`extractor report licences`: what was drawn on each licence, what is left, what ends soon."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from extractor import settings as module
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError


@click.command()
@STORE
@click.option("--soon", is_flag=True, help="Only licences to look at: ended, ending, over-drawn, nearly used up.")
@click.option("--number", help="Show the lines and uses of one licence.")
@click.option("--proposals", is_flag=True, help="Show shipments that fit a licence and do not quote it.")
@click.option("--set", "terms_of", metavar="NUMBER", help="Set the terms of a licence by hand; see the next options.")
@click.option("--uses", type=click.IntRange(min=0), help="With --set: how often it may be used; 0: any number.")
@click.option(
    "--tolerance", type=click.FloatRange(0, 1), default=0.0, help="With --set: share over the licensed weight."
)
@click.option("--general", is_flag=True, help="With --set: a general licence.")
@click.option("--reason", default="", help="With --set: why.")
@click.option("--who", default="", help="With --set: who says so.")
@table_options
@click.pass_obj
def command(config: Path | None, /, store: Path, soon: bool, number: str | None, proposals: bool, terms_of: str | None,
            uses: int | None, tolerance: float, general: bool, reason: str, who: str, form: str,
            out: Path | None) -> None:  # fmt: skip
    """Keep the account of every licence: licensed, used, reserved for shipments on their way, left; days left.

    A shipment draws on a licence only where its papers quote the number. How often and by how much a licence may be used is
    read from its face; where that is wrong or missing, a person sets it with a reason.
    """
    from extractor.register.refresh import refresh
    from extractor.reports import licences
    from extractor.store import register
    from extractor.store.store import Store

    settings = module.load(config)
    with Store.open(store, create=False) as tracking:
        if terms_of is not None:
            if not reason.strip() or not who.strip():
                raise UsageError("terms are set with --reason and --who")
            row = {"number": terms_of, "most_uses": uses or None, "tolerance": str(Decimal(str(tolerance))),
                   "general": int(general), "reason": reason.strip(), "who": who.strip()}  # fmt: skip
            register.set_terms(tracking, row)
        refresh(tracking, settings)
        if number is not None:
            found = licences.detail(tracking, number)
            if not found:
                raise UsageError(f"there is no licence {number}")
            for table in found if form == "table" else found[1:2]:
                write(table, form, out)
        elif proposals:
            write(licences.proposals(tracking, settings), form, out)
        else:
            write(licences.table(tracking, settings.licences, soon), form, out)
