"""A page that hangs or kills its process ends alone; the others are read and the record says what is missing."""

import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.datatypes.page import Page, PageState, Sheet
from extractor.jobs import apart, child, local
from extractor.jobs.children import Children
from extractor.pipeline import Outcome
from extractor.settings import Settings
from extractor.stages import intake, text

BASE = Settings()
SETTINGS = replace(BASE, limits=replace(BASE.limits, seconds_per_page=6))
REAL = text.read


def pdf_of(path: Path, pages: list[str]) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for line in pages:
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    return path


def faulty(sheet: Sheet, *given: Any) -> Page:
    """An engine that dies on page 2, hangs on page 3, asks for too much memory on page 4, and stumbles over page 5."""
    if sheet.number == 2:
        os._exit(9)
    if sheet.number == 3:
        time.sleep(600)
    if sheet.number == 4:
        raise MemoryError
    if sheet.number == 5:
        raise RuntimeError("engine")
    return REAL(sheet, *given)


@pytest.fixture
def six(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(child, "START", "fork")  # what is forked has the faulty engine, too
    monkeypatch.setattr(text, "read", faulty)
    yield pdf_of(
        tmp_path / "six.pdf", [f"Dear Sirs, this is page {number} of a long letter." for number in range(1, 7)]
    )


def states(outcome: Outcome) -> list[PageState]:
    return [page.state for page in outcome.pages]


def test_the_other_pages_are_read(six: Path) -> None:
    outcome = apart.read(intake.Item(six, "six.pdf"), SETTINGS)
    assert outcome.error is None
    assert states(outcome) == [PageState.TEXT, *[PageState.FAILED] * 4, PageState.TEXT]
    notes = [note for record in outcome.records for note in record.engine["notes"]]
    assert [note.split(":")[0] for note in notes] == ["page 2", "page 3", "page 4", "page 5"]
    assert "6 seconds" in notes[1] and "RuntimeError: engine" in notes[3]
    assert all(record.review_status == "needs_review" for record in outcome.records if record.engine["notes"])


def test_workers_fall_back_to_it(six: Path) -> None:
    settings = replace(SETTINGS, limits=replace(SETTINGS.limits, workers=2))
    (outcome,) = local.run([intake.Item(six, "six.pdf")], settings)
    assert states(outcome).count(PageState.FAILED) == 4


def test_the_watch_folder_falls_back_to_it(six: Path) -> None:
    with Children(SETTINGS, 1) as children:
        reading = children.submit(six, "six.pdf")
        while not reading.done():
            time.sleep(0.05)
        (outcome,) = reading.result()
    assert outcome.name == "six.pdf" and states(outcome).count(PageState.FAILED) == 4


def test_an_archive_in_the_watch_folder_and_what_was_unpacked(six: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.write(six, "six.pdf")
        out.write(pdf_of(tmp_path / "one.pdf", ["Dear Sirs, a letter."]), "one.pdf")
    with Children(SETTINGS, 1) as children:
        reading = children.submit(path, "sub/a.zip")
        while not reading.done():
            time.sleep(0.05)
        first, second = reading.result()
        assert [first.name, second.name] == ["sub/a.zip/six.pdf", "sub/a.zip/one.pdf"]
        assert states(first).count(PageState.FAILED) == 4 and states(second) == [PageState.TEXT]
        assert first.source is not None and first.source.path.read_bytes() == six.read_bytes()
        reading.close()
        assert not first.source.path.exists()
        left = children.submit(path, "sub/a.zip")
        folder = first.source.path.parents[2]
        assert folder.is_dir()
    assert not folder.exists() and left is not None


def test_a_file_whose_only_page_dies_has_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "START", "fork")
    monkeypatch.setattr(text, "read", lambda *_: os._exit(9))
    path = pdf_of(tmp_path / "one.pdf", ["A letter."])
    outcome = apart.read(intake.Item(path, "one.pdf"), SETTINGS)
    assert outcome.error is not None and outcome.error.code == "internal" and "page 1" in outcome.error.message


def test_a_file_that_is_none_has_its_own_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"no paper")
    outcome = apart.read(intake.Item(path, "broken.pdf"), SETTINGS)
    assert outcome.error is not None and outcome.error.code == "unsupported"
