"""How exact a number is, is told by its print."""

from decimal import Decimal

import pytest

from extractor.rules import printed


@pytest.mark.parametrize(
    ("value", "raw", "half"),
    [
        ("2", "2.00", "0.005"),
        ("2", "2,00 EUR", "0.005"),
        ("2", "USD 2", "0.5"),
        ("24900", "24,900.00", "0.005"),
        ("24900", "24.900,0", "0.05"),
        ("1250", "1'250", "0.5"),
        ("185555.01", "US$185,555.01", "0.005"),
        ("-884.96", "-884.96", "0.005"),
        ("0", "0.00", "0.005"),
        ("12.5", "1 x 12.50 kg", "0.005"),
        ("12.70058636", "28.0 lb", "0.000000005"),  # another unit: its own decimals
        ("5.25", "", "0.005"),
    ],
)
def test_half_of_the_last_printed_place(value: str, raw: str, half: str) -> None:
    assert printed.half_unit(Decimal(value), raw) == Decimal(half)


@pytest.mark.parametrize(("value", "raw"), [("3.5", "35 pcs"), ("35", "3.5"), ("7", ""), ("7", "seven")])
def test_what_stands_nowhere_is_not_found(value: str, raw: str) -> None:
    assert printed.printed_places(Decimal(value), raw) is None
