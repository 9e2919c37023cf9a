"""Files are what their first bytes say, whatever else is in them."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from extractor.engines import filetypes
from extractor.engines.filetypes import MAIL, PDF, ZIP
from tests import made


def image(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", PDF), (b"junk before\n%PDF-1.4", PDF), (b"HTTP/1.1 200 OK\r\nDate: x\r\n\r\n%PDF-1.4", PDF),
        (image("PNG"), "image/png"), (image("JPEG"), "image/jpeg"), (image("TIFF"), "image/tiff"),
        (image("WEBP"), "image/webp"), (image("BMP"), "image/bmp"), (image("GIF"), "image/gif"),
        (b"\0\0\0\x18ftypheic", "image/heic"), (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP),
        (b"hello", None), (b"", None), (b"MZ\x90", None), (b"PK\x03", None), (b"One line: two\r\n", None),
    ],
)  # fmt: skip
def test_by_the_first_bytes(content: bytes, kind: str | None) -> None:
    assert filetypes.of_head(content) == kind


@pytest.mark.parametrize(
    "first",
    [
        b"Subject: x", b"Delivered-To: a@b", b"X-Received: by 2002:a05", b"DKIM-Signature: v=1; a=rsa-sha256;\r\n d=b.de",
        b"To: a@b", b"Content-Type: multipart/mixed;\r\n\tboundary=x", b"ARC-Seal: i=1", b"\xef\xbb\xbfReceived: from c",
    ],
)  # fmt: skip
def test_a_mail_may_begin_with_any_header(first: bytes) -> None:
    assert filetypes.of_head(first + b"\r\nFrom: a@b\r\nX-Mailer: c\r\n\r\nDear Sirs,\r\n") == MAIL
    long = first + b"\r\nX-Spam: " + b"x" * 2 * filetypes.HEAD
    assert filetypes.of_head(long[: filetypes.HEAD]) == MAIL


@pytest.mark.parametrize(
    "text",
    [
        b"Date: 3 May\r\n\r\nDear Sirs", b"Dear Sirs\r\nDate: 3 May\r\nSubject: x\r\n",
        b"Colour: red\r\nSize: 3\r\n", b"Date: 3 May\r\nDear Sirs\r\nSubject: x\r\n",
    ],
)  # fmt: skip
def test_a_text_is_no_mail(text: bytes) -> None:
    assert filetypes.of_head(text) is None


def test_a_zip_of_stored_pdfs_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for name in ("a.pdf", "b.pdf"):
            out.write(made.pdf(tmp_path / name, made.INVOICE), name)
    assert b"%PDF-" in path.read_bytes()[:1024]
    assert filetypes.of(path) == ZIP


def test_a_mail_that_speaks_of_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Delivered-To"] = "a@b.example"
    mail["Subject"] = "why does my file begin with this?"
    mail.set_content("It says %PDF-1.4 at its start.")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail))
    assert b"%PDF-" in path.read_bytes()[:1024]
    assert filetypes.of(path) == MAIL


def test_a_zip_is_looked_into(tmp_path: Path) -> None:
    for member, kind in (("OFD.xml", filetypes.OFD), ("[Content_Types].xml", None), ("a.pdf", ZIP)):
        with zipfile.ZipFile(tmp_path / "x", "w") as out:
            out.writestr(member, b"x")
        assert filetypes.of(tmp_path / "x") == kind
    (tmp_path / "x").write_bytes(b"PK\x03\x04 nonsense")
    assert filetypes.of(tmp_path / "x") == ZIP


def test_what_is_not_there_is_of_no_kind(tmp_path: Path) -> None:
    assert filetypes.of(tmp_path / "gone") is None
