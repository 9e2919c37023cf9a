"""A segment finds by grams and by exact keys, in memory and mapped."""

from pathlib import Path

import pytest

from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.segment import Segment
from extractor.values.names import key_of

COMPANIES = (
    CompanyEntity("nwm", "Nordwind Magnetwerk GmbH", ("北风磁业有限公司",), "DE", ("DE811907980",), "Hafenweg 3, Kiel"),
    CompanyEntity("hfm", "Hengfeng Magnetic Materials Co., Ltd.", (), "CN", ("X1", "X2")),
    CompanyEntity("ads", "Aurora Drive Systems Inc.", (), ""),
)


@pytest.fixture(params=["in memory", "mapped"])
def segment(request: pytest.FixtureRequest, tmp_path: Path) -> Segment:
    built = build(COMPANIES)
    if request.param == "mapped":
        built.save(tmp_path)
        return Segment.load(tmp_path)
    return built


def test_companies_come_back_as_they_went_in(segment: Segment) -> None:
    assert [segment.entity(number) for number in range(segment.companies)] == list(COMPANIES)
    assert segment.count == 4


@pytest.mark.parametrize(("name", "row"), [("Nordwind Magnetw.", 0), ("北风磁业", 1), ("Hengfeg Magnetic", 2)])
def test_damaged_names_are_near(segment: Segment, name: str, row: int) -> None:
    assert segment.near(key_of(name)[0], 3)[0].row == row
    assert segment.nearest(key_of(name)[0], 3)[0] == row


def test_nothing_is_near_to_what_shares_nothing(segment: Segment) -> None:
    assert segment.near("zzzzzz", 5) == []
    assert build(()).near("zzzz", 5) == []


def test_exact_keys(segment: Segment) -> None:
    assert segment.same_skeleton(key_of("NORDWIND-MAGNETWERK")[0]) == [0]
    assert segment.same_words(("systems", "aurora", "drive")) == segment.same_words(key_of("Drive Systems Aurora")[1])
    assert segment.same_words(key_of("Drive Systems Aurora")[1]) == [3]
    assert segment.same_words(()) == []
    assert segment.identified("X2") == [1]
    assert segment.identified("X3") == []


def test_words_that_many_names_have_are_counted() -> None:
    built = build(CompanyEntity(str(n), f"Brand{chr(97 + n)} Rotor Ltd.") for n in range(9))
    assert built.names_with("rotor") == 9
    assert built.names_with("branda") == 1


def test_asking_twice_gives_the_same(segment: Segment) -> None:
    asked = [segment.near("auroradrive", 3) for _ in range(2)]
    assert asked[0] == asked[1]
