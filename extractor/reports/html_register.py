"""The report of a whole store: what the register adds up to, handed to the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from extractor.register.indicators.base import name_of
from extractor.register.indicators.book import Book
from extractor.register.licences import Account, Use
from extractor.register.paper import papers
from extractor.register.shipment import Shipment
from extractor.reports import html, svg
from extractor.reports.figures import Figure, Figures, Part, figures, price_figures
from extractor.reports.html_index import LicenceLine
from extractor.store import indicators
from extractor.store.store import Store

ORDER = ("critical", "high", "medium", "low", "info")


def write(store: Store, out: Path, book: Book, images: bool = True) -> Path:
    """Write the report of a store whose indicators are up to date; returns its first page."""
    volumes = figures(book.shipments) | price_figures(book)
    licences = [_licence(account, book, volumes) for account in book.accounts]
    found = sorted(indicators.listed(store), key=lambda row: (ORDER.index(row["severity"]), row["id"]))
    return html.write(store, out, book, volumes, licences, found, tuple(papers(store)), images)


def _licence(account: Account, book: Book, volumes: Figures) -> LicenceLine:
    number = name_of(account.paper)
    key = ("licence", number, str(account.paper.document_id))
    figure = volumes.setdefault(key, Figure(key, f"Shipped under licence {number}", "kg"))
    dots = []
    for use in account.uses:
        shipment = book.by_id[use.shipment_id]
        figure.parts.extend(_parts(shipment, use))
        if shipment.date is not None and account.licensed_kg is not None:
            left = account.licensed_kg - use.used
            client = shipment.client.name if shipment.client is not None else "unknown"
            dots.append(
                svg.Dot(shipment.date, left, f"{shipment.date} {client}: {use.kg} kg, {left} kg left", figure.href)
            )
    holder = account.paper.company("exporter", "consignor")
    ends: date | None = account.paper.day("valid_until")
    return LicenceLine(
        number, account.licensed_kg, tuple(dots), account.uses[-1].used if account.uses else Decimal(), ends,
        holder.name if holder is not None else "", account.paper.document_id, figure.href,
        f"{len(account.uses)} of {account.most_uses}" if account.most_uses is not None else f"{len(account.uses)}",
    )  # fmt: skip


def _parts(shipment: Shipment, use: Use) -> list[Part]:
    """Return the use as one part, shown at the line that weighs most."""
    lines = sorted(shipment.lines, key=lambda line: -(line.kg or 0))
    return [Part(shipment, lines[0], use.kg, f"use {use.place} of the licence")] if lines else []
