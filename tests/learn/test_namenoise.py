"""Damage to names: each kind does what it says, and mostly leaves something to go by."""

from random import Random

import pytest
from rapidfuzz import fuzz

from extractor.learn import companynames, namenoise


@pytest.mark.parametrize("kind", sorted(namenoise.KINDS))
def test_every_kind_changes_names_and_leaves_much(kind: str) -> None:
    rng = Random(2)
    names = [companynames.invent(rng).name for _ in range(200)]
    damaged = [namenoise.KINDS[kind](rng, name) for name in names]
    assert sum(a != b for a, b in zip(names, damaged, strict=True)) > 60
    assert sum(fuzz.partial_ratio(a.lower(), b.lower()) for a, b in zip(names, damaged, strict=True)) / 200 > 70
    assert all(damaged)


def test_a_dropped_form_is_gone() -> None:
    found = {namenoise.legal_dropped(Random(seed), "Nordwind Magnetwerk GmbH") for seed in range(12)}
    assert "Nordwind Magnetwerk" in found


def test_truncation_keeps_the_beginning() -> None:
    name = "Aurora Drive Systems Incorporated"
    assert all(name.startswith(namenoise.truncated(Random(seed), name)) for seed in range(20))


def test_mixed_is_two_kinds() -> None:
    kinds = {namenoise.noisy(Random(seed), "Aurora Drive Systems Inc.", namenoise.TRAINED)[1] for seed in range(60)}
    assert kinds == {*namenoise.TRAINED, "mixed"}


def test_what_is_trained_on_leaves_kinds_to_measure_on() -> None:
    assert {*namenoise.TRAINED} | {*namenoise.UNTRAINED} == {*namenoise.KINDS}
