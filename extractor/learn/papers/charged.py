"""Rows of charges between the lines and the total of a table: freight, mould, tax, round off; none is a line of goods."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Row
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.truth import Fact, Truth


def rows(rng: Random, deal: Deal, style: Style, truth: Truth, drawn: Plan, names: tuple[str, ...]) -> list[Row]:
    """Return the rows of charges, on some papers headed by the sum of the goods; note what of them the contract keeps."""
    if not drawn.charges or "amount" not in names:
        return []
    places = money_places(deal.currency)
    across = rng.random() < 0.55
    made: list[Row] = []
    if len(drawn.charges) > 1 and rng.random() < 0.5:
        text = style.number(deal.total, places)
        truth.add(Fact("net_amount", plain(deal.total), text))
        made.append(_row(style.label(rng, "goods_amount"), text, names, across=across))
    minus = rng.choice(["-{}", "-{}", "({})", "- {}"])
    for label, key, value in drawn.charges:
        number = style.number(abs(value), places)
        if key:
            truth.add(Fact(key, plain(abs(value)), number))
        shown = minus.format(number) if value < 0 else number
        made.append(_row(_named(rng, deal, style, label, value), shown, names, across=across))
    return made


def _named(rng: Random, deal: Deal, style: Style, label: str, value: Decimal) -> str:
    words = style.label(rng, label)
    if label != "tax":
        return words
    rate = Decimal(100) * value / deal.total
    return f"{words} {style.number(rate, 2)}%" if rng.random() < 0.5 else words


def _row(label: str, text: str, names: tuple[str, ...], *, across: bool) -> Row:
    """Print the label over all columns before the amount, or in the column of the description."""
    at = names.index("amount")
    cells = [""] * len(names)
    cells[at] = text
    if across or "description" not in names or names.index("description") >= at:
        return Row((label, *cells[max(at, 1) :]), "charge", max(at, 1))
    cells[names.index("description")] = label
    return Row(tuple(cells), "charge")
