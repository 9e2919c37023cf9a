"""Real engines on real pixels: figures come out exactly, in place, whatever way the page lies."""

import numpy as np
import pytest

from extractor.datatypes.page import PageState
from extractor.engines import clean, ppocr, reader, tesseract
from extractor.engines.straight import Straight
from extractor.settings import OcrSettings, Settings
from tests import made

pytestmark = pytest.mark.ocr
PAGE = made.pixels(made.INVOICE, dpi=200)
FIGURES = {"NW-2025-0417", "2025-09-14", "1,200", "2.50", "3,000.00", "400", "7.25", "2,900.00", "5,900.00"}


@pytest.mark.parametrize("engine", [ppocr, tesseract], ids=["ppocr", "tesseract"])
def test_figures_are_read_exactly(engine: object) -> None:
    if engine is tesseract and not tesseract.available():
        pytest.fail("Tesseract is not installed: run make setup")
    words = {reading.text for reading in engine.read(Straight.of(PAGE))}  # type: ignore[attr-defined]
    assert words >= FIGURES


def test_words_stand_where_they_are_printed() -> None:
    found = {reading.text: reading.box for reading in ppocr.read(Straight.of(PAGE))}
    scale = 200 / 72
    for x, y, text, size in made.INVOICE:
        first = text.split()[0]
        if first in found and [t.split()[0] for _, _, t, _ in made.INVOICE].count(first) == 1:
            assert found[first][0] == pytest.approx(x * scale, abs=size * scale / 2), first
            assert found[first][1] < y * scale < found[first][3] + 8, first


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_is_set_upright(degrees: int) -> None:
    ink = reader.build(Settings(ocr=OcrSettings(cache=False, plan="fast")))
    page = ink.read(1, clean.turn(PAGE, degrees), 200)
    assert page.rotation == (360 - degrees) % 360
    assert {word.text for word in page.words} >= FIGURES
    assert page.height > page.width


def test_a_blank_page_costs_no_reading() -> None:
    ink = reader.build(Settings(ocr=OcrSettings(cache=False)))
    assert ink.read(1, np.full_like(PAGE, 252), 200).state is PageState.BLANK


def test_without_tesseract_pages_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    tesseract.languages.cache_clear()
    tesseract.language.cache_clear()
    try:
        ink = reader.build(Settings(ocr=OcrSettings(cache=False)))
        assert not ink.second
        assert {word.text for word in ink.read(1, PAGE, 200).words} >= FIGURES
    finally:
        monkeypatch.undo()
        tesseract.languages.cache_clear()
        tesseract.language.cache_clear()


def test_no_thread_is_bound_to_a_core() -> None:
    """Bound, the engines of all workers share the first core: two workers were no quicker than one."""
    detection, recognition, _ = ppocr._models()
    for request in (detection.session.session, recognition):
        assert request.get_compiled_model().get_property("ENABLE_CPU_PINNING") is False
