"""From a store to its indicators: papers, shipments, ledger and control status made into the book, and what is found kept."""

from __future__ import annotations

from datetime import date

from extractor.register.control import ControlList
from extractor.register.indicators.book import Book
from extractor.register.indicators.run import as_row, find
from extractor.register.licences import ledger
from extractor.register.paper import papers
from extractor.register.shipments import licences, shipments
from extractor.settings import Settings
from extractor.store import indicators
from extractor.store.store import Store


def book(store: Store, settings: Settings) -> Book:
    """Return the book of all papers in a store."""
    found = tuple(papers(store))
    shipped, known = shipments(found), licences(found)
    status_of = ControlList.of(settings.register).status
    return Book(
        shipments=shipped,
        settings=settings.register,
        licences=known,
        accounts=ledger(shipped, known, settings.licences, date.today(), status_of),
        status_of=status_of,
    )


def refresh(store: Store, settings: Settings) -> Book:
    """Bring the indicators of a store up to date and return the book that they come from."""
    made = book(store, settings)
    indicators.replace(store, [as_row(one) for one in find(made)])
    return made
