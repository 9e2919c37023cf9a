"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

PDF = "application/pdf"
ZIP = "application/zip"
MAIL = "message/rfc822"
OFD = "application/ofd"
HEIC = "image/heic"
IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/webp", HEIC, "image/bmp", "image/gif"})
ARCHIVES = frozenset({ZIP, MAIL})
"""Files that hold other files."""
HEAD = 4096
"""Bytes that are looked at."""
_SIGNATURES = (
    (b"%PDF-", PDF), (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"), (b"BM", "image/bmp"), (b"GIF8", "image/gif"), (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP),
)  # fmt: skip
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"hevc", b"msf1"})
OFD_ROOT = "OFD.xml"
"""Member by which a ZIP is a Chinese electronic invoice."""
_OFFICE_ROOT = "[Content_Types].xml"
"""Member by which it is a text or table of an office program."""
_HEADER = re.compile(rb"([!-9;-~]+):")
_MAIL_HEADERS = frozenset(
    b"arc-seal authentication-results cc content-type date delivered-to dkim-signature from message-id mime-version "
    b"received reply-to return-path sender subject to x-received".split()
)


def of_head(head: bytes) -> str | None:
    """Return the media type that the first bytes of a file show, None where they show no known one.

    What a file begins with goes first: an archive of stored PDFs, or a mail about one, has `%PDF-` near its start, too.
    """
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if _is_mail(head):
        return MAIL
    return PDF if b"%PDF-" in head[:1024] else None


def of(path: Path) -> str | None:
    """Return the media type of a file, None where it is of no known kind or not there; a ZIP is looked into."""
    try:
        with path.open("rb") as stream:
            found = of_head(stream.read(HEAD))
    except OSError:
        return None
    return _of_zip(path) if found == ZIP else found


def _of_zip(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, struct.error):
        return ZIP  # whoever opens it says what is wrong with it
    if OFD_ROOT in names:
        return OFD
    return None if _OFFICE_ROOT in names else ZIP


def _is_mail(head: bytes) -> bool:
    """Say whether a file begins with several headers, a mail's among them; programs write them in any order."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ").splitlines(keepends=True)
    names: list[bytes] = []
    for line in lines:
        found = _HEADER.match(line)
        if found is not None:
            names.append(found[1].lower())
        elif not line.startswith((b" ", b"\t")):
            if line.strip() and line.endswith((b"\n", b"\r")):
                return False
            break  # the empty line before the body, or the line where what was looked at ends
    return len(names) > 1 and not _MAIL_HEADERS.isdisjoint(names)
