"""A shipment: the papers of one movement of goods, counted once (DESIGN, decision 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.register.paper import Company, Goods, Paper


@dataclass(frozen=True)
class Link:
    """Why two papers belong together: score 0 to 1, reasons in words; `doubtful` links wait for a person."""

    left: int
    right: int
    kind: str
    """`same_paper` (copy, re-scan), `replaces` (left corrects right), `same_shipment`, `under_licence`."""
    score: float
    reasons: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True)
class Carried:
    """One line of goods as it counts: `kg` is net, from the packing list where both papers print it."""

    goods: Goods
    document_id: int
    kg: Decimal | None
    amount: Decimal | None
    currency: str | None
    ground: str = ""
    """Where `kg` was taken from: packing list, invoice, or a printed total shared out over lines."""


REST = "total, not told by line"
"""Ground of a line that stands for all weight that the papers print as a total alone."""


@dataclass(frozen=True)
class Shipment:
    """One movement of goods. `id` is steady: it comes from the content of its papers, not from the order of arrival."""

    id: str
    invoices: tuple[Paper, ...]
    packing_lists: tuple[Paper, ...]
    licences: tuple[Paper, ...]
    superseded: tuple[Paper, ...]
    """Copies, and papers that a corrected one replaced: kept, never counted."""
    links: tuple[Link, ...]
    lines: tuple[Carried, ...]
    date: date | None
    seller: Company | None
    client: Company | None
    end_user: Company | None
    country: str | None
    """Country of destination, ISO 3166-1 alpha-2."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All papers that count: invoices, packing lists, licences."""
        return self.invoices + self.packing_lists + self.licences

    @property
    def kg(self) -> Decimal | None:
        """Net weight in kg; None where any line has none and no total is printed."""
        known = [line.kg for line in self.lines if line.kg is not None]
        if known and (len(known) == len(self.lines) or any(line.ground == REST for line in self.lines)):
            return sum(known, Decimal())
        return net_kg(self.packing_lists) or net_kg(self.invoices)


def net_kg(papers: Sequence[Paper]) -> Decimal | None:
    """Return the net weight of several papers together; None where one has none, or there is no paper."""
    weights = [weight for paper in papers if (weight := paper.net_kg) is not None]
    return sum(weights, Decimal()) if weights and len(weights) == len(papers) else None
