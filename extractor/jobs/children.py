"""Reading in child processes: one that hangs, dies or eats all memory costs the file that it had, nothing else."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.jobs.local import tools_with
from extractor.pipeline import Outcome, process
from extractor.settings import Settings
from extractor.stages import intake
from extractor.tools import Tools

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

FILES_A_CHILD = 200
"""Files after which a child is replaced: the engines' memory grows (FACTS)."""


class Children:
    """A pool of reading processes; use it as a context manager."""

    def __init__(self, settings: Settings, workers: int, store: Path | None = None) -> None:
        from pebble import ProcessPool

        self.settings, self.store = settings, store
        self.pool: ProcessPool = ProcessPool(
            max_workers=workers, max_tasks=FILES_A_CHILD, initializer=_prepare, initargs=(settings.limits.memory_mb,)
        )

    def submit(self, path: Path, place: str) -> ProcessFuture[list[Outcome]]:
        """Start reading a file, or the files in it, with the time that the settings allow."""
        seconds = self.settings.watch.seconds_per_file or None
        return self.pool.schedule(_read, args=(path, place, self.settings, self.store), timeout=seconds)

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        pool: Any = self.pool  # its methods carry no types
        pool.stop()
        pool.join()


def _prepare(memory_mb: int) -> None:
    """Bound a child's threads and memory; leave interrupts to the parent, which stops its children in order."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
    if memory_mb and os.name == "posix":
        import resource

        bytes_ = memory_mb * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (bytes_, bytes_))


@cache
def _tools(settings: Settings, store: Path | None) -> Tools:
    return tools_with(settings, store)


def _read(path: Path, place: str, settings: Settings, store: Path | None) -> list[Outcome]:
    items = list(intake.expand(path, settings.limits))
    named = [intake.Item(i.path, place if i.parent is None else i.name, i.parent) for i in items]
    return [process(item, _tools(settings, store)) for item in named]
