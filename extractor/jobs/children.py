"""Reading in child processes: one that hangs, dies or eats all memory costs the page that it had, nothing else."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

from extractor.jobs import apart, child
from extractor.pipeline import Outcome, process
from extractor.settings import Settings
from extractor.stages import intake

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool


class Reading:
    """A file that is being read; should its process die, it is read again page by page."""

    def __init__(
        self, children: Children, path: Path, place: str, scratch: Path, whole: ProcessFuture[list[Outcome]]
    ) -> None:
        self._children, self._path, self._place, self._whole = children, path, place, whole
        self._scratch = scratch
        self._apart: Future[list[Outcome]] | None = None

    def done(self) -> bool:
        """Say whether there is a result."""
        from pebble import ProcessExpired

        if self._apart is not None:
            return self._apart.done()
        if not self._whole.done():
            return False
        died = None if self._whole.cancelled() else self._whole.exception()
        if isinstance(died, ProcessExpired | FutureTimeoutError | MemoryError):
            self._apart = self._children.read_apart(self._path, self._place, self._scratch)
            return False
        return True

    def result(self) -> list[Outcome]:
        """Return what became of the file, or of the files in it, once it is known; raises what ended the reading."""
        if self._apart is None and not self._whole.cancelled():
            self._whole.exception()  # waits
            self.done()
        return (self._apart or self._whole).result()

    def close(self) -> None:
        """Remove what was unpacked for it."""
        shutil.rmtree(self._scratch, ignore_errors=True)


class Children:
    """A pool of reading processes; use it as a context manager."""

    def __init__(self, settings: Settings, workers: int, store: Path | None = None) -> None:
        self.settings, self.store = settings, store
        self.pool: ProcessPool = child.started(workers, settings)
        self._unpacked = TemporaryDirectory(prefix="extractor-")
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="page-by-page")

    def submit(self, path: Path, place: str, scratch: Path | None = None) -> Reading:
        """Start reading a file, or the files in it, with the time that the settings allow.

        What is in an archive is unpacked into `scratch`, which the caller removes; else into a folder of its own.
        """
        seconds = self.settings.watch.seconds_per_file or None
        scratch = scratch or Path(mkdtemp(dir=self._unpacked.name))
        whole = self.pool.schedule(_read, args=(path, place, self.settings, self.store, scratch), timeout=seconds)
        return Reading(self, path, place, scratch, whole)

    def read_apart(self, path: Path, place: str, scratch: Path) -> Future[list[Outcome]]:
        """Start reading a file page by page."""
        return self._threads.submit(_read_apart, path, place, self.settings, self.store, scratch)

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        pool: Any = self.pool  # its methods carry no types
        pool.stop()
        pool.join()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._unpacked.cleanup()


def _items(path: Path, place: str, settings: Settings, scratch: Path) -> list[intake.Item]:
    """List the file, or the files in it; all are named after the place that it came from."""

    def named(name: str) -> str:
        return place + name.removeprefix(path.name)

    items = intake.expand(path, settings.limits, scratch)
    return [
        replace(item, name=named(item.name), parent=None if item.parent is None else named(item.parent))
        for item in items
    ]


def _read(path: Path, place: str, settings: Settings, store: Path | None, scratch: Path) -> list[Outcome]:
    return [process(item, child.tools(settings, store)) for item in _items(path, place, settings, scratch)]


def _read_apart(path: Path, place: str, settings: Settings, store: Path | None, scratch: Path) -> list[Outcome]:
    """Read a file page by page; what kills a child that unpacks it must not be unpacked in this process."""
    items = apart.again("opening the file", settings, _items, path, place, settings, scratch)
    return [apart.read(item, settings, store) for item in items]
