"""The way of a paper, in order: intake, sheets, text, layout, classify, extract, resolve, validate, route.

This is the one border where an error becomes an error record: whatever happens to one file, the rest goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor import __version__
from extractor.datatypes.document import DocType, Document
from extractor.datatypes.packed import Packed
from extractor.datatypes.page import Page, PageState, Source
from extractor.datatypes.record import ErrorRecord, Record, SourceInfo
from extractor.errors import ExtractorError, InternalError, UsageError
from extractor.settings import Settings
from extractor.stages import classify, extract, intake, layout, place, resolve, route, sheets, text, validate
from extractor.tools import Tools

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its pages and records, or the error that stands for it. With neither it was only opened."""

    name: str
    source: Source | None = None
    pages: Sequence[Page] = ()
    records: Sequence[Record] = ()
    error: ErrorRecord | None = None

    def all_records(self) -> Sequence[Record | ErrorRecord]:
        """Return the records in page order, or the error record."""
        return (self.error,) if self.error is not None else self.records


def process(item: intake.Item, tools: Tools) -> Outcome:
    """Read one file to its records; never raises for what is wrong with the file."""
    return finish(item, begin(item, tools.settings), tools)


def begin(item: intake.Item, settings: Settings) -> Outcome:
    """Open a file and say what it is, without reading any page; never raises for what is wrong with the file."""
    return guarded(item, None, lambda: Outcome(item.name, intake.identify(item, settings.limits)))


def finish(item: intake.Item, begun: Outcome, tools: Tools) -> Outcome:
    """Read a file that was opened to its records; never raises for what is wrong with the file."""
    source, settings = begun.source, tools.settings
    if source is None or begun.error is not None:
        return begun

    def read() -> Outcome:
        pages = Packed(text.read_all(sheets.cut(source), tools.reader, settings.limits, settings.ocr.dpi))
        return Outcome(item.name, source, pages, Packed(understand(source, pages, tools)))

    return guarded(item, source, read)


def guarded(item: intake.Item, source: Source | None, step: Callable[[], Outcome]) -> Outcome:
    """Return what a step makes of a file, or the error record that stands for what went wrong with it."""
    try:
        return step()
    except UsageError:  # no file is at fault
        raise
    except ExtractorError as error:
        return Outcome(item.name, source, error=_error_record(item, source, error))
    except Exception as error:  # the border: one paper must not stop the others
        log.exception("%s: %s", item.name, type(error).__name__)
        return Outcome(
            item.name, source, error=_error_record(item, source, InternalError(f"{type(error).__name__}: {error}"))
        )


def understand(source: Source, pages: Iterable[Page], tools: Tools) -> Iterator[Record]:
    """Yield one record for each document in the pages, in page order. No page is read again for this."""
    for document in classify.split(map(layout.arrange, pages), source):
        yield record_of(document, tools)


def understand_as(
    source: Source, pages: Sequence[Page], cuts: Sequence[tuple[tuple[int, ...], DocType | None]], tools: Tools
) -> Iterator[Record]:
    """Yield one record for each cut, which a person made: its pages are one document, of its type where that was said."""
    layouts = {page.number: layout.arrange(page) for page in pages}
    for numbers, doc_type in cuts:
        chosen = tuple(layouts[number] for number in numbers)
        guess = next(classify.split(chosen, source))
        kind, sure = (doc_type, 1.0) if doc_type is not None else (guess.doc_type, guess.confidence)
        yield record_of(Document(source, chosen, kind, sure), tools)


def record_of(document: Document, tools: Tools) -> Record:
    """Return what a document says, settled unless another process does that."""
    pages = [layout.page for layout in document.layouts]
    record = place.as_seen(extract.fill(document, tools.tagger, tools.judge), pages)
    record = record.with_(engine=_engine(pages, tools))
    return settled(record, tools) if tools.settles else record


def settled(record: Record, tools: Tools) -> Record:
    """Return a record with its companies, its checks and its route."""
    record = resolve.name_companies(record, tools.companies)
    hits = resolve.listed_parties(record, tools.lists)
    record = record.with_(engine=dict(record.engine) | ({"screening": hits} if hits else {}))
    return route.decide(validate.check(record), tools.settings.review)


def _engine(pages: Sequence[Page], tools: Tools) -> dict[str, object]:
    """Say what read and understood these pages, and what a person should know of the reading."""
    engines = sorted({word.engine for page in pages for word in page.words if word.engine != "pdf"})
    notes = [f"page {page.number}: {note}" for page in pages if page.state is PageState.FAILED for note in page.notes]
    return {
        "extractor": __version__,
        "ocr": "+".join(engines) or "none",
        "model": f"{tools.judge.version} {tools.tagger.version}",
        "seals": [{"page": page.number, "bbox": list(box.as_tuple())} for page in pages for box in page.seals],
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
    with TemporaryDirectory(prefix="extractor-") as scratch:
        for item in intake.expand(path, tools.settings.limits, Path(scratch)):
            yield from process(item, tools).all_records()
