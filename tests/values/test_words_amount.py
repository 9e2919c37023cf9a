"""Amounts in words of either language."""

from decimal import Decimal

import pytest

from extractor.values import words_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("SAY US DOLLARS THREE THOUSAND FOUR HUNDRED AND CENTS EIGHTY ONLY", Decimal("3400.80")),
        ("人民币叁仟肆佰元捌角整", Decimal("3400.80")),
        ("大写：叁仟肆佰元整 SAY THREE THOUSAND FOUR HUNDRED ONLY", Decimal(3400)),
        ("as per contract", None),
    ],
)
def test_parse(text: str, amount: Decimal | None) -> None:
    assert words_amount.parse(text) == amount
