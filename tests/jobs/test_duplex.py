"""Fronts and backs meet in reading order, or not at all."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from extractor.errors import CorruptError
from extractor.jobs import duplex


def stack(path: Path, widths: list[int]) -> Path:
    writer = PdfWriter()
    for width in widths:
        writer.add_blank_page(width, 100)
    writer.write(path)
    return path


def test_backs_come_in_reverse(tmp_path: Path) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [1, 3, 5]), stack(tmp_path / "b.pdf", [6, 4, 2])
    out = duplex.collate(fronts, backs, tmp_path / "out.pdf")
    assert [int(page.mediabox.width) for page in PdfReader(out).pages] == [1, 2, 3, 4, 5, 6]


def test_stacks_of_unequal_height_are_refused(tmp_path: Path) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [1, 3]), stack(tmp_path / "b.pdf", [2])
    with pytest.raises(CorruptError, match=r"2 pages and b\.pdf 1"):
        duplex.collate(fronts, backs, tmp_path / "out.pdf")
