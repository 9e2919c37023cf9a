"""Numbers: every style of print, both readings where there are two, repairs only where they are marked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("882.00", "882.00"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234\u00a0567,89", "1234567.89"),
        ("1\u202f234,56", "1234.56"),
        ("12'345.60", "12345.60"),
        ("12’345.60", "12345.60"),
        ("12´345.60", "12345.60"),
        ("1,23,456.00", "123456.00"),
        ("12,34,567", "1234567"),
        ("１，２３４．５６", "1234.56"),
        ("1.000.000", "1000000"),
        ("1,234,567.891", "1234567.891"),
        ("12.5万", "125000.0"),
        ("1.2亿", "120000000.0"),
        ("3 千", "3000"),
        ("1,234.-", "1234"),
        ("1.234,--", "1234"),
        ("1.234,—", "1234"),
        ("1,234.56=", "1234.56"),
        ("**1,234.56**", "1234.56"),
        ("1,23,456.00/-", "123456.00"),
        (".50", "0.50"),
        (",50", "0.50"),
        ("0,500", "0.500"),
        ("1234,567", "1234.567"),
        ("1,2345", "1.2345"),
        ("5.", "5"),
        ("-5", "-5"),
        ("− 5.5", "-5.5"),
        ("1,234.50--", "1234.50"),
        ("1,234.50 -", "1234.50"),
        ("+5", "5"),
        ("12 345", "12345"),
    ],
)
def test_one_reading(text: str, value: str) -> None:
    (reading,) = numbers.readings(text)
    assert (str(reading.value), reading.repaired) == (value, False)
    assert numbers.parse(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "likelier", "other"),
    [("1.234", "1.234", "1234"), ("1,234", "1234", "1.234"), ("12.500", "12.500", "12500"), ("(40)", "40", "-40"),
     ("(1,234.50)", "-1234.50", "1234.50"), ("1.000,00-", "-1000.00", "1000.00"), ("25.50−", "-25.50", "25.50"),
     ("1,234.500-", "-1234.500", "1234.500")],
)  # fmt: skip
def test_two_readings_are_both_kept(text: str, likelier: str, other: str) -> None:
    first, second = numbers.readings(text)
    assert (str(first.value), str(second.value)) == (likelier, other)
    assert first.prior > second.prior
    assert first.prior + second.prior == pytest.approx(1)
    assert numbers.parse(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [("1.234", ",", "1234"), ("1.234", ".", "1.234"), ("1,234", ",", "1.234"), ("1,234", ".", "1234")],
)
def test_the_papers_decimal_mark_decides(text: str, mark: str, value: str) -> None:
    assert numbers.parse(text, decimal_mark=mark) == Decimal(value)
    assert len(numbers.readings(text, decimal_mark=mark)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("l2,345.6O", "12345.60"),
        ("12,34S.00", "12345.00"),
        ("1B.5O", "18.50"),
        ("2O0", "200"),
        ("|5", "15"),
        ("1, 234.56", "1234.56"),
        ("12,345. 60", "12345.60"),
        ("1,234,56", "1234.56"),
        ("1.234.567.89", "1234567.89"),
        ("12,345。60", "12345.60"),
    ],
)
def test_repairs_are_marked_and_never_sure(text: str, value: str) -> None:
    (reading,) = numbers.readings(text)
    assert (str(reading.value), reading.repaired) == (value, True)
    assert reading.prior < numbers.SURE
    assert numbers.parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "SOLD", "N42", "B2", "S45", "USD 12", "12 pcs", "1..5", "1 2 3", "10²", "1e5", "2025-07-04", "1/2",
     "12:30", "85.05.11.10", "O", "ISO 9001", "1" * 41],
)  # fmt: skip
def test_other_texts_are_no_numbers(text: str) -> None:
    assert numbers.readings(text) == ()


def test_leading_zeros_look_like_an_identifier() -> None:
    assert numbers.parse("00123") is None
    assert numbers.readings("00123")[0].value == 123


STYLES = {"en": (",", "."), "de": (".", ","), "fr": ("\u202f", ","), "ch": ("’", "."), "plain": ("", ".")}


def printed(value: Decimal, style: str) -> str:
    group, mark = STYLES[style]
    return "".join({",": group, ".": mark}.get(character, character) for character in f"{value:,f}")


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(sorted(STYLES)),
)
def test_reads_back_what_was_printed_with_cents(value: Decimal, style: str) -> None:
    assert numbers.parse(printed(value, style)) == value


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(sorted(STYLES)))
def test_the_whole_number_is_always_among_the_readings(value: int, style: str) -> None:
    assert Decimal(value) in {one.value for one in numbers.readings(printed(Decimal(value), style))}


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_lakhs_and_crores(value: int) -> None:
    head, tail = divmod(value, 1000)
    groups: list[str] = []
    while head:
        head, rest = divmod(head, 100)
        groups.insert(0, f"{rest:02d}" if head else str(rest))
    text = ",".join([*groups, f"{tail:03d}"]) if groups else str(tail)
    assert numbers.parse(f"{text}.00") == value


@given(st.text(max_size=50))
def test_priors_never_exceed_one(text: str) -> None:
    found = numbers.readings(text)
    assert sum(one.prior for one in found) <= 1 + 1e-9
    assert [one.prior for one in found] == sorted((one.prior for one in found), reverse=True)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_plain_has_no_exponent(value: Decimal) -> None:
    text = numbers.plain(value)
    assert "E" not in text
    assert Decimal(text) == value
