"""Files and archives in, outcomes out: in order, a broken one alone, nothing left lying about."""

import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.jobs import local
from extractor.settings import Settings
from tests import made

BASE = Settings()
CODES = ["a.zip/1.pdf", "a.zip/2.pdf", "b.zip corrupt", "c.zip/bad.pdf corrupt", "c.zip/good.pdf", "d.pdf"]


def settings(workers: int) -> Settings:
    return replace(BASE, limits=replace(BASE.limits, workers=workers))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A good archive, one that is none, one with a damaged paper, and a paper."""
    folder = tmp_path / "in"
    folder.mkdir()
    paper = made.pdf(folder / "d.pdf", made.INVOICE)
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_STORED) as out:
        out.write(paper, "1.pdf")
        out.write(paper, "2.pdf")
    (folder / "b.zip").write_bytes(b"PK\x03\x04garbage" * 10)
    with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.write(paper, "bad.pdf")
        out.write(paper, "good.pdf")
    data = bytearray((folder / "c.zip").read_bytes())
    data[100:120] = bytes(byte ^ 0x5A for byte in data[100:120])
    (folder / "c.zip").write_bytes(data)
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process puts what it needs for a while."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_broken_is_an_error_and_the_rest_goes_on(inbox: Path, temporary: Path, workers: int) -> None:
    found: list[str] = []
    ends: list[int] = []
    for outcome in local.run(local.gather([inbox]), settings(workers), ended=lambda: ends.append(len(found))):
        found.append(f"{outcome.name} {outcome.error.code}" if outcome.error is not None else outcome.name)
        if outcome.error is None:
            assert outcome.records and outcome.source is not None
            assert outcome.source.path.read_bytes() == (inbox / "d.pdf").read_bytes()
    assert found == CODES
    assert ends == [2, 3, 5, 6]
    assert not list(temporary.iterdir())


def test_an_archive_is_unpacked_when_its_turn_comes_and_then_removed(inbox: Path, temporary: Path) -> None:
    held = []
    for outcome in local.run(local.gather([inbox]), settings(1)):
        held.append((outcome.name, sum(path.is_file() for path in temporary.rglob("*"))))
    assert held == [
        ("a.zip/1.pdf", 1), ("a.zip/2.pdf", 2), ("b.zip", 0), ("c.zip/bad.pdf", 0), ("c.zip/good.pdf", 1), ("d.pdf", 0),
    ]  # fmt: skip


def test_what_is_not_wanted_is_left_out(inbox: Path, temporary: Path) -> None:
    wanted = {"1.pdf", "d.pdf"}
    outcomes = local.run(local.gather([inbox]), settings(1), wanted=lambda path: path.name in wanted)
    assert [outcome.name for outcome in outcomes] == ["a.zip/1.pdf", "d.pdf"]


def test_one_who_stops_listening_leaves_nothing_behind(inbox: Path, temporary: Path) -> None:
    outcomes = local.run(local.gather([inbox]), settings(1))
    next(outcomes)
    assert list(temporary.iterdir())
    outcomes.close()  # type: ignore[attr-defined]
    assert not list(temporary.iterdir())
