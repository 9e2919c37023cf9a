"""The layer of a searchable PDF: where the print is, in any script, on pages however they are turned."""

import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pytest
from PIL import Image, TiffImagePlugin
from pypdf import PdfReader, PdfWriter

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Word
from extractor.engines import pdf, picture, searchable
from extractor.settings import Settings
from extractor.stages import intake

WORDS = (
    Word("钕铁硼磁体", Box(72, 100, 172, 120), 0.9, "ppocr"),
    Word("1,200.50", Box(300, 100, 360, 112), 0.9, "ppocr"),
    Word("Łódź", Box(72, 200, 110, 212), 0.9, "tesseract"),
)


def scan(folder: Path, size: tuple[int, int], flag: int = 0) -> Path:
    """Write a PDF that is a picture and no text, with a /Rotate of its own."""
    path = folder / "scan.pdf"
    Image.new("L", size, 255).save(path, "PDF", resolution=72)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(flag)
    writer.write(path)
    return path


def written(path: Path, page: Page) -> Path:
    source = intake.identify(intake.Item(path, path.name), Settings().limits)
    out = path.with_name("out.pdf")
    assert searchable.write(source, [page], out) == sum(word.engine != "pdf" for word in page.words)
    return out


def words_in(path: Path) -> dict[str, Box]:
    """Read the words back with a library that had no part in writing them."""
    with pdfplumber.open(path) as opened:
        found = opened.pages[0].extract_words()
    return {word["text"]: Box(word["x0"], word["top"], word["x1"], word["bottom"]) for word in found}


def page_of(size: tuple[int, int], rotation: int = 0, straight: tuple[float, ...] = ()) -> Page:
    return Page(1, *size, WORDS, state=PageState.OCR, rotation=rotation, straight=straight)


@pytest.mark.parametrize("flag", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_stand_where_they_were_read(tmp_path: Path, flag: int, turn: int) -> None:
    upright = (595, 842)
    stored = upright if (flag + turn) % 180 == 0 else upright[::-1]
    out = written(scan(tmp_path, stored, flag), page_of(upright, turn))
    found = words_in(out)
    assert set(found) == {word.text for word in WORDS}
    for word in WORDS:
        assert found[word.text].x_mid == pytest.approx(word.box.x_mid, abs=3)
        assert found[word.text].y_mid == pytest.approx(word.box.y_mid, abs=6)


def test_a_viewer_finds_the_same_words(tmp_path: Path) -> None:
    import pypdfium2

    out = written(scan(tmp_path, (595, 842)), page_of((595, 842)))
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert all(word.text in text for word in WORDS)


def test_a_skewed_page_has_its_words_back_in_the_ink(tmp_path: Path) -> None:
    shifted = (1.0, 0.0, 10.0, 0.0, 1.0, 20.0, 0.0, 0.0, 1.0)
    out = written(scan(tmp_path, (595, 842)), page_of((595, 842), straight=shifted))
    found = words_in(out)
    assert found["1,200.50"].x0 == pytest.approx(310, abs=2)


def test_the_picture_is_the_same_to_the_eye(tmp_path: Path) -> None:
    path = scan(tmp_path, (300, 400))
    before = pdf.render(path, 1, 72)
    out = written(path, page_of((300, 400)))
    assert (pdf.render(out, 1, 72) == before).all()


def test_a_picture_becomes_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (1240, 1754), "white").save(path, dpi=(150, 150))
    out = written(path, page_of((595, 842)))
    assert "钕铁硼磁体" in words_in(out)


def tiff(folder: Path, *frames: tuple[Image.Image, int]) -> Path:
    path = folder / "scans.tif"
    with TiffImagePlugin.AppendingTiffWriter(str(path), True) as out:
        for image, dpi in frames:
            image.save(out, "TIFF", dpi=(dpi, dpi))
            out.newFrame()
    return path


def test_each_frame_of_a_tiff_keeps_its_own_size_and_colours(tmp_path: Path) -> None:
    ink = Image.effect_noise((1240, 1754), 255).point(lambda value: 255 * (value > 127))
    frames = (ink.convert("1"), 150), (ink.convert("RGB"), 100), (ink.point(lambda value: value // 2), 150)
    out = written(tiff(tmp_path, *frames), page_of((595, 842)))
    with pdfplumber.open(out) as opened:
        assert [round(page.width) for page in opened.pages] == [595, 893, 595]
        assert [page.images[0]["bits"] for page in opened.pages] == [1, 8, 8]
    kept = PdfReader(out).pages[0].images[0].image
    assert kept is not None and (np.asarray(kept.convert("L")) == np.asarray(ink)).all()


def test_one_picture_at_a_time_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tiff(tmp_path, *[(Image.new("RGB", (620, 877), "white"), 75)] * 4)
    real = picture.load
    seen: list[weakref.ref[Any]] = []
    alive: list[int] = []

    def noting(*given: Any) -> tuple[Any, float]:
        alive.append(sum(pixels() is not None for pixels in seen))
        pixels, dpi = real(*given)
        seen.append(weakref.ref(pixels))
        return pixels, dpi

    monkeypatch.setattr(picture, "load", noting)
    written(path, page_of((595, 842)))
    assert alive == [0, 0, 0, 0]


def test_text_of_the_page_itself_is_not_written_twice(tmp_path: Path) -> None:
    page = Page(1, 595, 842, (Word("own", Box(1, 2, 30, 12)),))
    assert words_in(written(scan(tmp_path, (595, 842)), page)) == {}
