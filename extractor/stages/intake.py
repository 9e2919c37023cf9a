"""Intake: what is this file, and may it be read? By its content, never by its name."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.datatypes.page import Source
from extractor.engines import archive, filetypes, ofd, pdf, picture
from extractor.errors import EmptyError, ExtractorError, MissingError, TooLargeError, UnsupportedError
from extractor.settings import LimitSettings

IGNORED_SUFFIXES = frozenset({".json", ".jsonl", ".md", ".txt", ".csv", ".toml", ".db", ".log"})
"""Files that lie beside papers in a folder and are none; named outright, they are looked at all the same."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be read: where its bytes are, what people call it, and the archive or mail it came in."""

    path: Path
    name: str
    parent: str | None = None
    problem: ExtractorError | None = None
    """What kept it from coming out of its archive or mail, or that one from being opened."""


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
    if item.problem is not None:
        raise item.problem
    if not path.is_file():
        raise MissingError(f"{item.name} is not there")
    size = path.stat().st_size
    if size == 0:
        raise EmptyError(f"{item.name} has no bytes in it")
    if limits.file_bytes and size > limits.file_bytes:
        raise TooLargeError(f"{item.name} has {size:,} bytes, more than {limits.file_bytes:,}")
    kind = filetypes.of(path)
    if kind is None or kind in filetypes.ARCHIVES:
        raise UnsupportedError(f"{item.name} is neither a PDF nor an image")
    count = _page_count(path, kind, limits)
    if count == 0:
        raise EmptyError(f"{item.name} has no pages")
    if limits.pages and count > limits.pages:
        raise TooLargeError(f"{item.name} has {count:,} pages, more than {limits.pages:,}")
    attachments = archive.embedded_xml(path) if kind == filetypes.PDF else ()
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
    if kind == filetypes.PDF:
        return pdf.page_count(path)
    return ofd.page_count(path) if kind == filetypes.OFD else picture.frame_count(path, limits.pixels)


def listed(path: Path) -> Iterator[Item]:
    """Yield the files that a path names: itself, or the papers of a folder in name order; archives stay shut."""
    if not path.is_dir():
        yield Item(path, path.name)
        return
    for found in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
        if found.is_file() and not hidden and found.suffix.casefold() not in IGNORED_SUFFIXES:
            yield Item(found, found.relative_to(path).as_posix())


def opened(item: Item, limits: LimitSettings, folder: Path) -> Iterator[Item]:
    """Yield the file, or what is in it where it is an archive or mail: then `folder` is made, for the caller to remove.

    What can't be taken out is an item, too: its problem comes to light when it is identified, and the rest goes on.
    """
    if filetypes.of(item.path) not in filetypes.ARCHIVES:
        yield item
        return
    shutil.rmtree(folder, ignore_errors=True)  # an earlier try may have died in it
    folder.mkdir(parents=True)
    empty = True
    for member in archive.unpack(item.path, folder, limits):
        empty = False
        if member.name:
            yield Item(member.path, f"{item.name}/{member.name}", item.name, member.problem)
        else:
            yield replace(item, problem=member.problem)
    if empty:
        yield replace(item, problem=EmptyError(f"{item.name} holds no file that could be a paper"))


def expand(path: Path, limits: LimitSettings, scratch: Path) -> Iterator[Item]:
    """Yield the files that a path names, archives and mails opened into folders of `scratch`, which the caller removes."""
    for number, item in enumerate(listed(path)):
        yield from opened(item, limits, scratch / str(number))
