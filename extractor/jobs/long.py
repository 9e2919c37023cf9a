"""A long file, read by all workers at once: a page a task, then a few papers a task, results in the order of the pages.

Whoever waits for it holds pages and records packed, so its memory hardly grows with the file. A page whose process dies or
hangs is lost alone; papers whose process dies are understood once more, in a process of their own.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.datatypes.packed import Packed
from extractor.datatypes.page import Page, Sheet, Source
from extractor.datatypes.record import Record
from extractor.errors import InternalError, ReadTimeoutError
from extractor.jobs import apart, child
from extractor.jobs.child import Pool
from extractor.pipeline import Outcome, guarded, record_of
from extractor.settings import Settings
from extractor.stages import classify, intake, layout, sheets, text
from extractor.stages.classify import PageKind

log = logging.getLogger(__name__)
TOGETHER = 8
"""Pages from which papers are a task: few enough that no worker waits long for the last one."""
Shown = tuple[Packed[Page], PageKind]
"""One page, packed, with what it shows of its kind."""
Paper = tuple[Packed[Page], tuple[PageKind, ...]]
"""The pages of one document."""
Told = Callable[[str], None]
Given = tuple[Settings, Path | None, bool]
"""Settings, the tracking store that knows the companies, and whether records are settled where they are made."""
_UNDERSTANDING = "understanding the pages"


def to_share(begun: Outcome, settings: Settings) -> Source | None:
    """Return the file where it was opened, not read yet, and is worth more than one worker."""
    source, most = begun.source, settings.limits.pages_by_one
    if source is None or begun.error is not None or begun.pages:
        return None
    return source if source.page_count > most > 0 else None


def read(
    item: intake.Item,
    source: Source,
    pool: Pool,
    settings: Settings,
    store: Path | None,
    told: Told,
    settles: bool = True,
) -> Outcome:
    """Read a file with all processes of a pool; `told` hears how far it is."""

    def step() -> Outcome:
        parts: list[Packed[Page]] = []
        kinds: list[PageKind] = []
        for page, kind in _shown(source, pool, settings):
            parts.append(page)
            kinds.append(kind)
            told(f"{item.name}: {len(kinds):,} of {source.page_count:,} pages")
        pages = Packed.joined(parts)
        apart.refuse_unread(pages)
        given = (settings, store, settles)
        return Outcome(item.name, source, pages, _records(source, _papers(pages, kinds), pool, given))

    return guarded(item, source, step)


def _shown(source: Source, pool: Pool, settings: Settings) -> Iterator[Shown]:
    seconds = settings.limits.seconds_per_page
    waiting = deque(
        (sheet, pool.schedule(_read, args=(sheet, settings), timeout=seconds or None)) for sheet in sheets.cut(source)
    )
    while waiting:
        sheet, future = waiting.popleft()
        try:
            yield apart.wait(future, f"reading page {sheet.number}", seconds, settings)
        except (InternalError, ReadTimeoutError) as error:
            yield _seen(text.failed(sheet, error))


def _papers(pages: Packed[Page], kinds: Sequence[PageKind]) -> Iterator[Paper]:
    start = 0
    for paper in classify.papers(kinds):
        yield pages[start : start + len(paper)], paper
        start += len(paper)


def _records(source: Source, papers: Iterator[Paper], pool: Pool, given: Given) -> Packed[Record]:
    settings = given[0]
    seconds = settings.watch.seconds_per_file
    waiting = [
        (some, pool.schedule(_understand, args=(source, some, *given), timeout=seconds or None))
        for some in _bundles(papers)
    ]
    parts: list[Packed[Record]] = []
    for some, future in waiting:
        try:
            parts.append(apart.wait(future, _UNDERSTANDING, seconds, settings))
        except (InternalError, ReadTimeoutError) as error:
            log.warning("%s: %s; once more", source.name, error.sentence())
            parts.append(apart.again(_UNDERSTANDING, settings, _understand, source, some, *given))
    return Packed.joined(parts)


def _bundles(papers: Iterator[Paper]) -> Iterator[tuple[Paper, ...]]:
    """Yield papers together until there are enough pages for a task; a longer paper is a task of its own."""
    bundle: list[Paper] = []
    for paper in papers:
        bundle.append(paper)
        if sum(len(pages) for pages, _ in bundle) >= TOGETHER:
            yield tuple(bundle)
            bundle = []
    if bundle:
        yield tuple(bundle)


def _seen(page: Page) -> Shown:
    return Packed([page]), classify.look(layout.arrange(page))


def _read(sheet: Sheet, settings: Settings) -> Shown:
    """Read a page and see what it shows of its kind; in a child."""
    tools = child.tools(settings, None)
    (page,) = text.read_all([sheet], tools.reader, settings.limits, settings.ocr.dpi)
    return _seen(page)


def _understand(
    source: Source, some: tuple[Paper, ...], settings: Settings, store: Path | None, settles: bool
) -> Packed[Record]:
    """Understand papers; in a child."""
    tools = child.tools(settings, store, settles)
    return Packed(
        record_of(classify.document([layout.arrange(page) for page in pages], kinds, source), tools)
        for pages, kinds in some
    )
