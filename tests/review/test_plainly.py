"""Reasons for review as a person would say them."""

import pytest

from extractor.review import language
from extractor.review.plainly import plainly


def english(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("doc_type: 0.92 < 0.95", "Kind of paper: unsure (92 %)"),
        ("total_amount: 0.83 < 0.90", "Total amount: unsure (83 %)"),
        ("end_user.name: 0.75 < 0.90", "End user, Name: unsure (75 %)"),
        ("parties[1].address: 0.83 < 0.90", "Company, Address: unsure (83 %)"),
        ("lines[2].quantity: 0.89 < 0.90", "Line 3, Quantity: unsure (89 %)"),
        ("0.59 wrong values are to be expected among all that are used, more than 0.25",
         "Several values are a little unsure"),
        ("vessel: perhaps EVER GOLDEN (0.44)", "Vessel or flight: perhaps EVER GOLDEN"),
        ("port_of_loading: `POL` stands on page 2, its value was not read",
         "Port of loading: printed on page 2, not read"),
        ("required_present: issuing_authority was not found", "Issuing authority: not found"),
        ("line_arithmetic: line 3: 100 x 20 = 2000, printed 2090", "line 3: 100 x 20 = 2000, printed 2090"),
        ("seller: Nordwind is near Nordwerk", "seller: Nordwind is near Nordwerk"),
    ],
)  # fmt: skip
def test_reasons(reason: str, said: str) -> None:
    assert plainly(reason, english) == said


def test_reasons_in_chinese() -> None:
    words = language.words("zh")
    assert plainly("lines[0].quantity: 0.89 < 0.90", lambda text: words.get(text, text)) == "行 1, 数量: 不确定 (89 %)"
