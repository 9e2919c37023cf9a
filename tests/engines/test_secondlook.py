"""A second look at unsure figures."""

import pytest

from extractor.datatypes.geometry import Box
from extractor.engines import secondlook


@pytest.mark.parametrize(
    ("rules", "left", "right"),
    [
        ([], 96.5, 123.5),
        ([Box(121, 0, 121.5, 500)], 96.5, 120.5),  # the border of the cell, right behind the figures
        ([Box(98, 0, 98.5, 500), Box(119, 40, 119.4, 60)], 99.0, 118.5),
        ([Box(121, 0, 121.5, 30), Box(300, 0, 301, 500)], 96.5, 123.5),  # beside other words
    ],
)
def test_no_ruling_line_is_shown_with_a_word(rules: list[Box], left: float, right: float) -> None:
    room = secondlook._room(Box(100, 45, 120, 55), rules)
    assert (room.x0, room.x1, room.top, room.bottom) == (left, right, 41.5, 58.5)
