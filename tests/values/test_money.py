"""Money: amounts with the currency beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("USD12,500.00", "12500.00", "USD"),
        ("US$ 5,539.80", "5539.80", "USD"),
        ("US $ 1,234.00", "1234.00", "USD"),
        ("U.S.$ 3", "3", "USD"),
        ("U.S. DOLLARS 1,000.00", "1000.00", "USD"),
        ("JPY144.69", "144.69", "JPY"),
        ("1234.56元", "1234.56", "CNY"),
        ("人民币8,000.00元", "8000.00", "CNY"),
        ("RMB¥500", "500", "CNY"),
        ("¥500元", "500", "CNY"),
        ("12.5万元", "125000.0", "CNY"),
        ("EUR 1.234,56", "1234.56", "EUR"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("CHF 12'345.60", "12345.60", "CHF"),
        ("CHF 12’345.-", "12345", "CHF"),
        ("£12.50", "12.50", "GBP"),
        ("INR 1,23,456.00/-", "123456.00", "INR"),
        ("Rs. 1,23,456.00", "123456.00", "INR"),
        ("美元 1,234.00", "1234.00", "USD"),
        ("日元 1,234,567", "1234567", "JPY"),
        ("USD: 1,234.56", "1234.56", "USD"),
        ("TOTAL USD 1,234.56", "1234.56", "USD"),
        ("USD 1,234.56 (CIF)", "1234.56", "USD"),
        ("合计：USD 1,234.56", "1234.56", "USD"),
        ("USD -50.00", "-50.00", "USD"),
        ("-USD 50.00", "-50.00", "USD"),
        ("USD 1,234.56 ONLY", "1234.56", "USD"),
    ],
)
def test_certain_currencies(text: str, amount: str, currency: str) -> None:
    found = money.parse(text)
    assert found is not None
    (reading,) = found.readings
    assert (str(reading.value), found.currency, found.certain) == (amount, currency, True)
    assert found.rest == ""


@pytest.mark.parametrize(
    ("text", "currency"), [("$12.00", "USD"), ("¥12.00", "CNY"), ("￥12.00", "CNY"), ("12.00", None)]
)
def test_signs_that_several_currencies_share(text: str, currency: str | None) -> None:
    found = money.parse(text)
    assert found is not None
    assert (found.currency, found.certain) == (currency, False)


@pytest.mark.parametrize("text", ["USD 1,234", "USD 1.234", "EUR 1.234"])
def test_amounts_are_whole_thousands_sooner_than_thousandths(text: str) -> None:
    found = money.parse(text)
    assert found is not None
    assert [one.value for one in found.readings] == [Decimal(1234), Decimal("1.234")]
    assert sum(one.prior for one in found.readings) == pytest.approx(1)


def test_yen_have_no_decimals() -> None:
    found = money.parse("JPY 1.234")
    assert found is not None
    assert [one.value for one in found.readings] == [Decimal(1234)]


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("USD 14.17/PC", "14.17", "PC"),
        ("USD 1.234/PC", "1.234", "PC"),
        ("USD45.00/1000 pcs", "45.00", "1000 pcs"),
        ("USD 3.20 per kg", "3.20", "kg"),
        ("12.5元/千克", "12.5", "千克"),
    ],
)
def test_prices_say_what_for(text: str, value: str, rest: str) -> None:
    found = money.parse(text)
    assert found is not None
    assert (str(found.readings[0].value), found.rest) == (value, rest)


def test_damaged_digits_are_marked() -> None:
    found = money.parse("USD l2,345.6O")
    assert found is not None
    assert (str(found.readings[0].value), found.readings[0].repaired) == ("12345.60", True)


@pytest.mark.parametrize("text", ["", "CNY", "12 pcs", "N42SH", "12.5 KGS", "Room 5", "2025-07-04", "x" * 120 + "5"])
def test_other_texts_are_no_money(text: str) -> None:
    assert money.parse(text) is None


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [("USD", "USD", True), ("usd", "USD", True), ("(EUR)", "EUR", True), ("US$", "USD", True), ("美元", "USD", True),
     ("人民币", "CNY", True), ("€", "EUR", True), ("$", "USD", False), ("￥", "CNY", False), ("円", "JPY", True)],
)  # fmt: skip
def test_currencies(text: str, code: str, certain: bool) -> None:
    assert money.find_currency(text) == (code, certain)


@pytest.mark.parametrize("text", ["", "()", "kg", "total", "magnet"])
def test_other_words_are_no_currencies(text: str) -> None:
    assert money.find_currency(text) is None


@given(
    st.decimals(0, 10**8, places=2),
    st.sampled_from(["USD", "US$", "EUR", "€", "RMB", "CNY", "GBP", "KRW"]),
    st.sampled_from(["{c} {n}", "{c}{n}", "{n} {c}", "({c} {n})"]),
)
def test_reads_back_what_was_printed(amount: Decimal, currency: str, form: str) -> None:
    found = money.parse(form.format(c=currency, n=f"{amount:,f}"))
    named = money.find_currency(currency)
    assert found is not None
    assert named is not None
    assert found.readings[0].value == amount
    assert found.currency == named[0]


@pytest.mark.parametrize("text", ["EUR 1.000,00-", "1.000,00- EUR", "EUR 1.000,00−"])
def test_a_minus_behind_the_decimals_is_read_both_ways(text: str) -> None:
    found = money.parse(text)
    assert found is not None and found.currency == "EUR"
    assert [str(one.value) for one in found.readings] == ["-1000.00", "1000.00"]
    assert all(one.prior < 0.9 for one in found.readings)
