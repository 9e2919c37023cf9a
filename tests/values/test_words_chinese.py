"""Amounts in Chinese capitals and what OCR makes of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import spelling
from extractor.values import words_chinese


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("人民币陆万陆仟壹佰肆拾叁元贰角整", "66143.2"),
        ("合计人民币(大写)：壹万零玖佰玖拾玖元捌角玖分", "10999.89"),
        ("人民币壹亿贰仟万元整", "120000000"),
        ("貳佰參拾肆圓伍角陸分", "234.56"),
        ("叁千元", "3000"),
        ("人民币柒拾元零伍分", "70.05"),
        ("拾万元整", "100000"),
        ("壹拾万零伍元", "100005"),
        ("美元叁仟肆佰元捌角", "3400.8"),
        ("叁仟肆佰美元捌角整", "3400.8"),
        ("壹仟肆佰壹拾万伍仟壹佰零伍日元整", "14105105"),
        ("陆万 陆仟 壹佰 元整", "66100"),
        ("壹万整", "10000"),
        ("陆万陆件壹伯肆拾叁园", "66143"),
        ("壶万染仟元", "17000"),
        ("三百二十元五角", "320.5"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert words_chinese.parse(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "元", "人民币", "一般贸易", "壹贰元", "拾仟元", "万元", "12.5万元", "第三方"])
def test_no_amount(text: str) -> None:
    assert words_chinese.parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("二十", 20), ("十五", 15), ("三千零五", 3005), ("二五", None), ("甲", None)]
)
def test_numbers(text: str, value: int | None) -> None:
    assert words_chinese.number(text) == value


@given(st.decimals(1, 10**10, places=2), st.sampled_from(["USD", "CNY", "EUR", "JPY"]))
def test_reads_back_what_was_spelled(amount: Decimal, currency: str) -> None:
    assert words_chinese.parse(spelling.chinese(amount, currency)) == amount
