"""What rare earths cost and when: dated quotations, exchange rates, and the country's exports as a yardstick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from extractor.gazetteer.table import reading, rows, rows_of


@dataclass(frozen=True, slots=True)
class Quote:
    """A price quotation, per kilogram, for a product or for a form of one element."""

    product: str
    element: str
    form: str
    """oxide, metal, alloy or magnet."""
    grade: str
    market: str
    """CN, or EXCN for the rest of the world: the two have been apart since May 2025 (F32)."""
    quoted_on: date
    currency: str
    low: Decimal
    high: Decimal
    vat_percent: Decimal
    """Value added tax that the price includes."""
    source: str


@dataclass(frozen=True, slots=True)
class NationalExport:
    """Tonnes of rare-earth magnets that China exported in a month, to one country or to all (`country` empty)."""

    month: str
    country: str
    tonnes: Decimal
    source: str


@cache
def price_quotes(file: str = "") -> tuple[Quote, ...]:
    """Return the quotations of `prices.csv`, or those of a user's own file with the same columns, oldest first."""
    found = (
        Quote(
            product=row["product"],
            element=row["element"],
            form=row["form"],
            grade=row["grade"],
            market=row["market"],
            quoted_on=date.fromisoformat(row["quoted_on"]),
            currency=row["currency"],
            low=Decimal(row["low"]),
            high=Decimal(row["high"]),
            vat_percent=Decimal(row["vat_percent"]),
            source=row["source"],
        )
        for row in rows_of("prices", file)
    )
    with reading(file):
        return tuple(sorted(found, key=lambda quote: quote.quoted_on))


@cache
def exchange_rates(file: str = "") -> dict[str, tuple[tuple[date, Decimal], ...]]:
    """Return what a unit of each currency was worth in US dollars, from which day on, oldest first."""
    found: dict[str, list[tuple[date, Decimal]]] = {}
    with reading(file):
        for row in rows_of("exchange_rates", file):
            found.setdefault(row["currency"], []).append((date.fromisoformat(row["valid_from"]), Decimal(row["usd"])))
    return {currency: tuple(sorted(rates)) for currency, rates in found.items()}


@cache
def national_exports() -> dict[tuple[str, str], NationalExport]:
    """Return the exports of `national_exports.csv` by month (YYYY-MM) and country."""
    return {
        (row["month"], row["country"]): NationalExport(
            row["month"], row["country"], Decimal(row["tonnes"]), row["source"]
        )
        for row in rows("national_exports")
    }
