"""Page by page, each in a child process: the way for pages whose reading died or hung when they were read together.

A page that hangs or crashes native code ends with its own process; the other pages go on, and the record says which
page failed and why. It costs a process for each such page, so it is the second try and never the first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import Any, TypeVar

from extractor.datatypes.packed import Packed
from extractor.datatypes.page import Page, PageState, Sheet, Source
from extractor.datatypes.record import Record
from extractor.errors import ExtractorError, InternalError, ReadTimeoutError
from extractor.jobs import child
from extractor.jobs.child import Waiting
from extractor.pipeline import Outcome, guarded, understand
from extractor.settings import Settings
from extractor.stages import intake, sheets, text

log = logging.getLogger(__name__)
Found = TypeVar("Found")


def read(item: intake.Item, settings: Settings, store: Path | None = None, settles: bool = True) -> Outcome:
    """Read one file with a process for its pages that is replaced whenever one of them kills it."""

    def open_it() -> Outcome:
        return Outcome(item.name, again("opening the file", settings, _identify, item, settings))

    def step(source: Source) -> Outcome:
        found = Packed(pages(sheets.cut(source), settings))
        refuse_unread(found)
        records = again("understanding the pages", settings, _understand, source, found, settings, store, settles)
        return Outcome(item.name, source, found, records)

    begun = guarded(item, None, open_it)
    source = begun.source
    return begun if source is None else guarded(item, source, lambda: step(source))


def pages(some: Iterable[Sheet], settings: Settings) -> Iterator[Page]:
    """Yield one page for each sheet; one that kills or blocks its process is a page that failed."""
    seconds = settings.limits.seconds_per_page
    with child.pool(1, settings) as pool:
        for sheet in some:
            future = pool.schedule(_read, args=(sheet, settings), timeout=seconds or None)
            try:
                yield wait(future, f"reading page {sheet.number}", seconds, settings)
            except ExtractorError as error:
                yield text.failed(sheet, error)


def refuse_unread(found: Sequence[Page]) -> None:
    """Raise an error where no page of a file could be read."""
    if all(page.state is PageState.FAILED for page in found):
        raise InternalError(found[0].notes[0] if found else "the file has no pages")


def again(what: str, settings: Settings, step: Callable[..., Found], *given: Any) -> Found:
    """Run one step in a process of its own, in the time of a whole file; one that dies or hangs is an error of ours."""
    seconds = settings.watch.seconds_per_file
    with child.pool(1, settings) as pool:
        return wait(pool.schedule(step, args=given, timeout=seconds or None), what, seconds, settings)


def wait(future: Waiting[Found], what: str, seconds: int, settings: Settings) -> Found:
    """Return what a child found; a child that failed, died, hung or needed too much memory is an error that says in what."""
    from pebble import ProcessExpired

    try:
        found: Found = future.result()
        return found
    except FutureTimeoutError:
        raise ReadTimeoutError(f"{what} took longer than {seconds} seconds") from None
    except ProcessExpired as died:
        raise InternalError(f"{what} ended the process ({died})") from None
    except MemoryError:
        raise InternalError(f"{what} needed more than {settings.limits.memory_mb} MB") from None
    except ExtractorError:
        raise
    except Exception as error:  # the border of a child: one page of many must not cost the others
        log.exception(what)
        raise InternalError(f"{what} failed ({type(error).__name__}: {error})") from error


def _identify(item: intake.Item, settings: Settings) -> Source:
    return intake.identify(item, settings.limits)


def _read(sheet: Sheet, settings: Settings) -> Page:
    tools = child.tools(settings, None)
    return text.read(sheet, tools.reader, settings.limits, settings.ocr.dpi)


def _understand(
    source: Source, found: Packed[Page], settings: Settings, store: Path | None, settles: bool
) -> Packed[Record]:
    return Packed(understand(source, found, child.tools(settings, store, settles)))
