"""How lines are handed to the recogniser."""

import numpy as np
import pytest

from extractor.engines import ppocr


@pytest.mark.parametrize(
    ("ink", "filled", "stretched"), [(1, 48, 48), (48, 48, 48), (51, 56, 48), (53, 56, 56), (9000, 4096, 4096)]
)
def test_a_line_is_filled_up_to_the_next_width_or_stretched_to_the_nearest(
    ink: int, filled: int, stretched: int
) -> None:
    assert (ppocr._given_width(ink, False), ppocr._given_width(ink, True)) == (filled, stretched)


def test_no_line_is_stretched_much() -> None:
    for ink in range(100, 4096):
        assert abs(ppocr._given_width(ink, True) / ink - 1) < 0.06
        assert ppocr._given_width(ink, False) >= ink
        assert ppocr._given_width(ink, True) % 8 == 0


@pytest.mark.parametrize(("lines", "sizes"), [(1, [1]), (3, [1, 1, 1]), (4, [4]), (9, [4, 4, 1])])
def test_batches_have_two_sizes(lines: int, sizes: list[int]) -> None:
    batches = list(ppocr._batches(list(range(lines))))
    assert [len(batch) for batch in batches] == sizes
    assert [index for batch in batches for index in batch] == list(range(lines))


def test_a_grey_line_looks_like_one_of_three_equal_channels() -> None:
    grey = np.arange(60 * 90, dtype=np.uint32).astype(np.uint8).reshape(60, 90)
    shown = ppocr._shown(grey, 40, 48)
    assert np.array_equal(shown, ppocr._shown(np.dstack([grey] * 3), 40, 48))
    assert shown.shape == (3, 48, 48) and not shown[:, :, 40:].any()
