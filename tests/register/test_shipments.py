"""Shipments: the papers of one movement counted once, whatever order they come in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.register.paper import Paper
from extractor.register.shipment import Shipment
from extractor.register.shipments import licences, shipments
from tests.register.indicators import made

A: dict[str, Any] = {
    "description": "NdFeB magnet",
    "grade": "N42",
    "quantity": "1000",
    "unit": "H87",
    "amount": "1900",
    "net_kg": "61",
}
P: dict[str, Any] = {"description": "NdFeB magnet", "grade": "N42", "quantity": "1000", "unit": "H87", "net_kg": "60"}


def kg(found: Sequence[Shipment]) -> list[Decimal | None]:
    return [shipment.kg for shipment in found]


def test_invoice_and_packing_list_count_once_with_the_packed_weight() -> None:
    [found] = shipments([made.invoice(lines=[A]), made.packing(lines=[P])])
    assert found.kg == 60
    assert found.lines[0].goods.net_kg == 61
    assert (found.date, found.country) == (date(2025, 8, 15), "DE")
    assert found.client is not None and found.client.name == made.BUYER


def test_a_proforma_never_counts() -> None:
    assert shipments([made.paper("proforma_invoice", {"document_number": "PI-1"}, lines=[A])]) == ()


def test_a_packing_list_alone_is_a_shipment() -> None:
    assert kg(shipments([made.packing(lines=[P])])) == [60]


def test_junk_and_marked_duplicates_do_not_count() -> None:
    papers = [
        replace(made.invoice(f"INV-{n}", [A]), status=status)
        for n, status in enumerate(("junk", "duplicate", "reviewed"))
    ]
    assert len(shipments(papers)) == 1


def test_copies_and_corrections_are_kept_and_not_counted() -> None:
    first, again = made.invoice(lines=[A]), made.invoice(lines=[A])
    later = made.invoice(lines=[A | {"net_kg": "55", "amount": "1700"}], issue_date="2025-08-18", total_amount="1700")
    [found] = shipments([first, again, later])
    assert found.kg == 55 and found.invoices == (later,)
    assert {paper.document_id for paper in found.superseded} == {first.document_id, again.document_id}
    assert {link.kind for link in found.links} == {"same_paper", "replaces"}


def test_one_packing_list_for_two_invoices() -> None:
    invoices = [made.invoice(f"INV-{n}", [A], bl_number="A1") for n in (1, 2)]
    packing = made.packing("", [P | {"net_kg": "122", "quantity": "2000"}], bl_number="A1")
    [found] = shipments([*invoices, packing])
    assert found.kg == 122 and len(found.invoices) == 2


def test_a_tie_is_doubtful_and_joins_nothing() -> None:
    invoices = [made.invoice(f"INV-{n}", [A], bl_number="A1") for n in (1, 2)]
    packing = made.packing("", [P], bl_number="A1")
    found = shipments([*invoices, packing])
    assert len(found) == 3
    assert {link.doubtful for shipment in found for link in shipment.links} == {True}
    pair = frozenset((invoices[1].document_id, packing.document_id))
    decided = shipments([*invoices, packing], {pair: True})
    assert sorted(len(shipment.packing_lists) for shipment in decided) == [0, 1]
    joined = next(shipment for shipment in decided if shipment.packing_lists)
    assert joined.invoices == (invoices[1],)


def test_a_licence_is_drawn_where_its_number_is_quoted() -> None:
    licence = made.licence(lines=[{"description": "NdFeB", "net_kg": "500"}])
    quoting = made.invoice("INV-1", [A], licence_number="25-AA-100001")
    found = shipments([licence, quoting, made.invoice("INV-2", [A])])
    assert [
        len(shipment.licences) for shipment in sorted(found, key=lambda one: one.invoices[0].values["document_number"])
    ] == [1, 0]
    assert licences([licence, quoting]) == (licence,)


def test_an_id_stays_when_more_papers_come() -> None:
    invoice, packing = made.invoice(lines=[A]), made.packing(lines=[P])
    ids = {
        shipments(papers)[0].id
        for papers in ([invoice], [packing], [invoice, packing], [invoice, packing, made.licence()])
    }
    assert len(ids) == 1


def test_ids_of_one_number_in_two_years_differ() -> None:
    old = made.invoice(
        lines=[A | {"quantity": "5", "amount": "9", "net_kg": "2"}], issue_date="2024-01-15", total_amount="9"
    )
    found = shipments([old, made.invoice(lines=[A], total_amount="1900")])
    assert len({shipment.id for shipment in found}) == 2


# -- properties --------------------------------------------------------------------------------------------------------


@st.composite
def stacks(draw: st.DrawFn) -> list[Paper]:
    """Papers of a few trades, with copies, corrections, parts, misread numbers and papers without numbers."""
    out: list[Paper] = []
    for number in range(draw(st.integers(1, 4))):
        grade, pieces = draw(st.sampled_from(("N42", "N38UH"))), draw(st.integers(2, 9)) * 100
        line = A | {"grade": grade, "quantity": str(pieces), "net_kg": str(Decimal(pieces) / 16)}
        packed = {name: value for name, value in line.items() if name != "amount"}
        values: dict[str, Any] = draw(
            st.sampled_from(({}, {"bl_number": f"BL{number % 2}"}, {"contract_number": "C-1"}))
        )
        numbered = draw(st.sampled_from((f"INV-{number}", f"INV-{number}", "")))
        out.append(made.invoice(numbered, [line], **values))
        for kind in draw(
            st.lists(st.sampled_from(("copy", "correction", "packing", "part", "bare", "licence")), max_size=4)
        ):
            if kind == "copy":
                out.append(made.invoice(numbered, [line], **values))
            elif kind == "correction":
                out.append(
                    made.invoice(numbered, [line | {"amount": "5", "net_kg": "7"}], issue_date="2025-08-16", **values)
                )
            elif kind == "licence":
                out.append(made.licence(f"25AA10000{number}", [packed]))
            else:
                share = (
                    packed | {"quantity": str(pieces // 2), "net_kg": str(Decimal(pieces) / 32)}
                    if kind == "part"
                    else packed
                )
                out.append(made.packing("" if kind == "bare" else numbered, [share], **values))
    return out


def told(found: Sequence[Shipment]) -> list[tuple[Any, ...]]:
    """A register as content: without the numbers of documents, which depend on arrival."""
    return sorted(
        (one.id, one.kg, str(one.date), sorted(p.sha256 for p in one.papers), sorted(p.sha256 for p in one.superseded),
         sorted((link.kind, link.score, link.doubtful) for link in one.links), [(line.kg, line.amount) for line in one.lines])
        for one in found
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(stacks(), st.integers(0, 10**6))
def test_any_order_gives_the_same_register(papers: list[Paper], seed: int) -> None:
    mixed = [replace(paper, received_at=f"2026-02-{1 + n % 28:02}") for n, paper in enumerate(papers)]
    random.Random(seed).shuffle(mixed)
    assert told(shipments(mixed)) == told(shipments(papers))


@settings(max_examples=60, deadline=None)
@given(stacks())
def test_numbered_papers_twice_weigh_the_same(papers: list[Paper]) -> None:
    numbered = [paper for paper in papers if paper.doc_type == "commercial_invoice" and paper.value("document_number")]
    again = [replace(paper, document_id=paper.document_id + 10**6, sha256=paper.sha256[::-1]) for paper in numbered]
    once, twice = shipments(numbered), shipments([*numbered, *again])
    assert sorted(map(str, kg(once))) == sorted(map(str, kg(twice)))
    assert {one.id for one in once} == {one.id for one in twice}


def test_a_packing_list_goes_with_the_invoice_that_it_quotes_to_the_mark() -> None:
    other = A | {"description": "Dy oxide", "grade": "4N", "quantity": "300", "amount": "55000", "net_kg": "300"}
    papers = [
        made.invoice("BT25-R1", [A], issue_date="2025-01-10"),
        made.invoice("BT25-R2", [other], issue_date="2025-02-03"),
        made.packing("BT25-R1", [P], issue_date="2025-01-11"),
        made.packing("BT25-R2", [P | {"quantity": "300", "net_kg": "299", "grade": "4N"}], issue_date="2025-02-04"),
    ]
    found = shipments(papers)
    assert [(len(one.invoices), len(one.packing_lists), one.kg) for one in found] == [
        (1, 1, Decimal(60)),
        (1, 1, Decimal(299)),
    ]
