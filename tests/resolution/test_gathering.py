"""Pairs of a question: the best name of each company, and the order that does not depend on the register's."""

from extractor.resolution import gathering
from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.evidence import NOTHING
from extractor.resolution.finding import Hit, Words
from extractor.resolution.gathering import very
from extractor.values.names import take_apart

SEGMENT = build(
    [
        CompanyEntity("b", "Hengfeng Magnetic Ltd.", ("Heng Feng Magnetics Ltd.",), "CN"),
        CompanyEntity("a", "Aurora Drive Inc.", (), "US"),
    ]
)


def test_a_company_stands_once_with_its_best_name() -> None:
    hits = [Hit(SEGMENT, row) for row in range(3)]
    pairs = gathering.gather(hits, take_apart("Hengfeng Magnetic"), Words([SEGMENT]), NOTHING)
    ranked = gathering.best_of(pairs, [1.0, 3.0, -2.0])
    assert [(pair.id, pair.hit.name) for _, pair in ranked] == [
        ("b", "Heng Feng Magnetics Ltd."),
        ("a", "Aurora Drive Inc."),
    ]
    assert ranked[0][0] == gathering.standing(3.0, pairs[1].row) > ranked[1][0]
    assert ranked[0][1].entity.country == "CN"


def test_equal_grades_stand_in_an_order_of_their_own() -> None:
    hits = [Hit(SEGMENT, 2), Hit(SEGMENT, 0)]
    pairs = gathering.gather(hits, take_apart("Zephyr"), Words([SEGMENT]), NOTHING)
    there, back = gathering.best_of(pairs, [1.0, 1.0]), gathering.best_of(pairs[::-1], [1.0, 1.0])
    assert [pair.id for _, pair in there] == [pair.id for _, pair in back]


def test_the_very_name_needs_its_legal_form_and_some_length() -> None:
    assert very(take_apart("NordwindMagnet GmbH"), take_apart("Nordwind Magnet GmbH"))
    assert not very(take_apart("Nordwind Magnet"), take_apart("Nordwind Magnet GmbH"))
    assert not very(take_apart("N.W. GmbH"), take_apart("NW GmbH"))


def test_an_address_is_left_away() -> None:
    assert gathering.asked("Nordwind Magnetwerk S.A., 12 Mill Road, 24103").legal == "S.A."
