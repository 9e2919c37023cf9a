"""Amounts in English words, damaged ones too; half an amount is none."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import spelling
from extractor.values import words_english


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("SAY TOTAL US DOLLARS SIXTY EIGHT THOUSAND FOUR HUNDRED NINETY TWO AND CENTS FOUR ONLY", "68492.04"),
        ("SAY US DOLLARS FIVE THOUSAND AND 04/100 ONLY", "5000.04"),
        ("Say: USD Seven Thousand Six Hundred Eighty-Eight & 16/100 only", "7688.16"),
        ("FIVE HUNDRED THIRTY-NINE AND 80/100 US DOLLARS", "539.80"),
        ("SAY U.S. DOLLARS ONE HUNDREDNINETY FIVE ONLY", "195"),
        ("US DOLLARS SIXTYEIGHTTHOUSANDFOURHUNDRED ONLY", "68400"),
        ("TOTAL: US DOLLARS TWENTY-TWO THOUSAND AND CENTS FIFTY ONLY.-", "22000.50"),
        ("FIVE THOUSAND DOLLARS AND EIGHTY CENTS", "5000.80"),
        ("US DOLLARS TEN THOUSAND NINE HUNDRED AND NINETY NINE AND EIGHTY NINE CENTS ONLY", "10999.89"),
        ("TWO HUNDRED FIFTY THOUSAND EUROS AND FIFTEEN CENTS", "250000.15"),
        ("one thousand and five dollars", "1005"),
        ("SAY TWELVE HUNDRED", "1200"),
        ("SAY US DOLLARS HUNDRED AND FIFTY ONLY", "150"),
        ("USD FIVE THOUSAND POINT EIGHT ZERO", "5000.80"),
        ("USD FIVE THOUSAND POINT SIXTY EIGHT ONLY", "5000.68"),
        ("USD FIVE THOUSAND POINT FIVE", "5000.5"),
        ("INDIAN RUPEES TWO CRORE FIVE LAKH THIRTY THOUSAND AND PAISE FIFTY ONLY", "20530000.50"),
        ("KOREAN WON ONE BILLION TWO HUNDRED MILLION ONLY", "1200000000"),
        ("US DOLLARS CENTS FIFTY ONLY", "0.50"),
        ("SAY TOTAL FORTY (40) CARTONS ONLY", "40"),
        ("US DOLLARS SIXTY-EIGHT THOUSAND AND CENTS FOUR ONLY (USD 68,000.04)", "68000.04"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert words_english.parse(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("US DOLLARS F1VE THOUSAND SlX HUNDRED ONLY", 5600),
        ("US DOLLARS EIGHTV THOUSAND ONLY", 80000),
        ("U.S. DOLLARS ELEVEN THOUSAND NIME HUNDRED ONLY", 11900),
        ("SAY FOUR THOUSAMD ONLY", 4000),
        ("SAY TWO TH0USAND 0NLY", 2000),
        ("U.S.DOLLARS FIVE THOUSANDAND CENTS TEN ONLY", Decimal("5000.10")),
    ],
)
def test_damaged_words(text: str, amount: Decimal) -> None:
    assert words_english.parse(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Payment within thirty days",
        "One box",
        "fünf tausend",
        "SAY US DOLLARS FIVE THOUSAND FOO SIX HUNDRED",
        "SAY FIVE SIX ONLY",
        "SAY SIXTY SEVENTY ONLY",
        "SAY FIVE THOUSAND TWO MILLION ONLY",
        "SAY FIVE DOLLARS FIFTY ONLY",
        "SAY US DOLLARS FIVE AND CENTS TWO HUNDRED ONLY",
        "12,500.00",
        "SEVENTY-NINE AND CENTS FORTY-FIVE ONLY",
        "THOUSAND SIX HUNDRED SIXTEEN US DOLLARS AND 31/100 ONLY",
        "HUNDRED SIXTY THOUSAND NINE HUNDRED NINE ONLY)",
    ],
)
def test_no_amount(text: str) -> None:
    assert words_english.parse(text) is None


@given(st.decimals(Decimal("0.01"), 10**9, places=2), st.sampled_from(["USD", "EUR", "GBP", "CHF"]), st.integers(0, 50))
def test_reads_back_what_was_spelled(amount: Decimal, currency: str, seed: int) -> None:
    assert words_english.parse(spelling.english(Random(seed), amount, currency)) == amount
