"""Fronts and backs meet in reading order, or not at all."""

import os
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from extractor.errors import CorruptError
from extractor.jobs import duplex, lanes
from extractor.jobs.duplex import DuplexFolder


def stack(path: Path, widths: list[int]) -> Path:
    writer = PdfWriter()
    for width in widths:
        writer.add_blank_page(width, 100)
    writer.write(path)
    return path


def test_backs_come_in_reverse(tmp_path: Path) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [1, 3, 5]), stack(tmp_path / "b.pdf", [6, 4, 2])
    out = duplex.collate(fronts, backs, tmp_path / "out.pdf")
    assert [int(page.mediabox.width) for page in PdfReader(out).pages] == [1, 2, 3, 4, 5, 6]


def test_stacks_of_unequal_height_are_refused(tmp_path: Path) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [1, 3]), stack(tmp_path / "b.pdf", [2])
    with pytest.raises(CorruptError, match=r"2 pages and b\.pdf 1"):
        duplex.collate(fronts, backs, tmp_path / "out.pdf")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "duplex").mkdir(parents=True)
    return folder


def drop(inbox: Path, name: str, widths: list[int], age: int) -> Path:
    path = stack(inbox / "duplex" / name, widths)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def widths(path: Path) -> list[int]:
    return [int(page.mediabox.width) for page in PdfReader(path).pages]


def always(path: Path) -> bool:
    return True


def test_two_halves_become_one_paper_and_are_kept(inbox: Path) -> None:
    drop(inbox, "scan1.pdf", [1, 3], age=20)
    drop(inbox, "scan2.pdf", [4, 2], age=10)
    DuplexFolder(inbox).collate_ready(always)
    assert widths(inbox / "scan1 (duplex).pdf") == [1, 2, 3, 4]
    assert {path.name for path in (inbox / "done").rglob("*.pdf")} == {"scan1.pdf", "scan2.pdf"}
    assert [path.name for path in (inbox / "duplex").iterdir()] == []


def test_a_front_that_is_alone_waits_with_a_note_that_goes_when_its_backs_come(inbox: Path) -> None:
    drop(inbox, "scan1.pdf", [1], age=20)
    folder = DuplexFolder(inbox)
    folder.collate_ready(always)
    assert "反面" in (inbox / "duplex" / "scan1.pdf.reason.txt").read_text(encoding="utf-8")
    drop(inbox, "scan2.pdf", [2], age=10)
    folder.collate_ready(always)
    assert widths(inbox / "scan1 (duplex).pdf") == [1, 2]
    assert list((inbox / "duplex").iterdir()) == []


def test_halves_that_do_not_fit_fail_with_a_sentence(inbox: Path) -> None:
    drop(inbox, "scan1.pdf", [1, 3], age=20)
    drop(inbox, "scan2.pdf", [2], age=10)
    DuplexFolder(inbox).collate_ready(always)
    failed = {path.name for path in (inbox / "failed").rglob("*") if path.is_file()}
    assert failed == {"scan1.pdf", "scan2.pdf", "scan1.pdf.reason.txt", "scan2.pdf.reason.txt"}
    assert list(inbox.glob("*.pdf")) == []


def test_halves_still_being_written_are_left_alone(inbox: Path) -> None:
    first = drop(inbox, "scan1.pdf", [1], age=20)
    drop(inbox, "scan2.pdf", [2], age=10)
    DuplexFolder(inbox).collate_ready(lambda path: path == first)
    assert list(inbox.glob("*.pdf")) == []


@pytest.mark.parametrize("names", [("SCAN~1.PDF", "SCAN~2.PDF"), ("f" * 240 + ".pdf", "b" * 240 + ".pdf")])
def test_halves_of_any_name_make_one_paper_once(inbox: Path, names: tuple[str, str]) -> None:
    for number, name in enumerate(names):
        drop(inbox, name, [number + 1], age=20 - number)
    for _ in range(2):
        DuplexFolder(inbox).collate_ready(always)
    (made,) = [path for path in inbox.iterdir() if path.is_file()]
    assert widths(made) == [1, 2]
    assert {path.name for path in (inbox / "done").rglob("*.*")} == set(names)
    assert list((inbox / "duplex").iterdir()) == []


def test_a_note_without_its_paper_holds_nothing_up(inbox: Path) -> None:
    drop(inbox, "scan1.pdf", [1], age=20)
    drop(inbox, "scan2.pdf", [2], age=10)
    (inbox / "duplex" / duplex.PAIR).write_text('["scan1.pdf", "scan2.pdf"]')
    DuplexFolder(inbox).collate_ready(always)
    assert widths(inbox / "scan1 (duplex).pdf") == [1, 2]
    assert list((inbox / "duplex").iterdir()) == []


@pytest.mark.parametrize("moved", [(), ("scan1.pdf",), ("scan1.pdf", "scan2.pdf")])
def test_a_crash_at_any_step_makes_one_paper(inbox: Path, moved: tuple[str, ...]) -> None:
    fronts, backs = drop(inbox, "scan1.pdf", [1], age=20), drop(inbox, "scan2.pdf", [2], age=10)
    (inbox / "duplex" / duplex.PAIR).write_text('["scan1.pdf", "scan2.pdf"]')
    duplex.collate(fronts, backs, inbox / "duplex" / duplex.HIDDEN)
    for name in moved:
        lanes.file_away(inbox / "duplex" / name, inbox, lanes.Lane.DONE, date(2026, 1, 5))
    DuplexFolder(inbox).collate_ready(always)
    assert [path.name for path in inbox.glob("*.pdf")] == ["scan1 (duplex).pdf"]
    assert {path.name for path in (inbox / "done").rglob("*.pdf")} == {"scan1.pdf", "scan2.pdf"}
