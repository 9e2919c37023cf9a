"""Documents of office programs are told by their content, whatever they are called."""

from pathlib import Path

import pytest

from extractor.engines import office
from tests import made


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""}, "a Word document"),
        ({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}, "an Excel workbook"),
        ({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b""}, "a PowerPoint presentation"),
        ({"[Content_Types].xml": b"<Types/>", "visio/document.xml": b""}, "an Office document"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, "an OpenDocument text"),
        ({"word/invoice.pdf": b"%PDF-1.4"}, None),
        ({}, None),
    ],
    ids=["docx", "xlsx", "pptx", "visio", "odt", "archive", "empty"],
)
def test_zips(tmp_path: Path, members: dict[str, bytes], kind: str | None) -> None:
    assert office.kind_of(made.archive(tmp_path / "scan.pdf", members)) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an old Office document"), (b"%PDF-1.4", None), (b"", None),
        (b"PK\x03\x04 cut off", None),
    ],
)  # fmt: skip
def test_other_files(tmp_path: Path, content: bytes, kind: str | None) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    assert office.kind_of(path) == kind


def test_a_file_that_is_gone_is_none(tmp_path: Path) -> None:
    assert office.kind_of(tmp_path / "gone.docx") is None
