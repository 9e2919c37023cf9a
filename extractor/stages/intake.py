"""Intake: what is this file, and may it be read? By its content, never by its name."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.datatypes.page import Source
from extractor.engines import archive, ofd, office, pdf, picture
from extractor.errors import EmptyError, MissingError, NoBytesError, OfficeError, TooLargeError, UnsupportedError
from extractor.settings import LimitSettings

PDF = "application/pdf"
IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/webp", "image/heic", "image/bmp", "image/gif"})
ZIP = "application/zip"
ARCHIVES = frozenset({ZIP, "message/rfc822"})
IGNORED_SUFFIXES = frozenset({".json", ".jsonl", ".md", ".txt", ".csv", ".toml", ".db", ".log"})
"""Files that lie beside papers in a folder and are none; named outright, they are looked at all the same."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be read: where its bytes are, what people call it, and the archive or mail it came in."""

    path: Path
    name: str
    parent: str | None = None


def media_type(head: bytes) -> str | None:
    """Return the media type that the first bytes of a file show, None where they show no known one."""
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:1024]
    if b"%PDF-" in head[:1024]:
        return PDF
    signatures = (
        (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"),
        (b"BM", "image/bmp"), (b"GIF8", "image/gif"), (b"PK\x03\x04", "application/zip"),
    )  # fmt: skip
    for signature, found in signatures:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"hevc", b"msf1"}:
        return "image/heic"
    if start[:12].split(b":")[0].lower() in {
        b"received",
        b"from",
        b"mime-version",
        b"return-path",
        b"subject",
        b"date",
    }:
        return "message/rfc822"
    return None


def fingerprint(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, None where it can't be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def identify(item: Item, limits: LimitSettings) -> Source:
    """Return what a file is; raises the contract's errors with a sentence for a clerk."""
    path = item.path
    if not path.is_file():
        raise MissingError(f"{item.name} is not there")
    size = path.stat().st_size
    if size == 0:
        raise NoBytesError(f"{item.name} has no bytes in it")
    if limits.file_bytes and size > limits.file_bytes:
        raise TooLargeError(f"{item.name} has {size:,} bytes, more than {limits.file_bytes:,}")
    with path.open("rb") as stream:
        kind = media_type(stream.read(4096))
    if kind == ZIP and ofd.is_ofd(path):
        kind = ofd.MEDIA_TYPE
    if kind is None or kind in ARCHIVES:
        made = office.kind_of(path)
        if made is not None:
            raise OfficeError(f"{item.name} is {made}")
        raise UnsupportedError(f"{item.name} is neither a PDF nor an image")
    count = _page_count(path, kind, limits)
    if count == 0:
        raise EmptyError(f"{item.name} has no pages")
    if limits.pages and count > limits.pages:
        raise TooLargeError(f"{item.name} has {count:,} pages, more than {limits.pages:,}")
    attachments = archive.embedded_xml(path) if kind == PDF else ()
    return Source(
        path=path,
        name=item.name,
        sha256=fingerprint(path) or "",
        media_type=kind,
        size=size,
        page_count=count,
        parent=item.parent,
        attachments=attachments,
    )


def _page_count(path: Path, kind: str, limits: LimitSettings) -> int:
    if kind == PDF:
        return pdf.page_count(path)
    return ofd.page_count(path) if kind == ofd.MEDIA_TYPE else picture.frame_count(path, limits.pixels)


def expand(path: Path, limits: LimitSettings) -> Iterator[Item]:
    """Yield the files that a path names: itself, the papers of a folder in name order, the papers in an archive or mail."""
    if path.is_dir():
        for found in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
            if found.is_file() and not hidden and found.suffix.casefold() not in IGNORED_SUFFIXES:
                yield from _opened(found, found.relative_to(path).as_posix(), limits)
    else:
        yield from _opened(path, path.name, limits)


def _opened(path: Path, name: str, limits: LimitSettings) -> Iterator[Item]:
    """Yield the file, or what is in it where it is an archive or mail."""
    kind = None
    if path.is_file():
        with path.open("rb") as stream:
            kind = media_type(stream.read(4096))
    if kind not in ARCHIVES or (kind == ZIP and (ofd.is_ofd(path) or office.kind_of(path))):
        yield Item(path, name)
        return
    folder = Path(tempfile.mkdtemp(prefix="extractor-"))
    for member in archive.unpack(path, kind or "", folder, limits):
        yield Item(member, f"{name}/{member.name}", parent=name)
