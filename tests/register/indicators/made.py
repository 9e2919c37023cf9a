"""Papers and shipments made as values, in as few words as possible. All companies are invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.register.indicators.base import Finding, Rule
from extractor.register.indicators.book import Book, Unknown
from extractor.register.paper import Cite, Company, Goods, Paper
from extractor.register.shipment import Carried, Shipment

_ids = count(1)
BOX = Box(10, 20, 110, 32)
SELLER, BUYER = "Harbin Polaris Magnetics Co., Ltd.", "Quellwasser Antriebe GmbH"
DAY = "2025-08-15"
CONTROLLED_FROM = date(2025, 4, 4)
NUMBERS = frozenset(("quantity", "net_kg", "gross_kg", "package_count", "unit_price", "amount"))
FIELD_OF = {"net_kg": "net_weight_kg", "gross_kg": "gross_weight_kg"}


def cite(document: int, path: str, value: str, confidence: float = 0.99) -> Cite:
    return Cite(document, path, value, confidence, 1, BOX)


def goods(document: int = 1, index: int = 0, confidence: float = 0.99, **parts: Any) -> Goods:
    """A line; numbers may be given as text."""
    values: dict[str, Any] = {name: Decimal(str(part)) if name in NUMBERS else part for name, part in parts.items()}
    cites = {}
    for name, part in parts.items():
        field = FIELD_OF.get(name, name)
        text = " ".join(part) if isinstance(part, tuple) else str(part)
        cites[field] = cite(document, f"lines[{index}].{field}", text, confidence)
    return Goods(index=index, cites=cites, **values)


def company(role: str, name: str, document: int = 1, **parts: Any) -> Company:
    key = "name:" + "".join(char for char in name.casefold() if char.isalnum())
    return Company(role, name, key, cite(document, f"parties[{role}].name", name), **parts)


def paper(
    doc_type: str = "commercial_invoice", values: Mapping[str, str] | None = None, parties: Mapping[str, Any] | None = None,
    lines: Sequence[dict[str, Any]] = (), confidence: float = 0.99, confirmed: bool = False,
) -> Paper:  # fmt: skip
    """A paper; lists (container numbers) are given with commas."""
    document = next(_ids)
    values = dict(values or {})
    lists = {name: tuple(values.pop(name).split(",")) for name in ("container_numbers",) if name in values}
    cites = {name: cite(document, name, value, confidence) for name, value in values.items()}
    cites |= {name: cite(document, name, " ".join(found), confidence) for name, found in lists.items()}
    people = []
    for role, found in (parties or {}).items():
        name, country = found if isinstance(found, tuple) else (found, None)
        people.append(company(role, name, document, country=country))
    return Paper(
        document_id=document, sha256=f"{document:064x}", doc_type=doc_type, status="auto_accepted",
        received_at="2026-01-10T00:00:00+00:00", values=values, lists=lists, cites=cites, companies=tuple(people),
        goods=tuple(goods(document, index, confidence, **line) for index, line in enumerate(lines)), confirmed=confirmed,
    )  # fmt: skip


def invoice(
    number: str = "INV-1", lines: Sequence[dict[str, Any]] = (), parties: Mapping[str, Any] | None = None, **values: str
) -> Paper:
    base = {"document_number": number, "issue_date": DAY, "currency": "USD"}
    return paper(
        "commercial_invoice",
        base | values,
        {"seller": (SELLER, "CN"), "buyer": (BUYER, "DE")} | dict(parties or {}),
        lines,
    )


def packing(number: str = "INV-1", lines: Sequence[dict[str, Any]] = (), **values: str) -> Paper:
    return paper(
        "packing_list",
        {"invoice_number": number, "issue_date": DAY} | values,
        {"seller": SELLER, "buyer": BUYER},
        lines,
    )


def licence(
    number: str = "25AA100001",
    lines: Sequence[dict[str, Any]] = (),
    parties: Mapping[str, Any] | None = None,
    **values: str,
) -> Paper:
    base = {"document_number": number, "issue_date": "2025-06-01", "valid_until": "2025-12-31"}
    people = {"exporter": SELLER, "end_user": (BUYER, "DE")} | dict(parties or {})
    return paper("export_licence", base | values, people, lines)


def shipment(
    *papers: Paper, key: str = "s1", day: str | None = DAY, country: str | None = "DE", **parts: Any
) -> Shipment:
    """A shipment whose lines are those of its first invoice, or of its first packing list."""
    kinds = {kind: tuple(one for one in papers if one.doc_type == kind) for kind in
             ("commercial_invoice", "packing_list", "export_licence")}  # fmt: skip
    invoices, packings = kinds["commercial_invoice"], kinds["packing_list"]
    first = next(iter(invoices + packings), None)
    lines = tuple(_carried(first)) if first is not None else ()
    made = Shipment(
        id=key, invoices=invoices, packing_lists=packings, licences=kinds["export_licence"], superseded=(), links=(),
        lines=lines, date=date.fromisoformat(day) if day else None, seller=first.company("seller") if first else None,
        client=first.client if first else None, end_user=first.company("end_user") if first else None, country=country,
    )  # fmt: skip
    return replace(made, **parts)


def _carried(paper: Paper) -> Iterator[Carried]:
    for line in paper.goods:
        yield Carried(line, paper.document_id, line.net_kg, line.amount, paper.value("currency"))


def controlled(line: Goods, on: date) -> Unknown:
    """A stand-in for the control list: Dy and Tb are controlled, grades from SH on presumed."""
    if on >= CONTROLLED_FROM and {"Dy", "Tb"} & set(line.elements):
        return Unknown("controlled", "1C905.a.4")
    heavy = on >= CONTROLLED_FROM and any(suffix in (line.grade or "") for suffix in ("SH", "UH", "EH", "AH"))
    return Unknown("presumed", "grade") if heavy else Unknown("not_controlled", "")


def book(*shipments: Shipment, **parts: Any) -> Book:
    return Book(tuple(shipments), status_of=controlled, **parts)


def found(rule: Rule[Any], subject: Any, *others: Shipment, **parts: Any) -> list[Finding]:
    """What a rule finds in a subject, with other shipments beside it."""
    own = (subject,) if isinstance(subject, Shipment) else ()
    return list(rule(subject, book(*own, *others, **parts)))
