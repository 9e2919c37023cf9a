"""L5 to L9: whether the licence is one for these goods, this seller, contract and port, and whether it is in order itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from extractor.gazetteer import customs_districts, port_words
from extractor.register.fit import is_same_code, is_same_grade, unlicensed
from extractor.register.indicators.base import Finding, Rule, cited, cited_all, name_of, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.companies import same
from extractor.register.indicators.facts import trade_papers
from extractor.register.indicators.numbers import tolerance
from extractor.register.paper import Goods, Paper
from extractor.register.shipment import Carried, Shipment
from extractor.values.codes import licence_number

HOLDERS = ("exporter", "consignor")
CHINESE_CODES = re.compile(r"[12][A-E]9\d\d")
"""Entries that only the Chinese list has."""
CHINESE_NUMBER = re.compile(r"\d{2}-?[A-Z0-9]{2}-?\d{6}")
"""Numbers of other countries have other forms, and their licences other terms."""


@rule("L5", "medium", "one licence, one customs district (一证一关; content norms F19)")
def other_port(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The goods left by another place than the one where the licence is to be cleared."""
    for licence in shipment.licences:
        cleared = _place(licence.value("port_of_clearance"))
        for paper in trade_papers(shipment):
            loaded = _place(paper.value("port_of_loading"))
            if cleared is None or loaded is None or cleared == loaded:
                continue
            yield Finding(
                f"loaded at {paper.value('port_of_loading')}, to be cleared at {licence.value('port_of_clearance')}",
                (*cited(paper, "port_of_loading"), *cited(licence, "port_of_clearance")),
                ("cleared inland and loaded at the coast", "another customs district than licensed"),
            )
            break


def _place(text: str | None) -> str | None:
    """Return the port group of a port or customs district by its print, None where it is not known."""
    if not text:
        return None
    word = "".join(text.casefold().split())
    bare = re.sub(r"customs|port$|海关|关区|港$|,?china$|中国", "", word)
    for candidate in (word, bare):
        port = port_words().get(candidate)
        if port is not None:
            return port.group
    for district in customs_districts():
        names = [name for name in (district.name_en, district.name_zh, *district.aliases) if name]
        if any(word == "".join(name.casefold().split()) for name in names):
            head = re.sub(r"\s*customs|关区|海关", "", district.name_en.casefold())
            port = port_words().get("".join(head.split()))
            return port.group if port is not None else district.code
    return None


