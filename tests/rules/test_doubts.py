"""What speaks against accepting a paper unseen, and which values a person should look at for it."""

from __future__ import annotations

import pytest

from extractor.datatypes.page import Origin
from extractor.rules import doubts
from extractor.settings import ReviewSettings
from tests.builders import field, record

SETTINGS = ReviewSettings()
VESSEL = "vessel: perhaps MAERSK (0.41)"
END_USER = "end_user: `最终用户` stands on page 4, its value was not read"


def test_what_was_left_out_stays_a_reason_until_something_stands_there() -> None:
    found = record(fields={"document_number": "A-1"}, confidence=1.0).with_(review_reasons=(VESSEL, END_USER))
    assert list(doubts.reasons(found, SETTINGS)) == [VESSEL, END_USER]
    filled = record(fields={"vessel": "MAERSK KIEL"}, parties={"end_user": "Beta AG"}, confidence=1.0)
    assert list(doubts.reasons(filled.with_(review_reasons=(VESSEL, END_USER)), SETTINGS)) == []


@pytest.mark.parametrize(
    "reason", ["currency: 0.52 < 0.90", "amount_sum: the lines add up to 3", "buyer: Beta is near Beta AG", "page 3: it failed"]
)  # fmt: skip
def test_what_is_weighed_anew_is_not_taken_over(reason: str) -> None:
    found = record(fields={"document_number": "A-1"}, confidence=1.0).with_(review_reasons=(reason,))
    assert list(doubts.reasons(found, SETTINGS)) == []


def test_of_many_values_a_little_unsure_the_least_sure_are_looked_at() -> None:
    found = record(fields={"document_number": "A", "currency": "EUR", "total_amount": "1"}, confidence=1.0)
    sure = {"document_number": 0.95, "currency": 0.92, "total_amount": 0.97}
    found = found.with_(fields={name: field(name, sure[name]) for name in sure})
    assert doubts.expected_errors(found) == pytest.approx(0.16)
    assert doubts.least_sure(found, SETTINGS) == {"currency"}
    assert doubts.least_sure(found.with_(fields={"currency": field("EUR", 0.92)}), SETTINGS) == set()


def test_a_column_is_looked_at_once_at_its_least_sure_cell() -> None:
    amounts = [field("1", 0.9), field("2", 0.8), field("3", 0.85)]
    found = record().with_(lines=tuple({"amount": amount} for amount in amounts))
    assert doubts.expected_errors(found) == pytest.approx(0.2)
    assert doubts.least_sure(found, SETTINGS) == {"lines[1].amount"}
    amounts[1] = field("2", 1.0, Origin.ANALYST)
    assert doubts.least_sure(found.with_(lines=tuple({"amount": amount} for amount in amounts)), SETTINGS) == set()
