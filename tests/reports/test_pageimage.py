"""Pages as pictures: PDFs and images, turned upright; None for what can't be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from extractor.reports.pageimage import DPI, page_image
from tests import made


def test_a_pdf_page_at_its_own_size(tmp_path: Path) -> None:
    found = page_image(made.pdf(tmp_path / "a.pdf", made.INVOICE), 1, made.A4[0])
    assert found is not None and found.uri.startswith("data:image/jpeg;base64,")
    assert found.width == round(595 * DPI / 72)
    assert found.height == pytest.approx(842 * DPI / 72, abs=2)
    assert found.scale == pytest.approx(DPI / 72, rel=0.01)


def test_an_image_is_turned_as_the_reader_turned_it(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    picture = Image.new("RGB", (400, 200), "white")
    picture.save(path, "PNG")
    lying, upright = page_image(path, 1, 300), page_image(path, 1, 150, rotation=90)
    assert lying is not None and lying.width > lying.height
    assert upright is not None and upright.width < upright.height


def test_what_can_not_be_drawn(tmp_path: Path) -> None:
    broken, text = tmp_path / "broken.pdf", tmp_path / "mail.txt"
    broken.write_bytes(b"%PDF-1.4 nothing")
    text.write_text("Dear Sirs", encoding="utf-8")
    assert page_image(broken, 1, 595) is None
    assert page_image(text, 1, 595) is None
    assert page_image(tmp_path / "gone.pdf", 1, 595) is None
    assert page_image(made.pdf(tmp_path / "a.pdf", made.INVOICE), 7, 595) is None
