"""The book that rules look into: all shipments, indexed once, so that no rule goes through all of them again."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from extractor.gazetteer import ListedParty, party_lists
from extractor.register.indicators.facts import (
    CONTAINERS,
    client_key,
    index,
    invoice_numbers,
    quarter,
    seller_key,
    values,
)
from extractor.register.indicators.numbers import tolerance
from extractor.register.indicators.quotes import Prices
from extractor.register.indicators.totals import Balance, Monthly, balance, monthly
from extractor.register.licences import Account, Use
from extractor.register.paper import Goods, Paper
from extractor.register.shipment import Carried, Shipment
from extractor.settings import RegisterSettings
from extractor.values.products import find_product


@dataclass(frozen=True, slots=True)
class LinePrice:
    """The price of one line in US dollars per kilogram, and the group of its peers."""

    line: Carried
    usd: Decimal
    group: tuple[str, str, str]
    """Product, grade and quarter."""


class Status(Protocol):
    """Whether goods are controlled: `state` is controlled, not_controlled, presumed or unknown; `basis` says why."""

    @property
    def state(self) -> str:
        """The state."""

    @property
    def basis(self) -> str:
        """The ground in words."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known of the goods."""

    state: str = "unknown"
    basis: str = ""


def unknown(goods: Goods, on: date) -> Status:
    """Say that nothing is known."""
    return Unknown()