@rule("L6", "high", "licences may not be transferred (Export Control Law art. 34; F21b)")
def other_holder(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The seller is neither exporter nor consignor of the licence."""
    if shipment.seller is None:
        return
    for licence in shipment.licences:
        holders = [one for one in licence.companies if one.role in HOLDERS]
        if holders and all(same(shipment.seller, one) is False for one in holders):
            yield Finding(
                f"sold by {shipment.seller.name}, the licence is for {', '.join(one.name for one in holders)}",
                (shipment.seller.cite, *(one.cite for one in holders)),
                ("an agent who exports in his own name", "a licence of another company"),
            )


@rule("L7", "high", "Export Control Law art. 34(2): beyond the scope of the licence")
def not_covered(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A line of controlled goods is on no line of the licence: other code, element, grade or price."""
    licensed = [(paper, goods) for paper in shipment.licences for goods in paper.goods]
    if not licensed or shipment.date is None:
        return
    for line in shipment.lines:
        if not book.suspect(line.goods, shipment.date):
            continue
        reasons, paper, goods = min(
            ((_mismatch(line, goods, paper, book), paper, goods) for paper, goods in licensed),
            key=lambda one: len(one[0]),
        )
        if reasons:
            names = ("hs_code", "elements", "grade", "description", "unit_price")
            yield Finding(
                f"line {line.goods.index + 1} is not what licence {name_of(paper)} covers: {'; '.join(reasons.values())}",
                (*cited(line.goods, *names), *cited(goods, *names)),
                ("the same goods in other words", "goods that were not applied for"),
                severity=None if {"hs", "elements"} & set(reasons) else "medium",
                agreeing=len(reasons),
            )


def _mismatch(line: Carried, licensed: Goods, licence: Paper, book: Book) -> dict[str, str]:
    """Return what of a line differs from a licensed one, by kind."""
    goods, found = line.goods, {}
    if is_same_code(goods, licensed) is False:
        found["hs"] = f"code {goods.hs_code}, licensed {licensed.hs_code}"
    if extra := unlicensed(goods, licensed):
        found["elements"] = f"{', '.join(sorted(extra))} is not licensed"
    if is_same_grade(goods, licensed) is False:
        found["grade"] = f"grade {goods.grade}, licensed {licensed.grade}"
    price, allowed = _per_kg(line.amount, line.kg), _per_kg(licensed.amount, licensed.net_kg)
    if price and allowed and line.currency == licence.value("currency"):
        ratio = max(price, allowed) / min(price, allowed)
        if ratio > tolerance(book.settings.licence_price_ratio):
            found["price"] = f"{price:.2f} {line.currency}/kg, licensed {allowed:.2f}"
    return found


def _per_kg(amount: Decimal | None, kg: Decimal | None) -> Decimal | None:
    return amount / kg if amount and kg and amount > 0 and kg > 0 else None


@rule("L8", "medium", "content norms of licences F19: one contract, 17 characters")
def other_contract(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The contract of the papers is not that of the licence, also when cut to the licence's 17 characters."""
    longest = book.settings.contract_characters
    for licence in shipment.licences:
        agreed = licence.value("contract_number")
        orders = [paper for paper in trade_papers(shipment) if paper.value("contract_number")]
        numbers = {paper.value(name) or "" for paper in orders for name in ("contract_number", "purchase_order_number")}
        if not agreed or not orders or any(_same_contract(agreed, number, longest) for number in numbers if number):
            continue
        yield Finding(
            f"contract {orders[0].value('contract_number')}, the licence {name_of(licence)} is for {agreed}",
            (*cited_all(orders, "contract_number"), *cited(licence, "contract_number")),
            ("an order under a frame contract", "a licence of another contract"),
        )


def _same_contract(left: str, right: str, longest: int) -> bool:
    a, b = ("".join(char for char in text.upper() if char.isalnum()) for text in (left, right))
    cut = "".join(char for char in right.upper()[:longest] if char.isalnum())
    return a in {b, cut} or (len(left) >= longest and b.startswith(a))


@rule("L9", "high", "Export Control Law art. 35 (forged or altered licences); number form F19")
def odd_licence(paper: Paper, book: Book) -> Iterator[Finding]:
    """A licence's number, dates or content do not go together, or two licences of one number differ."""
    if paper.doc_type != "export_licence":
        return
    number, issued, ends = paper.value("document_number") or "", paper.day("issue_date"), paper.day("valid_until")
    chinese = CHINESE_CODES.match((paper.value("control_code") or "").upper()) is not None
    known = licence_number(number) if CHINESE_NUMBER.fullmatch(number) else None
    if chinese and number and known is None:
        yield Finding(
            f"{number} has not the form of a Chinese licence number", cited(paper, "document_number"),
            ("read wrong", "another form of number"), severity="low",
        )  # fmt: skip
    if known is not None and issued is not None and int(known[:2]) not in _years(issued):
        yield Finding(
            f"number {number} is one of 20{known[:2]}, the licence is dated {issued}",
            cited(paper, "document_number", "issue_date"),
            ("a number or date read wrong", "an altered licence"),
        )
    yield from _odd_validity(paper, issued, ends, book.settings.validity_days if chinese or known else None)
    for other in book.replaced.get(paper.document_id, ()):
        differing = _differences(other, paper)
        if differing:
            yield Finding(
                f"two licences {number} differ in {', '.join(differing)}",
                cited_all((paper, other), "document_number", *differing),
                ("an amended licence", "one of the two is not genuine"),
            )


def _years(issued: date) -> set[int]:
    """Return the years that a number may carry: licences for the next year are given out in December."""
    return {issued.year % 100, (issued.year + (issued.month == 12)) % 100}


def _odd_validity(paper: Paper, issued: date | None, ends: date | None, longest: int | None) -> Iterator[Finding]:
    if issued is None or ends is None:
        return
    places = cited(paper, "issue_date", "valid_until")
    if ends < issued:
        yield Finding(f"licence {name_of(paper)} ended on {ends}, before it was issued on {issued}", places)
    elif longest is not None and ends - issued > timedelta(days=longest):
        yield Finding(
            f"licence {name_of(paper)} of {issued} runs until {ends}, longer than a year", places,
            ("a general licence of the older form", "a date read wrong"), severity="medium",
        )  # fmt: skip


def _differences(first: Paper, second: Paper) -> list[str]:
    names = ("valid_until", "total_net_weight_kg", "total_quantity", "contract_number")
    return [
        name for name in names if first.value(name) and second.value(name) and first.value(name) != second.value(name)
    ]


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (other_port, other_holder, not_covered, other_contract)
PAPER_RULES: tuple[Rule[Paper], ...] = (odd_licence,)
