"""Weights: every unit to kilograms, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import quantities, weights


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [
        ("45.59 KG", "45.59"),
        ("1,250.5 KGS", "1250.5"),
        ("500g", "0.5"),
        ("500 克", "0.5"),
        ("2.5 MT", "2500"),
        ("1.25 t", "1250"),
        ("0.5吨", "500"),
        ("3 公吨", "3000"),
        ("100 lbs", "45.359237"),
        ("1 short ton", "907.18474"),
        ("1 long ton", "1016.0469088"),
        ("12 斤", "6"),
        ("2 担", "100"),
        ("250 mg", "0.00025"),
    ],
)
def test_units(text: str, kilograms: str) -> None:
    assert weights.parse(text) == Decimal(kilograms)


def test_the_headings_unit_counts_where_the_cell_has_none() -> None:
    grams = weights.unit_of("g")
    assert weights.parse("12.5", grams) == Decimal("0.0125")
    assert weights.parse("12.5 kg", grams) == Decimal("12.5")
    assert weights.parse("12 pcs", grams) is None
    assert weights.parse("12", quantities.find_unit("pcs")) is None


@pytest.mark.parametrize("text", ["", "12", "240 pcs", "@12.5 KGS", "12.5 KGS/CTN", "12.500 kg", "1.32 Tesla", "N42"])
def test_no_weight_or_not_sure(text: str) -> None:
    assert weights.parse(text) is None


@pytest.mark.parametrize(("text", "code"), [("(KGS)", "KGM"), ("T", "TNE"), ("吨", "TNE"), ("lbs", "LBR")])
def test_units_of_headings(text: str, code: str) -> None:
    unit = weights.unit_of(text)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize("text", ["PCS", "Tesla", "m", ""])
def test_headings_without_mass(text: str) -> None:
    assert weights.unit_of(text) is None


def test_a_piece_has_no_kilograms() -> None:
    piece = quantities.find_unit("pcs")
    assert piece is not None
    with pytest.raises(ValueError, match="no unit of mass"):
        weights.to_kilograms(Decimal(1), piece)


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["kg", "MT", "g", "lb", "公斤", "吨"]))
def test_reads_back_what_was_printed(number: Decimal, word: str) -> None:
    unit = weights.unit_of(word)
    assert unit is not None
    assert weights.parse(f"{number:,f} {word}") == weights.to_kilograms(number, unit)
