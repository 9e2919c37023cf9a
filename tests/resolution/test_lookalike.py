"""Letters that look alike are told from letters that do not."""

import pytest

from extractor.resolution.lookalike import Edits, edits


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("nordwind", "nordwind", Edits(0, 0, 0, 0)),
        ("nordwind", "nordwlnd", Edits(0, 1, 0, 0)),
        ("hengfeng", "hengfcng", Edits(0, 1, 0, 0)),
        ("hengfeng", "hengxeng", Edits(1, 0, 0, 0)),
        ("hengfengx", "hengfeng", Edits(0, 0, 1, 0)),
        ("hengfen", "hengfeng", Edits(0, 0, 0, 1)),
    ],
)
def test_edits(left: str, right: str, found: Edits) -> None:
    assert edits(left, right) == found
