"""What every reading process has: a start of its own, one thread, a bound on its memory, its tools made once."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from extractor.settings import Settings
from extractor.store.known import Register
from extractor.tools import Tools

if TYPE_CHECKING:
    from pebble import ProcessPool

Found = TypeVar("Found")
Given = TypeVar("Given", covariant=True)
START = "spawn"
"""How a child begins. One that is forked while a thread of the watcher holds a lock waits for that lock for ever: of 50
children forked in a drop of 10,000 files one hung, and its paper with it."""


class Waiting(Protocol[Given]):
    """A task that was handed over."""

    def result(self) -> Given:
        """Return what it found; raises TimeoutError, ProcessExpired or MemoryError where it ended its process."""
        ...


class Pool(Protocol):
    """Processes that do what they are handed: on this machine, or on a cluster."""

    def schedule(
        self, function: Callable[..., Found], args: tuple[Any, ...] = ..., *, timeout: float | None = ...
    ) -> Waiting[Found]:
        """Hand a task over, with the seconds that it may take."""
        ...


def pool(workers: int, settings: Settings) -> ProcessPool:
    """Return a pool of reading processes, each replaced after so many tasks as the settings say."""
    from multiprocessing import get_context

    from pebble import ProcessPool

    return ProcessPool(
        max_workers=workers,
        max_tasks=settings.limits.tasks_a_worker,
        initializer=prepare,
        initargs=(settings.limits.memory_mb,),
        context=get_context(START),
    )


def prepare(memory_mb: int) -> None:
    """Bound a child; leave interrupts to the parent, which stops its children in order."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound(memory_mb)


def bound(memory_mb: int) -> None:
    """Bound this process's threads and memory: engines that all want every core are five to ten times slower."""
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
    if memory_mb and os.name == "posix":
        import resource

        bytes_ = memory_mb * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (bytes_, bytes_))


def tools_with(settings: Settings, store: Path | None, settles: bool = True) -> Tools:
    """Return the tools of one process, with the companies of a store where one is named."""
    if store is None:
        return Tools(settings, settles=settles)
    register = Register(store, settings.register.parties_file)
    return Tools(settings, register, register.screen)


@cache
def tools(settings: Settings, store: Path | None, settles: bool = True) -> Tools:
    """Return the tools of this process, made at the first call."""
    return tools_with(settings, store, settles)
