"""Own text or ink: decided page by page; a page that fails costs only itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Sheet, Source, Word
from extractor.errors import CorruptError, InternalError
from extractor.settings import LimitSettings
from extractor.stages import intake, sheets, text
from tests import made

LIMITS = LimitSettings()
READ = Page(1, 595, 842, (Word("ink", Box(100, 100, 120, 110), 0.9, "ppocr"),), state=PageState.OCR)


class Ink:
    """An engine that counts; `fails` are the pages on which it breaks down."""

    def __init__(self, fails: Callable[[int], bool] = lambda number: False, error: Exception | None = None) -> None:
        self.pages: list[int] = []
        self._fails, self._error = fails, error

    def cached(self, sheet: Sheet) -> Page | None:
        return None

    def keep(self, sheet: Sheet, page: Page) -> None:
        pass

    def read(self, number: int, pixels: made.Pixels, dpi: float) -> Page:
        if self._fails(number):
            raise self._error or CorruptError(f"page {number} is torn")
        self.pages.append(number)
        assert pixels.ndim == 3 and dpi > 0
        return replace(READ, number=number)


def source(path: Path) -> Source:
    return intake.identify(intake.Item(path, path.name), LIMITS)


def read(path: Path, ink: Ink) -> list[Page]:
    return list(text.read_all(sheets.cut(source(path)), ink, LIMITS, 100))


def test_sound_text_is_never_read_from_ink(tmp_path: Path) -> None:
    ink = Ink()
    pages = read(made.pdf(tmp_path / "a.pdf", made.INVOICE, made.INVOICE), ink)
    assert [page.state for page in pages] == [PageState.TEXT] * 2 and ink.pages == []


def test_a_scan_is_read_from_ink(tmp_path: Path) -> None:
    ink = Ink()
    pages = read(made.image_pdf(tmp_path / "a.pdf", *[made.pixels(made.INVOICE, 72)] * 3, dpi=72), ink)
    assert ink.pages == [1, 2, 3] and [page.number for page in pages] == [1, 2, 3]


def test_an_image_file_is_read_from_ink(tmp_path: Path) -> None:
    Image.fromarray(made.pixels(made.INVOICE, 72)).save(tmp_path / "a.png")
    ink = Ink()
    assert read(tmp_path / "a.png", ink)[0].words[0].text == "ink"


def test_an_old_reading_under_a_picture_of_the_page_is_not_believed(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=made.image_pdf(tmp_path / "scan.pdf", made.pixels(made.INVOICE, 72), dpi=72))
    layer = PdfReader(made.pdf(tmp_path / "text.pdf", ((60, 60, "c0mmerc1al lnv0ice garbled layer", 10),))).pages[0]
    writer.pages[0].merge_page(layer)
    writer.write(tmp_path / "a.pdf")
    ink = Ink()
    assert read(tmp_path / "a.pdf", ink)[0].words[0].text == "ink"


def test_one_torn_page_costs_only_itself(tmp_path: Path) -> None:
    path = made.image_pdf(tmp_path / "a.pdf", *[made.pixels(made.INVOICE, 72)] * 3, dpi=72)
    pages = read(path, Ink(fails=lambda number: number == 2))
    assert [page.state for page in pages] == [PageState.OCR, PageState.FAILED, PageState.OCR]
    assert "page 2 is torn" in pages[1].notes[0]


def test_a_page_on_which_an_engine_breaks_down_costs_only_itself(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (200, 280), "white") for _ in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    ink = Ink(fails=lambda number: number == 2, error=RuntimeError("Tesseract process timeout"))
    pages = read(tmp_path / "a.tif", ink)
    assert [page.state for page in pages] == [PageState.OCR, PageState.FAILED, PageState.OCR]
    assert "page 2: RuntimeError: Tesseract process timeout" in pages[1].notes[0]


def test_an_engine_that_reads_no_page_is_an_error(tmp_path: Path) -> None:
    path = made.image_pdf(tmp_path / "a.pdf", *[made.pixels(made.INVOICE, 72)] * 2, dpi=72)
    with pytest.raises(InternalError, match="page 1: RuntimeError: no model"):
        read(path, Ink(fails=lambda _: True, error=RuntimeError("no model")))


def test_too_little_memory_is_no_matter_of_one_page(tmp_path: Path) -> None:
    path = made.image_pdf(tmp_path / "a.pdf", *[made.pixels(made.INVOICE, 72)] * 2, dpi=72)
    with pytest.raises(MemoryError):
        read(path, Ink(fails=lambda number: number == 2, error=MemoryError()))


def test_the_only_page_torn_is_an_error(tmp_path: Path) -> None:
    path = made.image_pdf(tmp_path / "a.pdf", made.pixels(made.INVOICE, 72), dpi=72)
    with pytest.raises(CorruptError):
        read(path, Ink(fails=lambda number: True))


def test_a_blank_digital_page_has_no_words(tmp_path: Path) -> None:
    ink = Ink()
    assert read(made.pdf(tmp_path / "a.pdf", made.INVOICE, ()), ink)[0].state is PageState.TEXT
    assert ink.pages == [2]


def test_a_picture_on_a_digital_page_is_read_too(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=made.A4)
    canvas.drawString(60, 800, "A digital page with a pasted table")
    canvas.drawImage(ImageReader(_png(tmp_path)), 50, 500, 400, 300)
    canvas.save()
    page = read(tmp_path / "a.pdf", Ink())[0]
    assert page.state is PageState.MIXED
    assert {word.engine for word in page.words} == {"pdf", "ppocr"}


def _png(folder: Path) -> str:
    path = folder / "p.png"
    Image.fromarray(np.full((60, 80, 3), 230, dtype=np.uint8)).save(path)
    return str(path)
