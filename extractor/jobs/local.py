"""Run files in this process, in several with Pebble, or on a cluster, results in the order of the files.

A worker that dies or hangs costs the page that it had: its file is read again page by page (`jobs.apart`). With
`concurrent.futures` a killed worker takes the whole pool with it. Only a few files a worker are in flight, so that a
folder of a million files needs no memory.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path

from extractor.datatypes.packed import Packed
from extractor.jobs import apart, child, long
from extractor.jobs.child import Pool, Waiting
from extractor.jobs.cluster import Cluster
from extractor.jobs.long import Given
from extractor.pipeline import Outcome, begin, finish, process, settled
from extractor.settings import Settings
from extractor.stages import intake

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
    if settings.limits.cluster:
        yield from _on_cluster(work, settings, store, told)
    elif settings.limits.workers <= 1:
        tools = child.tools_with(settings, store)
        yield from (process(item, tools) for item in work)
    else:
        with child.pool(settings.limits.workers, settings) as pool:
            yield from _side_by_side(work, pool, settings.limits.workers, (settings, store, True), told)


def _on_cluster(work: Iterable[intake.Item], settings: Settings, store: Path | None, told: Told) -> Iterator[Outcome]:
    """Read on other machines, and settle here, where the store is."""
    tools = child.tools_with(settings, store)
    with Cluster(settings) as nodes:
        for outcome in _side_by_side(work, nodes, nodes.workers, (settings, None, False), told):
            yield replace(outcome, records=Packed(settled(record, tools) for record in outcome.records))


def _side_by_side(work: Iterable[intake.Item], pool: Pool, workers: int, given: Given, told: Told) -> Iterator[Outcome]:
    waiting: deque[tuple[intake.Item, Waiting[Outcome]]] = deque()
    settings, store, settles = given
    seconds = settings.watch.seconds_per_file or None

    def collect() -> Outcome:
        item, future = waiting.popleft()
        found = _collected(item, future, given)
        source = long.to_share(found, settings)
        return found if source is None else long.read(item, source, pool, settings, store, told, settles)

    for item in work:
        waiting.append((item, pool.schedule(_process, args=(item, *given), timeout=seconds)))
        if len(waiting) >= workers * IN_FLIGHT:
            yield collect()
    while waiting:
        yield collect()


def _process(item: intake.Item, settings: Settings, store: Path | None, settles: bool) -> Outcome:
    """Read a file; one that is long is only opened, and goes back to be shared out."""
    begun = begin(item, settings)
    return begun if long.to_share(begun, settings) else finish(item, begun, child.tools(settings, store, settles))


def _collected(item: intake.Item, future: Waiting[Outcome], given: Given) -> Outcome:
    """Wait for one file; where its worker died or hung it is read again page by page, and only the page is lost."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except (FutureTimeoutError, ProcessExpired, MemoryError) as died:
        log.warning("%s: the reading process ended (%s); now page by page", item.name, died)
        return apart.read(item, *given)
