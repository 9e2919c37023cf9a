"""Shipments that fit a licence without quoting it: proposed to a person, they take nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.register.control import CONTROLLED, PRESUMED
from extractor.register.drawing import StatusOf, best_line, draw
from extractor.register.indicators.companies import same
from extractor.register.linking import folded
from extractor.register.paper import Company, Paper
from extractor.register.shipment import Shipment
from extractor.settings import LicenceSettings


@dataclass(frozen=True, slots=True)
class Proposal:
    """A shipment that fits a licence and does not quote it: a person decides."""

    shipment_id: str
    kg: Decimal
    score: float
    reasons: tuple[str, ...]


def by_seller(free: Sequence[Shipment], status_of: StatusOf) -> dict[str, list[Shipment]]:
    """Return shipments without licence that carry goods which need one, or may, by each name of the seller."""
    found: dict[str, list[Shipment]] = defaultdict(list)
    for shipment in free:
        day = shipment.date
        if day is None or shipment.seller is None:
            continue
        if any(status_of(line.goods, day).state in {CONTROLLED, PRESUMED} for line in shipment.lines):
            found[shipment.seller.key].append(shipment)
    return dict(found)


def proposals(
    licence: Paper, free: Mapping[str, Sequence[Shipment]], settings: LicenceSettings, status_of: StatusOf
) -> Iterator[Proposal]:
    """Yield the shipments of the licence's holder that it may cover; `free` are those of `by_seller`."""
    holder = licence.company("exporter", "consignor", "seller")
    if holder is None:
        return
    for shipment in free.get(holder.key, ()):
        score, reasons = _resemblance(shipment, licence)
        drawn, _ = draw(shipment, licence, status_of)
        if score >= settings.proposal_score and drawn:
            yield Proposal(shipment.id, sum(drawn.values(), Decimal()), round(score, 2), reasons)


def _resemblance(shipment: Shipment, licence: Paper) -> tuple[float, tuple[str, ...]]:
    """Return how much speaks for a shipment being under a licence, 0 to 1; 0 where something speaks against it."""
    day, reasons, score = shipment.date, ["same exporter"], 0.3
    begins = licence.day("valid_from") or licence.day("issue_date")
    ends = licence.day("valid_until")
    if day is None or (begins is not None and day < begins) or (ends is not None and day > ends):
        return 0.0, ()
    goods = [best_line(line.goods, licence) for line in shipment.lines]
    if licence.goods and not any(found is not None for found in goods):
        return 0.0, ()
    score, reasons = score + 0.2, [*reasons, "goods that it covers"]
    contract, theirs = _contracts(shipment), folded(licence.value("contract_number"))
    if contract and theirs:
        if not any(one.startswith(theirs) for one in contract):
            return 0.0, ()
        score, reasons = score + 0.3, [*reasons, f"same contract {licence.value('contract_number')}"]
    client = shipment.end_user or shipment.client
    named = [one for one in licence.companies if one.role in {"end_user", "importer", "consignee", "buyer"}]
    agreed = _agrees(client, named)
    if agreed is False:
        return 0.0, ()
    if agreed:
        score, reasons = score + 0.2, [*reasons, f"same customer {client.name if client else ''}"]
    return score, tuple(reasons)


def _contracts(shipment: Shipment) -> set[str]:
    return {folded(number) for paper in shipment.papers if (number := paper.value("contract_number"))}


def _agrees(client: Company | None, named: Sequence[Company]) -> bool | None:
    if client is None or not named:
        return None
    answers = [same(client, one) for one in named]
    return True if True in answers else None if None in answers else False
