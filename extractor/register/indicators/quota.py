"""Q: what went out against what came in, what was reported, and what the whole country exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from extractor.gazetteer import national_exports
from extractor.register.indicators.base import Finding, Rule, cited, cited_all, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import seller_key
from extractor.register.indicators.numbers import tolerance
from extractor.register.paper import Cite
from extractor.register.shipment import Shipment

TONNE = Decimal(1000)
DUE_DAY = 10
"""Day of the next month by which flows are entered (MIIT, 2025-08-22; F34)."""


@rule("Q1", "medium", "Regulation on rare earths (Order 785), art. on flow records; quotas by firm F34")
def more_out_than_in(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A trader sold more of an element than the register saw come in."""
    key = seller_key(shipment)
    if book.last_sale.get(key) != shipment.id:
        return
    for symbol, (incoming, outgoing) in sorted(book.balance.get(key, {}).items()):
        if incoming > 0 and outgoing > incoming * (1 + tolerance(book.settings.balance_tolerance)):
            yield Finding(
                f"{outgoing:.1f} kg of {symbol} at least went out from {shipment.seller.name if shipment.seller else key}, "
                f"{incoming:.1f} kg at most came in",
                cited_all(shipment.invoices, "total_net_weight_kg") or _lines(shipment),
                ("stock from before the register began", "own production", "a purchase whose papers are missing"),
                facts=(symbol, f"{outgoing - incoming:.0f}"),
            )


def _lines(shipment: Shipment) -> tuple[Cite, ...]:
    return tuple(cite for line in shipment.lines for cite in cited(line.goods, "net_weight_kg", "description"))


@rule("Q2", "medium", "Interim measures on quotas (MIIT, 2025-08-22): flows by the 10th of the next month (F34)")
def not_in_the_return(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A shipment is missing from the return that its producer filed for its month."""
    if shipment.date is None:
        return
    filed = book.filed.get((seller_key(shipment), f"{shipment.date:%Y-%m}"))
    if filed is not None and shipment.id not in filed:
        yield Finding(
            f"shipped on {shipment.date} and not in the return that was filed for {shipment.date:%Y-%m}, "
            f"due on {_due(shipment.date)}",
            cited_all(shipment.invoices, "issue_date", "document_number"),
            ("its papers came in after the return: an amendment is due", "counted in another month"),
        )


def _due(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following.replace(day=DUE_DAY)


@rule("Q3", "info", "yardstick: exports of 85051110 by month and country (F33)")
def large_share_of_the_nation(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A seller's magnets to one country in one month are a large share of all that China exported there."""
    if shipment.date is None or shipment.country is None:
        return
    month = f"{shipment.date:%Y-%m}"
    nation = national_exports().get((month, shipment.country))
    last, total = book.monthly.get((seller_key(shipment), month, shipment.country), ("", Decimal()))
    if nation is None or last != shipment.id:
        return
    share = total / (nation.tonnes * TONNE)
    if share > tolerance(book.settings.national_share):
        yield Finding(
            f"{total:.0f} kg to {shipment.country} in {month} are {share:.0%} of the {nation.tonnes} t of the whole country",
            _lines(shipment),
            ("a large maker", "tonnes read as kilograms or the other way round"),
            facts=(month, shipment.country),
        )


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (more_out_than_in, not_in_the_return, large_share_of_the_nation)
