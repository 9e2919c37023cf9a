"""All rules over the whole book, each subject once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.register.indicators import content, dates, end_use, licence, licence_fit, prices, quota, weights
from extractor.register.indicators.base import SEVERITIES, Indicator, Rule, finish, name_of
from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import client_key, invoice_numbers, seller_key
from extractor.register.paper import Cite, Paper
from extractor.register.shipment import Shipment

MOST_NAMES = 3
"""Papers of a shipment that a message names."""
FAMILIES = (licence, licence_fit, end_use, content, weights, prices, dates, quota)
SHIPMENT_RULES: tuple[Rule[Shipment], ...] = tuple(rule for family in FAMILIES for rule in family.SHIPMENT_RULES)
PAPER_RULES: tuple[Rule[Paper], ...] = (
    *licence_fit.PAPER_RULES, *end_use.PAPER_RULES, *content.PAPER_RULES, *weights.PAPER_RULES, *prices.PAPER_RULES,
    *dates.PAPER_RULES,
)  # fmt: skip


def find(book: Book) -> tuple[Indicator, ...]:
    """Return every indicator of the book, the gravest first; each set of facts once."""
    found = {one.fingerprint: one for one in (*_of_shipments(book), *_of_papers(book))}
    return tuple(sorted(found.values(), key=_order))


def _order(one: Indicator) -> tuple[int, str, str, str]:
    return (-SEVERITIES.index(one.severity), one.code, one.shipment_id or "", one.fingerprint)


def _of_shipments(book: Book) -> Iterator[Indicator]:
    for shipment in book.shipments:
        names = invoice_numbers(shipment) or tuple(name_of(paper) for paper in shipment.papers)
        subject = "|".join((seller_key(shipment), client_key(shipment), *sorted(names)))
        told = " ".join(names[:MOST_NAMES]) + (" and others" if len(names) > MOST_NAMES else "")
        for rule in SHIPMENT_RULES:
            for finding in rule(shipment, book):
                named = replace(finding, message=f"{told}: {finding.message}")
                yield finish(rule, named, subject, shipment.id, book.settings.sure_confidence, book.confirmed)


def _of_papers(book: Book) -> Iterator[Indicator]:
    for paper in book.papers.values():
        seller = paper.company("seller", "exporter")
        subject = f"{seller.key if seller is not None else ''}|{paper.doc_type}|{name_of(paper)}"
        for rule in PAPER_RULES:
            for finding in rule(paper, book):
                shipment = book.shipment_of.get(paper.document_id)
                yield finish(rule, finding, subject, shipment, book.settings.sure_confidence, book.confirmed)


def as_row(one: Indicator) -> dict[str, Any]:
    """Return an indicator as the row of the table `indicators`."""
    return {
        "code": one.code,
        "severity": one.severity,
        "shipment_id": one.shipment_id,
        "document_id": one.document_id,
        "message": one.message,
        "legal_basis": one.legal_basis,
        "cites": json.dumps([cite_json(cite) for cite in one.cites], ensure_ascii=False),
        "readings": json.dumps(list(one.readings), ensure_ascii=False),
        "fingerprint": one.fingerprint,
    }


def cite_json(cite: Cite) -> dict[str, Any]:
    """Return a place as JSON: document, path, value, certainty, page and box."""
    box = None if cite.box is None else [round(edge, 1) for edge in cite.box.as_tuple()]
    return {"document_id": cite.document_id, "path": cite.path, "value": cite.value, "confidence": round(cite.confidence, 4),
            "page": cite.page, "bbox": box}  # fmt: skip


def markdown() -> str:
    """Return the table of all indicators, for the README: code, severity, what it says, basis."""
    rules: tuple[Rule[Any], ...] = (*SHIPMENT_RULES, *PAPER_RULES)
    rows = sorted(rules, key=lambda rule: (_family(rule.code), int(rule.code[1:]), -SEVERITIES.index(rule.severity)))
    lines = [f"| {rule.code} | {rule.severity} | {rule.explanation} | {rule.legal_basis} |" for rule in rows]
    return "\n".join(("| code | severity | what it says | basis |", "| --- | --- | --- | --- |", *lines))


def _family(code: str) -> int:
    return "LECWPDQ".index(code[0])
