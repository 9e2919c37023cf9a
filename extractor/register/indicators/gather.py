"""From a store to its indicators: papers, shipments, ledger and control status made into the book, and what is found kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from extractor.register.copies import Decided, distinct
from extractor.register.indicators.book import Book
from extractor.register.indicators.run import as_row, find
from extractor.register.licences import ledger
from extractor.register.paper import Paper, papers
from extractor.register.refresh import control_list, given_terms
from extractor.register.shipments import licences, shipments
from extractor.settings import Settings
from extractor.store import indicators, register, returns, screening
from extractor.store.store import Store

REPLACED = ("commercial_invoice", "export_licence")
"""Papers of which a second version with other values is worth a look."""


def book(store: Store, settings: Settings) -> Book:
    """Return the book of all papers in a store, with what people decided of links, controls and terms."""
    found = tuple(papers(store))
    decided = register.decisions(store)
    shipped, known = shipments(found, decided), licences(found, decided)
    status_of = control_list(store, settings).status
    return Book(
        shipments=shipped,
        settings=settings.register,
        licences=known,
        replaced=replaced(found, decided),
        accounts=ledger(shipped, known, settings.licences, date.today(), status_of, given_terms(store)),
        filed=returns.filed_shipments(store),
        screened=screening.listed_parties(store),
        status_of=status_of,
    )


def replaced(found: Iterable[Paper], decided: Decided | None = None) -> dict[int, tuple[Paper, ...]]:
    """Return earlier versions of invoices and licences that say something else, by the document that counts."""
    kinds: dict[str, list[Paper]] = defaultdict(list)
    for paper in found:
        if paper.doc_type in REPLACED and paper.is_counted:
            kinds[paper.doc_type].append(paper)
    out: dict[int, tuple[Paper, ...]] = {}
    for versions in (one for kind in REPLACED for one in distinct(kinds[kind], decided=decided) if one.others):
        ids = {link.right for link in versions.links if link.kind == "replaces"}
        out[versions.counts.document_id] = tuple(paper for paper in versions.others if paper.document_id in ids)
    return out


def refresh(store: Store, settings: Settings) -> Book:
    """Bring the indicators of a store up to date and return the book that they come from."""
    made = book(store, settings)
    indicators.replace(store, [as_row(one) for one in find(made)])
    return made
