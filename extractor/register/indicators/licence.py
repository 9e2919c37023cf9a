"""L1 to L4 and L10: whether a shipment had a licence, in time, with enough left on it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.register.indicators.base import Finding, Rule, cited, cited_all, name_of, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.companies import same
from extractor.register.indicators.facts import trade_papers, values
from extractor.register.licences import Account, Use
from extractor.register.paper import Cite, Goods, Paper
from extractor.register.shipment import Shipment

CUSTOMERS = ("end_user", "importer", "consignee", "buyer")


@rule("L1", "critical", "Export Control Law art. 12, 19, 34(1); Announcement 18 of 2025; cases F9, F10")
def unlicensed(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Goods that were controlled on the day of shipment have no licence."""
    day = shipment.date
    if day is None or shipment.licences:
        return
    controlled = [line for line in shipment.lines if book.status(line.goods, day).state == "controlled"]
    if not controlled:
        return
    quoted = values(shipment, "licence_number")
    cites = tuple(cite for line in controlled for cite in _why(line.goods))
    what = ", ".join(sorted({book.status(line.goods, day).basis for line in controlled}))
    if quoted:
        text = f"licence {', '.join(quoted)} is quoted for controlled goods ({what}) and is not in the register"
        places = cited_all(trade_papers(shipment), "licence_number")
        yield Finding(text, (*places, *cites), ("its paper has not come in", "no such licence"), severity="medium")
    else:
        yield Finding(
            f"controlled goods ({what}) left on {day} and no licence is known",
            cites or cited_all(shipment.invoices, "document_number"),
            ("the licence was not handed in", "content below the limit of control", "no licence"),
            agreeing=len({cite.path.rsplit(".", 1)[-1] for cite in cites}),
        )


def _why(goods: Goods) -> tuple[Cite, ...]:
    """Return the places that show what goods are."""
    return cited(goods, "elements", "composition", "description", "hs_code")


@rule("L2", "critical", "Export Control Law art. 34(2): beyond the scope of the licence; tolerance F20")
def over_drawn(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """With this shipment more was shipped under a licence than it allows."""
    for account, use in book.uses.get(shipment.id, ()):
        if account.licensed_kg is None or account.allowed_kg is None:
            continue
        if use.used > account.allowed_kg:
            yield _over(shipment, account, use, account.licensed_kg, "")
            continue
        share = account.allowed_kg / account.licensed_kg if account.licensed_kg else Decimal(1)
        for line in account.lines:
            drawn = next((one for one in line.uses if one.shipment_id == shipment.id), None)
            if drawn is not None and line.licensed_kg is not None and drawn.used > line.licensed_kg * share:
                yield _over(shipment, account, drawn, line.licensed_kg, f"line {line.index + 1} of ")


def _over(shipment: Shipment, account: Account, use: Use, licensed: Decimal, part: str) -> Finding:
    number = name_of(account.paper)
    return Finding(
        f"{use.used} kg shipped under {part}licence {number} for {licensed} kg, {use.kg} kg of them here",
        (*_licensed(account.paper), *_weights(shipment)),
        ("a second licence that did not come in", "a shipment that came back or was never cleared", "over-drawn"),
        facts=(part, f"{use.used}", f"{licensed}"),
    )


def _licensed(licence: Paper) -> tuple[Cite, ...]:
    """Return the places of the quantity that a licence allows."""
    places = cited_all(licence.goods, "net_weight_kg", "quantity")
    return cited(licence, "document_number", "total_net_weight_kg") + places


def _weights(shipment: Shipment) -> tuple[Cite, ...]:
    """Return the places of the weight that a shipment took."""
    lines = tuple(cite for line in shipment.lines for cite in cited(line.goods, "net_weight_kg"))
    return lines or cited_all(trade_papers(shipment), "total_net_weight_kg")


@rule(
    "L4", "high", "one batch, one licence; several clearances, at most twelve, where it says so (Order 29 of 2005; F20)"
)
def used_too_often(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The licence was used more often than its kind allows."""
    for account, use in book.uses.get(shipment.id, ()):
        if account.most_uses is not None and use.place > account.most_uses:
            yield Finding(
                f"use number {use.place} of licence {name_of(account.paper)}, which allows {account.most_uses}",
                (
                    *cited(account.paper, "document_number", "multiple_use", "remarks"),
                    *cited_all(trade_papers(shipment), "licence_number", "document_number"),
                ),
                ("one clearance in several papers", "a mark for several uses that was not read", "used again"),
                facts=(str(use.place),),
            )


@rule("L10", "high", "general licences of December 2025: one year, the customers named (F23)")
def outside_the_general_licence(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A general licence was used for a customer that it does not name."""
    for account, _ in book.uses.get(shipment.id, ()):
        named = [one for one in account.paper.companies if one.role in CUSTOMERS]
        client = shipment.end_user or shipment.client
        if not account.general or client is None or not named:
            continue
        if all(same(client, one) is False for one in named):
            yield Finding(
                f"{client.name} is no customer of the general licence {name_of(account.paper)}",
                (client.cite, *(one.cite for one in named)),
                ("a customer added later", "a licence used for another customer"),
            )


@rule("L3", "critical", "Measures on dual-use licences (Order 29 of 2005), art. on validity")
def out_of_validity(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The shipment left before the licence began or after it ended."""
    day = shipment.date
    if day is None:
        return
    for licence in shipment.licences:
        begins, ends = licence.day("valid_from") or licence.day("issue_date"), licence.day("valid_until")
        if ends is not None and day > ends:
            what, place = f"licence {name_of(licence)} ended on {ends}, the goods left on {day}", "valid_until"
        elif begins is not None and day < begins:
            what, place = f"licence {name_of(licence)} began on {begins}, the goods left on {day}", "issue_date"
        else:
            continue
        yield Finding(
            what,
            (*cited(licence, place, "valid_from"), *cited_all(trade_papers(shipment), "issue_date")),
            (
                "cleared on another day than the papers are dated",
                "an extended licence that did not come in",
                "no valid licence",
            ),
        )


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (
    unlicensed, over_drawn, out_of_validity, used_too_often, outside_the_general_licence,
)  # fmt: skip
