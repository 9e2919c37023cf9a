"""The register as rows of the store's tables; a line repeats what volumes are asked by, so that no sum needs a join."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from extractor.gazetteer import element
from extractor.register.control import CONTROLLED, PRESUMED, Status
from extractor.register.drawing import StatusOf, home
from extractor.register.licences import Account
from extractor.register.linking import own_number
from extractor.register.paper import Company, Paper
from extractor.register.shipment import Carried, Shipment
from extractor.settings import LicenceSettings
from extractor.values.content import Contained, contained
from extractor.values.products import find_class, find_product

MILLION = 1_000_000
"""Milligrams in a kilogram, and millionths in one of a currency."""
MOST = Decimal(9_000_000_000_000)
"""Largest number that is kept: a larger one was read wrong, and the database could not hold its millionths."""
CONFIRMED, ACCEPTED, IN_REVIEW = "confirmed", "accepted", "in_review"
UNKNOWN = "not known"
"""Basis of an element that a line names and whose weight in it nobody knows."""
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows(
    shipments: Sequence[Shipment], accounts: Sequence[Account], status_of: StatusOf, settings: LicenceSettings
) -> Rows:
    """Return the rows of every derived table. A line's elements stand in it under `parts`: its number comes with writing."""
    found: Rows = {name: [] for name in ("shipments", "shipment_lines", "shipment_papers", "paper_links",
                                         "licence_accounts", "licence_lines", "licence_uses")}  # fmt: skip
    for shipment in shipments:
        statuses = [status(line, shipment, status_of) for line in shipment.lines]
        lines = [_line(shipment, n, line, statuses[n], status_of) for n, line in enumerate(shipment.lines)]
        found["shipments"].append(_shipment(shipment, statuses))
        found["shipment_lines"] += lines
        found["shipment_papers"] += _papers(shipment)
        found["paper_links"] += [
            {"left_id": link.left, "right_id": link.right, "kind": link.kind, "score": link.score,
             "reasons": json.dumps(link.reasons, ensure_ascii=False), "doubtful": int(link.doubtful)}
            for link in shipment.links
        ]  # fmt: skip
    left = {shipment.id: gone_on(shipment, settings) for shipment in shipments}
    for account in accounts:
        found["licence_accounts"].append(_account(account))
        found["licence_lines"] += _licence_lines(account)
        found["licence_uses"] += [
            {"document_id": account.paper.document_id, "place": use.place, "shipment_id": use.shipment_id,
             "date": _iso(use.day), "net_mg": whole(use.kg), "running_mg": whole(use.used),
             "gone_on": _iso(left[use.shipment_id]), "weighed": int(use.weighed)}
            for use in account.uses
        ]  # fmt: skip
    return found


def status(line: Carried, shipment: Shipment, status_of: StatusOf) -> Status:
    """Return a line's control status on the day of its shipment; without a day nobody can say."""
    if shipment.date is None:
        return Status("unknown", "the shipment has no date")
    return status_of(line.goods, shipment.date)


def whole(value: Decimal | None) -> int | None:
    """Return a weight in whole milligrams, or money in whole millionths; None for what is beyond all trade."""
    if value is None or abs(value) > MOST:
        return None
    return int((value * MILLION).to_integral_value())


def state(shipment: Shipment) -> str:
    """Say how far people looked at a shipment's invoices and packing lists."""
    papers = shipment.invoices + shipment.packing_lists
    if any(paper.status == "needs_review" for paper in papers):
        return IN_REVIEW
    return CONFIRMED if all(paper.confirmed for paper in papers) else ACCEPTED


def gone_on(shipment: Shipment, settings: LicenceSettings) -> date | None:
    """Return the day from which a shipment counts as gone: its own with a bill of lading, else after a time of grace."""
    if shipment.date is None or any(paper.value("bl_number") for paper in shipment.papers):
        return shipment.date
    return shipment.date + timedelta(days=settings.reserved_days)


def parts(line: Carried) -> tuple[Contained, ...]:
    """Return what a line contains; what only its grade suggests is marked."""
    goods = line.goods
    if line.kg is None:
        return ()
    return contained(line.kg, goods.elements, goods.description, goods.grade, goods.composition)


def oxide_kg(part: Contained) -> Decimal:
    """Return the oxide that holds the likely mass of an element."""
    return part.likely_kg / element(part.element).oxide_factor


