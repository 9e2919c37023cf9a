"""The archive: originals by the SHA-256 of their bytes, beside the database; written once, never altered."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from extractor.errors import CorruptError

_CHUNK = 1 << 20


def place_of(folder: Path, sha256: str) -> Path:
    """Return where an original lies: two levels of folders keep any one of them small."""
    return folder / sha256[:2] / sha256[2:4] / sha256


def keep(folder: Path, source: Path, sha256: str) -> Path:
    """Copy a file into the archive, byte for byte, synced to disk before it takes its name; keeping twice is harmless.

    CorruptError where the file changed since its hash was taken: then it is another paper and must be read again.
    """
    target = place_of(folder, sha256)
    if target.is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    digest = hashlib.sha256()
    with source.open("rb") as incoming, part.open("wb") as outgoing:
        while chunk := incoming.read(_CHUNK):
            digest.update(chunk)
            outgoing.write(chunk)
        outgoing.flush()
        os.fsync(outgoing.fileno())
    if digest.hexdigest() != sha256:
        part.unlink()
        raise CorruptError(f"{source.name} changed while it was read")
    part.chmod(0o444)
    part.replace(target)
    return target
