"""Page by page, each in a child process: the way for a file whose reading died or hung when it was read as a whole.

A page that hangs or crashes native code ends with its own process; the other pages go on, and the record says which
page failed and why. It costs a process for each such page, so it is the second try and never the first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.datatypes.page import Page, PageState, Sheet, Source
from extractor.datatypes.record import ErrorRecord, Record, SourceInfo
from extractor.errors import ExtractorError, InternalError, ReadTimeoutError
from extractor.jobs import child
from extractor.pipeline import Outcome, understand
from extractor.settings import Settings
from extractor.stages import intake, sheets, text

if TYPE_CHECKING:
    from pebble import ProcessPool

log = logging.getLogger(__name__)
Found = TypeVar("Found")


def read(item: intake.Item, settings: Settings, store: Path | None = None) -> Outcome:
    """Read one file with a process for its pages that is replaced whenever one of them kills it."""
    with child.pool(1, settings) as pool:
        source: Source | None = None
        try:
            source = _wait(pool, settings, "opening the file", _identify, item, settings)
            pages = tuple(_pages(pool, source, settings))
            if all(page.state is PageState.FAILED for page in pages):
                raise InternalError(pages[0].notes[0] if pages else "the file has no pages")
            records = _wait(pool, settings, "understanding the pages", _understand, source, pages, settings, store)
            return Outcome(item.name, source, pages, records)
        except ExtractorError as error:
            info = SourceInfo(item.name, source.sha256 if source else intake.fingerprint(item.path), None, (),
                              source.page_count if source else 0, item.parent)  # fmt: skip
            return Outcome(item.name, source, error=ErrorRecord(info, error.code, error.sentence()))


def _pages(pool: ProcessPool, source: Source, settings: Settings) -> Iterator[Page]:
    for sheet in sheets.cut(source):
        try:
            yield _wait(pool, settings, f"reading page {sheet.number}", _read, sheet, settings)
        except ExtractorError as error:
            log.warning("%s: page %d: %s", source.name, sheet.number, error.sentence())
            yield Page(sheet.number, 0, 0, (), state=PageState.FAILED, notes=(error.sentence(),))


def _wait(pool: ProcessPool, settings: Settings, what: str, step: Callable[..., Found], *given: Any) -> Found:
    """Run one step in the child; a child that dies or hangs becomes an error of ours."""
    from pebble import ProcessExpired

    seconds = settings.limits.seconds_per_page or None
    try:
        found: Found = pool.schedule(step, args=given, timeout=seconds).result()
        return found
    except FutureTimeoutError:
        raise ReadTimeoutError(f"{what} took longer than {seconds} seconds") from None
    except ProcessExpired as died:
        raise InternalError(f"{what} ended the process ({died})") from None
    except MemoryError:
        raise InternalError(f"{what} needed more than {settings.limits.memory_mb} MB") from None


def _identify(item: intake.Item, settings: Settings) -> Source:
    return intake.identify(item, settings.limits)


def _read(sheet: Sheet, settings: Settings) -> Page:
    tools = child.tools(settings, None)
    return text.read(sheet, tools.reader, settings.limits, settings.ocr.dpi)


def _understand(source: Source, pages: tuple[Page, ...], settings: Settings, store: Path | None) -> tuple[Record, ...]:
    return tuple(understand(source, pages, child.tools(settings, store)))
