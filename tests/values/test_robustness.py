"""Whatever stands on a page, no parser of values fails on it: it returns a value or nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.values import (
    codes,
    countries,
    dates,
    identifiers,
    incoterms,
    money,
    numbers,
    quantities,
    taxnumbers,
    textual,
    weights,
    words_amount,
)

PIECES = [
    "1", "25", "2025", "1,234.56", "1.234", "12 345", "0", "-", "/", ".", ",", "(", ")", "'", "%", "@", "#", " ",
    "\n", "\u00a0", "USD", "US$", "¥", "元", "kg", "PCS", "T", "MT", "件", "万", "/CTN", "Jan", "JUL.", "年", "月",
    "日", "令和", "民國", "FOB", "C&F", "Ningbo", "宁波", "China", "中国", "Georgia", "No.", "号", "字第", "8505",
    "11", "1C902", ".a", "XXXU", "DE", "CHE", "O", "l", "S", "SAY", "DOLLARS", "AND", "CENTS", "FIFTY", "THOUSAND",
    "POINT", "零", "壹", "佰", "整", "角", "²", "٣", "½", "Ａ", "㎏",
]  # fmt: skip
PRINTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40)

PARSERS: list[Callable[[str], object]] = [
    codes.containers,
    codes.control_code,
    codes.hs_code,
    codes.licence_number,
    countries.find,
    countries.of_address,
    dates.find,
    dates.readings,
    identifiers.parse,
    incoterms.find,
    money.find_currency,
    money.parse,
    numbers.parse,
    numbers.readings,
    quantities.find,
    quantities.find_unit,
    quantities.parse,
    taxnumbers.check_of,
    taxnumbers.parse,
    textual.bilingual,
    textual.clean,
    weights.parse,
    weights.unit_of,
    words_amount.parse,
]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda one: f"{one.__module__.rpartition('.')[2]}.{one.__name__}")
@settings(max_examples=150)
@given(text=PRINTS)
def test_never_fails_and_never_changes_its_mind(parser: Callable[[str], object], text: str) -> None:
    assert parser(text) == parser(text)
