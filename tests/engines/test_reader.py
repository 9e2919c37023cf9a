"""The reader's cache and calibration."""

from pathlib import Path

import numpy as np
import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Sheet, Source, Word
from extractor.engines import calibration, reader
from extractor.settings import OcrSettings, Settings

SHEET = Sheet(Source(Path("a.pdf"), "a.pdf", "ab" * 32, "application/pdf", 1, 1), 1)
PAGE = Page(
    1, 595, 842, (Word("钕铁硼", Box(1, 2, 3, 4), 0.5, "ppocr", ("钕铁棚",)),), state=PageState.OCR, straight=(1.0,) * 9
)


def made(tmp_path: Path, **changes: object) -> reader.Reader:
    return reader.build(Settings(ocr=OcrSettings(cache_dir=str(tmp_path), engine="null", **changes)))  # type: ignore[arg-type]


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    ink = made(tmp_path)
    assert ink.cached(SHEET) is None
    ink.keep(SHEET, PAGE)
    assert ink.cached(SHEET) == PAGE


def test_another_setting_is_another_reading(tmp_path: Path) -> None:
    made(tmp_path).keep(SHEET, PAGE)
    assert made(tmp_path, dpi=200).cached(SHEET) is None
    assert made(tmp_path, plan="fast").cached(SHEET) is None


def test_a_torn_cache_file_is_no_reading(tmp_path: Path) -> None:
    ink = made(tmp_path)
    ink.keep(SHEET, PAGE)
    for path in tmp_path.rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:20])
    assert ink.cached(SHEET) is None


def test_no_cache_keeps_nothing(tmp_path: Path) -> None:
    ink = made(tmp_path, cache=False)
    ink.keep(SHEET, PAGE)
    assert ink.cached(SHEET) is None and not list(tmp_path.rglob("*.gz"))


def test_the_null_engine_reads_nothing(tmp_path: Path) -> None:
    page = made(tmp_path).read(1, np.zeros((100, 100, 3), dtype=np.uint8), 72)
    assert page.words == () and (page.width, page.height) == (100, 100)


@pytest.mark.parametrize(("score", "share"), [(0.0, 0.1), (0.5, 0.1), (0.75, 0.5), (1.0, 0.9), (2.0, 0.9)])
def test_curves_are_straight_between_their_points(score: float, share: float) -> None:
    assert calibration.interpolate(((0.5, 0.1), (1.0, 0.9)), score) == pytest.approx(share)
