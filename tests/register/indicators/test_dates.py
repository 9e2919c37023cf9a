"""D: papers used twice, parcels, dates, check digits."""

from __future__ import annotations

from typing import Any

from extractor.register.indicators import dates
from tests.register.indicators import made

DY = {"description": "NdFeB magnet with Dy", "elements": ("Dy", "Nd"), "net_kg": "20"}


def test_an_invoice_number_for_two_shipments() -> None:
    first, second = (made.shipment(made.invoice("A-1"), key=f"s{n}", day=f"2025-08-1{n}") for n in (1, 2))
    assert made.found(dates.used_twice, first, second) == []
    assert len(made.found(dates.used_twice, second, first)) == 1
    other = made.shipment(made.invoice("A-1", parties={"seller": "Another Seller Co., Ltd."}), key="s3")
    assert made.found(dates.used_twice, other, first) == []


def test_bill_and_container() -> None:
    first = made.shipment(
        made.invoice("A-1", bl_number="SHA1", container_numbers="MSCU1234566"), key="s1", day="2025-08-10"
    )
    other = {"buyer": "Tundra Motor Oyj"}
    second = made.shipment(
        made.invoice("A-2", parties=other, bl_number="SHA1", container_numbers="MSCU1234566"), key="s2", country="FI"
    )
    found = made.found(dates.used_twice, second, first)
    assert [one.severity for one in found] == ["medium", "medium"]
    later = made.shipment(
        made.invoice("A-3", container_numbers="MSCU1234566"), key="s3", country="FI", day="2025-12-01"
    )
    assert made.found(dates.used_twice, later, first) == []


def parcels(days: list[str], **line: Any) -> list[Any]:
    return [made.shipment(made.invoice(f"A-{n}", [DY | line]), key=f"s{n}", day=day) for n, day in enumerate(days)]


def told(shipments: list[Any]) -> list[int]:
    book = made.book(*shipments)
    return [len(list(dates.split_up(one, book))) for one in shipments]


def test_many_small_parcels_are_told_once() -> None:
    assert told(parcels(["2025-08-01", "2025-08-05", "2025-08-09"])) == [0, 0, 1]
    assert told(parcels(["2025-08-01", "2025-08-05"])) == [0, 0]
    assert told(parcels(["2025-05-01", "2025-08-05", "2025-10-09"])) == [0, 0, 0]
    assert told(parcels(["2025-08-01", "2025-08-05", "2025-08-09"], elements=("Nd",))) == [0, 0, 0]
    assert told(parcels(["2025-08-01", "2025-08-05", "2025-08-09"], net_kg="300")) == [0, 0, 0]
    assert told(parcels(["2025-08-01", "2025-08-05", "2025-08-09"], net_kg="1")) == [0, 0, 0]


def test_dates() -> None:
    good = made.shipment(made.invoice(contract_date="2025-06-01"), made.packing())
    assert made.found(dates.dates_out_of_order, good) == []
    late = made.shipment(made.invoice(contract_date="2025-09-01"))
    assert len(made.found(dates.dates_out_of_order, late)) == 1
    early = made.shipment(made.invoice(), made.licence(contract_date="2025-06-20"))
    assert len(made.found(dates.dates_out_of_order, early)) == 1
    tomorrow = made.shipment(made.invoice(issue_date="2026-12-01"))
    assert "after it came in" in made.found(dates.dates_out_of_order, tomorrow)[0].message
    packed = made.shipment(made.invoice(), made.packing(issue_date="2025-07-01"))
    assert [one.severity for one in made.found(dates.dates_out_of_order, packed)] == ["low"]


def test_check_digits() -> None:
    assert made.found(dates.check_digits, made.invoice(container_numbers="CSQU3054383")) == []
    found = made.found(dates.check_digits, made.invoice(container_numbers="CSQU3054384", bl_number="784-12345678"))
    assert len(found) == 2
    people = {"buyer": ("Quellwasser Antriebe GmbH", "DE")}
    assert made.found(dates.check_digits, made.invoice(parties=people)) == []


def test_a_second_version_should_say_so() -> None:
    first, second = made.invoice(total_amount="100"), made.invoice(total_amount="200")
    replaced = {second.document_id: (first,)}
    assert "100 and 200" in made.found(dates.silently_replaced, second, replaced=replaced)[0].message
    assert made.found(dates.silently_replaced, first, replaced=replaced) == []
    spoken = made.invoice(total_amount="200", remarks="This corrects our invoice of July")
    assert made.found(dates.silently_replaced, spoken, replaced={spoken.document_id: (first,)}) == []
    revised = made.invoice("INV-1-REV2", total_amount="200")
    assert made.found(dates.silently_replaced, revised, replaced={revised.document_id: (first,)}) == []
