"""The archive: originals by the SHA-256 of their bytes, beside the database; written once, never altered."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import CorruptError

_CHUNK = 1 << 20
PARTS = "parts"
"""Folder beside the originals where one is written until it is whole; what a killed run left there is swept."""
LEFT_SECONDS = 3600.0
"""A part to which nothing was added for so long is no longer being written."""


def place_of(folder: Path, sha256: str) -> Path:
    """Return where an original lies: two levels of folders keep any one of them small."""
    return folder / sha256[:2] / sha256[2:4] / sha256


def keep(folder: Path, source: Path, sha256: str) -> Path:
    """Copy a file into the archive, byte for byte; keeping twice is harmless, and mends a copy that was cut short.

    The bytes are on disk before the file takes its name, and the name is before this returns: a row that is committed
    afterwards has its original, whatever happens. CorruptError where the file changed since its hash was taken: then it is
    another paper and must be read again.
    """
    target = place_of(folder, sha256)
    if target.is_file() and target.stat().st_size == source.stat().st_size:
        return target
    _make(target.parent)
    with _part(folder) as part:
        if _copy(source, part) != sha256:
            raise CorruptError(f"{source.name} changed while it was read")
        part.chmod(0o444)
        part.replace(target)
    _sync(target.parent)
    return target


def _copy(source: Path, part: Path) -> str:
    """Copy a file and sync it to disk; return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as incoming, part.open("wb") as outgoing:
        while chunk := incoming.read(_CHUNK):
            digest.update(chunk)
            outgoing.write(chunk)
        outgoing.flush()
        os.fsync(outgoing.fileno())
    return digest.hexdigest()


@contextlib.contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """Give a new file to write to, gone at the end where it was not moved; those that killed runs left go, too."""
    parts = folder / PARTS
    parts.mkdir(parents=True, exist_ok=True)
    for old in parts.iterdir():
        with contextlib.suppress(OSError):  # another process sweeps as well
            if time.time() - old.stat().st_mtime > LEFT_SECONDS:
                old.unlink()
    handle, name = tempfile.mkstemp(dir=parts)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _make(folder: Path) -> None:
    """Make a folder with those above it, each of them on disk."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Bring the names of a folder to disk; Windows does so by itself and can't open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
