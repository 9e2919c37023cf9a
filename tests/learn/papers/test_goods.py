"""Goods of a deal agree with themselves: arithmetic, weights, elements."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import deal, goods


@given(st.integers(0, 10**6))
def test_lines_multiply_and_weigh(seed: int) -> None:
    for good in goods.draw_goods(Random(seed), 4, "USD", Decimal(1), foreign=False):
        assert good.amount == round(good.quantity * good.price, 2)
        assert 0 < good.net < good.gross and good.packages >= 1
        assert good.price > 0 and not good.price.is_zero()


@given(st.integers(0, 10**6))
def test_controlled_goods_name_a_controlled_element(seed: int) -> None:
    for good in goods.draw_controlled(Random(seed), 3, "USD", Decimal(1), foreign=False):
        assert good.control and set(good.elements) & {"Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y"}


def test_yen_has_no_decimals() -> None:
    lines = goods.draw_goods(Random(5), 6, "JPY", Decimal(150), foreign=True)
    assert len(lines) == 6 and all(good.amount == int(good.amount) for good in lines)


def test_few_authors_miscount() -> None:
    drawn = [deal.draw(Random(seed)) for seed in range(300)]
    wrong = [
        d
        for d in drawn
        if any(g.amount != round(g.quantity * g.price, goods.money_places(d.currency)) for g in d.goods)
    ]
    assert 0 < len(wrong) < 20
