"""Is a file whole? Scanners write in bursts, shares stall, and half a page is a wrong tonnage.

Four witnesses, all asked: quiet for a while in size and time; it opens; it has its end (a PDF's trailer, an image's last
block); nobody holds it open for writing, where that can be known. Quiet alone was wrong on a writer that stalled, locks
(`flock`) are used by no scanner; the lease of Linux (`F_SETLEASE`) was right on local files and is refused on shares.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

TAIL = 2048
"""Bytes at the end of a PDF in which its trailer must stand; some writers add a little after it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looked like at a moment: size in bytes, modification time in nanoseconds, inode."""

    size: int
    modified: int
    inode: int


@dataclass
class Settling:
    """Files that were seen and are not yet quiet. `quiet` in seconds; the clock is handed in, monotonic."""

    quiet: float
    _seen: dict[Path, tuple[Look, float]] = field(default_factory=dict)

    def settled(self, path: Path, now: float) -> bool:
        """Look at the file once; say whether it has been the same for `quiet` seconds and is whole."""
        look = look_at(path)
        if look is None:
            self._seen.pop(path, None)
            return False
        before = self._seen.get(path)
        if before is None or before[0] != look:
            self._seen[path] = (look, now)
            return False
        return now - before[1] >= self.quiet and is_whole(path) and held_for_writing(path) is not True

    def waiting(self, path: Path, now: float) -> float:
        """Return the seconds for which a file has looked the same, 0 where it is not known."""
        return now - self._seen[path][1] if path in self._seen else 0.0

    def forget(self, path: Path) -> None:
        """Drop a file that was taken or has gone."""
        self._seen.pop(path, None)


def look_at(path: Path) -> Look | None:
    """Return what a file looks like now, None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Look(status.st_size, status.st_mtime_ns, status.st_ino)


def held_for_writing(path: Path) -> bool | None:
    """Say whether any process holds the file open for writing; None where the system can't tell.

    A read lease is granted only while nobody has the file open for writing (fcntl(2), "Leases").
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None  # not our file, or a file system without leases
    else:
        return False
    finally:
        os.close(handle)


def lack(path: Path) -> str:
    """Say in words why a file that lies there is not taken, empty where nothing speaks against it."""
    look = look_at(path)
    if look is None:
        return "is gone"
    if look.size == 0:
        return "has no bytes"
    if held_for_writing(path):
        return "is held open by a program that writes it"
    return "" if is_whole(path) else "has no end: it is still being copied, or was cut off"


def is_whole(path: Path) -> bool:
    """Say whether the file has its end, by its kind; a kind without a known end counts as whole."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(16)
            stream.seek(max(0, size - TAIL))
            tail = stream.read()
    except OSError:
        return False
    if head.startswith(b"%PDF"):
        return b"%%EOF" in tail
    if head.startswith(b"\x89PNG"):
        return b"IEND" in tail
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in tail
    if head.startswith(b"PK\x03\x04"):
        return b"PK\x05\x06" in tail
    if head[:4] in {b"II*\0", b"MM\0*"}:
        return _tiff_directories_inside(path, head, size)
    return size > 0


def _tiff_directories_inside(path: Path, head: bytes, size: int) -> bool:
    """Follow a TIFF's chain of directories: each must lie inside the file. A writer puts the last one at its end."""
    order = "<" if head.startswith(b"II") else ">"
    (offset,) = struct.unpack(order + "I", head[4:8])
    visited: set[int] = set()
    with path.open("rb") as stream:
        while offset and offset not in visited:
            visited.add(offset)
            stream.seek(offset)
            count_bytes = stream.read(2)
            if len(count_bytes) < 2:
                return False
            (count,) = struct.unpack(order + "H", count_bytes)
            stream.seek(offset + 2 + 12 * count)
            next_bytes = stream.read(4)
            if len(next_bytes) < 4 or offset >= size:
                return False
            (offset,) = struct.unpack(order + "I", next_bytes)
    return bool(visited)
