"""Figures with what they are made of: each number of the report keeps the shipments, lines and papers behind it."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.register.indicators.book import Book
from extractor.register.paper import Cite
from extractor.register.shipment import Carried, Shipment
from extractor.values.content import Contained, contained

GRAM = Decimal("0.001")
NO_DATE = "undated"


@dataclass(frozen=True, slots=True)
class Part:
    """One line's share of a figure."""

    shipment: Shipment
    line: Carried
    value: Decimal
    ground: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass
class Figure:
    """A number with its name and its parts, added up as they come."""

    key: tuple[str, ...]
    title: str
    unit: str
    parts: list[Part] = field(default_factory=list)
    summed: bool = True
    """False for prices, which nobody adds up."""

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal())

    @property
    def shipments(self) -> int:
        """How many shipments it is made of."""
        return len({part.shipment.id for part in self.parts})

    @property
    def href(self) -> str:
        """The page of the figure, from the root of the report."""
        return f"figures/{slug(*self.key)}.html"

    def range(self) -> tuple[Decimal, Decimal]:
        """Return the least and the most that the figure may be."""
        low = sum((part.value if part.low is None else part.low for part in self.parts), Decimal())
        return low, sum((part.value if part.high is None else part.high for part in self.parts), Decimal())


Figures = dict[tuple[str, ...], Figure]


def figures(shipments: Iterable[Shipment]) -> Figures:
    """Return all volumes: goods by month and client, elements by month and in all."""
    found: Figures = {}

    def add(key: tuple[str, ...], title: str, part: Part) -> None:
        found.setdefault(key, Figure(key, title, "kg")).parts.append(part)

    for shipment in shipments:
        month = month_of(shipment)
        client = shipment.client
        for line in shipment.lines:
            if line.kg is None:
                continue
            whole = Part(shipment, line, line.kg, "net weight")
            add(("month", month), f"Goods in {month}", whole)
            add(("client", client.key if client else ""), f"Goods to {client.name if client else 'unknown'}", whole)
            for content in _named(line):
                part = Part(shipment, line, content.likely_kg, content.basis, content.low_kg, content.high_kg)
                add(("element", content.element), f"{content.element} in all", part)
                add(("month", month, content.element), f"{content.element} in {month}", part)
    return found


def price_figures(book: Book) -> Figures:
    """Return the prices per kilogram of each product and grade."""
    found: Figures = {}
    for shipment in book.shipments:
        for price in book.line_prices.get(shipment.id, ()):
            key = ("price", price.group[0], price.group[1])
            figure = found.setdefault(key, Figure(key, f"Prices of {group_name(key)}", "USD/kg", summed=False))
            figure.parts.append(Part(shipment, price.line, price.usd, "amount by net weight"))
    return found


def group_name(key: tuple[str, ...]) -> str:
    """Return a group of prices as people call it."""
    return " ".join(filter(None, key[1:])).replace("_", " ")


def _named(line: Carried) -> list[Contained]:
    """Return what a line contains by its own words; a grade alone is no volume."""
    goods, kg = line.goods, line.kg or Decimal()
    found = contained(kg, goods.elements, goods.description, goods.grade, goods.composition)
    return [part for part in found if not part.presumed]


def month_of(shipment: Shipment) -> str:
    """Return the month of a shipment, YYYY-MM."""
    return f"{shipment.date:%Y-%m}" if shipment.date is not None else NO_DATE


def values_by_currency(parts: Iterable[Part]) -> dict[str, Decimal]:
    """Return the money behind the parts, one sum a currency: currencies are never added up."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for part in parts:
        if part.line.amount is not None:
            found[part.line.currency or "?"] += part.line.amount
    return dict(sorted(found.items()))


def slug(*words: str) -> str:
    """Return a file name for a key: readable, safe, and different for different keys."""
    readable = re.sub(r"[^a-z0-9]+", "-", "-".join(words).casefold()).strip("-")[:40] or "figure"
    digest = hashlib.sha256("\0".join(words).encode()).hexdigest()[:8]
    return f"{readable}-{digest}"


def anchor(path: str) -> str:
    """Return the name of a value's place within its document's page."""
    return re.sub(r"\W+", "-", path).strip("-")


def document_href(cite: Cite) -> str:
    """Return the place of a value, from the root of the report: its box where it has one, else its row."""
    mark = "box-" if cite.box is not None and cite.page is not None else ""
    return f"documents/{cite.document_id}.html#{mark}{anchor(cite.path)}"


def kg(value: Decimal) -> str:
    """Return a weight to the gram at most, without zeros that say nothing."""
    rounded = value.quantize(GRAM).normalize()
    return f"{rounded:,f}".replace(",", "\u202f")
