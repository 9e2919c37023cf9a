"""The way of a paper, in order: intake, sheets, text, layout, classify, extract, resolve, validate, route.

This is the one border where an error becomes an error record: whatever happens to one file, the rest goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor import __version__
from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Page, PageState, Source
from extractor.datatypes.record import ErrorRecord, Record, SourceInfo
from extractor.errors import ExtractorError, InternalError
from extractor.stages import classify, extract, intake, layout, place, resolve, route, sheets, text, validate
from extractor.tools import Tools

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its pages and records, or the error that stands for it."""

    name: str
    source: Source | None = None
    pages: tuple[Page, ...] = ()
    records: tuple[Record, ...] = ()
    error: ErrorRecord | None = None

    def all_records(self) -> tuple[Record | ErrorRecord, ...]:
        """Return the records in page order, or the error record."""
        return (self.error,) if self.error is not None else self.records


def process(item: intake.Item, tools: Tools) -> Outcome:
    """Read one file to its records; never raises for what is wrong with the file."""
    source: Source | None = None
    try:
        source = intake.identify(item, tools.settings.limits)
        pages = tuple(text.read_all(sheets.cut(source), tools.reader, tools.settings.limits, tools.settings.ocr.dpi))
        return Outcome(item.name, source, pages, tuple(understand(source, pages, tools)))
    except ExtractorError as error:
        return Outcome(item.name, source, error=_error_record(item, source, error))
    except Exception as error:  # the border: one paper must not stop the others
        log.exception("%s: %s", item.name, type(error).__name__)
        return Outcome(
            item.name, source, error=_error_record(item, source, InternalError(f"{type(error).__name__}: {error}"))
        )


def understand(source: Source, pages: Sequence[Page], tools: Tools) -> Iterator[Record]:
    """Yield one record for each document in the pages, in page order. No page is read again for this."""
    layouts = [layout.arrange(page) for page in pages]
    for document in classify.split(layouts, source):
        yield _understood(document, pages, tools)


def understand_as(
    source: Source, pages: Sequence[Page], cuts: Sequence[tuple[tuple[int, ...], DocType | None]], tools: Tools
) -> Iterator[Record]:
    """Yield one record for each cut, which a person made: its pages are one document, of its type where that was said."""
    layouts = {page.number: layout.arrange(page) for page in pages}
    for numbers, doc_type in cuts:
        chosen = tuple(layouts[number] for number in numbers)
        guess = classify.split(chosen, source)[0]
        kind, sure = (doc_type, 1.0) if doc_type is not None else (guess.doc_type, guess.confidence)
        yield _understood(Document(source, chosen, kind, sure), pages, tools)


def _understood(document: Document, pages: Sequence[Page], tools: Tools) -> Record:
    record = place.as_seen(extract.fill(document, tools.tagger, tools.judge), pages)
    record = resolve.name_companies(record, tools.companies)
    hits = resolve.listed_parties(record, tools.lists)
    record = record.with_(engine=_engine(pages, document.pages, tools) | ({"screening": hits} if hits else {}))
    return route.decide(validate.check(record), tools.settings.review)


def _engine(pages: Sequence[Page], numbers: Sequence[int], tools: Tools) -> dict[str, object]:
    """Say what read and understood these pages, and what a person should know of the reading."""
    chosen = [page for page in pages if page.number in set(numbers)]
    engines = sorted({word.engine for page in chosen for word in page.words if word.engine != "pdf"})
    notes = [f"page {page.number}: {note}" for page in chosen if page.state is PageState.FAILED for note in page.notes]
    return {
        "extractor": __version__,
        "ocr": "+".join(engines) or "none",
        "model": f"{tools.judge.version} {tools.tagger.version}",
        "seals": [{"page": page.number, "bbox": list(box.as_tuple())} for page in chosen for box in page.seals],
        "notes": notes,
    }


def _error_record(item: intake.Item, source: Source | None, error: ExtractorError) -> ErrorRecord:
    """Describe the file as far as it is known."""
    info = SourceInfo(
        file=item.name,
        sha256=source.sha256 if source else intake.fingerprint(item.path),
        media_type=source.media_type if source else None,
        pages=(),
        page_count=source.page_count if source else 0,
        parent=item.parent,
    )
    return ErrorRecord(info, error.code, error.sentence())


def read(path: Path, tools: Tools) -> Iterator[Record | ErrorRecord]:
    """Yield the records of a file, of the files in an archive or mail, or of a folder, in page order."""
    for item in intake.expand(path, tools.settings.limits):
        yield from process(item, tools).all_records()
