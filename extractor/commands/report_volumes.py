"""`extractor report volumes`: what was shipped, by client, element, period and whatever else the papers tell."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import settings as module
from extractor.commands.tabular import STORE, table_options, write


@click.command()
@STORE
@click.option("--by", default="client", show_default=True, help="Dimensions, apart by commas; see below.")
@click.option("--period", type=click.Choice(["month", "quarter", "year"]), help="Also by period.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="First day that counts.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="Last day that counts.")
@click.option("--only", multiple=True, metavar="NAME=VALUE", help="Bound a dimension to a value; may be repeated.")
@click.option("--presumed", is_flag=True, help="Add up elements too that only a grade suggests.")
@click.option("--without-review", is_flag=True, help="Leave out shipments with a paper that waits for a person.")
@table_options
@click.pass_obj
def command(config: Path | None, /, store: Path, by: str, period: str | None, since: object, until: object,
            only: tuple[str, ...], presumed: bool, without_review: bool, form: str, out: Path | None) -> None:  # fmt: skip
    """Add up what was shipped, each trade once: net weight, contained elements, value and price per kilogram.

    Dimensions: client, seller or producer, end_user, country, product, class, hs, grade, element, elements, control,
    licence, currency, state, shipment. By element, the weights are what the goods contain (low, likely, high, and as
    oxide), and carriers_net_kg is the weight of the goods that contain it. No weight at all is left blank, never 0.
    """
    from extractor.register.refresh import refresh
    from extractor.reports import volumes
    from extractor.store.store import Store
    from extractor.store.volumes import Question

    bounds = dict(_bound(one) for one in only)
    question = Question(
        by=tuple(name.strip() for name in by.split(",") if name.strip()),
        period=period,
        since=_day(since),
        until=_day(until),
        only=bounds,
        presumed=presumed,
        states=("confirmed", "accepted") if without_review else (),
    )
    with Store.open(store, create=False) as tracking:
        refresh(tracking, module.load(config))
        write(volumes.table(tracking, question), form, out)
        if period and (remark := volumes.remarks(tracking)):
            click.echo(remark, err=True)


def _bound(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value.strip()


def _day(moment: object) -> str | None:
    return None if moment is None else str(moment)[:10]