def _shipment(shipment: Shipment, statuses: Sequence[Status]) -> Row:
    quoted = {number for paper in shipment.papers if (number := paper.value("licence_number"))}
    needs = any(one.state in {CONTROLLED, PRESUMED} for one in statuses)
    return {
        **_parties(shipment),
        "id": shipment.id,
        "net_mg": whole(shipment.kg),
        "net_kg": None if shipment.kg is None else f"{shipment.kg:f}",
        "state": state(shipment),
        "invoices": " ".join(number for paper in shipment.invoices if (number := paper.value("document_number"))),
        "packing_lists": len(shipment.packing_lists),
        "licences": " ".join(sorted(quoted)),
        "unlicensed": int(needs and not quoted),
    }


def _parties(shipment: Shipment) -> Row:
    """Return what a shipment and each of its lines have in common."""
    seller, client, end_user = shipment.seller, shipment.client, shipment.end_user
    return {
        "date": _iso(shipment.date),
        "month": None if shipment.date is None else f"{shipment.date:%Y-%m}",
        "seller_key": _key(seller),
        "seller": _name(seller),
        "client_key": _key(client),
        "client": _name(client),
        "end_user": _name(end_user),
        "country": shipment.country,
    }


def _line(shipment: Shipment, number: int, line: Carried, held: Status, status_of: StatusOf) -> Row:
    goods = line.goods
    product = find_product(goods.description) or (find_product(goods.grade) if goods.grade else None)
    under = [paper for paper in shipment.licences if home(line, shipment, paper, status_of) is not False]
    return {
        **_parties(shipment),
        "shipment_id": shipment.id,
        "number": number,
        "document_id": line.document_id,
        "product": product.product if product else None,
        "class": product.product_class if product else find_class(goods.description),
        "hs_code": goods.hs_code,
        "grade": goods.grade,
        "elements": " ".join(goods.elements),
        "control": held.state,
        "control_codes": " ".join(held.codes),
        "control_basis": held.basis,
        "licence": " ".join(sorted(own_number(paper) for paper in under)) or None,
        "net_mg": whole(line.kg),
        "ground": line.ground,
        "amount_micro": whole(line.amount),
        "currency": line.currency if line.amount is not None else None,
        "state": state(shipment),
        "description": goods.description,
        "parts": _parts(line),
    }  # fmt: skip


def _parts(line: Carried) -> list[Row]:
    """Return the elements of a line; one that it names and whose weight nobody knows has none, and still is its element."""
    found = parts(line)
    named = [symbol for symbol in line.goods.elements if symbol not in {part.element for part in found}]
    return [
        {"element": part.element, "low_mg": whole(part.low_kg), "likely_mg": whole(part.likely_kg),
         "high_mg": whole(part.high_kg), "oxide_mg": whole(oxide_kg(part)), "basis": part.basis,
         "presumed": int(part.presumed)}
        for part in found
    ] + [
        {"element": symbol, "low_mg": 0, "likely_mg": 0, "high_mg": 0, "oxide_mg": 0, "basis": UNKNOWN, "presumed": 0}
        for symbol in dict.fromkeys(named)
    ]  # fmt: skip


def _papers(shipment: Shipment) -> list[Row]:
    named = [("invoice", shipment.invoices), ("packing_list", shipment.packing_lists), ("licence", shipment.licences),
             ("superseded", shipment.superseded)]  # fmt: skip
    found: dict[int, str] = {}
    for part, papers in named:
        for paper in papers:
            found.setdefault(paper.document_id, part)
    return [{"document_id": key, "shipment_id": shipment.id, "part": part} for key, part in found.items()]


def _account(account: Account) -> Row:
    paper: Paper = account.paper
    holder = paper.company("exporter", "consignor", "seller")
    return {
        "document_id": paper.document_id,
        "number": own_number(paper) or None,
        "exporter_key": _key(holder),
        "exporter": _name(holder),
        "end_user": _name(paper.company("end_user", "importer", "consignee")),
        "valid_from": paper.value("valid_from") or paper.value("issue_date"),
        "valid_until": paper.value("valid_until"),
        "licensed_mg": whole(account.licensed_kg),
        "allowed_mg": whole(account.allowed_kg),
        "used_mg": whole(sum((use.kg for use in account.uses), Decimal())),
        "uses": len(account.uses),
        "most_uses": account.most_uses,
        "general": int(account.general),
        "terms": account.basis,
    }


def _licence_lines(account: Account) -> list[Row]:
    return [
        {"document_id": account.paper.document_id, "number": line.index, "description": line.goods.description,
         "elements": " ".join(line.goods.elements), "hs_code": line.goods.hs_code, "grade": line.goods.grade,
         "licensed_mg": whole(line.licensed_kg), "used_mg": whole(line.used_kg)}
        for line in account.lines
    ]  # fmt: skip


def _name(company: Company | None) -> str | None:
    return None if company is None else company.name


def _key(company: Company | None) -> str | None:
    return None if company is None else company.key


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
