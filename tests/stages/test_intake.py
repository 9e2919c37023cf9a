"""Intake: by content, within limits, with a sentence for a clerk."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from extractor import errors
from extractor.settings import LimitSettings
from extractor.stages import intake
from extractor.stages.intake import Item
from tests import made

LIMITS = LimitSettings()


def image(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind, **options)
    return stream.getvalue()


def test_a_paper_is_identified(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", made.INVOICE, made.INVOICE)
    source = intake.identify(Item(path, "orders/a.pdf"), LIMITS)
    assert (source.name, source.media_type, source.page_count) == ("orders/a.pdf", "application/pdf", 2)
    assert source.sha256 == intake.fingerprint(path)


def test_an_image_that_lies_about_its_type_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(image("PNG"))
    assert intake.identify(Item(path, path.name), LIMITS).media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, errors.MissingError), (b"", errors.EmptyError), (b"plain text", errors.UnsupportedError),
        (b"%PDF-1.4 nonsense", errors.CorruptError), (image("PNG")[:40], errors.CorruptError),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes | None, error: type[errors.ExtractorError]) -> None:
    path = tmp_path / "scan.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error) as found:
        intake.identify(Item(path, path.name), LIMITS)
    assert "scan.pdf" in found.value.sentence()


@pytest.mark.parametrize(
    "limits",
    [LimitSettings(file_bytes=10), LimitSettings(pages=1), LimitSettings(pixels=100)],
    ids=["bytes", "pages", "pixels"],
)
def test_limits(tmp_path: Path, limits: LimitSettings) -> None:
    path = tmp_path / "scan"
    if limits.pixels == 100:
        path.write_bytes(image("PNG"))
    else:
        made.pdf(path, made.INVOICE, made.INVOICE)
    with pytest.raises(errors.TooLargeError):
        intake.identify(Item(path, path.name), limits)


def test_a_folder_gives_its_papers_in_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.pdf", "x.truth.json", ".hidden.pdf", "sub/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"%PDF-1.4")
    assert [item.name for item in intake.listed(tmp_path)] == ["a.pdf", "b.pdf", "sub/c.pdf"]


def outcome_of(item: Item) -> str:
    try:
        return intake.identify(item, LIMITS).media_type
    except errors.ExtractorError as error:
        return error.code


def test_archives_in_a_folder_are_opened_and_a_broken_one_stops_nothing(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "in", tmp_path / "scratch"
    folder.mkdir()
    paper = made.pdf(folder / "z.pdf", made.INVOICE)
    with zipfile.ZipFile(folder / "a.zip", "w") as out:
        out.write(paper, "deep/one.pdf")
        out.write(paper, "two.pdf")
    (folder / "b.zip").write_bytes(b"PK\x03\x04garbage" * 10)
    (folder / "c.eml").write_bytes(b"From: a@b.example\r\nSubject: nothing\r\n\r\nDear Sirs\r\n")
    found = list(intake.expand(folder, LIMITS, scratch))
    assert [(item.name, item.parent, outcome_of(item)) for item in found] == [
        ("a.zip/one.pdf", "a.zip", "application/pdf"), ("a.zip/two.pdf", "a.zip", "application/pdf"),
        ("b.zip", None, "corrupt"), ("c.eml", None, "empty"), ("z.pdf", None, "application/pdf"),
    ]  # fmt: skip
    assert all(scratch in item.path.parents for item in found if item.parent)


def test_a_zip_of_stored_pdfs_gives_all_of_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w", zipfile.ZIP_STORED) as out:
        for name, pages in (("a.pdf", 1), ("b.pdf", 2)):
            out.write(made.pdf(tmp_path / name, *[made.INVOICE] * pages), name)
    items = intake.expand(tmp_path / "two.zip", LIMITS, tmp_path / "scratch")
    assert [intake.identify(item, LIMITS).page_count for item in items] == [1, 2]


def test_an_archive_that_is_opened_again_gives_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.write(made.pdf(tmp_path / "a.pdf", made.INVOICE), "a.pdf")
    first, again = (list(intake.expand(tmp_path / "a.zip", LIMITS, tmp_path / "scratch")) for _ in range(2))
    assert first == again and first[0].path.is_file()


def test_every_truncation_ends_in_an_answer(tmp_path: Path) -> None:
    whole = made.pdf(tmp_path / "whole.pdf", made.INVOICE).read_bytes()
    for share in range(0, 100, 5):
        path = tmp_path / f"{share}.pdf"
        path.write_bytes(whole[: len(whole) * share // 100])
        try:
            assert intake.identify(Item(path, path.name), LIMITS).page_count >= 1
        except errors.ExtractorError as error:
            assert error.code in {"corrupt", "empty", "unsupported"}
