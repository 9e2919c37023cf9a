"""Short questions to a shipment: whose it is, what its numbers are, who stands on its papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from extractor.register.paper import Company, Paper
from extractor.register.shipment import Shipment

Key = TypeVar("Key")
CONTAINERS = "container_numbers"


def quarter(day: date) -> str:
    """Return the quarter of a day, `2025Q3`."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def index(shipments: Iterable[Shipment], keys: Callable[[Shipment], Iterable[Key]]) -> dict[Key, list[Shipment]]:
    """Return shipments by the keys that each has."""
    found: dict[Key, list[Shipment]] = defaultdict(list)
    for shipment in shipments:
        for key in dict.fromkeys(keys(shipment)):
            found[key].append(shipment)
    return dict(found)


def seller_key(shipment: Shipment) -> str:
    """Return the key of the seller, empty where none is known."""
    return shipment.seller.key if shipment.seller is not None else ""


def client_key(shipment: Shipment) -> str:
    """Return the key of the client, empty where none is known."""
    return shipment.client.key if shipment.client is not None else ""


def invoice_numbers(shipment: Shipment) -> tuple[str, ...]:
    """Return the numbers of the invoices that count."""
    return tuple(number for paper in shipment.invoices if (number := paper.value("document_number")))


def values(shipment: Shipment, name: str) -> tuple[str, ...]:
    """Return the different values of a field over the papers that count."""
    return tuple(dict.fromkeys(value for paper in shipment.papers if (value := paper.value(name))))


def trade_papers(shipment: Shipment) -> tuple[Paper, ...]:
    """Return invoices and packing lists: what the seller wrote, without the licences."""
    return shipment.invoices + shipment.packing_lists


def companies(shipment: Shipment, *roles: str) -> tuple[Company, ...]:
    """Return the parties of the trade papers in some roles, each company once."""
    found = (one for paper in trade_papers(shipment) for one in paper.companies if one.role in roles)
    return tuple({one.key: one for one in reversed(list(found))}.values())[::-1]
