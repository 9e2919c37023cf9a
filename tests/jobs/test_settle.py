"""When is a file whole? Writers that stall, break off, or come back."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from extractor.jobs import settle


def image_bytes(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((64, 64), 60).save(stream, kind, **options)
    return stream.getvalue()


PDF = b"%PDF-1.4\n" + b"x" * 5000 + b"\ntrailer\n%%EOF\n"


@pytest.mark.parametrize("content", [PDF, image_bytes("PNG"), image_bytes("JPEG"), image_bytes("TIFF"), b"plain text"])
def test_a_whole_file_is_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper"
    path.write_bytes(content)
    assert settle.is_whole(path)


@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_cut_file_is_not_whole(tmp_path: Path, kind: str, share: float) -> None:
    content = PDF if kind == "PDF" else image_bytes(kind)
    path = tmp_path / "paper"
    path.write_bytes(content[: int(len(content) * share)])
    assert not settle.is_whole(path)


def test_a_tiff_whose_directory_is_missing_is_not_whole(tmp_path: Path) -> None:
    content = image_bytes("TIFF")
    beyond = len(content).to_bytes(4, "little" if content[:2] == b"II" else "big")
    content = content[:4] + beyond + content[8:]
    path = tmp_path / "paper.tif"
    path.write_bytes(content)
    assert not settle.is_whole(path)


def test_an_empty_file_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.touch()
    assert not settle.is_whole(path)


def test_settles_only_after_it_was_quiet(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF)
    settling = settle.Settling(quiet=2)
    assert not settling.settled(path, now=0)
    assert not settling.settled(path, now=1)
    path.write_bytes(PDF + b"\n")
    assert not settling.settled(path, now=3)
    assert not settling.settled(path, now=4)
    assert settling.settled(path, now=5)


def test_a_stalled_writer_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF[:2000])
    settling = settle.Settling(quiet=2)
    settling.settled(path, now=0)
    assert not settling.settled(path, now=1000)


@pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")
def test_a_writer_that_holds_the_file_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF)
    if settle.held_for_writing(path) is None:
        pytest.fail("this file system grants no leases; run the tests on a local disk")
    with path.open("ab"):
        assert settle.held_for_writing(path) is True
    assert settle.held_for_writing(path) is False


def test_a_file_that_went_away_is_forgotten(tmp_path: Path) -> None:
    settling = settle.Settling(quiet=0)
    assert not settling.settled(tmp_path / "gone.pdf", now=0)
    assert settling.waiting(tmp_path / "gone.pdf", now=9) == 0


@pytest.mark.parametrize(
    ("content", "why"), [(PDF, ""), (b"", "has no bytes"), (PDF[:2000], "was cut off"), (None, "is gone")]
)
def test_why_a_file_is_not_taken_is_said(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "paper.pdf"
    if content is not None:
        path.write_bytes(content)
    assert settle.lack(path).endswith(why) and bool(settle.lack(path)) == bool(why)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell")
def test_a_file_that_is_still_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF)
    with path.open("ab"):
        assert "open by a program" in settle.lack(path)
    assert settle.lack(path) == ""
