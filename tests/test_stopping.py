"""Ctrl+C is heeded, also where native code swallowed it."""

import ctypes
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import pipeline, stopping
from extractor.pipeline import Outcome
from extractor.stages.intake import Item

ITEM = Item(Path("a.pdf"), "a.pdf")


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    stopping.listen()
    yield
    stopping.listen()
    signal.signal(signal.SIGINT, before)


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def become_another_error() -> Outcome:
    try:
        press()
    except KeyboardInterrupt as stop:
        raise ctypes.ArgumentError(f"argument 1: {stop}") from None
    return Outcome("a.pdf")


def be_lost_in_a_callback() -> Outcome:
    ctypes.CFUNCTYPE(None)(press)()
    return Outcome("a.pdf")


def test_it_stops_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        press()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("step", [become_another_error, be_lost_in_a_callback])
def test_where_it_was_swallowed_no_file_is_at_fault_and_all_stops(step: object) -> None:
    assert callable(step)
    with pytest.raises(KeyboardInterrupt):
        pipeline.guarded(ITEM, None, step)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_long_file_stops_at_the_next_page() -> None:
    pages = stopping.heeded(range(3))
    assert next(pages) == 0
    be_lost_in_a_callback()
    with pytest.raises(KeyboardInterrupt):
        next(pages)


def test_without_it_all_goes_on() -> None:
    assert list(stopping.heeded(range(3))) == [0, 1, 2]
    assert pipeline.guarded(ITEM, None, lambda: Outcome("a.pdf")).error is None
