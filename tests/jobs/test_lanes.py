"""Lanes: names kept, nothing overwritten, the watcher never sees its own output."""

from datetime import date
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.jobs import lanes
from extractor.jobs.lanes import Lane
from extractor.store.store import Store

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "name", ["._scan.pdf", "Thumbs.db", "~$invoice.docx", "scan.pdf.part", "x.crdownload", ".DS_Store"]
)
def test_junk_is_ignored(name: str) -> None:
    assert lanes.is_junk(Path(name))


@pytest.mark.parametrize("name", ["scan.pdf", "发票.pdf", "part.tif", "a.b.jpg"])
def test_papers_are_not_junk(name: str) -> None:
    assert not lanes.is_junk(Path(name))


def test_papers_lists_no_links_lanes_or_junk(tmp_path: Path) -> None:
    for name in ("a.pdf", "ACME/b.pdf", "done/2026-01-01/c.pdf", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    assert {path.relative_to(tmp_path).as_posix() for path in lanes.papers(tmp_path)} == {"a.pdf", "ACME/b.pdf"}


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    places = []
    for content in (b"1", b"2", b"3"):
        path = tmp_path / "scan.pdf"
        path.write_bytes(content)
        places.append(lanes.file_away(path, tmp_path, Lane.DONE, DAY))
    assert [place.name for place in places] == ["scan.pdf", "scan (2).pdf", "scan (3).pdf"]
    assert [place.read_bytes() for place in places] == [b"1", b"2", b"3"]


def test_a_failure_has_its_reason_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "ACME" / "scan.pdf"
    path.parent.mkdir()
    path.write_bytes(b"x")
    place = lanes.file_away(path, tmp_path, Lane.FAILED, DAY, "The file is damaged. 文件已损坏。")
    assert place == tmp_path / "failed" / "2026-11-23" / "ACME" / "scan.pdf"
    assert place.with_name("scan.pdf.reason.txt").read_text(encoding="utf-8").startswith("The file is damaged")


def test_sub_folders_are_tags(tmp_path: Path) -> None:
    assert lanes.tags(tmp_path / "ACME" / "may" / "x.pdf", tmp_path) == ("ACME", "may")


def test_a_store_inside_the_inbox_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies inside the watched folder"):
        lanes.refuse_unsafe(tmp_path, tmp_path / "tracking.db")


def test_another_store_inside_the_inbox_is_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    Store.open(inbox / "ACME" / "theirs.db").close()
    with pytest.raises(UsageError, match=r"theirs\.db lies inside the watched folder"):
        lanes.refuse_unsafe(inbox, tmp_path / "tracking.db")


def test_a_database_that_was_filed_away_keeps_nobody_from_watching(tmp_path: Path) -> None:
    Store.open(tmp_path / "inbox" / "failed" / "theirs.db").close()
    (tmp_path / "inbox" / "a.pdf").write_bytes(b"%PDF")
    lanes.refuse_unsafe(tmp_path / "inbox", tmp_path / "tracking.db")
