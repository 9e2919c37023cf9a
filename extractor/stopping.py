"""Ctrl+C that got lost. Raised inside a callback or a conversion of ctypes, it ends there as another error, or as none.

So it is remembered as well as raised, and asked for at the borders that would take it for a fault of the paper.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from threading import Event
from typing import TypeVar

Given = TypeVar("Given")
_asked = Event()


def listen() -> None:
    """Remember Ctrl+C from now on; only for a program's main thread."""
    _asked.clear()
    signal.signal(signal.SIGINT, _stop)


def _stop(*_: object) -> None:
    _asked.set()
    raise KeyboardInterrupt


def heed() -> None:
    """Raise KeyboardInterrupt where one came before, and was lost."""
    if _asked.is_set():
        raise KeyboardInterrupt


def heeded(items: Iterable[Given]) -> Iterator[Given]:
    """Yield what comes, and stop in between where that was asked for."""
    for item in items:
        heed()
        yield item
