"""Run files on this machine: in this process, or in several with Pebble, results in the order of the files.

A worker that dies or hangs costs the page that it had: its file is read again page by page (`jobs.apart`). With
`concurrent.futures` a killed worker takes the whole pool with it. Only a few files a worker are in flight, so that a
folder of a million files needs no memory.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.jobs import apart, child
from extractor.pipeline import Outcome, process
from extractor.settings import Settings
from extractor.stages import intake

if TYPE_CHECKING:
    from pebble import ProcessFuture

log = logging.getLogger(__name__)
IN_FLIGHT = 3
"""Files a worker: enough that none waits, few enough that nothing piles up."""


def gather(paths: Iterable[Path], settings: Settings) -> list[intake.Item]:
    """List every file that the paths name: folders and archives opened up, in a steady order."""
    return [item for path in paths for item in intake.expand(path, settings.limits)]


def run(work: Iterable[intake.Item], settings: Settings, store: Path | None = None) -> Iterator[Outcome]:
    """Yield one outcome a file, in the order given; `store` knows the companies, else the gazetteer does."""
    if settings.limits.workers <= 1:
        tools = child.tools_with(settings, store)
        yield from (process(item, tools) for item in work)
    else:
        yield from _side_by_side(work, settings, store)


def _side_by_side(work: Iterable[intake.Item], settings: Settings, store: Path | None) -> Iterator[Outcome]:
    waiting: deque[tuple[intake.Item, ProcessFuture[Outcome]]] = deque()
    seconds = settings.watch.seconds_per_file or None
    with child.pool(settings.limits.workers, settings) as pool:
        for item in work:
            waiting.append((item, pool.schedule(_process, args=(item, settings, store), timeout=seconds)))
            if len(waiting) >= settings.limits.workers * IN_FLIGHT:
                yield _collect(*waiting.popleft(), settings, store)
        while waiting:
            yield _collect(*waiting.popleft(), settings, store)


def _process(item: intake.Item, settings: Settings, store: Path | None) -> Outcome:
    return process(item, child.tools(settings, store))


def _collect(item: intake.Item, future: ProcessFuture[Outcome], settings: Settings, store: Path | None) -> Outcome:
    """Wait for one file; where its worker died or hung it is read again page by page, and only the page is lost."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except (FutureTimeoutError, ProcessExpired, MemoryError) as died:
        log.warning("%s: the reading process ended (%s); now page by page", item.name, died)
        return apart.read(item, settings, store)
