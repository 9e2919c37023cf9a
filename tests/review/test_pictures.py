"""Pictures of pages: drawn once, as wide as asked, upright; and the words on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source, Word
from extractor.errors import CorruptError
from extractor.review import pictures, words

PAGE = Page(1, 300, 400, (Word("b", Box(60, 11, 90, 21)), Word("a", Box(10, 10, 40, 20)), Word("钕", Box(10, 40, 20, 50)),
                          Word("铁", Box(22, 41, 32, 51))))  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "page.png"
    image = Image.new("RGB", (600, 800), "white")
    image.paste("black", (0, 0, 300, 400))
    image.save(path)
    return Source(path, "page.png", "ab" * 32, "image/png", path.stat().st_size, 1)


@pytest.mark.parametrize(("asked", "given"), [(1, 200), (200, 200), (201, 900), (9999, 2200)])
def test_a_picture_is_at_least_as_wide_as_asked(source: Source, tmp_path: Path, asked: int, given: int) -> None:
    with Image.open(pictures.picture(source, PAGE, asked, tmp_path / "kept")) as found:
        assert found.size == (given, round(given * 400 / 300))


def test_a_picture_is_drawn_once(source: Source, tmp_path: Path) -> None:
    first = pictures.picture(source, PAGE, 200, tmp_path / "kept")
    source.path.unlink()
    assert pictures.picture(source, PAGE, 200, tmp_path / "kept") == first


def test_a_page_that_lay_on_its_side_is_shown_upright(source: Source, tmp_path: Path) -> None:
    turned = replace(PAGE, width=400, height=300, rotation=90)
    with Image.open(pictures.picture(source, turned, 200, tmp_path / "kept")) as found:
        assert found.size == (200, 150)
        grey = np.asarray(found.convert("L"))
    assert grey[10, 190] < 60  # what was top left is top right after a turn clockwise
    assert grey[10, 10] > 200


def test_a_page_that_could_not_be_read_has_no_picture(source: Source, tmp_path: Path) -> None:
    with pytest.raises(CorruptError):
        pictures.picture(source, replace(PAGE, width=0), 200, tmp_path)


def test_words_come_in_the_order_of_reading_and_as_a_person_sees_them() -> None:
    assert [word["text"] for word in words.of_page(PAGE)] == ["a", "b", "钕", "铁"]
    moved = replace(PAGE, straight=(1, 0, 5, 0, 1, 7, 0, 0, 1))
    assert words.of_page(moved)[0]["bbox"] == [15, 17, 45, 27]


def test_a_rectangle_takes_the_words_whose_middle_it_holds() -> None:
    assert words.within(PAGE, Box(0, 0, 70, 30)) == ("a", Box(10, 10, 40, 20))
    assert words.within(PAGE, Box(0, 0, 100, 30)) == ("a b", Box(10, 10, 90, 21))
    assert words.within(PAGE, Box(0, 30, 100, 60))[0] == "钕铁"
    assert words.within(PAGE, Box(200, 200, 210, 210)) == ("", None)
