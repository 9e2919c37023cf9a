"""Documents of office programs: not read, but told apart from archives, so that a clerk hears what to do."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .doc, .xls and .ppt begin with (MS-CFB 2.2)."""
_PARTS = {"word/": "a Word document", "xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation"}
"""Folders in the ZIP of .docx, .xlsx and .pptx (ECMA-376)."""
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument table",
    b"application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
}
"""Content of the first member of .odt, .ods and .odp (ISO/IEC 26300-3)."""


def kind_of(path: Path) -> str | None:
    """Return what a file is in words, such as `a Word document`; None for what no office program made."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(_OLD)) == _OLD:
                return "an old Office document"
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"]:
                return _OPEN.get(archive.read("mimetype").strip())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, struct.error):
        return None  # whoever opens it says what is wrong with it
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (kind for part, kind in _PARTS.items() if any(name.startswith(part) for name in names)), "an Office document"
    )
