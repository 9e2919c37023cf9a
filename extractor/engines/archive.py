"""Files inside files: ZIP, mail, and the XML that electronic invoices carry in their PDF.

Archives are hostile until shown otherwise: members, bytes and depth are limited, names lose their folders, links are
not followed. What can't be taken out is said, and the rest goes on.
"""

from __future__ import annotations

import email
import email.policy
import errno
import logging
import mimetypes
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.datatypes.page import Attachment
from extractor.engines import filetypes
from extractor.errors import CorruptError, EncryptedError, ExtractorError, InternalError, TooLargeError
from extractor.settings import LimitSettings

log = logging.getLogger(__name__)
_CHUNK = 1 << 20
_MOST_XML = 20_000_000
_LONGEST_STEM, _LONGEST_SUFFIX = 160, 16
"""Bytes of a member's name that are kept: file systems allow 255."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive or mail, or what kept it, or a whole archive, from coming out."""

    path: Path
    name: str
    """Its name behind those of the archives around it; empty where the outermost archive itself has the problem."""
    problem: ExtractorError | None = None


class _Budget:
    """What may still come out of one file, however the archives in it lie in one another."""

    def __init__(self, name: str, limits: LimitSettings) -> None:
        self._name, self._limits = name, limits
        self._members = self._bytes = 0

    def take_members(self, count: int) -> None:
        """Count files before they are written."""
        self._members += count
        most = self._limits.archive_members
        if most and self._members > most:
            raise TooLargeError(f"{self._name} holds {self._members:,} files, more than {most:,}")

    def take_bytes(self, count: int) -> None:
        """Count bytes before they are written; what a header says of a size is not believed."""
        self._bytes += count
        most = self._limits.archive_bytes
        if most and self._bytes > most:
            raise TooLargeError(f"{self._name} unpacks to more than the limit of {most:,} bytes")


def unpack(path: Path, folder: Path, limits: LimitSettings) -> Iterator[Member]:
    """Write what is in an archive or mail into `folder` and yield it; archives and mails in it are opened to the limit.

    What is wrong with the file, or with one in it, is yielded as a problem and never raised.
    """
    yield from _opened(Member(path, ""), folder, limits, _Budget(path.name, limits), depth=1)


def _opened(outer: Member, folder: Path, limits: LimitSettings, budget: _Budget, depth: int) -> Iterator[Member]:
    name = outer.path.name
    try:
        if limits.archive_depth and depth > limits.archive_depth:
            raise TooLargeError(f"{name} lies in {depth - 1} archives, more are not opened")
        with _foreign(f"{name} can't be opened"):
            members = _mail_members if filetypes.of(outer.path) == filetypes.MAIL else _zip_members
            for member in members(outer, folder, limits, budget):
                if member.problem is None and filetypes.of(member.path) in filetypes.ARCHIVES:
                    inner = folder / f"{member.path.name}.d"
                    inner.mkdir()
                    yield from _opened(member, inner, limits, budget, depth + 1)
                else:
                    yield member
    except ExtractorError as problem:
        yield Member(outer.path, outer.name, problem)


@contextmanager
def _foreign(what: str) -> Iterator[None]:
    """Make whatever a parser of other people's files stumbles over an error of ours: the border around that parser.

    Damage shows as zlib.error, EOFError, struct.error, NotImplementedError and more. Errors of the disk are no damage.
    """
    try:
        yield
    except (ExtractorError, MemoryError):
        raise
    except OSError as error:
        is_damage = error.errno in (None, errno.EINVAL)  # of bz2; a seek before the start
        raise (CorruptError if is_damage else InternalError)(f"{what} ({error})") from error
    except Exception as error:
        raise CorruptError(f"{what} ({error or type(error).__name__})") from error


