"""Measuring families combine choices that no training family combines."""

from extractor.learn.papers.families import FAMILIES, SHARES, TRADE, Family


def shape(family: Family) -> tuple[str, str, str, str]:
    return family.renderer, family.opening, family.parties, family.header


def test_names_are_unique() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_no_measuring_family_has_the_shape_of_a_training_family() -> None:
    trained = {shape(family) for family in FAMILIES if family.split == "train" and family.kinds & TRADE}
    measured = [family for family in FAMILIES if family.split == "measure" and family.kinds & TRADE]
    assert len(measured) >= 8
    assert not [family.name for family in measured if shape(family) in trained]


def test_each_kind_has_families_in_both_splits() -> None:
    for kind, _ in SHARES:
        assert {family.split for family in FAMILIES if kind in family.kinds} == {"train", "measure"}, kind
