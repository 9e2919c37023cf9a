"""Figures in cells: readings, marks, units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.stages.extract.figures import figures_of, kilograms, plain, read_number, unit_code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1,234.50", [("1234.50", ".")]),
        ("1.234,50", [("1234.50", ",")]),
        ("10 220,00", [("10220.00", ",")]),
        ("1,460", [("1460", "."), ("1.460", ",")]),
        ("1.460", [("1.460", "."), ("1460", ",")]),
        ("97485", [("97485", "")]),
        ("12", [("12", "")]),
    ],
)
def test_readings_keep_what_is_ambiguous(raw: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(one.value), one.mark) for one in read_number(raw)] == expected


@pytest.mark.parametrize(
    ("text", "raws", "units"),
    [
        ("7,300.00 PCS.", ["7,300.00"], ["H87"]),
        ("240 片", ["240"], ["H87"]),
        ("JPY144.69", ["144.69"], [None]),
        ("1000 PCS 37.67 KGS", ["1000", "37.67"], ["H87", "KGM"]),
        ("€20.00 - €2.00 = €18.00", ["20.00", "2.00", "18.00"], [None, None, None]),
        ("1.412M/T", ["1.412"], ["TNE"]),
        ("584,00Kgs", ["584,00"], ["KGM"]),
        ("as agreed", [], []),
        ("1.856 M3. 20 kg", ["1.856", "20"], ["MTQ", "KGM"]),
    ],
)
def test_cells(text: str, raws: list[str], units: list[str | None]) -> None:
    found = figures_of(text)
    assert [figure.raw for figure in found] == raws
    assert [figure.unit for figure in found] == units


def test_what_a_price_is_for() -> None:
    (figure,) = figures_of("USD 3.20/kg")
    assert (figure.unit, figure.per) == (None, "KGM")


@pytest.mark.parametrize(
    ("text", "code"), [("KGS", "KGM"), ("(PCS)", "H87"), ("套", "SET"), ("公吨", "TNE"), ("blue", None)]
)
def test_units(text: str, code: str | None) -> None:
    assert unit_code(text) == code


def test_masses() -> None:
    assert kilograms("TNE") == Decimal(1000)
    assert kilograms("H87") is None
    assert kilograms(None) is None


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_plain_numbers_keep_their_value_and_have_no_exponent(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))
