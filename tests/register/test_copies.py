"""Copies, second scans, corrected versions, parts: which paper counts, and what it says of the others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractor.register.copies import distinct
from extractor.register.paper import Paper
from tests.register.indicators import made

LINE: dict[str, Any] = {
    "description": "NdFeB magnet",
    "grade": "N42",
    "quantity": "1000",
    "unit": "H87",
    "net_kg": "60",
    "amount": "1900",
}


def found(*papers: Paper, **options: Any) -> list[tuple[int, dict[str, bool]]]:
    """The paper that counts in each group with the kinds of its links, by whether they are doubtful."""
    return [
        (one.counts.document_id, {link.kind: link.doubtful for link in one.links})
        for one in distinct(papers, **options)
    ]


def sharper(paper: Paper, confidence: float) -> Paper:
    return replace(paper, cites={name: replace(cite, confidence=confidence) for name, cite in paper.cites.items()})


def test_a_second_scan_is_a_copy_and_the_best_read_counts() -> None:
    first = made.invoice(lines=[LINE], total_amount="1900")
    second = sharper(made.invoice(lines=[LINE], total_amount="1900"), 0.999)
    assert found(first, second) == [(second.document_id, {"same_paper": False})]


def test_what_a_person_accepted_counts_before_the_better_read() -> None:
    first = replace(made.invoice(lines=[LINE]), confirmed=True)
    assert found(first, sharper(made.invoice(lines=[LINE]), 1.0)) == [(first.document_id, {"same_paper": False})]


def test_copies_that_differ_in_the_total_wait_for_a_person() -> None:
    first = made.invoice(lines=[LINE], total_amount="1900", contract_number="C-1")
    second = made.invoice(lines=[LINE], total_amount="1990", contract_number="C-1")
    [(_, links)] = found(first, second)
    assert links == {"same_paper": True}


@pytest.mark.parametrize("mark", [
    {"issue_date": "2025-08-20"}, {"remarks": "CORRECTED INVOICE"}, {"remarks": "更正发票"}, {"document_number": "INV-1-R1"},
    {"document_number": "INV-1REV.2"},
])  # fmt: skip
def test_a_corrected_invoice_replaces_the_first_and_says_so(mark: dict[str, str]) -> None:
    first = made.invoice(lines=[LINE], total_amount="1900")
    second = made.invoice(lines=[LINE | {"amount": "2100", "net_kg": "66"}], total_amount="2100")
    second = replace(second, values=dict(second.values) | mark)
    assert found(first, second) == found(second, first) == [(second.document_id, {"replaces": False})]


JANUARY: dict[str, Any] = {"lines": [LINE], "issue_date": "2025-01-10", "total_amount": "1900"}
OTHER_GOODS: dict[str, Any] = {
    "description": "Dysprosium oxide",
    "grade": "4N",
    "quantity": "300",
    "net_kg": "300",
    "amount": "55000",
}


def numbered(number: str, **changed: Any) -> Paper:
    return made.invoice(number, **{**JANUARY, "lines": [OTHER_GOODS], "total_amount": "55000", **changed})


@pytest.mark.parametrize("mark", ["-R{}", "/V0{}", " R{}"])
@pytest.mark.parametrize("day", ["2025-09-20", "2025-02-03"])
def test_a_bare_mark_on_papers_that_agree_in_nothing_counts_papers(mark: str, day: str) -> None:
    papers = made.invoice("BT25" + mark.format(1), **JANUARY), numbered("BT25" + mark.format(2), issue_date=day)
    assert found(*papers) == [(paper.document_id, {}) for paper in papers]


def test_a_bare_mark_on_papers_that_agree_in_little_is_a_question_and_both_count() -> None:
    first, second = made.invoice("BT25-R1", **JANUARY), numbered("BT25-R2", issue_date="2025-01-10")
    assert found(first, second) == found(second, first)
    assert found(first, second) == [(first.document_id, {}), (second.document_id, {"replaces": True})]
    pair = frozenset((first.document_id, second.document_id))
    assert found(first, second, decided={pair: True}) == [(second.document_id, {"replaces": False})]
    assert found(first, second, decided={pair: False}) == [(first.document_id, {}), (second.document_id, {})]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"contract_number": "C-1"}, {"contract_number": "C-1", "issue_date": "2025-02-03"}),
        ({}, {"remarks": "REVISED INVOICE", "issue_date": "2025-09-20"}),
        ({"number": "BT25"}, {"issue_date": "2025-02-03"}),  # it revises a paper that has the bare number
        ({}, {"lines": [LINE | {"amount": "2100"}], "total_amount": "2100"}),
    ],
)
def test_a_bare_mark_with_another_sign_is_a_revision(first: dict[str, Any], second: dict[str, Any]) -> None:
    old, new = made.invoice(**{"number": "BT25-R1", **JANUARY, **first}), numbered("BT25-R2", **second)
    assert found(old, new) == [(new.document_id, {"replaces": False})]


def test_packing_lists_of_invoices_that_a_bare_mark_tells_apart_both_count() -> None:
    papers = [
        made.packing(f"BT25-R{number}", [LINE | {"quantity": pieces, "net_kg": pieces}], issue_date=day)
        for number, pieces, day in ((1, "1200", "2025-01-10"), (2, "300", "2025-02-03"))
    ]
    assert len(found(*papers)) == 2


def test_two_versions_of_one_date_are_a_question() -> None:
    first = made.invoice(lines=[LINE], total_amount="1900")
    second = made.invoice(lines=[LINE | {"amount": "2100", "net_kg": "66", "quantity": "1100"}], total_amount="2100")
    [(_, links)] = found(first, second)
    assert links == {"replaces": True}


def test_the_word_of_a_person_parts_them() -> None:
    first, second = made.invoice(lines=[LINE], total_amount="1900"), made.invoice(lines=[LINE], total_amount="1900")
    pair = frozenset((first.document_id, second.document_id))
    assert len(found(first, second, decided={pair: False})) == 2
    assert len(found(first, second, decided={pair: True})) == 1


@pytest.mark.parametrize("changed", [
    {"parties": {"seller": "Zunyi Redcliff Rare Earth Magnet Co., Ltd."}}, {"parties": {"buyer": "Tundra Motor Oyj"}},
    {"number": "INV-2"}, {"number": "INV-1A"},
])  # fmt: skip
def test_other_sellers_clients_and_numbers_are_other_papers(changed: dict[str, Any]) -> None:
    assert len(found(made.invoice(lines=[LINE]), made.invoice(**{"lines": [LINE], **changed}))) == 2


def test_a_number_used_again_next_year_is_another_paper() -> None:
    old = made.invoice(lines=[LINE], issue_date="2024-03-01", total_amount="1900")
    new = made.invoice(
        lines=[LINE | {"quantity": "7", "net_kg": "9", "amount": "11"}], issue_date="2025-03-01", total_amount="11"
    )
    assert len(found(old, new)) == 2


def test_a_misread_letter_in_the_number_hides_no_copy() -> None:
    first, second = (made.invoice(number, [LINE], total_amount="1900") for number in ("INV-100", "INV-1O0"))
    assert len(found(first, second)) == 1
    other = made.invoice("INV-1O0", [LINE | {"net_kg": "61"}], total_amount="1950")
    assert len(found(first, other)) == 2


def test_papers_without_a_number_are_copies_where_all_agrees() -> None:
    first, second = (made.packing("", [LINE], total_net_weight_kg="60") for _ in range(2))
    assert len(found(first, second)) == 1
    assert len(found(first, made.packing("", [LINE | {"quantity": "999"}], total_net_weight_kg="60"))) == 2


def part(pieces: str, kg: str, **values: str) -> Paper:
    return made.packing("INV-1", [LINE | {"quantity": pieces, "net_kg": kg}], **values)


def test_packing_lists_that_make_up_the_invoice_are_parts() -> None:
    papers = part("250", "15"), part("750", "45")
    assert len(found(*papers, whole=lambda _: (Decimal(1000), Decimal(60)))) == 2
    assert len(found(*papers, whole=lambda _: (Decimal(800), Decimal(48)))) == 1


def test_packing_lists_of_two_bills_of_lading_are_parts() -> None:
    assert len(found(part("250", "15", bl_number="A1"), part("750", "45", bl_number="A2"))) == 2
    assert len(found(part("250", "15", bl_number="A1"), part("750", "45", bl_number="A1"))) == 1


def test_packing_lists_with_numbers_of_their_own_are_parts() -> None:
    assert len(found(part("250", "15", document_number="PL-1"), part("750", "45", document_number="PL-2"))) == 2
