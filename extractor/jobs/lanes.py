"""The lanes on disk: where a clerk finds a paper again, with a plain sentence beside each one that failed."""

from __future__ import annotations

import contextlib
import os
from datetime import date
from enum import StrEnum
from pathlib import Path

from extractor.errors import UsageError


class Lane(StrEnum):
    """Where a paper went, as a folder under the inbox."""

    DONE = "done"
    REVIEW = "review"
    FAILED = "failed"
    DUPLICATE = "duplicate"


DUPLEX = "duplex"
JUNK_PREFIXES = ("._", "~$", ".")
JUNK_SUFFIXES = (".part", ".crdownload", ".tmp", ".lock", ".lck", ".filepart", ".swp", ".reason.txt")
JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini"})
_SQLITE = b"SQLite format 3\0"
"""What a database begins with (sqlite.org/fileformat2.html, 1.3)."""


def is_junk(path: Path) -> bool:
    """Say whether a file is a by-product of an operating system, editor or download, and no paper."""
    name = path.name.casefold()
    return name.startswith(JUNK_PREFIXES) or name.endswith(JUNK_SUFFIXES) or name in JUNK_NAMES


def tags(path: Path, inbox: Path) -> tuple[str, ...]:
    """Return the sub-folder names that a paper was dropped in: `inbox/ACME/may/x.pdf` gives ACME and may."""
    return tuple(part for part in path.relative_to(inbox).parts[:-1] if part != DUPLEX)


def papers(inbox: Path) -> list[Path]:
    """List the files waiting in the inbox, oldest first: no junk, no links, no special files, nothing of the lanes."""
    found: list[tuple[int, str]] = []
    folders = [(str(inbox), frozenset(str(lane) for lane in Lane))]
    while folders:
        folder, left_out = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in left_out:
                        folders.append((entry.path, frozenset()))
                elif entry.is_file(follow_symlinks=False) and not is_junk(Path(entry.name)):
                    with contextlib.suppress(FileNotFoundError):  # taken away between the listing and the look
                        found.append((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path))
    return [Path(path) for _, path in sorted(found)]


def file_away(path: Path, inbox: Path, lane: Lane, day: date, reason: str = "") -> Path:
    """Move a paper to its lane, by date and sub-folder, under its own name; return where it lies.

    A name that is taken there gets a number. The reason is written first: a crash between the two leaves a sentence too
    many, never a failed paper without one.
    """
    folder = inbox / str(lane) / day.isoformat() / Path(*path.relative_to(inbox).parts[:-1])
    folder.mkdir(parents=True, exist_ok=True)
    target = free_name(folder, path.name)
    if reason:
        target.with_name(target.name + ".reason.txt").write_text(reason + "\n", encoding="utf-8")
    path.rename(target)
    return target


def free_name(folder: Path, name: str) -> Path:
    """Return where a file of this name can lie: with a number behind its stem where the name is taken."""
    target = folder / name
    stem, suffix = target.stem, target.suffix
    number = 2
    while target.exists():
        target = folder / f"{stem} ({number}){suffix}"
        number += 1
    return target


def came_before(first: str) -> str:
    """Return why a paper is a duplicate, in English and Chinese."""
    return f"The same content came before as {first}; nothing was added.\n同样的文件已作为 {first} 收到过，未重复登记。"


def refuse_unsafe(inbox: Path, store: Path) -> None:
    """Refuse to watch a folder in which a store writes, its own or another: the watcher would file it away."""
    if not inbox.is_dir():
        raise UsageError(f"there is no folder {inbox}")
    if store.resolve().is_relative_to(inbox.resolve()):
        raise UsageError(f"the store {store} lies inside the watched folder {inbox}; put it elsewhere")
    for path in papers(inbox):
        if is_database(path):
            raise UsageError(
                f"{path} lies inside the watched folder and is a database; a watched folder is for papers alone"
            )


def is_database(path: Path) -> bool:
    """Say whether a file is a SQLite database, such as a store."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
