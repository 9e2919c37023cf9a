"""Measuring families combine choices that no training family combines."""

from random import Random

from extractor.learn.papers.families import FAMILIES, SHARES, TRADE, draw_family, shape


def test_names_are_unique() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_no_measuring_family_has_the_shape_of_a_training_family() -> None:
    trained = {shape(family) for family in FAMILIES if family.split == "train" and family.kinds & TRADE}
    measured = [family for family in FAMILIES if family.split == "measure" and family.kinds & TRADE]
    assert len(measured) >= 8
    assert not [family.name for family in measured if shape(family) in trained]


def test_free_families_keep_clear_of_measured_shapes() -> None:
    measured = {shape(family) for family in FAMILIES if family.split == "measure"}
    drawn = [draw_family(Random(seed), "commercial_invoice", "train") for seed in range(400)]
    free = [family for family in drawn if family.name.startswith("free_")]
    assert len({shape(family) for family in free}) > 30
    assert not measured & {shape(family) for family in free}


def test_each_kind_has_families_in_both_splits() -> None:
    for kind, _ in SHARES:
        assert {family.split for family in FAMILIES if kind in family.kinds} == {"train", "measure"}, kind
