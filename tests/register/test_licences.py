"""The ledger: what is drawn on a licence, line by line, what is reserved, what a person is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.register.control import ControlList
from extractor.register.licences import Account, Terms, ledger, terms
from extractor.register.paper import Paper
from extractor.register.rows import gone_on
from extractor.register.shipments import licences, shipments
from extractor.settings import LicenceSettings
from tests.register.indicators import made

SETTINGS = LicenceSettings()
DY: dict[str, Any] = {
    "description": "NdFeB magnet with Dy",
    "elements": ("Dy", "Nd"),
    "grade": "N38UH",
    "hs_code": "8505111000",
}
SM: dict[str, Any] = {"description": "SmCo magnet", "elements": ("Sm",), "grade": "YXG-28", "hs_code": "8505111000"}
PLAIN: dict[str, Any] = {"description": "NdFeB magnet", "elements": ("Nd",), "grade": "N42", "hs_code": "8505111000"}


def books(*papers: Paper, given: dict[str, Terms] | None = None) -> tuple[Account, ...]:
    return ledger(shipments(papers), licences(papers), SETTINGS, ControlList().status, given)


def sale(
    number: str, *lines: dict[str, Any], day: str = "2025-08-15", licence: str = "25AA100001", **values: Any
) -> Paper:
    quoted: dict[str, Any] = {"licence_number": licence} if licence else {}
    return made.invoice(number, list(lines), issue_date=day, **quoted, **values)


def test_uses_come_in_the_order_of_their_days_with_a_running_total() -> None:
    licence = made.licence(lines=[DY | {"net_kg": "100"}], multiple_use="true")
    later = sale("B", DY | {"net_kg": "30"}, day="2025-09-02")
    papers = [licence, later, sale("A", DY | {"net_kg": "50.5"}, day="2025-08-02")]
    [account] = books(*papers)
    assert [(use.place, str(use.day), use.kg, use.used) for use in account.uses] == [
        (1, "2025-08-02", Decimal("50.5"), Decimal("50.5")), (2, "2025-09-02", Decimal(30), Decimal("80.5"))]  # fmt: skip
    assert account.remaining_kg == Decimal("19.5")


def test_each_line_is_drawn_by_its_own_goods() -> None:
    licence = made.licence(lines=[DY | {"net_kg": "100"}, SM | {"net_kg": "20"}])
    [account] = books(licence, sale("A", DY | {"net_kg": "50"}, SM | {"net_kg": "25"}))
    assert [(line.used_kg, line.remaining_kg) for line in account.lines] == [
        (Decimal(50), Decimal(50)),
        (Decimal(25), Decimal(-5)),
    ]
    assert account.licensed_kg == 120 and account.remaining_kg == 45


def test_free_goods_beside_licensed_ones_draw_nothing() -> None:
    [account] = books(
        made.licence(lines=[DY | {"net_kg": "100"}]), sale("A", DY | {"net_kg": "50"}, PLAIN | {"net_kg": "900"})
    )
    assert account.remaining_kg == 50


def test_goods_that_fit_no_line_draw_on_the_whole() -> None:
    [account] = books(made.licence(lines=[DY | {"net_kg": "100"}]), sale("A", SM | {"net_kg": "40"}))
    assert account.remaining_kg == 60 and account.lines[0].used_kg == 0


def test_goods_without_weight_are_told() -> None:
    [account] = books(made.licence(lines=[DY | {"net_kg": "100"}]), sale("A", DY))
    assert [(use.kg, use.weighed) for use in account.uses] == [(Decimal(0), False)]


@pytest.mark.parametrize(("values", "uses", "tolerance", "general"), [
    ({}, 1, "0.0", False), ({"multiple_use": "true"}, 12, "0.0", False), ({"remarks": "非一批一证"}, 12, "0.0", False),
    ({"remarks": "两用物项通用许可"}, None, "0.0", True), ({"remarks": "General Licence"}, None, "0.0", True),
    ({"remarks": "bulk goods"}, 1, "0.05", False),
])  # fmt: skip
def test_terms_are_read_from_the_face(values: dict[str, Any], uses: int | None, tolerance: str, general: bool) -> None:
    found = terms(made.licence(**values), SETTINGS)
    assert (found.most_uses, found.tolerance, found.general) == (uses, Decimal(tolerance), general)


def test_the_word_of_a_person_goes_before_the_face() -> None:
    said = Terms(3, Decimal("0.2"), False, "set by ann")
    [account] = books(made.licence(lines=[DY | {"net_kg": "100"}]), given={"25AA100001": said})
    assert (account.most_uses, account.allowed_kg, account.basis) == (3, Decimal(120), "set by ann")


@pytest.mark.parametrize(
    ("values", "gone"), [({}, date(2025, 9, 14)), ({"bl_number": "A1"}, date(2025, 8, 15)), ({"day": ""}, None)]
)
def test_a_shipment_without_a_bill_of_lading_is_reserved_for_a_while(values: dict[str, str], gone: date | None) -> None:
    [shipment] = shipments([sale("A", DY | {"net_kg": "40"}, **values)])
    assert gone_on(shipment, SETTINGS) == gone


def test_a_use_without_a_quoted_number_is_proposed_and_takes_nothing() -> None:
    licence = made.licence(lines=[DY | {"net_kg": "100"}], contract_number="SC-1")
    [account] = books(licence, sale("A", DY | {"net_kg": "40"}, licence="", contract_number="SC-1"))
    assert account.remaining_kg == 100 and not account.uses
    [proposal] = account.proposals
    assert proposal.kg == 40 and "same contract SC-1" in proposal.reasons


@pytest.mark.parametrize("sold", [
    sale("A", SM | {"net_kg": "40"}, licence="", contract_number="SC-1"),
    sale("A", DY | {"net_kg": "40"}, licence="", contract_number="SC-2"),
    sale("A", DY | {"net_kg": "40"}, licence="", contract_number="SC-1", day="2026-03-01"),
    sale("A", PLAIN | {"net_kg": "40"}, licence="", contract_number="SC-1"),
    sale("A", DY | {"net_kg": "40"}, licence="25AA999999", contract_number="SC-1"),
])  # fmt: skip
def test_what_does_not_fit_is_not_proposed(sold: Paper) -> None:
    [account] = books(made.licence(lines=[DY | {"net_kg": "100"}], contract_number="SC-1"), sold)
    assert not account.proposals


def test_of_two_licences_each_is_drawn_by_its_own_element() -> None:
    dy, sm = made.licence("25AA100001", [DY | {"net_kg": "100"}]), made.licence("25AA100002", [SM | {"net_kg": "20"}])
    invoice = sale("A", DY | {"net_kg": "50"}, SM | {"net_kg": "5"})
    packing = made.packing("A", [DY | {"net_kg": "50"}, SM | {"net_kg": "5"}], licence_number="25AA100002")
    assert [account.remaining_kg for account in books(dy, sm, invoice, packing)] == [50, 15]
