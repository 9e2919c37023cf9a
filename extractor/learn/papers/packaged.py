"""Packing lists by packages or orders: the heading of a package above what it holds, the sums of an order below it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Row
from extractor.learn.papers.cells import weight_text
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import Good
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import Style
from extractor.learn.papers.words import table


def heading(rng: Random, deal: Deal, style: Style, drawn: Plan, number: int) -> str:
    """Return the heading of the package that starts with this line: its number, on some papers size and gross weight."""
    words, zh = table("sentences"), "_zh" if style.language == "zh" else ""
    starts = [at for at, good in enumerate(deal.goods) if good.packages]
    at = starts.index(number)
    end = starts[at + 1] if at + 1 < len(starts) else len(deal.goods)
    gross = sum((good.gross for good in deal.goods[number:end]), Decimal(0))
    # One paper words all of its headings alike, so the wording hangs on its number.
    parts = [words["package" + zh][len(deal.invoice) % len(words["package" + zh])].format(at=at + 1, all=len(starts))]
    if deal.goods[number].box:
        parts.append(rng.choice(words["within" + zh]).format(size=deal.goods[number].box))
    parts.append(rng.choice(words["heavy" + zh]).format(gross=weight_text(gross, style, drawn, unit=True)[0]))
    return "   ".join(parts)


def subtotal(deal: Deal, style: Style, drawn: Plan, names: tuple[str, ...], goods: Sequence[Good], label: str) -> Row:
    """Return the sums of some lines under their columns."""
    cells = dict.fromkeys(names, "")
    if len({good.unit for good in deal.goods}) == 1 and "quantity" in cells:
        cells["quantity"] = style.number(sum((good.quantity for good in goods), Decimal(0)))
    if "packages" in cells:
        cells["packages"] = str(sum(good.packages for good in goods))
    for name in {"net", "gross"} & set(names):
        total = sum(((good.net if name == "net" else good.gross) for good in goods), Decimal(0))
        cells[name] = weight_text(total, style, drawn, unit=False)[1]
    cells["description"] = label
    return Row(tuple(cells[name] for name in names), "charge")
