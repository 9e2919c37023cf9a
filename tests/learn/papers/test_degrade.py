"""Degraded papers are pictures in the forms that offices send."""

import io
from random import Random

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extractor.learn.papers import driver
from extractor.learn.papers.degrade import FAX_WIDTH, degrade


@pytest.fixture(scope="module")
def page() -> bytes:
    return driver.render(driver.compose_one(1, 2, kind="packing_list")[0])


@pytest.mark.parametrize("quality", ["scan200", "copy", "photo"])
def test_the_page_becomes_a_picture_that_still_shows_ink(page: bytes, quality: str) -> None:
    data, ending = degrade(page, quality, Random(2))
    if ending == "pdf":
        with pypdfium2.PdfDocument(data) as document:
            assert document[0].get_textpage().get_text_bounded().strip() == ""
            picture = document[0].render(scale=1).to_pil().convert("L")
    else:
        picture = Image.open(io.BytesIO(data)).convert("L")
    shades = np.asarray(picture)
    assert shades.std() > 8 and min(shades.shape) > 400


def test_a_fax_is_black_and_white_and_as_wide_as_the_standard_says(page: bytes) -> None:
    data, ending = degrade(page, "fax", Random(3))
    picture = Image.open(io.BytesIO(data))
    assert ending == "tif" and picture.mode == "1" and picture.width == FAX_WIDTH
    assert int(picture.info["dpi"][0]) == 204


def test_the_same_seed_gives_the_same_bytes(page: bytes) -> None:
    assert degrade(page, "scan200", Random(4)) == degrade(page, "scan200", Random(4))
