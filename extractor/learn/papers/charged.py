"""Rows of charges between the lines and the total of a table: freight, mould, tax, round off; none is a line of goods."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Block, Column, Gap, Row, Table
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table


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


def summary(rng: Random, deal: Deal, style: Style, drawn: Plan) -> list[Block]:
    """A table of taxes by HS code below the goods, as some states want it; its rows are no goods."""
    places, codes = money_places(deal.currency), list(dict.fromkeys(good.hs for good in deal.goods if good.hs))
    if not codes:
        return []
    tax = next((value for label, _, value in drawn.charges if label == "tax"), Decimal(0))
    share = tax / deal.total
    rate = f"{style.number(share * 100, 2)}%"
    words = table("sentences")["taxes_zh" if style.language == "zh" else "taxes"]
    rows = []
    for code in codes:
        value = sum((good.amount for good in deal.goods if good.hs == code), Decimal(0))
        rows.append(Row((code, style.number(value, places), rate, style.number(value * share, places))))
    total = sum((good.amount for good in deal.goods if good.hs), Decimal(0))
    sums = (style.label(rng, "col_total"), style.number(total, places), "", style.number(total * share, places))
    rows.append(Row(sums, "total"))
    heads = tuple(rng.choice(words[name]) for name in ("code", "value", "rate", "tax"))
    columns = tuple(Column(head, "left" if at == 0 else "right") for at, head in enumerate(heads))
    return [Gap(0.5), Table(columns, tuple(rows), rng.choice(["full", "rows", "head"])), Gap(0.3)]


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
