"""PDF: words where they are printed, rules, rotation, and files that won't open."""

from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from extractor.engines import pdf
from extractor.errors import CorruptError, EncryptedError
from tests import made


def test_words_and_their_places(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", ((100, 200, "Invoice No.: CI-2025", 10), (300, 200, "钕", 10)))
    words = pdf.read_print(path, 1).words
    assert [word.text for word in words[:3]] == ["Invoice", "No.:", "CI-2025"]
    box = words[0].box
    assert box.x0 == pytest.approx(100, abs=1) and 188 < box.top < box.bottom < 204


def test_the_same_words_as_pdfplumber(samples: Path) -> None:
    compared = 0
    for path in sorted(samples.glob("*.pdf")):
        with pdfplumber.open(path) as document:
            expected = sorted(word["text"] for word in document.pages[0].extract_words())
        ours = sorted(word.text for word in pdf.read_print(path, 1).words)
        if len(expected) < 20:
            continue
        compared += 1
        shared = len(set(expected) & set(ours)) / len(set(expected))
        assert shared > 0.9, path.name
    assert compared >= 2


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotation_is_put_right(tmp_path: Path, rotate: int) -> None:
    """Text that is drawn turned, on a page that is shown turned back, stands upright where its ink is."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=made.A4)
    canvas.translate(300, 400)
    canvas.rotate(rotate)
    canvas.drawString(0, 0, "Upright")
    canvas.save()
    writer = PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.pages[0].rotate(rotate)
    writer.write(tmp_path / "b.pdf")
    found = pdf.read_print(tmp_path / "b.pdf", 1)
    assert (found.width > found.height) == (rotate in {90, 270})
    assert found.lying == 0
    assert [word.text for word in found.words] == ["Upright"]
    box = found.words[0].box
    ink = (pdf.render(tmp_path / "b.pdf", 1, 72)[:, :, 0] < 128).nonzero()
    assert box.x0 - 2 <= ink[1].min() and ink[1].max() <= box.x1 + 2
    assert box.top - 3 <= ink[0].min() and ink[0].max() <= box.bottom + 3


def test_print_on_its_side_is_seen(tmp_path: Path) -> None:
    assert pdf.read_print(made.pdf(tmp_path / "a.pdf", made.INVOICE, rotate=90), 1).lying == 1.0


def test_rules(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", (), rules=((50, 100, 300, 100), (50, 100, 50, 400)))
    rules = pdf.read_print(path, 1).rules
    assert [rule.horizontal for rule in rules] == [True, False]
    assert rules[0].box.width == pytest.approx(250, abs=1)
    assert rules[1].box.top == pytest.approx(100, abs=1)


def test_print_twice_at_one_place_counts_once(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", ((100, 200, "Bold", 12), (100.3, 200, "Bold", 12)))
    assert [word.text for word in pdf.read_print(path, 1).words] == ["Bold"]


def test_encrypted(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(made.pdf(tmp_path / "a.pdf")))
    writer.encrypt("secret")
    writer.write(tmp_path / "b.pdf")
    with pytest.raises(EncryptedError):
        pdf.page_count(tmp_path / "b.pdf")


def test_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nnonsense")
    with pytest.raises(CorruptError):
        pdf.page_count(path)


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorruptError, match="page 9"):
        pdf.read_print(made.pdf(tmp_path / "a.pdf"), 9)


@pytest.mark.parametrize("size", [6, 9, 12, 18, 30])
def test_points_and_hyphens_stay_in_their_numbers_in_any_font_and_size(tmp_path: Path, size: int) -> None:
    from weasyprint import HTML

    text = "1,765.50 25-AA-17 Co., Ltd. 620.0"
    fonts = ("Noto Sans CJK SC", "Noto Sans Mono CJK SC", "WenQuanYi Zen Hei", "Liberation Serif", "DejaVu Sans")
    lines = "".join(f"<p style='font:{size}pt \"{font}\"'>{text}</p>" for font in fonts)
    path = tmp_path / "fonts.pdf"
    HTML(string=f"<style>@page{{size:A3}}</style>{lines}").write_pdf(path)
    assert [word.text for word in pdf.read_print(path, 1).words] == text.split() * len(fonts)
