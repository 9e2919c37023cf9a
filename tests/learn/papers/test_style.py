"""How authors of ten countries write numbers, dates and money."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from extractor.learn.papers import style
from extractor.learn.papers.style import Style

PLAIN = style.draw(Random(1), "US", "en")


def written(**habits: object) -> Style:
    return replace(PLAIN, **habits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grouping", "point", "lakh", "text"),
    [
        (",", ".", False, "1,234,567.80"),
        (".", ",", False, "1.234.567,80"),
        (" ", ",", False, "1 234 567,80"),
        ("'", ".", False, "1'234'567.80"),
        (",", ".", True, "12,34,567.80"),
        ("", ".", False, "1234567.80"),
    ],
)
def test_number(grouping: str, point: str, lakh: bool, text: str) -> None:
    assert written(grouping=grouping, point=point, lakh=lakh).number(Decimal("1234567.8"), 2) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("iso", "2025-07-04"),
        ("dot", "04.07.2025"),
        ("slash_us", "07/04/2025"),
        ("slash_eu", "04/07/2025"),
        ("cn_short", "JUL.04,2025"),
        ("ordinal", "4th July, 2025"),
        ("zh", "2025年7月4日"),
        ("han", "二〇二五年七月四日"),
        ("compact", "20250704"),
        ("short2", "04-JUL-25"),
    ],
)
def test_date(form: str, text: str) -> None:
    assert written(date_form=form).date(date(2025, 7, 4)) == text


@pytest.mark.parametrize(
    ("form", "currency", "text", "mark"),
    [
        ("code", "USD", "USD 12.50", "USD"),
        ("tight", "JPY", "JPY12.50", "JPY"),
        ("after", "EUR", "12.50 EUR", "EUR"),
        ("symbol", "EUR", "€12.50", "€"),
        ("symbol", "USD", "$12.50", ""),
        ("symbol", "CHF", "CHF 12.50", "CHF"),
        ("us", "USD", "US$12.50", "US$"),
        ("yuan", "CNY", "12.50元", ""),
        ("bare", "USD", "12.50", ""),
    ],
)
def test_money_and_what_of_it_names_the_currency(form: str, currency: str, text: str, mark: str) -> None:
    author = written(money_form=form, grouping=",", point=".")
    assert author.money(Decimal("12.5"), currency) == text
    assert author.currency_mark(currency) == mark


def test_labels_come_in_the_languages_of_the_paper() -> None:
    author = written(language="zh+en", joiner=" / ", case="", typos=0.0)
    chinese, english = author.label(Random(2), "buyer").split(" / ", 1)
    assert not chinese.isascii() and english.isascii()


def test_every_country_can_write() -> None:
    for country in ("CN", "DE", "FR", "JP", "KR", "IN", "US", "CH", "VN", "IT"):
        for seed in range(20):
            author = style.draw(Random(seed), country)
            assert author.date(date(2024, 12, 31)) and author.measured(Decimal("1200"), "KGM")


@pytest.mark.parametrize(("number", "text"), [("882.00", "882"), ("14.170", "14.17"), ("100", "100"), ("0.0", "0")])
def test_plain(number: str, text: str) -> None:
    assert style.plain(Decimal(number)) == text
