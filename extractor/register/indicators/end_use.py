"""E: who gets the goods, where they go, and what for."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.gazetteer import ListedParty, port_words
from extractor.register.indicators import companies, words
from extractor.register.indicators.base import Finding, Rule, cited, cited_all, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import client_key, trade_papers
from extractor.register.indicators.facts import companies as parties
from extractor.register.paper import Cite, Company, Paper
from extractor.register.shipment import Shipment

GOODS_TO = ("consignee", "buyer")
"""Where a paper names no end user: who the goods go to."""
LICENSED_TO = ("end_user", "importer")
SURE = 97.0
"""Likeness from which a listed name is no chance."""
DESTINATION = ("final_destination", "country_of_destination")


@rule("E1", "critical", "Export Control Law art. 15-17; Order 792")
def end_user_differs(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The goods go to another company than the end user of the licence."""
    named = parties(shipment, "end_user")
    for licence in shipment.licences:
        allowed = [one for one in licence.companies if one.role in LICENSED_TO]
        end_users = [one for one in allowed if one.role == "end_user"]
        for user in named:
            if end_users and all(companies.same(user, one) is False for one in end_users):
                yield _other_user(user, end_users, "end user", None)
        if named or not allowed:
            continue
        receiver = next((one for role in GOODS_TO for one in parties(shipment, role)), None)
        if receiver is not None and all(companies.same(receiver, one) is False for one in allowed):
            yield _other_user(receiver, allowed, receiver.role, "high")


def _other_user(found: Company, allowed: list[Company], what: str, severity: str | None) -> Finding:
    names = ", ".join(f"{one.name} ({one.role})" for one in allowed)
    return Finding(
        f"{what} {found.name} is not on the licence, which names {names}",
        (found.cite, *(one.cite for one in allowed)),
        ("the same company under another name", "a processor or agent that the licence file names", "a diversion"),
        severity=severity,
    )


