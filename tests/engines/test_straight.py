"""What is drawn in part is what the whole page shows there."""

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractor.engines.straight import Straight
from tests import made

PAGE = made.pixels(made.INVOICE, dpi=150)[:, :, 1].copy()
SIZE = (PAGE.shape[1], PAGE.shape[0])
TURN = np.vstack([cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), 3.0, 1.0), [0, 0, 1]])
BENT = np.array([[1.0, 0.02, 3], [0.01, 0.98, -4], [1e-5, 2e-5, 1]])
WAYS = pytest.mark.parametrize("forward", [None, TURN, BENT], ids=["straight", "skewed", "in perspective"])


def far(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Return how much two pictures differ on average, of 255."""
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@WAYS
def test_a_cut_is_that_part_of_the_whole(forward: made.Pixels | None) -> None:
    page = Straight(PAGE, forward, SIZE)
    assert far(page.cut(100, 200, 400, 260), page.whole[200:260, 100:400]) < 0.5


@WAYS
def test_cuts_end_at_the_page(forward: made.Pixels | None) -> None:
    page = Straight(PAGE, forward, SIZE)
    assert page.cut(-50, -50, 30, 20).shape == (20, 30)
    assert page.cut(SIZE[0] + 5, 10, SIZE[0] + 40, 20).size == 0


@WAYS
def test_reduced_is_the_whole_page_smaller(forward: made.Pixels | None) -> None:
    page = Straight(PAGE, forward, SIZE)
    width, height = SIZE[0] // 3, SIZE[1] // 3
    small = page.reduced(width, height)
    assert small.shape == (height, width)
    assert far(small, cv2.resize(page.whole, (width, height), interpolation=cv2.INTER_AREA)) < 4


@WAYS
def test_corners_lead_into_the_picture_and_back(forward: made.Pixels | None) -> None:
    page = Straight(PAGE, forward, SIZE)
    quad = np.array([[100, 200], [400, 200], [400, 260], [100, 260]], dtype=np.float32)
    lifted = np.column_stack([page.in_picture(quad), np.ones(4)]) @ (np.eye(3) if forward is None else forward).T
    assert lifted[:, :2] / lifted[:, 2:] == pytest.approx(quad, abs=0.05)


def test_a_picture_that_stands_straight_is_itself() -> None:
    page = Straight.of(PAGE)
    assert page.size == SIZE and page.whole is PAGE and np.array_equal(page.back, np.eye(3))
