"""Cleaning: what was bent is straight again, and the way back is known."""

import cv2
import numpy as np
import pytest

from extractor.engines import clean
from extractor.engines.straight import Straight
from tests import made

PAGE = made.pixels(made.INVOICE, dpi=150)


def rotated(degrees: float) -> made.Pixels:
    height, width = PAGE.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(PAGE, matrix, (width, height), borderValue=(255, 255, 255)).astype(np.uint8)


@pytest.mark.parametrize("degrees", [-7, -2, 0, 0.5, 3, 8])
def test_skew_is_found(degrees: float) -> None:
    assert clean.skew(rotated(-degrees)) == pytest.approx(degrees, abs=0.25)


def test_a_straight_clean_page_comes_back_as_it_was() -> None:
    ready = clean.clean(PAGE)
    assert np.allclose(ready.page.back, np.eye(3)) and np.array_equal(ready.page.whole, PAGE[:, :, 1])


def test_the_way_back_leads_to_the_picture() -> None:
    ready = clean.clean(rotated(-4))
    middle = ready.page.back @ np.array([PAGE.shape[1] / 2, PAGE.shape[0] / 2, 1])
    assert middle[:2] / middle[2] == pytest.approx([PAGE.shape[1] / 2, PAGE.shape[0] / 2], abs=1)


def test_a_photographed_sheet_is_cut_out() -> None:
    height, width = PAGE.shape[:2]
    desk = np.full((height + 400, width + 400, 3), 40, dtype=np.uint8)
    corners = np.array([[230, 180], [width + 190, 210], [width + 170, height + 190], [200, height + 230]], np.float32)
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(square, corners)
    cv2.warpPerspective(PAGE, matrix, (width + 400, height + 400), dst=desk, borderMode=cv2.BORDER_TRANSPARENT)
    ready = clean.clean(desk)
    assert ready.page.whole.shape[0] == pytest.approx(height, rel=0.05)
    assert ready.page.whole.mean() > 200
    found = ready.page.back @ np.array([0, 0, 1])
    assert found[:2] / found[2] == pytest.approx([230, 180], abs=12)


def test_a_red_seal_goes_and_is_noted() -> None:
    stamped = PAGE.copy()
    cv2.circle(stamped, (600, 900), 140, (215, 30, 40), 8)
    ready = clean.clean(stamped)
    assert len(ready.seals) == 1
    assert ready.page.whole[900 - 140, 600].min() > 180
    left, top, right, bottom = ready.seals[0]
    assert left < 600 < right and top < 900 < bottom


@pytest.mark.parametrize(
    ("page", "blank"), [(PAGE, False), (np.full_like(PAGE, 250), True), (np.full_like(PAGE, 120), True)]
)
def test_blank(page: made.Pixels, blank: bool) -> None:
    assert clean.is_blank(page) is blank


def test_rules_of_a_scan() -> None:
    ruled = PAGE.copy()
    cv2.rectangle(ruled, (100, 500), (1000, 800), (0, 0, 0), 2)
    found = clean.rules(Straight.of(ruled), 150)
    level = [box for box in found if box[2] - box[0] > 500]
    upright = [box for box in found if box[3] - box[1] > 200]
    assert len(level) == 2 and len(upright) == 2


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turning_four_times_comes_back(degrees: int) -> None:
    back = (360 - degrees) % 360
    assert np.array_equal(clean.turn(clean.turn(PAGE, degrees), back), PAGE)


def test_grey_pages_are_cleaned_like_coloured_ones() -> None:
    grey = clean.one_channel(rotated(-3))
    assert grey.ndim == 2
    coloured = clean.clean(rotated(-3))
    ready = clean.clean(grey)
    assert np.array_equal(ready.page.pixels, coloured.page.pixels) and np.allclose(ready.page.back, coloured.page.back)


def test_a_coloured_page_keeps_its_channels_until_seals_are_found() -> None:
    stamped = PAGE.copy()
    cv2.circle(stamped, (600, 900), 140, (215, 30, 40), 8)
    assert clean.one_channel(stamped).ndim == 3


def test_a_frame_within_a_frame_is_two_areas() -> None:
    mask = np.zeros((100, 100), np.uint8)
    cv2.rectangle(mask, (10, 10), (90, 90), 255, 1)
    cv2.rectangle(mask, (40, 45), (60, 50), 255, -1)
    assert clean._outlined(mask) == [(10, 10, 81, 81), (40, 45, 21, 6)]


def test_print_at_the_foot_alone_is_no_blank_page() -> None:
    foot = np.full_like(PAGE, 250)
    foot[-300:-100] = PAGE[100:300]
    assert not clean.is_blank(foot)
