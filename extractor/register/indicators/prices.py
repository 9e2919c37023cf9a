"""P: prices far from what the material costs or from what the peers pay, and arithmetic that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from extractor.register.indicators import companies
from extractor.register.indicators.base import Finding, Rule, cited, cited_all, name_of, rule
from extractor.register.indicators.book import Book, LinePrice
from extractor.register.indicators.numbers import tolerance
from extractor.register.paper import Cite, Goods, Paper
from extractor.register.shipment import Shipment
from extractor.rules.arithmetic import CHARGES, adds_up, line_fits, with_charges
from extractor.values import words_amount

REFUND = "refund of value added tax (0 % on oxides and metals, F25)"


def price_cites(price: LinePrice) -> tuple[Cite, ...]:
    """Return the places of the values that make a price per kilogram."""
    return cited(price.line.goods, "amount", "net_weight_kg", "unit_price", "quantity", "grade")


def market_of(shipment: Shipment) -> str:
    """Return the market whose quotations judge a shipment: that of China, where nothing says otherwise."""
    seller = shipment.seller.country if shipment.seller is not None else None
    return "EXCN" if seller not in {None, "CN", "HK"} else "CN"


@rule("P1", "high", "Customs Law and tax law (true value); cases F14, F44")
def under_invoiced(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The price per kilogram is below the value of the contained rare earths, or far below that of its peers."""
    settings, day = book.settings, shipment.date
    for price in book.line_prices.get(shipment.id, ()):
        assert day is not None
        reasons, readings = [], []
        median = book.median_without(price)
        if median is not None and price.usd < tolerance(settings.price_low) * median:
            reasons.append(f"less than {settings.price_low:g} of the median of its peers, {median:.2f}")
            readings.append(f"median of {' '.join(price.group)} without this line: {median:.2f} USD/kg")
        floor = _floor(price, shipment, book, day)
        if floor is not None and price.usd < floor[0]:
            reasons.append(f"below the floor of {floor[0]:.2f} from its rare earths")
            readings.append(f"value of the contained rare earths: {floor[1]}")
        if reasons:
            yield Finding(
                f"{price.usd:.2f} USD/kg on line {price.line.goods.index + 1}: {' and '.join(reasons)}",
                price_cites(price),
                (
                    *readings,
                    "scrap, rejects, samples or a part of the price paid elsewhere",
                    "weight read in another unit",
                ),
                agreeing=len(reasons),
            )


def _floor(price: LinePrice, shipment: Shipment, book: Book, day: date) -> tuple[Decimal, str] | None:
    settings = book.settings
    material = book.prices.material(price.line, market_of(shipment), day, tolerance(settings.price_yield))
    return None if material is None else (tolerance(settings.price_floor) * material.usd, material.basis)


