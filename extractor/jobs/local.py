"""Run files on this machine: in this process, or in several with Pebble, results in the order of the files.

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
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
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
        alone = settings.limits.workers <= 1
        done = _one_by_one(entries, settings, store) if alone else _side_by_side(entries, settings, store, told)
        for found in done:
            if isinstance(found, _End):
                shutil.rmtree(found.folder, ignore_errors=True)
                ended()
            else:
                yield found


def _opened(
    work: Iterable[intake.Item], settings: Settings, scratch: Path, wanted: Callable[[Path], bool]
) -> Iterator[intake.Item | _End]:
    for number, item in enumerate(work):
        folder = scratch / str(number)
        yield from (found for found in intake.opened(item, settings.limits, folder) if wanted(found.path))
        yield _End(folder)


def _one_by_one(
    entries: Iterable[intake.Item | _End], settings: Settings, store: Path | None
) -> Iterator[Outcome | _End]:
    tools = child.tools_with(settings, store)
    for entry in entries:
        yield entry if isinstance(entry, _End) else process(entry, tools)


def _side_by_side(
    entries: Iterable[intake.Item | _End], settings: Settings, store: Path | None, told: Told
) -> Iterator[Outcome | _End]:
    waiting: deque[tuple[intake.Item, ProcessFuture[Outcome]] | _End] = deque()
    seconds = settings.watch.seconds_per_file or None
    with child.pool(settings.limits.workers, settings) as pool:

        def collect() -> Outcome | _End:
            first = waiting.popleft()
            if isinstance(first, _End):
                return first
            item, future = first
            found = _collected(item, future, settings, store)
            source = long.to_share(found, settings)
            return found if source is None else long.read(item, source, pool, settings, store, told)

        for entry in entries:
            if isinstance(entry, _End):
                waiting.append(entry)
                continue
            waiting.append((entry, pool.schedule(_process, args=(entry, settings, store), timeout=seconds)))
            while sum(isinstance(one, tuple) for one in waiting) >= settings.limits.workers * IN_FLIGHT:
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
