"""Dates: every style of print, both readings where day and month can't be told apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import dates

FOURTH_OF_JULY = date(2025, 7, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-04", "2025/7/4", "2025.07.04", "2025.7.4.", "20250704", "2025 07 04", "2025 - 07 - 04", "2025年7月4日",
        "2025年07月04日", "2025 年 7 月 4 日", "2025年7月4号", "２０２５年７月４日", "二〇二五年七月四日",
        "二零二五年七月四日", "2025年7月4日(五)", "2025년 7월 4일", "令和7年7月4日", "R7.7.4", "民國114年7月4日",
        "中华民国114年7月4日", "114/07/04", "JUL.04,2025", "JUL. 04, 2025", "July 4, 2025", "JULY 4TH, 2025",
        "July 4 2025", "4th July 2025", "4 July, 2025", "the 4th of July 2025", "4th day of July, 2025",
        "04-Jul-25", "04JUL2025", "04 JUL 25", "4-JUL.-2025", "Jul-04-2025", "2025-Jul-04", "2025, July 4",
        "04.07.2025", "4. Juli 2025", "04.Jul.2025", "4 juillet 2025", "4 de julio de 2025", "4 luglio 2025",
        "4 lipca 2025", "4 Temmuz 2025", "4/VII/2025", "Friday, July 4, 2025", "Fri 4 Jul 2025",
        "2025-07-04 10:30", "2025-07-04T00:00:00", "2025/07/04 9:05 AM", "(2025-07-04)", "4 Jul '25",
    ],
)  # fmt: skip
def test_styles(text: str) -> None:
    assert dates.readings(text) == (FOURTH_OF_JULY,)


@pytest.mark.parametrize(
    "text", ["2O25-O7-04", "2o25.o7.o4", "2025-O7-O4", "Ju1 04, 2025", "JUI 04,2025", "O4 JUL 2O25", "04 Jul. 2O25"]
)
def test_damaged(text: str) -> None:
    assert dates.readings(text) == (FOURTH_OF_JULY,)


def test_damaged_months() -> None:
    assert dates.readings("0CT 12,2025") == (date(2025, 10, 12),)
    assert dates.readings("l2-5EP-25") == (date(2025, 9, 12),)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇二五年十二月三十一日", "2025-12-31"),
        ("二〇二五年十月二十日", "2025-10-20"),
        ("二〇二五年十一月十日", "2025-11-10"),
        ("二〇二五年一月二十一日", "2025-01-21"),
        ("1er août 2025", "2025-08-01"),
        ("13/04/2025", "2025-04-13"),
        ("04/13/2025", "2025-04-13"),
        ("令和元年5月1日", "2019-05-01"),
        ("29.02.2024", "2024-02-29"),
    ],
)
def test_single_dates(text: str, iso: str) -> None:
    assert dates.readings(text) == (date.fromisoformat(iso),)


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("07/04/2025", ("2025-04-07", "2025-07-04")),
        ("4-7-25", ("2025-07-04", "2025-04-07")),
        ("25-07-04", ("2025-07-04", "2004-07-25")),
        ("24.12.05", ("2024-12-05", "2005-12-24")),
    ],
)
def test_both_readings_are_kept(text: str, isos: tuple[str, ...]) -> None:
    assert dates.readings(text) == tuple(date.fromisoformat(iso) for iso in isos)


def test_the_papers_order_comes_first() -> None:
    assert dates.readings("07/04/2025", order="month first")[0] == FOURTH_OF_JULY
    assert dates.readings("04/07/2025", order="day first")[0] == FOURTH_OF_JULY
    assert dates.readings("07.04.2025", order="month first")[0] == FOURTH_OF_JULY


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["Date: 25/09/2025", "04/07/2025"], "day first"),
        (["due 09/25/2025"], "month first"),
        (["04/07/2025", "2025-09-25"], None),
        (["25/09/2025", "09/25/2025"], None),
        (["99/99/2025"], None),
    ],
)
def test_order_of_a_paper(texts: list[str], order: str | None) -> None:
    assert dates.order_of(texts) == order


@pytest.mark.parametrize(
    "text",
    ["", "12.5", "1.2.3", "31/06/2025", "30.02.2025", "July 2025", "20251304", "2025", "N42SH", "99/99/99",
     "4 boxes 2025", "0574-8812-2025", "8505.11.10.00", "1,234.56", "2025年13月1日", "x" * 60 + "2025-07-04"],
)  # fmt: skip
def test_other_texts_are_no_dates(text: str) -> None:
    assert dates.readings(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Date: 2025-07-04 Place: Ningbo", ["2025-07-04"]),
        ("Valid from 4 July 2025 to 31.12.2025", ["4 July 2025", "31.12.2025"]),
        ("有效期：二〇二五年七月四日至2025年12月31日", ["二〇二五年七月四日", "2025年12月31日"]),
        ("HS 8505.11.10.00", []),
        ("Tel 0574-88-12-2025", []),
        ("size R7.5.10", []),
        ("no date here", []),
    ],
)
def test_finds_dates_in_text(text: str, found: list[str]) -> None:
    pieces = [text[start:end] for start, end, _ in dates.find(text)]
    assert [piece for piece in found if piece in pieces] == found
    assert bool(pieces) == bool(found)


def test_the_nearest_reading_comes_first() -> None:
    both = dates.readings("07/04/2025")
    assert dates.resolve(both, [(date(2025, 7, 30),)])[0] == FOURTH_OF_JULY
    assert dates.resolve(both, [(date(2025, 4, 1),)])[0] == date(2025, 4, 7)
    assert dates.resolve(both, [both]) == both
    assert dates.resolve((FOURTH_OF_JULY,), [(date(2020, 1, 1),)]) == (FOURTH_OF_JULY,)


FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%b.%d,%Y", "%d-%b-%y", "%d%b%Y", "%Y年%m月%d日")
HAN = "〇一二三四五六七八九"


@given(st.dates(date(2010, 1, 1), date(2040, 12, 31)), st.sampled_from(FORMS))
def test_reads_back_what_was_printed(day: date, form: str) -> None:
    assert dates.readings(day.strftime(form)) == (day,)


@given(st.dates(date(2010, 1, 1), date(2040, 12, 31)))
def test_reads_back_chinese_numerals(day: date) -> None:
    def spelled(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")

    year = "".join(HAN[int(digit)] for digit in str(day.year))
    assert dates.readings(f"{year}年{spelled(day.month)}月{spelled(day.day)}日") == (day,)


@given(st.dates(date(2010, 1, 1), date(2040, 12, 31)), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"]))
def test_the_true_date_is_always_among_the_readings(day: date, form: str) -> None:
    assert day in dates.readings(day.strftime(form))


@given(st.text(max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    for start, end, found in dates.find(text):
        assert 0 <= start < end <= len(text)
        assert found
