"""Invented companies: many, the same for a seed, in several scripts, each with neighbours that are others."""

from random import Random

from extractor.learn import companynames
from extractor.values import textual


def test_a_seed_gives_the_same_companies() -> None:
    once, again = ([companynames.invent(Random(7)).name for _ in range(20)] for _ in range(2))
    assert once == again


def test_few_of_many_have_the_same_name() -> None:
    rng = Random(3)
    found = [companynames.invent(rng).name for _ in range(2000)]
    assert len(set(found)) > 1980
    assert 0.1 < sum(map(textual.has_han, found)) / len(found) < 0.25


def test_a_neighbour_has_another_name_that_shares_much() -> None:
    rng = Random(5)
    for _ in range(300):
        company = companynames.invent(rng)
        other = companynames.neighbour(rng, company)
        assert other.name.casefold() != company.name.casefold()
        parts = ("place", "brand", "trade", "tail", "legal")
        assert sum(getattr(company, part) == getattr(other, part) for part in parts) >= 3
