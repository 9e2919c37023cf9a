"""Sums over all shipments that single rules look into."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from extractor.register.indicators.facts import client_key, seller_key
from extractor.register.shipment import Shipment
from extractor.values.content import contained
from extractor.values.products import find_class

Balance = dict[str, dict[str, tuple[Decimal, Decimal]]]
"""By party and element: the most that came in and the least that went out, kg of contained element."""
Monthly = dict[tuple[str, str, str], tuple[str, Decimal]]
"""By seller, month and country: the last shipment and the kilograms of magnets."""


def balance(shipments: tuple[Shipment, ...]) -> Balance:
    """Return what came in and went out; what a grade merely suggests counts on neither side."""
    found: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(lambda: [Decimal(), Decimal()]))
    for shipment in shipments:
        for line in shipment.lines:
            if line.kg is None:
                continue
            goods = line.goods
            for part in contained(line.kg, goods.elements, goods.description, goods.grade, goods.composition):
                if part.presumed:
                    continue
                found[client_key(shipment)][part.element][0] += part.high_kg
                found[seller_key(shipment)][part.element][1] += part.low_kg
    found.pop("", None)
    return {party: {symbol: (a, b) for symbol, (a, b) in parts.items()} for party, parts in found.items()}


def monthly(shipments: tuple[Shipment, ...]) -> Monthly:
    """Return what each seller sent to each country in each month."""
    found: Monthly = {}
    for shipment in sorted((one for one in shipments if one.date is not None), key=lambda one: (one.date, one.id)):
        assert shipment.date is not None
        key = (seller_key(shipment), f"{shipment.date:%Y-%m}", shipment.country or "")
        kg = sum((line.kg for line in shipment.lines if line.kg and _is_magnet(line.goods.description)), Decimal())
        found[key] = (shipment.id, found.get(key, ("", Decimal()))[1] + kg)
    return found


def _is_magnet(description: str) -> bool:
    return find_class(description) == "magnet"
