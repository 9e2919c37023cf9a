"""D: papers used twice, goods in small parcels, dates out of order, numbers that disprove themselves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from extractor.register.indicators.base import Finding, Rule, cited, cited_all, name_of, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import (
    CONTAINERS,
    client_key,
    invoice_numbers,
    seller_key,
    trade_papers,
    values,
)
from extractor.register.indicators.numbers import tolerance
from extractor.register.paper import Cite, Company, Paper, day
from extractor.register.shipment import Shipment
from extractor.values import checkdigits, taxnumbers

COMPARED = ("total_amount", "currency", "total_net_weight_kg", "total_quantity")
CORRECTS = re.compile(r"correct|revis|amend|supersed|replace|更正|修订|修改|变更|訂正|\bREV", re.IGNORECASE)
"""Words by which a paper says that it takes the place of another."""
WAYBILL_DIGITS = 11
A_DAY = timedelta(days=1)
"""A paper of the other side of the date line is no paper of tomorrow."""


def _first(group: list[Shipment]) -> Shipment:
    return min(group, key=lambda one: (one.date is None, one.date, one.id))


@rule("D1", "high", "Export Control Law art. 19, 34; inference of the project")
def used_twice(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """One invoice number, bill of lading or container stands for two different shipments."""
    for number in invoice_numbers(shipment):
        group = book.by_invoice[seller_key(shipment), number]
        if len(group) > 1 and _first(group).id != shipment.id:
            yield Finding(
                f"invoice {number} of this seller stands for {len(group)} shipments",
                cited_all(trade_papers(shipment), "document_number", "invoice_number"),
                ("a corrected invoice that does not say so", "a part shipment", "a number used again by mistake"),
                facts=(str(len(group)),),
            )
    for bill in values(shipment, "bl_number"):
        group = [one for one in book.by_bill[bill] if client_key(one) != client_key(shipment)]
        if group and _first([*group, shipment]).id != shipment.id:
            yield Finding(
                f"bill of lading {bill} stands for goods of another client too",
                cited_all(trade_papers(shipment), "bl_number"),
                ("several consignees under one master bill", "the same goods invoiced twice"),
                severity="medium",
            )
    yield from _containers(shipment, book)


def _containers(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A container within days on its way to two countries."""
    if shipment.date is None or shipment.country is None:
        return
    near = timedelta(days=book.settings.container_days)
    for number in dict.fromkeys(n for paper in trade_papers(shipment) for n in paper.lists.get(CONTAINERS, ())):
        for other in book.by_container.get(number, ()):
            if other.date is None or other.country in {None, shipment.country} or _first([other, shipment]) is shipment:
                continue
            if abs(other.date - shipment.date) <= near:
                yield Finding(
                    f"container {number} went to {other.country} on {other.date} and to {shipment.country} on {shipment.date}",
                    cited_all(trade_papers(shipment), CONTAINERS),
                    (
                        "goods of two clients in one container by way of a third country",
                        "one of the papers is not true",
                    ),
                    severity="medium",
                )


@rule("D1", "medium", "practice of trade papers F29; inference of the project")
def silently_replaced(paper: Paper, book: Book) -> Iterator[Finding]:
    """An invoice came again with the same number and other values, and does not say that it corrects the first."""
    if paper.doc_type != "commercial_invoice" or CORRECTS.search(" ".join(paper.values.values())):
        return
    for other in book.replaced.get(paper.document_id, ()):
        differing = [
            name
            for name in COMPARED
            if paper.value(name) and other.value(name) and paper.value(name) != other.value(name)
        ]
        if differing:
            told = ", ".join(f"{name} {other.value(name)} and {paper.value(name)}" for name in differing)
            yield Finding(
                f"invoice {name_of(paper)} came in two versions: {told}",
                cited_all((paper, other), *differing),
                ("a correction that does not say so", "one of the two was made for another reader"),
            )


