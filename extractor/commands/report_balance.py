"""`extractor report balance`: what came in, went out and must still be there, by party and element."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor import settings as module
from extractor.commands.tabular import STORE, table_options, write
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.register.balance import Month
    from extractor.reports.tables import Table

COLUMNS = ("party", "element", "month", "in_kg", "in_as", "out_kg", "out_as", "held_low_kg", "held_likely_kg", "held_high_kg",
           "question")  # fmt: skip
MILLION = Decimal(1_000_000)


@click.command()
@STORE
@click.option("--party", help="Name of a buyer or seller, or a part of it that only one has.")
@click.option("--element", help="Only this element, by its symbol.")
@click.option("--questions", is_flag=True, help="Only months in which more went out than can have been there.")
@click.option("--stock", nargs=2, metavar="ELEMENT KG", help="With --party: what it held of an element.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="With --stock: at the beginning of this month.")
@click.option("--who", default="", help="With --stock: who says so.")
@table_options
@click.pass_obj
def command(config: Path | None, /, store: Path, party: str | None, element: str | None, questions: bool,
            stock: tuple[str, str] | None, month: object, who: str, form: str, out: Path | None) -> None:  # fmt: skip
    """Compare what a party received with what it passed on, across oxide, metal, alloy and magnet.

    Weights are those of the contained element; what only a grade suggests is left out. A maker that only sells raises no
    question until a purchase or a stock is known.
    """
    from extractor.register.balance import Flow, balance
    from extractor.register.refresh import refresh
    from extractor.store import balance as rows
    from extractor.store.store import Store

    settings = module.load(config)
    with Store.open(store, create=False) as tracking:
        refresh(tracking, settings)
        key = None if party is None else _one(rows.parties(tracking, party), party)
        if stock is not None:
            if key is None or month is None or not who.strip():
                raise UsageError("a stock is given with --party, --month and --who")
            rows.set_stock(tracking, key, stock[0], str(month)[:7], str(_kg(stock[1])), who.strip())
        flows = [
            Flow(row["party"], row["name"], row["month"], row["element"], row["side"], row["class"] or "other",
                 row["low_mg"] / MILLION, row["likely_mg"] / MILLION, row["high_mg"] / MILLION)
            for row in rows.flows(tracking, key)
        ]  # fmt: skip
        stocks = {one: (since, Decimal(kg)) for one, (since, kg) in rows.stocks(tracking).items()}
    months = balance(flows, stocks, Decimal(str(settings.register.balance_tolerance)))
    chosen = [month for month in months if element in {None, month.element} and (not questions or month.question)]
    write(_table(chosen), form, out)


def _one(found: list[tuple[str, str]], name: str) -> str:
    if len(found) != 1:
        names = ", ".join(one for _, one in found[:10])
        raise UsageError(f"{name!r} may be {names}" if found else f"no shipment names {name!r}")
    return found[0][0]


def _kg(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise UsageError(f"{text!r} is no weight in kg") from error
    if not found.is_finite() or found < 0:
        raise UsageError(f"{text!r} is no weight in kg")
    return found


def _table(months: list[Month]) -> Table:
    from extractor.reports.tables import Table

    rows = tuple(
        (one.name, one.element, one.month or "undated", one.in_likely, _kinds(one.came), one.out_likely, _kinds(one.went),
         one.held_low, one.held_likely, one.held_high, one.question)
        for one in months
    )  # fmt: skip
    return Table(COLUMNS, rows, "Mass balance, kg of contained element")


def _kinds(found: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{kind} {kg.normalize():f}" for kind, kg in sorted(found.items()))