@rule("P2", "high", f"tax law (refund by false declaration); {REFUND}")
def over_invoiced(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The price per kilogram is far above the median of its peers."""
    for price in book.line_prices.get(shipment.id, ()):
        median = book.median_without(price)
        if median is None or price.usd <= tolerance(book.settings.price_high) * median:
            continue
        yield Finding(
            f"{price.usd:.2f} USD/kg on line {price.line.goods.index + 1}: more than {book.settings.price_high:g} times the "
            f"median of its peers, {median:.2f}",
            price_cites(price),
            (
                f"median of {' '.join(price.group)}: {median:.2f} USD/kg",
                "small or difficult pieces, tooling in the price",
            ),
        )


@rule("P3", "critical", "Customs Law (true declaration, smuggling)")
def invoices_conflict(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Two invoices for the same goods print different amounts or buyers."""
    found = {invoice.document_id: invoice for invoice in shipment.invoices}
    own = set(found)
    for other in _neighbours(shipment, book):
        found.update({invoice.document_id: invoice for invoice in other.invoices})
    for first, second in combinations(sorted(found.values(), key=_by_content), 2):
        if second.document_id in own:  # told once, at the later of the two
            yield from _conflict(first, second, tolerance(book.settings.invoice_ratio))


def _by_content(paper: Paper) -> tuple[str, str, str]:
    return paper.value("issue_date") or "", name_of(paper), paper.sha256


def _neighbours(shipment: Shipment, book: Book) -> list[Shipment]:
    """Return other shipments under the same bill of lading."""
    bills = {bill for paper in shipment.papers if (bill := paper.value("bl_number"))}
    return [other for bill in bills for other in book.by_bill.get(bill, ()) if other.id != shipment.id]


def _conflict(first: Paper, second: Paper, ratio: Decimal) -> Iterator[Finding]:
    if not _same_goods(first, second):
        return
    reasons = []
    amounts = [paper.number("total_amount") for paper in (first, second)]
    low, high = min(amounts, key=lambda a: a or 0), max(amounts, key=lambda a: a or 0)
    same_currency = first.value("currency") == second.value("currency")
    if low and high and same_currency and high > ratio * low:
        reasons.append(f"amounts {amounts[0]} and {amounts[1]} {first.value('currency') or ''}".strip())
    left, right = first.company("buyer"), second.company("buyer")
    if left is not None and right is not None and companies.same(left, right) is False:
        reasons.append(f"buyers {left.name} and {right.name}")
    if reasons:
        sellers = [company.cite for company in (left, right) if company is not None]
        yield Finding(
            f"invoices {name_of(first)} and {name_of(second)} for the same goods: {', '.join(reasons)}",
            (*cited_all((first, second), "document_number", "total_amount"), *sellers),
            (
                "one replaces the other and does not say so",
                "a sale on by the buyer",
                "one was made for the customs alone",
            ),
            agreeing=len(reasons),
        )


def _same_goods(first: Paper, second: Paper) -> bool:
    """Say whether two invoices print the same weight, or the same pieces line by line."""
    if first.value("document_number") == second.value("document_number"):
        return False
    if first.net_kg is not None and first.net_kg == second.net_kg:
        return True
    lines = [sorted((goods.grade or "", goods.quantity or 0) for goods in paper.goods) for paper in (first, second)]
    return lines[0] == lines[1] and any(goods.quantity for goods in first.goods)


@rule("P4", "medium", "Customs Law (true declaration)")
def arithmetic(paper: Paper, book: Book) -> Iterator[Finding]:
    """Quantity times price is not the amount, the lines do not add up, or words and figures differ."""
    for goods in paper.goods:
        if not _line_fits(goods):
            yield Finding(
                f"{goods.quantity} x {goods.unit_price} is not {goods.amount} on line {goods.index + 1} of {name_of(paper)}",
                cited(goods, "quantity", "unit_price", "amount"),
                ("a price per another unit", "a discount on the line", "one of the three was read wrong"),
            )
    total = paper.number("total_amount")
    if total is None:
        return
    amounts = [goods.amount for goods in paper.goods if goods.amount is not None]
    if amounts and len(amounts) == len(paper.goods) and not _sum_fits(paper, amounts, total):
        yield Finding(
            f"lines add up to {sum(amounts, Decimal())}, the total says {total} on {name_of(paper)}",
            cited(paper, "total_amount") + cited_all(paper.goods, "amount"),
            ("charges or a discount that were not read", "a line was missed"),
        )
    words = paper.value("amount_in_words")
    spoken = None if words is None else words_amount.parse(words)
    if spoken is not None and spoken != total:
        yield Finding(
            f"in words {spoken}, in figures {total} on {name_of(paper)}",
            cited(paper, "amount_in_words", "total_amount"),
        )


def _line_fits(goods: Goods) -> bool:
    quantity, price, amount = goods.quantity, goods.unit_price, goods.amount
    if quantity is None or price is None or amount is None:
        return True
    return line_fits([count for count in (quantity, goods.net_kg) if count is not None], price, amount)


def _sum_fits(paper: Paper, amounts: list[Decimal], total: Decimal) -> bool:
    """Say whether lines make the total, with the charges or without: prices may hold the freight that a paper also names.

    Validation asks for the charges, since a subtotal read for the total looks the same; here the total was seen to be right.
    """
    charges = [paper.number(name) or Decimal() for name in CHARGES]
    added = with_charges(amounts, charges, paper.number("discount_amount") or Decimal())
    return any(adds_up(value, total, amounts) for value in (sum(amounts, Decimal()), added))


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (under_invoiced, over_invoiced, invoices_conflict)
PAPER_RULES: tuple[Rule[Paper], ...] = (arithmetic,)