def _zip_members(outer: Member, folder: Path, limits: LimitSettings, budget: _Budget) -> Iterator[Member]:
    with zipfile.ZipFile(outer.path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_junk(info.filename)]
        budget.take_members(len(infos))
        if infos and all(_is_locked(info) for info in infos):
            raise EncryptedError(f"{outer.path.name} is protected by a password")
        for info in infos:
            target = _free(folder, info.filename)
            chunks = _unzipped(archive, info, f"{target.name} in {outer.path.name}")
            problem = _written(chunks, target, limits, budget)
            if problem is not None:
                target.unlink()  # half a paper is none
            yield Member(target, _behind(outer, target), problem)


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    if _is_locked(info):
        raise EncryptedError(f"{name} is protected by a password")
    with _foreign(f"{name} can't be unpacked"), archive.open(info) as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _is_locked(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & 1)


def _written(chunks: Iterator[bytes], target: Path, limits: LimitSettings, budget: _Budget) -> ExtractorError | None:
    """Write a member; returns what is wrong with it alone, raises where nothing more can come out of its archive."""
    size = 0
    with target.open("wb") as out:
        while True:
            try:
                chunk = next(chunks, b"")
            except ExtractorError as problem:
                return problem
            if not chunk:
                return None
            size += len(chunk)
            if limits.file_bytes and size > limits.file_bytes:
                return TooLargeError(f"{target.name} has more than {limits.file_bytes:,} bytes")
            budget.take_bytes(len(chunk))
            out.write(chunk)


def _mail_members(outer: Member, folder: Path, limits: LimitSettings, budget: _Budget) -> Iterator[Member]:
    if limits.file_bytes and outer.path.stat().st_size > limits.file_bytes:
        raise TooLargeError(f"{outer.path.name} has more than {limits.file_bytes:,} bytes")
    message = email.message_from_bytes(outer.path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content or not _is_attached(part, content):
            continue
        budget.take_members(1)
        name = part.get_filename() or f"attachment{mimetypes.guess_extension(part.get_content_type()) or ''}"
        target = _free(folder, name)
        yield Member(target, _behind(outer, target), _written(iter((content,)), target, limits, budget))


def _is_attached(part: Message[Any, Any], content: bytes) -> bool:
    """Say whether a part is a file; scanners send papers without a name, too."""
    if part.get_filename() or part.get_content_disposition() == "attachment":
        return True
    return filetypes.of_head(content[: filetypes.HEAD]) in {filetypes.PDF, filetypes.ZIP}


def _behind(outer: Member, target: Path) -> str:
    return f"{outer.name}/{target.name}" if outer.name else target.name


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.startswith((".", "~$")) or "__MACOSX" in path.parts or path.name.casefold() == "thumbs.db"


def _free(folder: Path, name: str) -> Path:
    """Return a path in `folder` for a member's name, without the folders that the name may carry."""
    plain = PurePosixPath(name.replace("\\", "/")).name or "unnamed"
    plain = "".join(character if character.isprintable() else "_" for character in plain)
    suffix = _cut(Path(plain).suffix, _LONGEST_SUFFIX)
    stem = _cut(Path(plain).stem, _LONGEST_STEM)
    target = folder / f"{stem}{suffix}"
    number = 2
    while target.exists():
        target = folder / f"{stem}-{number}{suffix}"
        number += 1
    return target


def _cut(text: str, most: int) -> str:
    """Shorten a text to so many bytes; what has no encoding is left out."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def embedded_xml(path: Path) -> tuple[Attachment, ...]:
    """Return the XML files embedded in a PDF (Factur-X, ZUGFeRD, Order-X); a PDF that can't say has none."""
    with path.open("rb") as stream:
        if not _mentions(stream.read(), b"EmbeddedFile"):
            return ()
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: list[Attachment] = []
    try:
        with _foreign(f"{path.name}: its attachments can't be listed"):
            for name, contents in PdfReader(path).attachments.items():
                if name.casefold().endswith(".xml") and contents and len(contents[0]) <= _MOST_XML:
                    found.append(Attachment(name, "text/xml", contents[0]))
    except ExtractorError as problem:
        log.warning(str(problem))  # the pages can be read without them
        return ()
    return tuple(found)


def _mentions(content: bytes, word: bytes) -> bool:
    """Say whether a PDF may hold embedded files: the word is there, or hidden in compressed objects."""
    return word in content or b"/ObjStm" in content
