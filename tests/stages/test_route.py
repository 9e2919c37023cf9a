"""Routing: nobody looks only where everything is sure and nothing disagrees."""

from dataclasses import replace

import pytest

from extractor.datatypes.record import Check, Entity
from extractor.rules import doubts
from extractor.settings import ReviewSettings
from extractor.stages import route
from tests.builders import field, record

SETTINGS = ReviewSettings(accept_confidence=0.95, type_confidence=0.95)
GOOD = record(fields={"total_amount": "5"}, parties={"buyer": "Nordlicht Antriebe GmbH"}, lines=[{"quantity": "5"}])


def test_a_sure_record_is_accepted() -> None:
    decided = route.decide(GOOD, SETTINGS)
    assert (decided.review_status, decided.review_reasons) == ("auto_accepted", ())


def test_one_unsure_value_needs_a_person() -> None:
    unsure = GOOD.with_(fields={"total_amount": field("5", 0.71)})
    assert route.decide(unsure, SETTINGS).review_reasons[0] == "total_amount: 0.71 < 0.95"


@pytest.mark.parametrize(("confidence", "status"), [(0.92, "auto_accepted"), (0.5, "needs_review")])
def test_a_value_that_no_sum_uses_may_be_less_sure(confidence: float, status: str) -> None:
    unsure = GOOD.with_(fields={**GOOD.fields, "vessel": field("MV Aurora", confidence)})
    assert route.decide(unsure, SETTINGS).review_status == status


def test_an_unsure_line_or_party_needs_a_person() -> None:
    line = GOOD.with_(lines=({"quantity": field("5", 0.4)},))
    party = GOOD.with_(parties=tuple(replace(p, name=field("N", 0.4)) for p in GOOD.parties))
    assert [route.decide(r, SETTINGS).review_status for r in (line, party)] == ["needs_review"] * 2


def test_a_failed_check_a_doubtful_company_and_an_unread_page_need_a_person() -> None:
    failed = GOOD.with_(checks=(Check("amount_sum", "fail", "error", "off by 1"),))
    company = GOOD.with_(parties=tuple(replace(p, entity=Entity("review", "1", "Near", 80)) for p in GOOD.parties))
    page = GOOD.with_(engine={"notes": ["page 2: timed out"]})
    reasons = [route.decide(r, SETTINGS).review_reasons[0] for r in (failed, company, page)]
    assert reasons == ["amount_sum: off by 1", "buyer: Nordlicht Antriebe GmbH is near Near", "page 2: timed out"]


def test_information_is_no_reason() -> None:
    noted = GOOD.with_(checks=(Check("x", "fail", "info", "by the way"),))
    assert route.decide(noted, SETTINGS).review_status == "auto_accepted"


def test_many_small_doubts_add_up() -> None:
    names = (
        "document_number",
        "issue_date",
        "contract_number",
        "currency",
        "total_amount",
        "total_quantity",
        "valid_from",
    )
    unsure = GOOD.with_(fields={name: field("5", 0.96) for name in names})
    assert "wrong values are to be expected" in route.decide(unsure, SETTINGS).review_reasons[0]


def test_the_cells_of_a_column_are_right_or_wrong_together() -> None:
    lines = tuple({"quantity": field("5", 0.97), "amount": field("5", 0.96)} for _ in range(40))
    long = GOOD.with_(fields={}, parties=(), lines=lines)
    assert doubts.expected_errors(long) == pytest.approx(0.07)
    assert route.decide(long, SETTINGS).review_status == "auto_accepted"


@pytest.mark.parametrize(
    ("doc_type", "confidence", "status"),
    [("packing_list", 0.85, "auto_accepted"), ("packing_list", 0.75, "needs_review"),
     ("other", 0.85, "needs_review"), ("other", 0.97, "auto_accepted")],
)  # fmt: skip
def test_a_paper_of_no_known_kind_must_be_surer_of_its_type(doc_type: str, confidence: float, status: str) -> None:
    typed = GOOD.with_(doc_type=doc_type, doc_type_confidence=confidence)
    assert route.decide(typed, ReviewSettings()).review_status == status


def test_what_was_left_out_in_doubt_needs_a_person() -> None:
    doubtful = GOOD.with_(review_reasons=("document_number: perhaps NW-17 (0.39)",))
    assert route.decide(doubtful, SETTINGS).review_status == "needs_review"
