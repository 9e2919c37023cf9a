"""What two names say about being one company."""

import pytest

from extractor.resolution.evidence import PAIR, Around, evidence, kind_of, legal_relation, numbers_of, relation
from extractor.values.names import take_apart


def row(a: str, b: str, left: Around | None = None, right: Around | None = None) -> dict[str, float]:
    around = (left or Around(), right or Around())
    return dict(zip(PAIR, evidence(take_apart(a), take_apart(b), lambda _: 5.0, *around), strict=True))


def test_a_name_agrees_with_itself() -> None:
    found = row("Nordwind Magnetwerk GmbH", "NORDWIND MAGNETWERK GMBH")
    assert (found["ratio"], found["lost_a"], found["brand"], found["legal_same"]) == (1.0, 0.0, 1.0, 1.0)


def test_what_is_lacking_counts_by_direction() -> None:
    found = row("Nordwind GmbH", "Nordwind Zugspitze GmbH")
    assert found["lost_a"] == 0.0
    assert found["without_b"] == 1
    assert found["worst_b"] > 3


def test_a_word_cut_short_is_no_other_word() -> None:
    found = row("Hengfeng Magnet. Ltd.", "Hengfeng Magnetics Ltd.")
    assert found["cut_a"] > 0.3
    assert found["without_a"] == 0


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [("", "", 0.0), ("II", "II", 1.0), ("II", "", -1.0), ("II", "III", -2.0)],
)
def test_relation(a: str, b: str, said: float) -> None:
    assert relation(a, b) == said


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Aurora Fund II Ltd.", "ii"),
        ("Aurora Fund lII Ltd.", "iii"),
        ("Aurora C1ty Ltd.", ""),
        ("Aurora X Rotor Ltd.", ""),
        ("Werk 9 Rotor GmbH", "9"),
    ],
)
def test_numbers_are_words_of_their_own(name: str, numbers: str) -> None:
    assert numbers_of(take_apart(name)) == numbers


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [("GmbH", "GmbH", "same"), ("GmbH", "", "missing"), ("GmbH", "AG", "conflict"), ("Co., Ltd.", "有限公司", "kin")],
)
def test_legal_forms(a: str, b: str, kind: str) -> None:
    assert legal_relation(a, b) == kind


def test_a_holding_is_not_the_firm_it_is_named_after() -> None:
    assert kind_of(take_apart("Nordwind Holdings GmbH")) != kind_of(take_apart("Nordwind GmbH"))
    assert kind_of(take_apart("北风磁业集团有限公司")) != kind_of(take_apart("北风磁业有限公司"))


def test_country_and_address_count_only_where_both_are_known() -> None:
    known = Around("DE", "Hafenweg 3, Kiel")
    assert row("A GmbH", "A GmbH", known, known)["country"] == 1.0
    assert row("A GmbH", "A GmbH", known, Around("FR"))["country"] == -2.0
    assert row("A GmbH", "A GmbH", known, Around())["address"] == -1.0
    assert row("A GmbH", "A GmbH", known, Around("DE", "HAFENWEG 3 KIEL"))["address"] > 0
