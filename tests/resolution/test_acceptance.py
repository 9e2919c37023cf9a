"""The shipped models: what their levels mean, and what context says."""

import math
from pathlib import Path

import pytest

from extractor.errors import InternalError
from extractor.resolution import acceptance
from extractor.resolution.acceptance import ACCEPT
from extractor.resolution.evidence import PAIR, evidence
from extractor.values.names import take_apart

MODEL = acceptance.load()


def grade(asked: str, found: str) -> float:
    return MODEL.grades([evidence(take_apart(asked), take_apart(found), lambda _: 8.0)])[0]


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("Nordwind Magnetw.", "Nordwind Magnetwerk GmbH", "Nordhang Metallwerk GmbH"),
        (
            "Hengfeng Magnet1c Materials",
            "Hengfeng Magnetic Materials Co., Ltd.",
            "Hengyuan Magnetic Materials Co., Ltd.",
        ),
        ("恒丰磁材", "宁波恒丰磁材有限公司", "宁波恒源磁材有限公司"),
    ],
)
def test_the_same_company_is_graded_above_another(asked: str, same: str, other: str) -> None:
    assert grade(asked, same) > grade(asked, other)


def test_the_level_rises_with_the_register() -> None:
    levels = [MODEL.level(10**power) for power in range(1, 8)]
    assert levels == sorted(levels)
    assert levels[0] > 0
    assert levels[-1] <= 1


def test_the_columns_are_those_of_the_code() -> None:
    assert MODEL.pair.names == PAIR
    assert MODEL.accept.names == ACCEPT


def test_context_says_how_far_the_best_leads() -> None:
    grade, margin, rivals, register, same = acceptance.context([4.0, 3.0, -5.0], 1000, 2)
    assert (grade, margin, rivals, same) == (4.0, 1.0, 1.0, 2.0)
    assert register == pytest.approx(3.0)
    assert acceptance.context([4.0], 10, 1)[3] == pytest.approx(math.log10(acceptance.SMALLEST))


def test_odds_are_held_within_what_a_forest_can_tell() -> None:
    assert acceptance.odds(0.5) == 0.0
    assert acceptance.odds(1.0) == -acceptance.odds(0.0)


def test_a_missing_model_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match="extractor train"):
        acceptance.load(tmp_path)
