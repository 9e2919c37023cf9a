"""Quantities: numbers with units before or behind them, in each package or in all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import quantities


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("97,485 pcs", "97485", "H87"),
        ("97485PCS.", "97485", "H87"),
        ("2,588.36KGS", "2588.36", "KGM"),
        ("240 件", "240", "H87"),
        ("3,000 只", "3000", "H87"),
        ("45 件套", "45", "SET"),
        ("12 SETS", "12", "SET"),
        ("5 EA", "5", "H87"),
        ("20千克", "20", "KGM"),
        ("１２ 箱", "12", "CT"),
        ("KG 45.59", "45.59", "KGM"),
        ("25 MT", "25", "TNE"),
        ("10 M/T", "10", "TNE"),
        ("1.2T", "1.2", "TNE"),
        ("1 234,5 kg", "1234.5", "KGM"),
        ("12'500 Stk.", "12500", "H87"),
        ("100 KPCS", "100", "MIL"),
        ("5 千只", "5", "MIL"),
        ("12 wooden cases", "12", "CS"),
        ("2.5万只", "25000", "H87"),
        ("total 45 kgs", "45", "KGM"),
        ("合计：120 箱", "120", "CT"),
        ("45.59 KG NET", "45.59", "KGM"),
        ("45.59kgs (net)", "45.59", "KGM"),
        ("240 pieces only", "240", "H87"),
        ("-5 pcs", "-5", "H87"),
        ("12.5 кг", "12.5", "KGM"),
        ("240", "240", None),
    ],
)
def test_reads(text: str, number: str, unit: str | None) -> None:
    found = quantities.parse(text)
    assert found is not None
    assert found.number == Decimal(number)
    assert (found.unit.code if found.unit else None) == unit
    assert not found.per_package


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("@12.5", "12.5", None),
        ("@12.5KGS", "12.5", "KGM"),
        ("12.5 KGS/CTN", "12.5", "KGM"),
        ("1,000 PCS/CTN", "1000", "H87"),
        ("12.5 kgs per carton", "12.5", "KGM"),
        ("500只/箱", "500", "H87"),
    ],
)
def test_each_package_is_not_all(text: str, number: str, unit: str | None) -> None:
    found = quantities.parse(text)
    assert found is not None
    assert (found.number, found.per_package) == (Decimal(number), True)
    assert (found.unit.code if found.unit else None) == unit


@pytest.mark.parametrize(("text", "number"), [("24OPCS", "240"), ("2,4OO PCS", "2400"), ("l2 CTNS", "12")])
def test_damaged_numbers_are_marked(text: str, number: str) -> None:
    found = quantities.parse(text)
    assert found is not None
    assert found.number == Decimal(number)
    assert found.readings[0].repaired


@pytest.mark.parametrize(
    "text",
    ["", "abc", "N42", "1-5", "12 apples", "240 pcs 5 kg", "5 PALLETS (STC 120 CTNS)", "5 kg/m3", "Tel 12345",
     "10x5x2 mm", "2025-07-04", "85% Nd", "1" * 90],
)  # fmt: skip
def test_other_texts_are_no_quantities(text: str) -> None:
    assert quantities.parse(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 PALLETS (STC 120 CTNS)", [("5", "PX", "5 PALLETS"), ("120", "CT", "120 CTNS")]),
        ("12 CTNS / 2 PLTS", [("12", "CT", "12 CTNS"), ("2", "PX", "2 PLTS")]),
        ("SAY TOTAL FORTY (40) CARTONS ONLY", [("40", "CT", "40) CARTONS")]),
        ("共120箱，净重1,500.5千克", [("120", "CT", "120箱"), ("1500.5", "KGM", "1,500.5千克")]),
        ("in 4 wooden cases", [("4", "CS", "4 wooden cases")]),
        ("10 M/T of NdFeB", [("10", "TNE", "10 M/T")]),
        ("Br 1.32T Hcj 12 kOe", []),
        ("No. 14 Xinliu Road, 545006", []),
    ],
)
def test_finds_in_text(text: str, found: list[tuple[str, str, str]]) -> None:
    got = quantities.find(text)
    assert [
        (str(one.quantity.number), one.quantity.unit.code if one.quantity.unit else "", text[one.start : one.end])
        for one in got
    ] == found


def test_finds_what_each_carton_holds() -> None:
    total, each = quantities.find("120 cartons, 25 kgs/ctn")
    assert (total.quantity.per_package, each.quantity.per_package) == (False, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KGS", "KGM"),
        ("(PCS)", "H87"),
        ("公斤", "KGM"),
        ("M.T.", "TNE"),
        ("ctns.", "CT"),
        ("ｋｇ", "KGM"),
        ("㎏", "KGM"),
        ("PC5", "H87"),
        ("pcš", "H87"),
        ("Ibs", "LBR"),
    ],
)
def test_units(text: str, code: str) -> None:
    unit = quantities.find_unit(text)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize("text", ["", "()", "magnet", "N42"])
def test_other_words_are_no_units(text: str) -> None:
    assert quantities.find_unit(text) is None


@given(st.integers(1, 10**7), st.sampled_from(["pcs", "PCS", "件", "KGS", "千克", "CTNS"]), st.sampled_from(["", " "]))
def test_reads_back_what_was_printed(number: int, unit: str, gap: str) -> None:
    found = quantities.parse(f"{number:,}{gap}{unit}")
    assert found is not None
    assert Decimal(number) in {reading.value for reading in found.readings}
    assert found.unit == quantities.find_unit(unit)


@given(st.text(max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    for one in quantities.find(text):
        assert 0 <= one.start < one.end <= len(text)
