"""Run files on this machine: in this process, or in several with Pebble, results in the order of the files.

A worker that dies or hangs costs the one file that it had; with `concurrent.futures` a killed worker takes the whole
pool with it. Only a few files a worker are in flight, so that a folder of a million files needs no memory.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from pathlib import Path

from extractor.datatypes.record import ErrorRecord, SourceInfo
from extractor.errors import ExtractorError, InternalError, ReadTimeoutError
from extractor.pipeline import Outcome, process
from extractor.settings import Settings
from extractor.stages import intake
from extractor.store.known import Register
from extractor.tools import Tools

IN_FLIGHT = 3
"""Files a worker: enough that none waits, few enough that nothing piles up."""


def gather(paths: Iterable[Path], settings: Settings) -> list[intake.Item]:
    """List every file that the paths name: folders and archives opened up, in a steady order."""
    return [item for path in paths for item in intake.expand(path, settings.limits)]


def run(work: Iterable[intake.Item], settings: Settings, store: Path | None = None) -> Iterator[Outcome]:
    """Yield one outcome a file, in the order given; `store` knows the companies, else the gazetteer does."""
    if settings.limits.workers <= 1:
        tools = tools_with(settings, store)
        yield from (process(item, tools) for item in work)
    else:
        yield from _side_by_side(work, settings, store)


def tools_with(settings: Settings, store: Path | None) -> Tools:
    """Return the tools of one process, with the companies of a store where one is named."""
    if store is None:
        return Tools(settings)
    register = Register(store, settings.register.parties_file)
    return Tools(settings, register, register.screen)


def _side_by_side(work: Iterable[intake.Item], settings: Settings, store: Path | None) -> Iterator[Outcome]:
    from pebble import ProcessFuture, ProcessPool

    waiting: deque[tuple[intake.Item, ProcessFuture[Outcome]]] = deque()
    with ProcessPool(max_workers=settings.limits.workers, initializer=_one_thread_each) as pool:
        for item in work:
            waiting.append((item, pool.schedule(_process, args=(item, settings, store))))
            if len(waiting) >= settings.limits.workers * IN_FLIGHT:
                yield _collect(*waiting.popleft())
        while waiting:
            yield _collect(*waiting.popleft())


def _one_thread_each() -> None:
    """Engines that all want every core are five to ten times slower than engines with a core each."""
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")


@cache
def _tools(settings: Settings, store: Path | None) -> Tools:
    return tools_with(settings, store)


def _process(item: intake.Item, settings: Settings, store: Path | None) -> Outcome:
    return process(item, _tools(settings, store))


def _collect(item: intake.Item, future: object) -> Outcome:
    """Wait for one file; a worker that died with it becomes that file's error record."""
    from pebble import ProcessExpired, ProcessFuture

    assert isinstance(future, ProcessFuture)
    error: ExtractorError
    try:
        outcome: Outcome = future.result()
        return outcome
    except FutureTimeoutError:
        error = ReadTimeoutError("the file took longer than allowed")
    except ProcessExpired as died:
        error = InternalError(f"the reading process died ({died})")
    info = SourceInfo(item.name, None, None, (), 0, item.parent)
    return Outcome(item.name, error=ErrorRecord(info, error.code, error.sentence()))