@rule("E2", "high", "Export Control Law art. 15-17; case F16 (licence for one country, goods to another)")
def destination_differs(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The goods go to another country than the licence says."""
    for licence in shipment.licences:
        allowed = {code for name in DESTINATION if (code := licence.value(name)) and len(code) == 2}
        if not allowed:
            continue
        declared = [paper for paper in trade_papers(shipment) if paper.value(DESTINATION[1])]
        wrong = [paper for paper in declared if paper.value(DESTINATION[1]) not in allowed]
        receivers = parties(shipment, "consignee", "end_user")
        abroad = [one for one in receivers if one.country and one.country not in allowed | {"CN"}]
        if not wrong and (not abroad or any(one.country in allowed for one in receivers)):
            continue
        countries = {paper.value(DESTINATION[1]) or "" for paper in wrong} | {one.country or "" for one in abroad}
        yield Finding(
            f"goods go to {', '.join(sorted(countries))}, the licence is for {', '.join(sorted(allowed))}",
            (*cited_all(wrong, DESTINATION[1]), *(one.cite for one in abroad), *cited(licence, *DESTINATION)),
            ("a declared route by way of another country", "goods sent elsewhere than licensed"),
            agreeing=bool(wrong) + bool(abroad),
        )


@rule("E3", "high", "Order 792; routes F42 (of low reliability)")
def diversion(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Several signs of trans-shipment together: transit country, forwarder or trader as receiver, no end user, a new client."""
    signs = list(_signs(shipment, book))
    points = sum(weight for weight, _, _ in signs)
    if points < book.settings.diversion_points:
        return
    cites = tuple(dict.fromkeys(cite for _, _, places in signs for cite in places))
    texts = tuple(text for _, text, _ in signs)
    yield Finding("; ".join(texts), cites, ("ordinary trade by way of a hub",), agreeing=len(signs), facts=texts)


def _signs(shipment: Shipment, book: Book) -> Iterator[tuple[int, str, tuple[Cite, ...]]]:
    transit = set(book.settings.transit_countries.split())
    named = parties(shipment, "end_user") or tuple(
        one for licence in shipment.licences for one in licence.companies if one.role == "end_user"
    )
    for paper in trade_papers(shipment):
        port = port_words().get("".join((paper.value("port_of_discharge") or "").casefold().split()))
        if port is not None and port.country in transit and shipment.country not in {None, port.country}:
            yield 1, f"discharged in {port.country} on the way to {shipment.country}", cited(paper, "port_of_discharge")
            break
    if shipment.country in transit and not named:
        yield 1, f"to {shipment.country}, with no end user named", ()
    for one in parties(shipment, "consignee", "buyer"):
        if words.hits("forwarder", one.name):
            yield 2, f"{one.role} {one.name} is a forwarder by its name", (one.cite,)
        elif words.hits("trader", one.name) and not named:
            yield 1, f"{one.role} {one.name} is a trader by its name, with no end user named", (one.cite,)
    for one in parties(shipment, "notify_party"):
        if words.hits("forwarder", one.name) and shipment.country in transit:
            yield 1, f"to be notified: the forwarder {one.name}", (one.cite,)
    if shipment.client is not None and _is_new(shipment, book):
        yield 1, f"the first shipment to {shipment.client.name}", (shipment.client.cite,)


def _is_new(shipment: Shipment, book: Book) -> bool:
    """Say whether a client comes for the first time to a seller who has been in the register before."""
    if shipment.date is None or shipment.seller is None:
        return False
    before = book.first_day.get(shipment.seller.key)
    earlier = book.by_pair[shipment.seller.key, client_key(shipment)]
    return before is not None and before < shipment.date and earlier[0].id == shipment.id


@rule("E4", "critical", "Export Control Law (list of restricted parties); Announcements 1, 11 and 12 of 2026 (F36)")
def listed_party(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A party may be one of a list of restricted parties."""
    found = {one.key: one for paper in shipment.papers for one in paper.companies if one.role != "issuing_authority"}
    for one in found.values():
        for listed in book.listed:
            if not _listed_on(listed, shipment):
                continue
            score = companies.listed_likeness((one.name, *one.also), listed)
            if score < book.settings.listed_score:
                continue
            yield Finding(
                f"{one.role} {one.name} may be {listed.name_en} of the {listed.list} ({score:.0f} % alike)",
                (one.cite,),
                ("another company of a similar name", f"listed since {listed.listed_from}"),
                severity=None if score >= SURE else "high",
                facts=(listed.list, listed.name_en),
            )


def _listed_on(listed: ListedParty, shipment: Shipment) -> bool:
    day = shipment.date
    if day is None:
        return True
    suspended = listed.suspended_from is not None and listed.suspended_from <= day
    over = listed.suspended_to is not None and day > listed.suspended_to
    return day >= listed.listed_from and (not suspended or over)


@rule("E5", "high", "Export Control Law art. 12, 15; Announcement 1 of 2026 (F36)")
def military_words(paper: Paper, book: Book) -> Iterator[Finding]:
    """A paper speaks of military use, or of weapons, without denying it."""
    for name in ("end_use", "remarks"):
        found = words.asserted("military", paper.value(name) or "")
        if found:
            yield _military(found, name, cited(paper, name))
    for goods in paper.goods:
        found = words.asserted("military", goods.description)
        if found:
            yield _military(found, "goods", cited(goods, "description"))
    for one in paper.companies:
        found = words.asserted("military", one.name) if one.role != "issuing_authority" else ()
        if found:
            yield _military(found, f"{one.role} {one.name}", (one.cite,))


def _military(found: tuple[str, ...], where: str, cites: tuple[Cite, ...]) -> Finding:
    readings = ("a civil use of the same word, such as the radar of a car", "a military use")
    return Finding(f"{where}: {', '.join(found)}", cites, readings)


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (end_user_differs, destination_differs, diversion, listed_party)
PAPER_RULES: tuple[Rule[Paper], ...] = (military_words,)
