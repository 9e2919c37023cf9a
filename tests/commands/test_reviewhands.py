"""What review asks of the pipeline: bounded, named as people named it, and nobody waits for another's file."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.commands import reviewhands
from extractor.commands.reviewhands import PipelineHands
from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Source
from extractor.errors import InternalError, ReadTimeoutError
from extractor.jobs import child
from extractor.review.desk import Cut
from extractor.settings import Settings
from extractor.stages import text
from extractor.store.store import Store
from tests.jobs.test_apart import faulty, pdf_of

BASE = Settings()
SETTINGS = replace(BASE, limits=replace(BASE.limits, seconds_per_page=6))
SHORT = replace(BASE, limits=replace(BASE.limits, seconds_per_page=1), watch=replace(BASE.watch, seconds_per_file=1))
SOURCE = Source(Path("x.pdf"), "x.pdf", "ab" * 32, "application/pdf", 1, 1)
PAGE = Page(1, 595, 842, ())
BOX = Box(0, 0, 10, 10)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(child, "START", "fork")  # what is forked has what a test puts into the place of a step before
    path = tmp_path / "tracking.db"
    Store.open(path).close()
    return path


@pytest.fixture
def hands(store: Path) -> Iterator[PipelineHands]:
    with PipelineHands(SETTINGS, store) as found:
        yield found


def ends(*_: Any) -> None:
    os._exit(9)


def works(*_: Any) -> str:
    return "read"


def hangs(*_: Any) -> None:
    time.sleep(600)


def test_a_page_that_ends_its_process_is_lost_alone(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "read", faulty)
    path = pdf_of(
        tmp_path / "paper.pdf", [f"Dear Sirs, this is page {number} of a long letter." for number in (1, 2, 3)]
    )
    with PipelineHands(SETTINGS, store) as hands:
        (outcome,) = hands.take_in(path, "letter.pdf")
    assert outcome.name == "letter.pdf"
    assert [page.state for page in outcome.pages] == [PageState.TEXT, PageState.FAILED, PageState.FAILED]


def test_what_is_in_an_archive_is_named_after_the_one_that_was_handed_in(hands: PipelineHands, tmp_path: Path) -> None:
    inside = pdf_of(tmp_path / "one.pdf", ["Dear Sirs, this is a letter and nothing else."])
    path = tmp_path / "paper.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inside, "one.pdf")
    (outcome,) = hands.take_in(path, "letters of May.zip")
    assert outcome.source is not None
    assert (outcome.name, outcome.source.parent) == ("letters of May.zip/one.pdf", "letters of May.zip")


@pytest.mark.parametrize(("fault", "error"), [(ends, InternalError), (hangs, ReadTimeoutError)])
def test_who_waits_is_told_and_the_next_one_is_answered(
    hands: PipelineHands, monkeypatch: pytest.MonkeyPatch, fault: Any, error: type[Exception]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(hands, "settings", SHORT)
        patch.setattr(reviewhands, "_understand", fault)
        with pytest.raises(error, match="understanding the pages"):
            hands.understand(SOURCE, (PAGE,), (Cut((1,)),))
        patch.setattr(reviewhands, "_read_box", fault)
        with pytest.raises(error, match="reading the rectangle"):
            hands.read_box(SOURCE, PAGE, BOX)
    monkeypatch.setattr(reviewhands, "_read_box", works)
    assert hands.read_box(SOURCE, PAGE, BOX) == "read"


def test_nobody_at_a_screen_waits_for_a_file_that_is_being_read(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "read_all", hangs)
    path = pdf_of(tmp_path / "paper.pdf", ["Dear Sirs, this takes long."])
    with PipelineHands(SETTINGS, store) as hands:
        reading = hands._files.submit(path, "long.pdf")
        assert hands.understand(SOURCE, (PAGE,), (Cut((1,), "packing_list"),))
        assert not reading.done()
