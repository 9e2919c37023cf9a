"""What rare earths cost on a day, in US dollars per kilogram without tax: the yardstick for declared prices."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from extractor.gazetteer import Quote, element, exchange_rates, price_quotes
from extractor.register.shipment import Carried
from extractor.settings import RegisterSettings
from extractor.values.content import contained
from extractor.values.products import find_class

MAGNETIC = {"Nd": "prnd_metal", "Pr": "prnd_metal"}
"""Magnets are made of the mixed metal."""
MEASURED = ("printed composition", "formula", "metal", "usual content")
"""Grounds of a content that are firm enough for its likely value; of the others only the least counts."""


@dataclass(frozen=True, slots=True)
class Priced:
    """US dollars per kilogram, and the quotation it comes from."""

    usd: Decimal
    basis: str


@dataclass(frozen=True)
class Prices:
    """All quotations and rates, with the oldest that is still used."""

    quotes: tuple[Quote, ...]
    rates: dict[str, tuple[tuple[date, Decimal], ...]]
    most_days: int

    @classmethod
    def of(cls, settings: RegisterSettings) -> Prices:
        """Load the shipped tables, or the user's own."""
        return cls(price_quotes(settings.prices_file), exchange_rates(settings.rates_file), settings.price_quote_days)

    @cached_property
    def _by_item(self) -> dict[tuple[str, str, str, str], list[Quote]]:
        found: dict[tuple[str, str, str, str], list[Quote]] = defaultdict(list)
        for quote in self.quotes:
            found[quote.product, quote.element, quote.form, quote.market].append(quote)
        return found

    def usd(self, amount: Decimal, currency: str | None, on: date) -> Decimal | None:
        """Return an amount in US dollars; None where no rate is in the data."""
        rates = self.rates.get(currency or "", ())
        at = bisect_right([since for since, _ in rates], on)
        return None if at == 0 else amount * rates[at - 1][1]

    def quoted(self, item: tuple[str, str, str], market: str, on: date) -> Priced | None:
        """Return the nearest quotation of (product, element, form) that is not too far from a day."""
        near = [quote for quote in self._by_item.get((*item, market), ()) if not quote.grade]
        best = min(near, key=lambda quote: abs((quote.quoted_on - on).days), default=None)
        if best is None or abs((best.quoted_on - on).days) > self.most_days:
            return None
        usd = self.usd((best.low + best.high) / 2, best.currency, best.quoted_on)
        if usd is None:
            return None
        name = best.product or f"{best.element} {best.form}"
        return Priced(
            usd / (1 + best.vat_percent / 100),
            f"{name} {best.low}-{best.high} {best.currency}/kg on {best.quoted_on} ({best.market}; {best.source})",
        )

    def metal(self, symbol: str, market: str, on: date) -> Priced | None:
        """Return the price of an element as metal, from that of its oxide where no metal is quoted."""
        direct = self.quoted((MAGNETIC[symbol], "", "metal"), market, on) if symbol in MAGNETIC else None
        direct = direct or self.quoted(("", symbol, "metal"), market, on)
        if direct is not None:
            return direct
        oxide = self.oxide(symbol, market, on)
        return None if oxide is None else Priced(oxide.usd / element(symbol).oxide_factor, oxide.basis)

    def oxide(self, symbol: str, market: str, on: date) -> Priced | None:
        """Return the price of an element's oxide; that of the mixed oxide where it is traded so."""
        mixed = self.quoted(("prnd_oxide", "", "oxide"), market, on) if symbol in MAGNETIC else None
        return self.quoted(("", symbol, "oxide"), market, on) or mixed

    def material(self, line: Carried, market: str, on: date, least_yield: Decimal) -> Priced | None:
        """Return what the rare earths in one kilogram of a line cost; None where an element's price is unknown.

        Only what the line itself names counts, nothing that its grade suggests; machining loses metal, chemistry does not.
        """
        goods = line.goods
        form = find_class(goods.description)
        share = least_yield if form == "magnet" or (form is None and goods.grade) else Decimal(1)
        total, grounds = Decimal(), []
        for part in contained(Decimal(1), goods.elements, goods.description, goods.grade, goods.composition):
            if part.presumed:
                continue
            price = self._price_in(form, part.element, market, on)
            if price is None:
                return None
            weight = part.likely_kg if part.basis.startswith(MEASURED) else part.low_kg
            total += weight * price.usd / share
            grounds.append(f"{weight:.1%} {part.element} ({part.basis}): {price.basis}")
        return Priced(total, "; ".join(grounds)) if grounds and total > 0 else None

    def _price_in(self, form: str | None, symbol: str, market: str, on: date) -> Priced | None:
        """Return dollars per kilogram of contained element."""
        oxide = self.oxide(symbol, market, on)
        if form in {"oxide", "compound", "concentrate", "ore"}:
            return None if oxide is None else Priced(oxide.usd / element(symbol).oxide_factor, oxide.basis)
        return self.metal(symbol, market, on)
