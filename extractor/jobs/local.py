"""Run files on this machine: in this process, or in several with Pebble, results in the order of the files.

A worker that dies or hangs costs the page that it had: its file is read again page by page (`jobs.apart`). With
`concurrent.futures` a killed worker takes the whole pool with it. Only a few files a worker are in flight, so that a
folder of a million files needs no memory.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.jobs import apart, child, long
from extractor.pipeline import Outcome, begin, finish, process
from extractor.settings import Settings
from extractor.stages import intake

if TYPE_CHECKING:
    from pebble import ProcessFuture

log = logging.getLogger(__name__)
IN_FLIGHT = 3
"""Files a worker: enough that none waits, few enough that nothing piles up."""
Told = Callable[[str], None]


def _nothing(_: str) -> None:
    """Tell nobody."""


def gather(paths: Iterable[Path], settings: Settings) -> list[intake.Item]:
    """List every file that the paths name: folders and archives opened up, in a steady order."""
    return [item for path in paths for item in intake.expand(path, settings.limits)]


def run(
    work: Iterable[intake.Item], settings: Settings, store: Path | None = None, told: Told = _nothing
) -> Iterator[Outcome]:
    """Yield one outcome a file, in the order given; `store` knows the companies, else the gazetteer does.

    `told` hears how far a long file is.
    """
    if settings.limits.workers <= 1:
        tools = child.tools_with(settings, store)
        yield from (process(item, tools) for item in work)
    else:
        yield from _side_by_side(work, settings, store, told)


def _side_by_side(work: Iterable[intake.Item], settings: Settings, store: Path | None, told: Told) -> Iterator[Outcome]:
    waiting: deque[tuple[intake.Item, ProcessFuture[Outcome]]] = deque()
    seconds = settings.watch.seconds_per_file or None
    with child.pool(settings.limits.workers, settings) as pool:

        def collect() -> Outcome:
            item, future = waiting.popleft()
            found = _collected(item, future, settings, store)
            source = long.to_share(found, settings)
            return found if source is None else long.read(item, source, pool, settings, store, told)

        for item in work:
            waiting.append((item, pool.schedule(_process, args=(item, settings, store), timeout=seconds)))
            if len(waiting) >= settings.limits.workers * IN_FLIGHT:
                yield collect()
        while waiting:
            yield collect()


def _process(item: intake.Item, settings: Settings, store: Path | None) -> Outcome:
    """Read a file; one that is long is only opened, and goes back to be shared out."""
    begun = begin(item, settings)
    return begun if long.to_share(begun, settings) else finish(item, begun, child.tools(settings, store))


def _collected(item: intake.Item, future: ProcessFuture[Outcome], settings: Settings, store: Path | None) -> Outcome:
    """Wait for one file; where its worker died or hung it is read again page by page, and only the page is lost."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except (FutureTimeoutError, ProcessExpired, MemoryError) as died:
        log.warning("%s: the reading process ended (%s); now page by page", item.name, died)
        return apart.read(item, settings, store)
