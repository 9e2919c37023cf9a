"""Made-up identifiers carry valid check digits, verified by the published rules."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import identifiers

SEEDS = st.integers(0, 10**6)


@given(SEEDS)
def test_uscc(seed: int) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = identifiers.uscc(Random(seed))
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    total = sum(alphabet.index(c) * w for c, w in zip(code[:17], weights, strict=True))
    assert len(code) == 18 and alphabet.index(code[17]) == (31 - total % 31) % 31


@given(SEEDS)
def test_container(seed: int) -> None:
    number = identifiers.container(Random(seed))
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(10, 39) if n % 11], strict=True))
    total = sum((letters[c] if c.isalpha() else int(c)) << i for i, c in enumerate(number[:10]))
    assert number[3] == "U" and int(number[10]) == total % 11 % 10


@given(SEEDS)
def test_iban(seed: int) -> None:
    number = identifiers.iban(Random(seed), "DE")
    assert int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1


@given(SEEDS)
def test_airwaybill(seed: int) -> None:
    serial = identifiers.airwaybill(Random(seed)).split("-")[1]
    assert int(serial[:7]) % 7 == int(serial[7])


@given(SEEDS)
def test_german_vat(seed: int) -> None:
    number = identifiers.german_vat(Random(seed))[2:]
    check = 10
    for character in number[:-1]:
        check = ((int(character) + check) % 10 or 10) * 2 % 11
    assert (int(number[-1]) + check) % 10 == 1


@pytest.mark.parametrize(("country", "begins"), [("FR", "FR"), ("IT", "IT"), ("CZ", "CZ"), ("CH", "CHE-")])
def test_tax_numbers_begin_with_their_country(country: str, begins: str) -> None:
    made = identifiers.tax_id(Random(1), country)
    assert made is not None and made[1].startswith(begins)


def test_no_tax_number_where_none_is_known() -> None:
    assert identifiers.tax_id(Random(1), "AU") is None
