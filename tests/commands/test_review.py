"""The command of review: what it refuses, what it prints, and the pipeline's hands in a process of their own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.commands import review
from extractor.commands.review import command
from extractor.commands.reviewhands import PipelineHands
from extractor.errors import UsageError
from extractor.review.desk import Cut
from extractor.settings import Settings
from extractor.store import known
from extractor.store.store import Store


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "--store"), (["--store", "x.db", "--demo"], "--demo"), (["--store", "x.db", "--host", "0.0.0.0"], "TLS"),
     (["--store", "x.db", "--host", "192.168.1.5"], "--behind-proxy"), (["--store", "x.db", "--host", "review.example"], "TLS"),
     (["--demo", "--samples", "nowhere"], "no folder")],
)  # fmt: skip
def test_what_is_refused_is_said_with_advice(arguments: list[str], said: str) -> None:
    found = CliRunner().invoke(command, arguments)
    assert isinstance(found.exception, UsageError)
    assert said in str(found.exception)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("10.0.0.1", False)],
)
def test_loopback_is_known(host: str, local: bool) -> None:
    assert review._is_loopback(host) is local


def test_the_first_start_prints_a_link_and_the_second_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hashed_password: str
) -> None:
    from extractor.store import people

    served: list[bool] = []
    monkeypatch.setattr(review, "_serve", lambda desk, *_: served.append(desk.secure))
    path = tmp_path / "t.db"
    first = CliRunner().invoke(command, ["--store", str(path)], catch_exceptions=False)
    assert "http://127.0.0.1:8765/start/" in first.output
    with Store.open(path) as store:
        people.add_user(store, "li", "admin", hashed_password)
    second = CliRunner().invoke(command, ["--store", str(path), "--behind-proxy"], catch_exceptions=False)
    assert "/start/" not in second.output
    assert served == [False, True]


@pytest.fixture
def hashed_password() -> str:
    return "$argon2id$not a real one"


def prepared(folder: Path) -> Path:
    with Store.open(folder / "t.db") as store:
        known.prepare(store)
    return folder / "t.db"


def test_the_hands_read_cut_and_read_again(samples: Path, tmp_path: Path) -> None:
    with PipelineHands(Settings(), prepared(tmp_path)) as hands:
        (outcome,) = hands.take_in(samples / "long-invoice.pdf", "mine.pdf")
        assert outcome.source is not None
        assert outcome.source.name == "mine.pdf"
        (found,) = hands.understand(outcome.source, outcome.pages, [Cut((1,), "packing_list")])
        assert (found.doc_type, found.doc_type_confidence) == ("packing_list", 1.0)
        assert found.source.pages == (1,)
        (missing,) = hands.take_in(samples / "nowhere.pdf", "nowhere.pdf")
        assert missing.error is not None


def test_an_archive_is_unpacked_beside_what_was_handed_in(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "upload" / "paper.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as out:
        out.write(samples / "long-invoice.pdf", "mine.pdf")
        out.writestr("broken.zip", b"PK\x03\x04garbage")
    with PipelineHands(Settings(), prepared(tmp_path)) as hands:
        read, broken = hands.take_in(path, "sent.zip")
    assert read.source is not None and (read.name, read.source.parent) == ("sent.zip/mine.pdf", "sent.zip")
    assert path.parent in read.source.path.parents and read.source.path.is_file()
    assert broken.name == "sent.zip/broken.zip" and broken.error is not None and broken.error.code == "corrupt"


@pytest.mark.ocr
def test_what_stands_in_a_box_is_read_from_its_ink(samples: Path, tmp_path: Path) -> None:
    with PipelineHands(Settings(), prepared(tmp_path)) as hands:
        (outcome,) = hands.take_in(samples / "magnets-invoice.pdf", "mine.pdf")
        assert outcome.source is not None
        field = outcome.records[0].fields["document_number"]
        page = next(page for page in outcome.pages if page.number == field.page)
        assert field.box is not None
        read = hands.read_box(outcome.source, page, field.box)
    assert read.replace(" ", "") == field.value
