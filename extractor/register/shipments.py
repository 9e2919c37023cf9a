"""Shipments: invoices, packing lists and licences that belong to one movement of goods, counted once.

The same papers give the same shipments in whatever order they came in: every choice goes by content. A proforma is an
offer and never counts. Doubtful links are kept as such and join nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.register import carried
from extractor.register.copies import Versions, distinct
from extractor.register.indicators.companies import same
from extractor.register.linking import DOUBTFUL, SURE, folded, own_number, pair_score
from extractor.register.paper import Company, Paper
from extractor.register.shipment import Link, Shipment

INVOICE, PACKING, LICENCE = "commercial_invoice", "packing_list", "export_licence"
LEFT_OUT = frozenset({"junk", "duplicate"})
KEYS = ("contract_number", "purchase_order_number", "bl_number")
MOST_BY_PARTIES = 40
"""Papers of one seller and client are compared by parties alone up to this many; beyond, numbers have to say."""


def shipments(papers: Iterable[Paper]) -> tuple[Shipment, ...]:
    """Return all shipments, oldest first."""
    kinds: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.status not in LEFT_OUT:
            kinds[paper.doc_type].append(paper)
    versions = {kind: distinct(kinds[kind]) for kind in (INVOICE, PACKING, LICENCE)}
    invoices = [found.counts for found in versions[INVOICE]]
    packing = [found.counts for found in versions[PACKING]]
    links = list(_links(invoices, packing))
    groups = _joined(invoices, packing, [link for link in links if not link.doubtful])
    licences = _by_number([found.counts for found in versions[LICENCE]])
    history = {found.counts.document_id: found for kind in versions.values() for found in kind}
    made = (_shipment(group, links, licences, history) for group in groups)
    return tuple(sorted(made, key=lambda one: (one.date is None, one.date, one.id)))


def licences(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return all licences that count, those too under which nothing was shipped, by number."""
    found = distinct(p for p in papers if p.doc_type == LICENCE and p.status not in LEFT_OUT)
    return tuple(sorted((one.counts for one in found), key=lambda p: (own_number(p), p.sha256)))


def _links(invoices: Sequence[Paper], packing: Sequence[Paper]) -> Iterator[Link]:
    """Yield the best link of each packing list, and every other that is as sure."""
    index = _index(invoices)
    for paper in packing:
        candidates = {other.document_id: other for key in _keys(paper) for other in index.get(key, ())}
        scored = [(pair_score(other, paper), other) for other in candidates.values()]
        best = max((score for (score, _), _ in scored), default=0.0)
        if best < DOUBTFUL:
            continue
        for (score, reasons), other in sorted(scored, key=lambda entry: own_number(entry[1])):
            if score == best:
                tie = sum(s == best for (s, _), _ in scored) > 1 and not _quotes(paper, other)
                doubtful = score < SURE or tie
                yield Link(other.document_id, paper.document_id, "same_shipment", round(score, 3), reasons, doubtful)


def _quotes(packing: Paper, invoice: Paper) -> bool:
    return bool(own_number(invoice)) and folded(packing.value("invoice_number")) == own_number(invoice)


def _index(invoices: Sequence[Paper]) -> dict[tuple[str, str], list[Paper]]:
    found: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in invoices:
        for key in set(_keys(paper)):
            found[key].append(paper)
    return {key: group for key, group in found.items() if key[0] != "parties" or len(group) <= MOST_BY_PARTIES}


def _keys(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what two papers of one shipment may have in common."""
    for number in (paper.value("document_number"), paper.value("invoice_number")):
        if number:
            yield "number", folded(number)
    for name in KEYS:
        if paper.value(name):
            yield name, folded(paper.value(name))
    for container in paper.lists.get("container_numbers", ()):
        yield "container", container
    seller, client = paper.company("seller"), paper.company("buyer", "consignee")
    if seller is not None and client is not None:
        yield "parties", f"{seller.key}|{client.key}"


def _joined(invoices: Sequence[Paper], packing: Sequence[Paper], links: Sequence[Link]) -> list[list[Paper]]:
    """Put linked papers together (union-find)."""
    papers = {paper.document_id: paper for paper in (*invoices, *packing)}
    parent = {key: key for key in papers}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for link in links:
        parent[root(link.left)] = root(link.right)
    groups: dict[int, list[Paper]] = defaultdict(list)
    for key, paper in papers.items():
        groups[root(key)].append(paper)
    return list(groups.values())


def _by_number(found: Sequence[Paper]) -> dict[str, list[Paper]]:
    out: dict[str, list[Paper]] = defaultdict(list)
    for paper in found:
        if own_number(paper):
            out[own_number(paper)].append(paper)
    return out


def _shipment(
    group: Sequence[Paper], links: Sequence[Link], licences: dict[str, list[Paper]], history: dict[int, Versions]
) -> Shipment:
    ordered = sorted(group, key=lambda paper: (paper.value("issue_date") or "9", own_number(paper), paper.sha256))
    invoices = tuple(paper for paper in ordered if paper.doc_type == INVOICE)
    packing = tuple(paper for paper in ordered if paper.doc_type == PACKING)
    quoted = {folded(paper.value("licence_number")) for paper in group} - {""}
    under = tuple(licence for number in sorted(quoted) for licence in licences.get(number, ()))
    ids = {paper.document_id for paper in group}
    past = [history[paper.document_id] for paper in (*ordered, *under)]
    used = [Link(one.document_id, p.document_id, "under_licence", 0.95, (f"quotes licence {p.value('licence_number')}",))
            for p in ordered for one in under if folded(p.value("licence_number")) == own_number(one)]  # fmt: skip
    own = [link for link in links if link.left in ids or link.right in ids]
    trade = (*invoices, *packing)
    return Shipment(
        id=_identity(trade),
        invoices=invoices,
        packing_lists=packing,
        licences=under,
        superseded=tuple(paper for found in past for paper in found.others),
        links=(*own, *used, *(link for found in past for link in found.links)),
        lines=carried.lines(invoices, packing),
        date=next((day for paper in trade if (day := paper.day("issue_date")) is not None), None),
        seller=_company(trade, "seller"),
        client=_company(trade, "buyer", "importer", "consignee"),
        end_user=_company((*trade, *under), "end_user"),
        country=_country(trade),
    )


def _company(papers: Sequence[Paper], *roles: str) -> Company | None:
    """Return the first company in a role; one that is safely resolved is preferred to a name as printed."""
    found = [company for role in roles for paper in papers if (company := paper.company(role)) is not None]
    best = next(iter(found), None)
    resolved = next((company for company in found if company.resolved and best and same(best, company)), None)
    return resolved or best


def _country(papers: Sequence[Paper]) -> str | None:
    printed = next((value for paper in papers if (value := paper.value("country_of_destination"))), None)
    companies = (_company(papers, "consignee"), _company(papers, "buyer", "importer"))
    return printed or next((one.country for one in companies if one is not None and one.country), None)


def _identity(papers: Sequence[Paper]) -> str:
    """Return a steady name of a shipment: from seller and numbers, or from the bytes of its first file."""
    numbers = sorted({own_number(paper) for paper in papers if paper.doc_type == INVOICE} - {""})
    numbers = numbers or sorted({own_number(paper) for paper in papers} - {""})
    seller = _company(papers, "seller")
    parts = [seller.key if seller is not None else "", *numbers] if numbers else sorted(p.sha256 for p in papers)
    if not numbers:
        parts += sorted(str(sorted(p.values.items())) for p in papers)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
