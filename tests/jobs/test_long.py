"""A long file is shared out page by page: what one worker finds, all find; a page that kills its process is lost alone."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor import pipeline
from extractor.datatypes.page import Page, PageState, Sheet
from extractor.jobs import child, local, long
from extractor.pipeline import Outcome
from extractor.settings import Settings
from extractor.stages import intake, text

BASE = Settings()
REAL = text.read
PAGES = 20


def shared(**limits: Any) -> Settings:
    return replace(BASE, limits=replace(BASE.limits, workers=2, pages_by_one=4, **limits))


def alone() -> Settings:
    return replace(BASE, limits=replace(BASE.limits, workers=2, pages_by_one=0))


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty pages: invoices of one, two and three pages after one another."""
    path = tmp_path_factory.mktemp("long") / "stack.pdf"
    canvas = Canvas(str(path), invariant=1)
    sizes = [1, 2, 3, 1, 1, 2, 3, 1, 2, 3, 1]
    for number, size in enumerate(sizes):
        for page in range(1, size + 1):
            canvas.drawString(72, 760, "COMMERCIAL INVOICE" if page == 1 else "")
            canvas.drawString(72, 740, f"Invoice No.: RE-{number:03d}    Page {page} of {size}")
            canvas.drawString(72, 720, f"Buyer: Nordlicht Antriebe {number} GmbH")
            canvas.drawString(72, 700, f"Net weight: {100 + number}.50 kg")
            canvas.showPage()
    canvas.save()
    return path


def read(path: Path, settings: Settings) -> Outcome:
    (outcome,) = local.run([intake.Item(path, path.name)], settings)
    return outcome


def test_shared_out_is_what_one_worker_finds(stack: Path) -> None:
    heard: list[str] = []
    (together,) = local.run([intake.Item(stack, stack.name)], shared(), told=heard.append)
    one = read(stack, alone())
    assert together.error is None and len(together.pages) == PAGES
    assert [page.number for page in together.pages] == list(range(1, PAGES + 1))
    assert [r.to_json() for r in together.records] == [r.to_json() for r in one.records]
    assert [len(r.source.pages) for r in together.records] == [1, 2, 3, 1, 1, 2, 3, 1, 2, 3, 1]
    assert heard[-1] == f"stack.pdf: {PAGES} of {PAGES} pages" and len(heard) == PAGES


def test_other_files_keep_their_order(stack: Path, tmp_path: Path) -> None:
    short, broken = tmp_path / "short.pdf", tmp_path / "broken.pdf"
    canvas = Canvas(str(short), invariant=1)
    canvas.drawString(72, 700, "Dear Sirs, a letter of one page.")
    canvas.save()
    broken.write_bytes(b"no paper")
    items = [intake.Item(path, path.name) for path in (short, stack, broken, stack, short)]
    found = list(local.run(items, shared()))
    assert [outcome.name for outcome in found] == ["short.pdf", "stack.pdf", "broken.pdf", "stack.pdf", "short.pdf"]
    assert [len(outcome.records) for outcome in found] == [1, 11, 0, 11, 1]
    assert found[2].error is not None


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setattr(child, "START", "fork")  # what is forked has the faulty part, too
    yield monkeypatch


def test_a_page_that_kills_its_process_is_lost_alone(stack: Path, forked: pytest.MonkeyPatch) -> None:
    def dying(sheet: Sheet, *given: Any) -> Page:
        if sheet.number == 7:
            os._exit(9)
        return REAL(sheet, *given)

    forked.setattr(text, "read", dying)
    outcome = read(stack, shared())
    assert [page.number for page in outcome.pages if page.state is PageState.FAILED] == [7]
    assert any("page 7" in note for record in outcome.records for note in record.engine["notes"])


def test_a_page_that_an_engine_stumbles_over_is_lost_alone(stack: Path, forked: pytest.MonkeyPatch) -> None:
    def stumbling(sheet: Sheet, *given: Any) -> Page:
        if sheet.number == 7:
            raise RuntimeError("engine")
        return REAL(sheet, *given)

    forked.setattr(text, "read", stumbling)
    outcome = read(stack, shared())
    assert [page.number for page in outcome.pages if page.state is PageState.FAILED] == [7]
    assert "RuntimeError: engine" in outcome.pages[6].notes[0]


def test_a_page_whose_kind_cannot_be_seen_is_lost_alone(stack: Path, forked: pytest.MonkeyPatch) -> None:
    real = long._seen

    def stumbling(page: Page) -> long.Shown:
        if page.number == 7 and page.state is not PageState.FAILED:
            raise ZeroDivisionError
        return real(page)

    forked.setattr(long, "_seen", stumbling)
    outcome = read(stack, shared())
    assert [page.number for page in outcome.pages if page.state is PageState.FAILED] == [7]


def test_a_long_file_of_which_no_page_is_read_is_an_error(stack: Path, forked: pytest.MonkeyPatch) -> None:
    def stumbling(*_: Any) -> Page:
        raise RuntimeError("no model")

    forked.setattr(text, "read", stumbling)
    outcome = read(stack, shared())
    assert outcome.error is not None and outcome.error.code == "internal" and "no model" in outcome.error.message


def test_papers_whose_process_dies_are_understood_once_more(
    stack: Path, tmp_path: Path, forked: pytest.MonkeyPatch
) -> None:
    mark, real = tmp_path / "died", pipeline.record_of

    def dying(*given: Any) -> Any:
        if not mark.exists():
            mark.touch()
            os._exit(9)
        return real(*given)

    forked.setattr(long, "record_of", dying)
    outcome = read(stack, shared())
    assert mark.exists() and outcome.error is None and len(outcome.records) == 11


def test_papers_that_always_kill_are_an_error_of_the_file(stack: Path, forked: pytest.MonkeyPatch) -> None:
    forked.setattr(long, "record_of", lambda *_: os._exit(9))
    outcome = read(stack, shared())
    assert outcome.error is not None and outcome.error.code == "internal"
    assert "understanding the pages" in outcome.error.message


def test_workers_are_replaced(stack: Path) -> None:
    outcome = read(stack, shared(tasks_a_worker=3))
    assert outcome.error is None and len(outcome.pages) == PAGES
