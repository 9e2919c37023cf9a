"""Pictures of pages of originals that carry no suffix, as they lie in the archive."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor.datatypes.page import Page, Source
from extractor.engines import filetypes, ofd, original, picture
from extractor.errors import CorruptError, ExtractorError, TooLargeError
from extractor.reports.pageimage import page_image
from extractor.review import pictures
from tests import made
from tests.engines.test_ofd import made as made_ofd


def kept(path: Path) -> Path:
    """Return a copy under a name that says nothing."""
    return Path(shutil.copy(path, path.with_name("ab12")))


@pytest.fixture
def heic(tmp_path: Path) -> Path:
    import pillow_heif

    image = Image.new("RGB", (128, 64), "white")
    image.paste("black", (0, 0, 64, 64))
    pillow_heif.from_pillow(image).save(tmp_path / "photo.heic", quality=90)
    return kept(tmp_path / "photo.heic")


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    return kept(made_ofd(tmp_path))


def test_a_pdf_is_rendered(tmp_path: Path) -> None:
    pixels, dpi = original.drawn(kept(made.pdf(tmp_path / "a.pdf", made.INVOICE)), 1, 72, 0)
    assert dpi == 72 and pixels.shape == (842, 595, 3) and pixels.min() < 100


def test_heic_is_known_by_its_bytes(heic: Path) -> None:
    # Pillow keeps openers for the life of a process: ask as one that has not seen such a file.
    Image.init()
    Image.OPEN.pop("HEIF", None)
    Image.ID[:] = [name for name in Image.ID if name != "HEIF"]
    pixels, _ = original.drawn(heic, 1, 300, 0)
    assert pixels.shape == (64, 128, 3)
    assert pixels[:, :50].max() < 60 and pixels[:, 80:].min() > 200
    assert picture.frame_count(heic, 0) == 1


def test_ofd_is_sketched_where_its_words_stand(invoice: Path) -> None:
    pixels, dpi = original.drawn(invoice, 1, 144, 0)
    page = ofd.read(invoice, 1)
    assert dpi == 144 and pixels.shape == (round(page.height * 2), round(page.width * 2))
    without = np.array(pixels)
    for box in [word.box for word in page.words] + [rule.box for rule in page.rules]:
        x0, top, x1, bottom = (round(edge * 2) for edge in box.as_tuple())
        assert pixels[top : bottom + 1, x0 : x1 + 1].min() < 100
        without[top - 1 : bottom + 2, x0 - 1 : x1 + 2] = 255
    assert without.min() == 255


def test_a_sketch_and_a_page_stay_within_the_limits(tmp_path: Path, invoice: Path) -> None:
    for path in (invoice, made.pdf(tmp_path / "a.pdf", made.INVOICE)):
        pixels, dpi = original.drawn(path, 1, 300, 100_000)
        assert 90_000 < pixels.shape[0] * pixels.shape[1] < 101_000 and dpi < 100
    assert original._bounded(72, 7200, 1e9, 0) == 300
    with pytest.raises(TooLargeError):
        original._bounded(0, 100, 96, 0)


def test_an_image_is_not_made_coarser_but_refused(tmp_path: Path) -> None:
    Image.new("L", (400, 400)).save(tmp_path / "a.png")
    with pytest.raises(TooLargeError):
        original.drawn(tmp_path / "a.png", 1, 96, 1_000)


@pytest.mark.parametrize("content", [b"Dear Sirs", b"PK\x03\x04", b"Subject: x\r\nFrom: y\r\n\r\n", b"%PDF-1.4"])
def test_what_has_no_pages_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ab12").write_bytes(content)
    with pytest.raises(CorruptError):
        original.drawn(tmp_path / "ab12", 1, 96, 0)
    with pytest.raises((ExtractorError, OSError)):
        original.drawn(tmp_path / "gone", 1, 96, 0)


@pytest.mark.parametrize(("name", "kind"), [("heic", filetypes.HEIC), ("invoice", filetypes.OFD)])
def test_reports_and_review_show_them(request: pytest.FixtureRequest, tmp_path: Path, name: str, kind: str) -> None:
    path = request.getfixturevalue(name)
    found = page_image(path, 1, 300)
    assert found is not None and found.width == 400
    page, source = Page(1, 300, 150, ()), Source(path, name, "ab" * 32, kind, 1, 1)
    with Image.open(pictures.picture(source, page, 200, tmp_path / "kept")) as image:
        assert image.size == (200, 100)
        assert np.asarray(image.convert("L")).min() < 150
