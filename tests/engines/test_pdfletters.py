"""Letters stand where they are printed, whatever code points and places the file gives them."""

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.engines import pdf, pdfletters

SCALE = 0.24
"""What browsers shrink their pages by."""


@pytest.mark.parametrize(("printed", "meant"), [("⻅⻓", "见长"), ("⼀⾦", "一金"), ("磁材", "磁材"), ("ＡＢ", "ＡＢ")])
def test_radicals_are_mended_and_nothing_else(printed: str, meant: str) -> None:
    assert pdfletters.mend(printed) == meant


def browser_print(path: Path) -> Path:
    """Print 中人国 in a form that is shrunk, the middle one with a text of its own, as browsers do."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.beginForm("page", 0, 0, 2400, 3500)
    canvas.setFont("STSong-Light", 60)
    canvas.drawString(400, 3000, "中")
    canvas._code.append("/Span<</ActualText <FEFF4EBA>>> BDC")
    canvas.drawString(460, 3000, "人")
    canvas._code.append("EMC")
    canvas.drawString(520, 3000, "国")
    canvas.endForm()
    canvas.scale(SCALE, SCALE)
    canvas.doForm("page")
    canvas.save()
    return path


def test_print_with_a_text_of_its_own_stands_in_its_line(tmp_path: Path) -> None:
    words = pdf.read_print(browser_print(tmp_path / "a.pdf"), 1).words
    assert [word.text for word in words] == ["中人国"]
    box = words[0].box
    assert box.x0 == pytest.approx(400 * SCALE, abs=2) and box.x1 == pytest.approx(580 * SCALE, abs=2)


def test_a_hyphen_at_the_end_of_a_line_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "b.pdf"), pagesize=(595, 842))
    canvas.drawString(100, 700, "grade XGS-")
    canvas.drawString(100, 686, "26H, rings")
    canvas.save()
    assert [word.text for word in pdf.read_print(tmp_path / "b.pdf", 1).words] == ["grade", "XGS-", "26H,", "rings"]
