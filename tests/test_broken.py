"""Broken files through the whole pipeline: each ends in records or in one error record with a code, and never in a crash."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from pypdf import PdfWriter

from extractor.pipeline import process
from extractor.settings import Settings
from extractor.stages import intake
from extractor.tools import Tools
from tests import made

CODES = {"corrupt", "empty", "unsupported", "too_large", "encrypted", "timeout"}


@cache
def tools() -> Tools:
    base = Settings()
    return Tools(replace(base, limits=replace(base.limits, pages=500), ocr=replace(base.ocr, engine="ppocr")))


def ends(path: Path) -> str:
    """Return `records` or the code of the error record."""
    (item,) = intake.listed(path)
    outcome = process(item, tools())
    if outcome.error is None:
        assert outcome.records and all(record.engine for record in outcome.records)
        return "records"
    assert outcome.error.message.strip()
    return outcome.error.code


def damaged(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file cut at every 5 %, and with bytes flipped here and there."""
    for share in range(5, 100, 5):
        yield f"cut-{share}", whole[: len(whole) * share // 100]
    rng = Random(7)
    for number in range(20):
        bytes_ = bytearray(whole)
        for _ in range(rng.choice([1, 5, 40])):
            bytes_[rng.randrange(len(bytes_))] ^= 1 << rng.randrange(8)
        yield f"flipped-{number}", bytes(bytes_)


def test_damaged_pdfs(tmp_path: Path) -> None:
    whole = made.pdf(tmp_path / "whole.pdf", made.INVOICE).read_bytes()
    found = {}
    for name, content in damaged(whole):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        found[name] = ends(path)
    assert set(found.values()) <= {"records", *CODES}, found
    assert "records" in found.values() and "corrupt" in found.values()


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_images_cut_short(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    Image.new("RGB", (300, 200), "white").save(path, kind)
    whole = path.read_bytes()
    for share in (10, 50, 90):
        path.write_bytes(whole[: len(whole) * share // 100])
        assert ends(path) in {"records", *CODES}


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds one line of it: a bomb that must not be unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def recursive_tree() -> bytes:
    """A PDF whose page tree holds itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    )


def locked(path: Path) -> Path:
    writer = PdfWriter(clone_from=made.pdf(path, made.INVOICE))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("nothing.pdf", b"", "empty"),
        ("letter.pdf", b"Dear Sirs, this is no PDF.", "unsupported"),
        ("program.pdf", b"\x7fELF" + b"\0" * 400, "unsupported"),
        ("bomb.png", png_of(40_000, 40_000), "too_large"),
        ("tree.pdf", recursive_tree(), "corrupt"),
    ],
)
def test_what_is_no_paper_is_said(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert ends(path) == code


def test_a_locked_pdf_is_said(tmp_path: Path) -> None:
    assert ends(locked(tmp_path / "locked.pdf")) == "encrypted"


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(100, 100)
    writer.write(tmp_path / "many.pdf")
    assert ends(tmp_path / "many.pdf") == "too_large"
