"""Amounts in words."""

from decimal import Decimal
from random import Random

import pytest

from extractor.learn.papers import spelling


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "ZERO"),
        (13, "THIRTEEN"),
        (40, "FORTY"),
        (99, "NINETY-NINE"),
        (405, "FOUR HUNDRED FIVE"),
        (12000, "TWELVE THOUSAND"),
        (1000001, "ONE MILLION ONE"),
    ],
)
def test_count_words(number: int, words: str) -> None:
    assert spelling.count_words(number) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("66143.20", "CNY", "人民币陆万陆仟壹佰肆拾叁元贰角整"),
        ("3400.80", "USD", "美元叁仟肆佰元捌角整"),
        ("10005.06", "EUR", "欧元壹万零伍元零陆分"),
        ("120000000", "JPY", "日元壹亿贰仟万元整"),
    ],
)
def test_chinese(amount: str, currency: str, words: str) -> None:
    assert spelling.chinese(Decimal(amount), currency) == words


def test_english_names_currency_and_cents() -> None:
    text = spelling.english(Random(3), Decimal("68492.04"), "USD").upper()
    assert "US DOLLARS" in text and "SIXTY-EIGHT THOUSAND" in text and ("FOUR" in text or "04/100" in text)