@dataclass(frozen=True)
class Book:
    """All shipments, with the settings and tables that the rules go by."""

    shipments: tuple[Shipment, ...]
    settings: RegisterSettings = field(default_factory=RegisterSettings)
    licences: tuple[Paper, ...] = ()
    """All licences that count, those too under which nothing was shipped."""
    replaced: Mapping[int, tuple[Paper, ...]] = field(default_factory=dict)
    """Earlier versions that say something else, by the document that counts."""
    accounts: tuple[Account, ...] = ()
    """The ledger of the licences."""
    filed: Mapping[tuple[str, str], Set[str]] = field(default_factory=dict)
    """The shipments of each return that was filed, by seller and month."""
    screened: tuple[ListedParty, ...] = ()
    """Parties of the screening lists that people imported into the store."""
    status_of: Callable[[Goods, date], Status] = unknown
    """Whether goods were controlled on a day."""

    # -- tables --------------------------------------------------------------------------------------------------------

    @cached_property
    def prices(self) -> Prices:
        """Quotations and rates."""
        return Prices.of(self.settings)

    @cached_property
    def listed(self) -> tuple[ListedParty, ...]:
        """Restricted parties: the shipped lists and the user's own."""
        own = self.settings.parties_file
        return party_lists() + (party_lists(own) if own else ()) + self.screened

    # -- indexes -------------------------------------------------------------------------------------------------------

    @cached_property
    def papers(self) -> dict[int, Paper]:
        """Every paper that counts, by the id of its document."""
        shipped = {paper.document_id: paper for shipment in self.shipments for paper in shipment.papers}
        return {**{paper.document_id: paper for paper in self.licences}, **shipped}

    @cached_property
    def confirmed(self) -> frozenset[int]:
        """The documents that a person looked at and accepted."""
        return frozenset(key for key, paper in self.papers.items() if paper.confirmed)

    @cached_property
    def shipment_of(self) -> dict[int, str]:
        """The shipment that each paper stands for; none for a licence that several share."""
        found: dict[int, list[str]] = defaultdict(list)
        for shipment in self.shipments:
            for paper in shipment.papers:
                found[paper.document_id].append(shipment.id)
        return {key: ids[0] for key, ids in found.items() if len(ids) == 1}

    @cached_property
    def uses(self) -> dict[str, list[tuple[Account, Use]]]:
        """Accounts that each shipment draws on."""
        found: dict[str, list[tuple[Account, Use]]] = defaultdict(list)
        for account in self.accounts:
            for use in account.uses:
                found[use.shipment_id].append((account, use))
        return dict(found)

    def status(self, goods: Goods, on: date) -> Status:
        """Say whether goods were controlled on a day."""
        return self.status_of(goods, on)

    def suspect(self, goods: Goods, on: date) -> bool:
        """Say whether goods were controlled on a day, or may have been."""
        return self.status_of(goods, on).state in {"controlled", "presumed"}

    def unlicensed(self, shipment: Shipment) -> bool:
        """Say whether a shipment has no licence and names none."""
        return not shipment.licences and not values(shipment, "licence_number")

    @cached_property
    def by_id(self) -> dict[str, Shipment]:
        """Shipments by their id."""
        return {shipment.id: shipment for shipment in self.shipments}

    @cached_property
    def by_invoice(self) -> dict[tuple[str, str], list[Shipment]]:
        """Shipments by seller and invoice number."""
        return index(self.shipments, lambda shipment: ((seller_key(shipment), n) for n in invoice_numbers(shipment)))

    @cached_property
    def by_bill(self) -> dict[str, list[Shipment]]:
        """Shipments by bill of lading."""
        return index(self.shipments, lambda shipment: values(shipment, "bl_number"))

    @cached_property
    def by_container(self) -> dict[str, list[Shipment]]:
        """Shipments by container."""
        return index(self.shipments, lambda shipment: {n for p in shipment.papers for n in p.lists.get(CONTAINERS, ())})

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], list[Shipment]]:
        """Shipments by seller and client, oldest first."""
        found = index(self.shipments, lambda shipment: [(seller_key(shipment), client_key(shipment))])
        return {pair: sorted(group, key=lambda one: one.date or date.min) for pair, group in found.items()}

    @cached_property
    def first_day(self) -> dict[str, date]:
        """The day of the first shipment of each seller."""
        found: dict[str, date] = {}
        for shipment in self.shipments:
            if shipment.seller is not None and shipment.date is not None:
                key = shipment.seller.key
                found[key] = min(found.get(key, shipment.date), shipment.date)
        return found

    @cached_property
    def last_sale(self) -> dict[str, str]:
        """The last shipment of each seller."""
        ordered = sorted(self.shipments, key=lambda one: (one.date or date.min, one.id))
        return {seller_key(shipment): shipment.id for shipment in ordered}

    @cached_property
    def balance(self) -> Balance:
        """What came in and went out, by party and element."""
        return balance(self.shipments)

    @cached_property
    def monthly(self) -> Monthly:
        """Magnets by seller, month and country."""
        return monthly(self.shipments)

    @cached_property
    def open_parcels(self) -> dict[tuple[str, str], list[Shipment]]:
        """Small parcels by seller and client, oldest first, that had no licence and needed one, or may have."""
        return {
            pair: small for pair, group in self.by_pair.items() if (small := list(filter(self._is_open_parcel, group)))
        }

    def _is_open_parcel(self, shipment: Shipment) -> bool:
        if shipment.date is None or not shipment.kg or shipment.kg > tolerance(self.settings.split_parcel_kg):
            return False
        return self.unlicensed(shipment) and any(self.suspect(line.goods, shipment.date) for line in shipment.lines)

    @cached_property
    def line_prices(self) -> dict[str, tuple[LinePrice, ...]]:
        """Prices of the lines of each shipment, where weight, amount and a rate are known."""
        return {shipment.id: tuple(self._line_prices(shipment)) for shipment in self.shipments}

    @cached_property
    def _peers(self) -> dict[tuple[str, str, str], list[Decimal]]:
        found: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
        for prices in self.line_prices.values():
            for price in prices:
                found[price.group].append(price.usd)
        return {group: sorted(prices) for group, prices in found.items()}

    def median_without(self, price: LinePrice) -> Decimal | None:
        """Return the median of the prices of a line's peers, the line left out; None where they are too few."""
        peers = self._peers[price.group]
        if len(peers) - 1 < self.settings.price_peers:
            return None
        own = bisect_left(peers, price.usd)
        low, high = (len(peers) - 2) // 2, (len(peers) - 1) // 2
        at = [place if place < own else place + 1 for place in (low, high)]
        return (peers[at[0]] + peers[at[1]]) / 2

    def _line_prices(self, shipment: Shipment) -> Iterator[LinePrice]:
        if shipment.date is None:
            return
        for line in shipment.lines:
            if not line.kg or line.kg <= 0 or line.amount is None or line.amount <= 0:
                continue
            usd = self.prices.usd(line.amount / line.kg, line.currency, shipment.date)
            if usd is not None:
                yield LinePrice(line, usd, (_product(line), _grade(line), quarter(shipment.date)))


def _product(line: Carried) -> str:
    goods = line.goods
    found = find_product(goods.description) or (find_product(goods.grade) if goods.grade else None)
    return found.product if found is not None else f"hs {goods.hs_code or '?'}"


def _grade(line: Carried) -> str:
    return "".join((line.goods.grade or "").upper().split())
