"""Shipments: invoices, packing lists and licences that belong to one movement of goods, counted once.

The same papers give the same shipments in whatever order they came in: every choice goes by content. A proforma is an
offer and never counts. Doubtful links are kept as such and join nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.register import carried
from extractor.register.copies import Decided, Versions, Whole, distinct, pieces, steady
from extractor.register.indicators.companies import same
from extractor.register.linking import DOUBTFUL, SURE, Key, base_number, folded, keys, own_number, pair_score
from extractor.register.paper import Company, Paper
from extractor.register.shipment import Link, Shipment

INVOICE, PACKING, LICENCE = "commercial_invoice", "packing_list", "export_licence"


def shipments(papers: Iterable[Paper], decided: Decided | None = None) -> tuple[Shipment, ...]:
    """Return all shipments, oldest first; `decided` is what people said of doubtful links."""
    said = decided or {}
    kinds: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.is_counted:
            kinds[paper.doc_type].append(paper)
    versions = {kind: distinct(kinds[kind], decided=said) for kind in (INVOICE, LICENCE)}
    invoices = [found.counts for found in versions[INVOICE]]
    versions[PACKING] = distinct(kinds[PACKING], _whole(invoices), said)
    packing = [found.counts for found in versions[PACKING]]
    links = list(_links(invoices, packing, said))
    groups = _joined(invoices, packing, [link for link in links if not link.doubtful])
    licences = _by_number([found.counts for found in versions[LICENCE]])
    history = {found.counts.document_id: found for kind in versions.values() for found in kind}
    made = _named([_shipment(group, links, licences, history) for group in groups])
    return tuple(sorted(made, key=lambda one: (one.date is None, one.date, one.id)))


def _whole(invoices: Sequence[Paper]) -> Whole:
    """Return what finds the pieces and kilograms of the invoice that a packing list names."""
    by_number: dict[str, list[Paper]] = defaultdict(list)
    for paper in invoices:
        by_number[base_number(paper.value("document_number") or "")].append(paper)

    def whole(packing: Paper) -> tuple[Decimal | None, Decimal | None]:
        named = by_number.get(base_number(packing.value("invoice_number") or "") or "?", ())
        scored = [one for one in named if pair_score(one, packing)[0] >= SURE]
        return (pieces(scored[0]), scored[0].net_kg) if len(scored) == 1 else (None, None)

    return whole


def _named(found: Sequence[Shipment]) -> list[Shipment]:
    """Tell shipments of one seller and number apart by their dates, and by their papers where that is not enough."""
    out: list[Shipment] = []
    for group in _grouped(found, lambda one: one.id).values():
        for part in _grouped(group, lambda one: str(one.date)).values():
            for one in part:
                more = [str(one.date)] if len(group) > 1 else []
                more += sorted(paper.sha256 for paper in one.papers) if len(part) > 1 else []
                more += sorted(str(sorted(paper.values.items())) for paper in one.papers) if len(part) > 1 else []
                out.append(replace(one, id=_digest([one.id, *more])) if more else one)
    return out


def _grouped(found: Sequence[Shipment], key: Callable[[Shipment], str]) -> dict[str, list[Shipment]]:
    out: dict[str, list[Shipment]] = defaultdict(list)
    for one in found:
        out[key(one)].append(one)
    return dict(out)


def licences(papers: Iterable[Paper], decided: Decided | None = None) -> tuple[Paper, ...]:
    """Return all licences that count, those too under which nothing was shipped, by number."""
    found = distinct((p for p in papers if p.doc_type == LICENCE and p.is_counted), decided=decided)
    return tuple(sorted((one.counts for one in found), key=lambda p: (own_number(p), p.sha256)))


def _links(invoices: Sequence[Paper], packing: Sequence[Paper], decided: Decided) -> Iterator[Link]:
    """Yield the best link of each packing list, and every other that is as sure."""
    index: dict[Key, list[Paper]] = defaultdict(list)
    for paper in invoices:
        for key in keys(paper):
            index[key].append(paper)
    for paper in packing:
        near = {other.document_id: other for key in keys(paper) if key[0] != "licence" for other in index.get(key, ())}
        yield from _best(paper, list(near.values()), decided)


def _best(packing: Paper, invoices: Sequence[Paper], decided: Decided) -> Iterator[Link]:
    scored = [(*pair_score(invoice, packing), invoice) for invoice in invoices]
    for n, (_, _, invoice) in enumerate(scored):
        said = decided.get(frozenset((invoice.document_id, packing.document_id)))
        if said is not None:
            scored[n] = (2.0 if said else 0.0, ("a person said so",), invoice)
    best = max((score for score, _, _ in scored), default=0.0)
    if best < DOUBTFUL:
        return
    at_best = [entry for entry in scored if entry[0] == best]
    for score, reasons, invoice in sorted(at_best, key=lambda entry: steady(entry[2])):
        tie = (
            len(at_best) > 1 and not _quotes(packing, invoice) and not _add_up(packing, [one for _, _, one in at_best])
        )
        doubtful = score < SURE or (tie and score <= 1.0)
        yield Link(
            invoice.document_id, packing.document_id, "same_shipment", round(min(score, 1.0), 3), reasons, doubtful
        )


def _quotes(packing: Paper, invoice: Paper) -> bool:
    quoted = base_number(packing.value("invoice_number") or "")
    return bool(quoted) and quoted == base_number(invoice.value("document_number") or "")


def _add_up(packing: Paper, invoices: Sequence[Paper]) -> bool:
    """Say whether one packing list is for several invoices: their weights, or pieces, make up its own."""
    for of in (pieces, lambda paper: paper.net_kg):
        parts, whole = [of(one) for one in invoices], of(packing)
        if whole and all(parts):
            return sum((part for part in parts if part is not None), Decimal()) == whole
    return False


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
    numbers = sorted(
        {base_number(paper.value("document_number") or "") for paper in papers if paper.doc_type == INVOICE} - {""}
    )
    numbers = numbers or sorted(
        {base_number(paper.value("invoice_number") or paper.value("document_number") or "") for paper in papers} - {""}
    )
    seller = _company(papers, "seller")
    parts = [seller.key if seller is not None else "", *numbers] if numbers else sorted(p.sha256 for p in papers)
    if not numbers:
        parts += sorted(str(sorted(p.values.items())) for p in papers)
    return _digest(parts)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
