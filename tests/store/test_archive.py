"""Originals: whole on disk before their rows, mended where a crash cut them short, and no rests of killed runs."""

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest

from extractor.errors import CorruptError
from extractor.store import archive

CONTENT = b"the original, byte for byte"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(CONTENT)
    return path


def test_the_file_and_the_names_of_all_folders_are_on_disk(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, int]] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        status = os.fstat(handle)
        synced.append((stat.S_ISDIR(status.st_mode), status.st_ino))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    kept = archive.keep(tmp_path / "originals", source, SHA256)
    assert kept.read_bytes() == CONTENT
    assert synced[-1] == (True, kept.parent.stat().st_ino)  # after the file has its name
    assert (False, kept.stat().st_ino) in synced
    made = [kept.parent.parent, kept.parent.parent.parent, tmp_path]
    assert {(True, folder.stat().st_ino) for folder in made} <= set(synced)


def test_a_copy_that_was_cut_short_is_mended(tmp_path: Path, source: Path) -> None:
    kept = archive.keep(tmp_path / "originals", source, SHA256)
    kept.chmod(0o644)
    kept.write_bytes(CONTENT[:5])
    assert archive.keep(tmp_path / "originals", source, SHA256).read_bytes() == CONTENT


def test_an_original_that_is_there_is_not_written_again(tmp_path: Path, source: Path) -> None:
    kept = archive.keep(tmp_path / "originals", source, SHA256)
    before = kept.stat()
    assert archive.keep(tmp_path / "originals", source, SHA256).stat().st_ino == before.st_ino
    assert archive.keep(tmp_path / "originals", kept, SHA256) == kept


def test_what_killed_runs_left_is_swept_and_what_is_written_now_is_not(tmp_path: Path, source: Path) -> None:
    parts = tmp_path / "originals" / archive.PARTS
    parts.mkdir(parents=True)
    for name, age in (("killed", 2 * archive.LEFT_SECONDS), ("busy", 0.0)):
        (parts / name).write_bytes(b"half")
        os.utime(parts / name, (time.time() - age, time.time() - age))
    archive.keep(tmp_path / "originals", source, SHA256)
    assert [path.name for path in parts.iterdir()] == ["busy"]


def test_a_file_that_changed_leaves_nothing(tmp_path: Path, source: Path) -> None:
    with pytest.raises(CorruptError):
        archive.keep(tmp_path / "originals", source, "0" * 64)
    assert [path for path in (tmp_path / "originals").rglob("*") if path.is_file()] == []
