"""Files inside files: ZIP, mail, and the XML that electronic invoices carry in their PDF.

Archives are hostile until shown otherwise: members, bytes and depth are limited, names lose their folders, links are
not followed.
"""

from __future__ import annotations

import email
import email.policy
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractor.datatypes.page import Attachment
from extractor.engines import ofd
from extractor.errors import CorruptError, EncryptedError, TooLargeError
from extractor.settings import LimitSettings

_CHUNK = 1 << 20
_MOST_XML = 20_000_000


def unpack(path: Path, kind: str, folder: Path, limits: LimitSettings) -> Iterator[Path]:
    """Write the members of an archive or mail into `folder` and yield them; nested archives are opened to the limit."""
    yield from _unpack(path, kind, folder, limits, depth=1)


def _unpack(path: Path, kind: str, folder: Path, limits: LimitSettings, depth: int) -> Iterator[Path]:
    if limits.archive_depth and depth > limits.archive_depth:
        raise TooLargeError(f"{path.name} holds archives in archives, {depth} deep")
    members = _zip_members(path, folder, limits) if kind == "application/zip" else _mail_members(path, folder)
    for member in members:
        with member.open("rb") as stream:
            head = stream.read(4)
        if head.startswith(b"PK\x03\x04") and not ofd.is_ofd(member):
            inner = folder / f"{member.name}.d"
            inner.mkdir()
            yield from _unpack(member, "application/zip", inner, limits, depth + 1)
        else:
            yield member


def _zip_members(path: Path, folder: Path, limits: LimitSettings) -> Iterator[Path]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_junk(info.filename)]
            if limits.archive_members and len(infos) > limits.archive_members:
                raise TooLargeError(f"{path.name} holds {len(infos):,} files, more than {limits.archive_members:,}")
            left = limits.archive_bytes or 1 << 62
            for info in infos:
                if info.flag_bits & 1:
                    raise EncryptedError(f"{info.filename} in {path.name} is protected by a password")
                target = _free(folder, info.filename)
                left -= _copy(archive, info, target, left, path.name)
                yield target
    except zipfile.BadZipFile as error:
        raise CorruptError(f"{path.name} can't be opened as a ZIP archive ({error})") from error


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int, name: str) -> int:
    """Copy one member and return its size; what its header says of its size is not believed."""
    written = 0
    with archive.open(info) as source, target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > left:
                raise TooLargeError(f"{name} unpacks to more than the limit of bytes")
            out.write(chunk)
    return written


def _mail_members(path: Path, folder: Path) -> Iterator[Path]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes) and content:
            target = _free(folder, name)
            target.write_bytes(content)
            yield target


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.startswith((".", "~$")) or "__MACOSX" in path.parts or path.name.casefold() == "thumbs.db"


def _free(folder: Path, name: str) -> Path:
    """Return a path in `folder` for a member's name, without the folders that the name may carry."""
    plain = PurePosixPath(name.replace("\\", "/")).name or "unnamed"
    target = folder / plain
    number = 2
    while target.exists():
        target = folder / f"{Path(plain).stem}-{number}{Path(plain).suffix}"
        number += 1
    return target


def embedded_xml(path: Path) -> tuple[Attachment, ...]:
    """Return the XML files embedded in a PDF (Factur-X, ZUGFeRD, Order-X); a PDF that can't say has none."""
    with path.open("rb") as stream:
        if not _mentions(stream.read(), b"EmbeddedFile"):
            return ()
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: list[Attachment] = []
    try:
        for name, contents in PdfReader(path).attachments.items():
            if name.casefold().endswith(".xml") and contents and len(contents[0]) <= _MOST_XML:
                found.append(Attachment(name, "text/xml", contents[0]))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()  # the pages can be read without it
    return tuple(found)


def _mentions(content: bytes, word: bytes) -> bool:
    """Say whether a PDF may hold embedded files: the word is there, or hidden in compressed objects."""
    return word in content or b"/ObjStm" in content
