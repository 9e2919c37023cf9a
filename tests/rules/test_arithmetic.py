"""The arithmetic of a paper: what fits within rounding, and what is off by a place."""

from decimal import Decimal

import pytest

from extractor.rules import arithmetic


@pytest.mark.parametrize(
    ("number", "half"), [("24.58", "0.005"), ("140.00", "0.005"), ("140", "0.5"), ("0.12345", "0.000005")]
)
def test_half_a_unit_of_the_last_place(number: str, half: str) -> None:
    assert arithmetic.half_unit(Decimal(number)) == Decimal(half)
    assert arithmetic.last_place(Decimal(number)) == 2 * Decimal(half)


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "lot"),
    [
        ("1000", "0.50", "500.00", "1"),
        ("1000", "12.50", "12.50", "1000"),
        ("97485", "144.69", "14105105", "1"),
        ("3", "0.333", "0.99", "1"),
        ("-10", "5.00", "-50.00", "1"),
        ("10000", "0.50", "5000.00", "1"),
        ("10000", "0.50", "5.00", "1000"),
        ("10000", "0.50", "50.00", None),
        ("20000", "0.35", "70.00", None),
        ("5000", "1.20", "12.00", None),
        ("100", "2458", "2458.00", None),
    ],
)
def test_the_lot_that_a_price_is_for(quantity: str, price: str, amount: str, lot: str | None) -> None:
    found = arithmetic.fitting_lot(Decimal(quantity), Decimal(price), Decimal(amount))
    assert found == (None if lot is None else Decimal(lot))


def test_a_price_per_hundred_is_read_but_proves_nothing() -> None:
    numbers = Decimal(200), Decimal("2458"), Decimal("4916.00")
    assert arithmetic.fitting_lot(*numbers) is None
    assert arithmetic.fitting_lot(*numbers, arithmetic.RARE_LOTS) == 100


def test_goods_sold_by_weight_fit_by_their_kilograms() -> None:
    pieces, kilograms, price, amount = (Decimal(text) for text in ("100", "4.2", "30", "126.00"))
    assert not arithmetic.line_fits([pieces], price, amount)
    assert arithmetic.line_fits([pieces, kilograms], price, amount)


@pytest.mark.parametrize("discount", ["10.00", "-10.00"])
def test_charges_are_added_and_a_discount_taken_off(discount: str) -> None:
    amounts = [Decimal("100.00"), Decimal("50.00")]
    assert arithmetic.with_charges(amounts, [Decimal("7.50")], Decimal(discount)) == Decimal("147.50")


def test_a_sum_may_be_off_by_what_was_rounded() -> None:
    numbers = [Decimal("1.1"), Decimal("2.2"), Decimal("3.3")]
    assert arithmetic.adds_up(Decimal("6.6"), Decimal("6.8"), numbers)
    assert not arithmetic.adds_up(Decimal("6.6"), Decimal("6.81"), numbers)
