"""Run files in this process, in several with Pebble, or on a cluster, results in the order of the files.

A worker that dies or hangs costs the page that it had: its file is read again page by page (`jobs.apart`). With
`concurrent.futures` a killed worker takes the whole pool with it. Only a few files a worker are in flight, so that a
folder of a million files needs no memory.
"""

from __future__ import annotations

import logging
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

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


@dataclass(frozen=True)
class _End:
    """Comes behind a file, or behind all that was in it: what it was unpacked into is of no more use."""

    folder: Path


def gather(paths: Iterable[Path]) -> list[intake.Item]:
    """List every file that the paths name, in a steady order: folders opened up, archives and mails shut."""
    return [item for path in paths for item in intake.listed(path)]


def run(
    work: Iterable[intake.Item],
    settings: Settings,
    store: Path | None = None,
    told: Told = _nothing,
    wanted: Callable[[Path], bool] = lambda _: True,
    ended: Callable[[], None] = lambda: None,
) -> Iterator[Outcome]:
    """Yield one outcome a file, in the order given, and in that of an archive or mail for the files in it.

    `store` knows the companies, else the gazetteer does. What is not `wanted` is left out. `told` hears how far a long
    file is, `ended` that one of `work` was read. An archive is unpacked when its turn comes, and what came out of it is
    removed as soon as the next outcome is asked for.
    """
    with TemporaryDirectory(prefix="extractor-") as scratch:
        entries = _opened(work, settings, Path(scratch), wanted)
        for found in _found(entries, settings, store, told):
            if isinstance(found, _End):
                shutil.rmtree(found.folder, ignore_errors=True)
                ended()
            else:
                yield found


def _found(
    entries: Iterable[intake.Item | _End], settings: Settings, store: Path | None, told: Told
) -> Iterator[Outcome | _End]:
    if settings.limits.cluster:
        yield from _on_cluster(entries, settings, store, told)
    elif settings.limits.workers <= 1:
        tools = child.tools_with(settings, store)
        yield from (entry if isinstance(entry, _End) else process(entry, tools) for entry in entries)
    else:
        with child.pool(settings.limits.workers, settings) as pool:
            yield from _side_by_side(entries, pool, settings.limits.workers, (settings, store, True), told)


def _opened(
    work: Iterable[intake.Item], settings: Settings, scratch: Path, wanted: Callable[[Path], bool]
) -> Iterator[intake.Item | _End]:
    for number, item in enumerate(work):
        folder = scratch / str(number)
        yield from (found for found in intake.opened(item, settings.limits, folder) if wanted(found.path))
        yield _End(folder)


def _on_cluster(
    entries: Iterable[intake.Item | _End], settings: Settings, store: Path | None, told: Told
) -> Iterator[Outcome | _End]:
    """Read on other machines, and settle here, where the store is."""
    tools = child.tools_with(settings, store)
    with Cluster(settings) as nodes:
        for found in _side_by_side(entries, nodes, nodes.workers, (settings, None, False), told):
            if isinstance(found, _End):
                yield found
            else:
                yield replace(found, records=Packed(settled(record, tools) for record in found.records))


def _side_by_side(
    entries: Iterable[intake.Item | _End], pool: Pool, workers: int, given: Given, told: Told
) -> Iterator[Outcome | _End]:
    waiting: deque[tuple[intake.Item, Waiting[Outcome]] | _End] = deque()
    settings, store, settles = given
    seconds = settings.watch.seconds_per_file or None

    def collect() -> Outcome | _End:
        first = waiting.popleft()
        if isinstance(first, _End):
            return first
        item, future = first
        found = _collected(item, future, given)
        source = long.to_share(found, settings)
        return found if source is None else long.read(item, source, pool, settings, store, told, settles)

    for entry in entries:
        if isinstance(entry, _End):
            waiting.append(entry)
            continue
        waiting.append((entry, pool.schedule(_process, args=(entry, *given), timeout=seconds)))
        while sum(isinstance(one, tuple) for one in waiting) >= workers * IN_FLIGHT:
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
