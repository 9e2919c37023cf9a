"""The first page of the report: cards, plots and tables, each figure with the page behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import client_key
from extractor.register.paper import Cite, Paper
from extractor.reports import svg
from extractor.reports.figures import Figure, Figures, Part, anchor, document_href, group_name, kg, values_by_currency
from extractor.values.counted import counted

MOST_CLIENTS = 25
MOST_INDICATORS = 500
MOST_GROUPS = 20
MOST_BURN_DOWNS = 12
FEWEST_DOTS = 3
"""Fewer prices are told by the table alone."""
CONFIDENCES = (("99 % and more", 0.99), ("95 to 99 %", 0.95), ("90 to 95 %", 0.90), ("below 90 %", 0.0))
STATUS_WORDS = {
    "auto_accepted": "accepted unseen",
    "needs_review": "waits for a person",
    "reviewed": "accepted by a person",
    "junk": "no trade paper",
    "duplicate": "copy",
}


@dataclass(frozen=True)
class LicenceLine:
    """A licence as the report shows it."""

    number: str
    licensed: Decimal | None
    left: tuple[svg.Dot, ...]
    """What is left after each use."""
    used: Decimal
    ends: date | None
    holder: str
    document_id: int
    href: str
    uses: str = ""
    """How often it was used, and of how many times."""

    @property
    def share(self) -> Decimal:
        """The share of the licensed weight that was drawn."""
        return self.used / self.licensed if self.licensed else Decimal()


def index_page(
    book: Book, volumes: Figures, licences: Sequence[LicenceLine], indicators: Sequence[Mapping[str, Any]],
    documents: Sequence[Paper],
) -> dict[str, Any]:  # fmt: skip
    """Return what the template of the first page needs."""
    days = [shipment.date for shipment in book.shipments if shipment.date is not None]
    return {
        "made_from": f"{counted(len(documents), 'document')}, {counted(len(book.shipments), 'shipment')}",
        "since": min(days, default="no date"),
        "until": max(days, default="no date"),
        "cards": _cards(book, volumes, indicators, documents),
        "missing": _missing(book),
        **_months(volumes),
        **_clients(book, volumes),
        "licences": _licences(licences),
        **_prices(book, volumes),
        "indicators": [_indicator(row) for row in indicators[:MOST_INDICATORS]],
        **_quality(documents),
    }


def _cards(
    book: Book, volumes: Figures, indicators: Sequence[Mapping[str, Any]], documents: Sequence[Paper]
) -> list[dict[str, str]]:
    goods = sum((figure.total for key, figure in volumes.items() if key[0] == "client"), Decimal())
    grave = sum(row["severity"] in {"critical", "high"} for row in indicators)
    waiting = sum(paper.status == "needs_review" for paper in documents)
    clients = {client_key(shipment) for shipment in book.shipments} - {""}
    elements = sorted((f for key, f in volumes.items() if key[0] == "element"), key=lambda f: -f.total)[:3]
    return [
        {"label": "shipments", "value": f"{len(book.shipments)}", "href": "#months", "note": ""},
        {"label": "goods, kg net", "value": kg(goods), "href": "#months", "note": ""},
        *(
            {"label": f"{f.key[1]}, kg", "value": svg.nice(f.total), "href": f.href, "note": "contained, likely"}
            for f in elements
        ),
        {"label": "clients", "value": f"{len(clients)}", "href": "#clients", "note": ""},
        {
            "label": "indicators",
            "value": f"{len(indicators)}",
            "href": "#indicators",
            "note": f"{grave} high or critical",
        },
        {"label": "documents to review", "value": f"{waiting}", "href": "#quality", "note": ""},
    ]


def _missing(book: Book) -> str:
    without = sum(shipment.kg is None for shipment in book.shipments)
    said = counted(without, "shipment has no weight and is", "shipments have no weight and are")
    return f"{said} missing from all volumes." if without else ""


def _months(volumes: Figures) -> dict[str, Any]:
    months = sorted({key[1] for key in volumes if key[0] == "month"})
    by_size = sorted((f for key, f in volumes.items() if key[0] == "element"), key=lambda f: (-f.total, f.key))
    elements = [figure.key[1] for figure in by_size]
    marks = {
        (key[1], key[2]): svg.Mark(f"{figure.title}: {kg(figure.total)} kg", figure.total, figure.href)
        for key, figure in volumes.items()
        if key[0] == "month" and len(key) == 3
    }
    rows = []
    for month in months:
        goods = volumes["month", month]
        cells = [_cell(volumes, month, name) for name in elements]
        rows.append(
            {"label": month, "shipments": goods.shipments, "kg": kg(goods.total), "href": goods.href, "cells": cells}
        )
    plot = svg.stacked(months, elements, marks, "kg") if marks else ""
    return {"elements": elements, "months": rows, "month_plot": plot}


def _cell(volumes: Figures, month: str, name: str) -> dict[str, str]:
    figure = volumes.get(("month", month, name))
    if figure is None:
        return {"value": "", "href": "", "range": ""}
    low, high = figure.range()
    return {"value": svg.nice(figure.total), "href": figure.href, "range": f"{svg.nice(low)} to {svg.nice(high)} kg"}


def _clients(book: Book, volumes: Figures) -> dict[str, Any]:
    names: dict[str, tuple[str, str]] = {}
    for shipment in book.shipments:
        if shipment.client is not None:
            names.setdefault(
                shipment.client.key, (shipment.client.name, shipment.client.country or shipment.country or "")
            )
    ordered = sorted((f for key, f in volumes.items() if key[0] == "client"), key=lambda f: (-f.total, f.key))
    rows, marks = [], []
    for figure in ordered:
        name, country = names.get(figure.key[1], ("unknown", ""))
        money = ", ".join(
            f"{svg.nice(value)} {currency}" for currency, value in values_by_currency(figure.parts).items()
        )
        rows.append({"name": name, "country": country, "shipments": figure.shipments, "kg": kg(figure.total),
                     "value": money, "href": figure.href})  # fmt: skip
        marks.append(svg.Mark(name, figure.total, figure.href))
    return {"clients": rows, "client_plot": svg.bars(marks[:MOST_CLIENTS], "kg")}


def _licences(licences: Sequence[LicenceLine]) -> list[dict[str, Any]]:
    """Return the licences, those most drawn on first; a plot where one falls in steps, for the first of them."""
    ordered = sorted(licences, key=lambda one: (-one.share, one.number))
    plotted = [one for one in ordered if len(one.left) > 1 or one.share > 1][:MOST_BURN_DOWNS]
    return [_licence(one, one in plotted) for one in ordered]


def _licence(licence: LicenceLine, plotted: bool) -> dict[str, Any]:
    left = None if licence.licensed is None else licence.licensed - licence.used
    shown = plotted and licence.licensed is not None
    return {
        "number": licence.number,
        "licensed": "?" if licence.licensed is None else kg(licence.licensed),
        "used": kg(licence.used),
        "left": "?" if left is None else kg(left),
        "over": left is not None and left < 0,
        "uses": licence.uses,
        "ends": licence.ends or "?",
        "holder": licence.holder,
        "document": f"documents/{licence.document_id}.html",
        "href": licence.href,
        "plot": svg.burn_down(licence.licensed or Decimal(), licence.left, licence.ends, "kg") if shown else "",
    }


def _prices(book: Book, volumes: Figures) -> dict[str, Any]:
    groups = [figure for key, figure in volumes.items() if key[0] == "price"]
    largest = sorted(groups, key=lambda figure: (-len(figure.parts), figure.key))[:MOST_GROUPS]
    settings = book.settings
    shown = [_price_group(figure, book) for figure in largest]
    return {"prices": shown, "price_low": f"{settings.price_low:g}", "price_high": f"{settings.price_high:g}"}


def _price_group(figure: Figure, book: Book) -> dict[str, Any]:
    prices = sorted(part.value for part in figure.parts)
    return {
        "name": group_name(figure.key),
        "href": figure.href,
        "count": len(prices),
        "low": f"{prices[0]:.2f}",
        "median": f"{median(prices):.2f}",
        "high": f"{prices[-1]:.2f}",
        "plot": _price_plot(figure.parts, book) if len(prices) >= FEWEST_DOTS else "",
    }


def _price_plot(parts: Iterable[Part], book: Book) -> str:
    dots, settings = [], book.settings
    for part in parts:
        shipment, places = part.shipment, part.line.goods.cites
        place = places.get("amount") or next(iter(places.values()), None)
        client = shipment.client.name if shipment.client else ""
        if shipment.date is not None:
            label = f"{shipment.date} {client}: {part.value:.2f} USD/kg"
            dots.append(svg.Dot(shipment.date, part.value, label, document_href(place) if place else ""))
    middle = median(dot.value for dot in dots) if len(dots) > settings.price_peers else None
    band = (
        None
        if middle is None
        else (middle * Decimal(str(settings.price_low)), middle * Decimal(str(settings.price_high)))
    )
    return svg.scatter(dots, "USD/kg", band, middle)


def _indicator(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "cites": [{"href": _href(cite), "text": _place(cite)} for cite in row["cites"]]}


def _href(cite: Mapping[str, Any]) -> str:
    mark = "box-" if cite["bbox"] is not None and cite["page"] is not None else ""
    return f"documents/{cite['document_id']}.html#{mark}{anchor(cite['path'])}"


def _place(cite: Mapping[str, Any]) -> str:
    page = f", page {cite['page']}" if cite["page"] is not None else ""
    value = cite["value"] if len(cite["value"]) <= 60 else cite["value"][:59] + "…"
    return f"{cite['path']} = {value} (document {cite['document_id']}{page})"


def _quality(documents: Sequence[Paper]) -> dict[str, Any]:
    counts = Counter(paper.status for paper in documents)
    total = len(documents) or 1
    statuses = [
        {"label": STATUS_WORDS.get(status, status), "count": count, "share": f"{count / total:.0%}",
         "href": f"figures/status-{anchor(status)}.html"}
        for status, count in counts.most_common()
    ]  # fmt: skip
    found = [cite.confidence for paper in documents for cite in all_cites(paper)]
    marks, above = [], 2.0
    for label, least in CONFIDENCES:
        count = sum(least <= confidence < above for confidence in found)
        marks.append(svg.Mark(f"certainty {label}", Decimal(count)))
        above = least
    return {"statuses": statuses, "quality_plot": svg.bars(marks, "values")}


def all_cites(paper: Paper) -> list[Cite]:
    """Return the places of all values of a paper."""
    lines = [cite for goods in paper.goods for cite in goods.cites.values()]
    return [*paper.cites.values(), *(company.cite for company in paper.companies), *lines]