@rule("D2", "high", "Export Control Law art. 12; small parcels F15, F44")
def split_up(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Many small unlicensed parcels of controlled or possibly controlled goods went to one client within weeks."""
    settings = book.settings
    parcels = book.open_parcels.get((seller_key(shipment), client_key(shipment)), ())
    if shipment.date is None or not parcels:
        return
    span = timedelta(days=settings.split_days)
    last = bisect_right(parcels, shipment.date, key=_day)
    if (
        last == 0
        or parcels[last - 1] is not shipment
        or (last < len(parcels) and _day(parcels[last]) - shipment.date <= span)
    ):
        return  # the chain is told once, at its last parcel
    first = bisect_left(parcels, shipment.date.toordinal() - span.days, key=lambda one: _day(one).toordinal())
    chain = parcels[first:last]
    total = sum((one.kg or Decimal() for one in chain), Decimal())
    if len(chain) >= settings.split_parcels and total >= tolerance(settings.split_total_kg):
        yield Finding(
            f"{len(chain)} parcels of together {total} kg to one client since {chain[0].date}, none with a licence",
            cited_all((paper for one in chain for paper in one.invoices), "total_net_weight_kg", "issue_date"),
            ("samples or spare parts", "one order sent in parcels too small to be asked about"),
            agreeing=2,
        )


def _day(shipment: Shipment) -> date:
    return shipment.date or date.min


@rule("D3", "medium", "practice of trade papers F29")
def dates_out_of_order(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A paper is dated before the one that it rests on (contract, licence or invoice, packing list), or after it came in."""
    slack = timedelta(days=book.settings.date_slack_days)
    for paper in shipment.papers:
        dated, agreed = paper.day("issue_date"), paper.day("contract_date")
        if dated is not None and agreed is not None and agreed > dated:
            yield Finding(
                f"{name_of(paper)} of {dated} names a contract of {agreed}", cited(paper, "issue_date", "contract_date")
            )
        received = day(paper.received_at[:10])
        if dated is not None and received is not None and dated - received > A_DAY:
            yield Finding(
                f"{name_of(paper)} is dated {dated}, after it came in on {received}",
                cited(paper, "issue_date"),
                ("day and month were taken for one another", "a paper made in advance"),
            )
    numbered = {paper.value("document_number"): paper for paper in shipment.invoices}
    for packing in shipment.packing_lists:
        invoice = numbered.get(packing.value("invoice_number"))
        packed, billed = packing.day("issue_date"), invoice.day("issue_date") if invoice is not None else None
        if invoice is not None and packed is not None and billed is not None and billed - packed > slack:
            yield Finding(
                f"packed on {packed}, more than {slack.days} days before the invoice of {billed}",
                cited_all((packing, invoice), "issue_date"),
                severity="low",
            )


@rule("D4", "low", "check digits: ISO 6346, IATA Resolution 600a, GB 32100 and national tax numbers")
def check_digits(paper: Paper, book: Book) -> Iterator[Finding]:
    """A container, air waybill or tax number fails its check digit."""
    for number in paper.lists.get(CONTAINERS, ()):
        if not checkdigits.is_container(number):
            yield _fails("container", number, cited(paper, CONTAINERS))
    waybill = (paper.value("bl_number") or "").replace("-", "")
    if waybill.isdigit() and len(waybill) == WAYBILL_DIGITS and not checkdigits.is_air_waybill(waybill):
        yield _fails("air waybill", waybill, cited(paper, "bl_number"))
    for company in paper.companies:
        if company.tax_id and _tax_number_fails(company):
            yield _fails(f"tax number of {company.name}", company.tax_id, (company.cite,))


def _tax_number_fails(company: Company) -> bool:
    check = taxnumbers.check_of(company.tax_id or "", company.country)
    return check is not None and not check(company.tax_id or "")


def _fails(what: str, number: str, places: tuple[Cite, ...]) -> Finding:
    readings = ("a letter or digit was read wrong", "a number that was never given out")
    return Finding(f"{what} {number} fails its check digit", places, readings, facts=(number,))


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (used_twice, split_up, dates_out_of_order)
PAPER_RULES: tuple[Rule[Paper], ...] = (silently_replaced, check_digits)
