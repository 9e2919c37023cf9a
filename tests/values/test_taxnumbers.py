"""Tax numbers of companies. The numbers are made up; python-stdnum 2.2 agreed with each once."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import identifiers as made_up
from extractor.values import checkdigits, taxnumbers

VALID = [
    "DE785505318",
    "FR92132067596",
    "IT10494630832",
    "NL704180121B01",
    "PL6217878560",
    "CZ58428291",
    "BE0451378909",
    "ATU23827982",
    "GB624206570",
    "SE578041993201",
    "FI66634591",
    "DK13620938",
    "CHE495825248",
    "CHE-495.825.248",
    "ESB12345678",
]


@pytest.mark.parametrize("number", VALID)
def test_european_numbers_fit(number: str) -> None:
    assert taxnumbers.is_vat(number)


@pytest.mark.parametrize("number", [number for number in VALID if not number.startswith("ES")])
def test_european_numbers_with_another_digit_do_not_fit(number: str) -> None:
    at = 6  # a digit in every one of them
    others = [number[:at] + digit + number[at + 1 :] for digit in "0123456789" if digit != number[at]]
    assert sum(taxnumbers.is_vat(other) for other in others) <= 1


@pytest.mark.parametrize("text", ["", "DE", "DE12", "XX123456789", "DE78550531A", "NINGBO PORT"])
def test_other_texts_are_no_european_numbers(text: str) -> None:
    assert not taxnumbers.is_vat(text)


@given(st.integers(0, 10**6))
def test_the_generators_numbers_fit(seed: int) -> None:
    assert taxnumbers.is_vat(made_up.german_vat(Random(seed)))


@pytest.mark.parametrize(
    ("number", "check"),
    [
        ("91330299MAF3WU4786", checkdigits.is_uscc),
        ("11ABCCX5525J9Z5", checkdigits.is_gstin),
        ("DE785505318", taxnumbers.is_vat),
        ("CHE-495.825.248", taxnumbers.is_vat),
        ("9876OQT6NA7VEIWKGL75", checkdigits.is_lei),
        ("12-3456789", None),
        ("1234567891", None),
        ("", None),
    ],
)
def test_the_shape_tells_the_check(number: str, check: checkdigits.Check | None) -> None:
    assert taxnumbers.check_of(number) is check


@pytest.mark.parametrize(
    ("number", "country", "check"),
    [
        ("123-45-67891", "KR", checkdigits.is_korean_company),
        ("T9963808994454", "JP", checkdigits.is_japanese_company),
        ("3168789051", "VN", checkdigits.is_vietnamese_company),
        ("10000021", "TW", checkdigits.is_taiwanese_company),
        ("10000021", "KR", None),
        ("10000021", "US", None),
    ],
)
def test_the_country_tells_the_check(number: str, country: str, check: checkdigits.Check | None) -> None:
    assert taxnumbers.check_of(number, country) is check


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("91330299maf3wu4786", "91330299MAF3WU4786"),
        ("9133 0299 MAF3 WU47 86", "91330299MAF3WU4786"),
        ("9133O299MAF3WU4786", "91330299MAF3WU4786"),
        ("11ABCCX5S25J9Z5", "11ABCCX5525J9Z5"),
        ("DE7855O5318", "DE785505318"),
        ("12-3456789", "12-3456789"),
        ("5112345678", "5112345678"),
        ("DE123456789", "DE123456789"),
    ],
)
def test_parse(text: str, number: str) -> None:
    assert taxnumbers.parse(text) == number
