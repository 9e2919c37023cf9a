"""Postings: what shares most is nearest, common grams are left out, asking leaves nothing behind."""

from pathlib import Path

import pytest

from extractor.resolution import postings
from extractor.resolution.postings import Postings, postings_of

SKELETONS = ["nordwindmagnetwerk", "auroradrivesystems", "hengfengmagnetic", "hengyuanmagnetic", "恒丰磁材"]


def rows(found: Postings, skeleton: str, limit: int = 3) -> list[int]:
    return [near.row for near in found.near(skeleton, limit)]


def test_what_shares_most_is_nearest() -> None:
    found = postings_of(SKELETONS)
    assert rows(found, "hengfengmagnet")[0] == 2
    assert rows(found, "恒丰")[0] == 4
    assert rows(found, "qqqq") == []


def test_the_very_skeleton_has_all_grams() -> None:
    near = postings_of(SKELETONS).near("auroradrivesystems", 1)[0]
    assert near.overlap == pytest.approx(1.0)


def test_asking_leaves_no_score_behind() -> None:
    found = postings_of(SKELETONS)
    first = found.near("hengfengmagnetic", 3)
    found.near("nordwind", 3)
    assert found.near("hengfengmagnetic", 3) == first


def test_saved_postings_are_mapped(tmp_path: Path) -> None:
    made = postings_of(SKELETONS)
    made.save(tmp_path, "grams")
    assert Postings.load(tmp_path, "grams").near("hengyuan", 2) == made.near("hengyuan", 2)


def test_grams_that_most_names_have_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "COMMON_SHARE", 0.0)
    found = postings_of([f"{letter}{letter}magnet" for letter in "abcdefgh"], 3)
    assert len(found.posting) < 8 * len("aamagnet")
    assert rows(found, "ccmagnet", 1) == [2]
