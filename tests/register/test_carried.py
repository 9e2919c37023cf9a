"""What a shipment carries: weights of the packing list on the lines of the invoice, to the gram."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.register.carried import SHARED, lines, share
from extractor.register.paper import Paper
from extractor.register.shipment import REST, Shipment
from tests.register.indicators import made

A: dict[str, Any] = {"description": "NdFeB magnet", "grade": "N42", "quantity": "1000", "unit": "H87", "amount": "1900"}
B: dict[str, Any] = {"description": "SmCo magnet", "grade": "YXG-28", "quantity": "200", "unit": "H87", "amount": "990"}


def bare(line: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "amount"} | more


def weights(
    invoice: list[dict[str, Any]], packing: list[dict[str, Any]], **values: str
) -> list[tuple[str | None, str | None]]:
    found = lines((made.invoice(lines=invoice),), (made.packing(lines=packing, **values),))
    return [(None if one.kg is None else str(one.kg), None if one.amount is None else str(one.amount)) for one in found]


def total(invoices: tuple[Paper, ...], packing: tuple[Paper, ...]) -> Decimal | None:
    shipment: Shipment = made.shipment(*invoices, *packing, lines=lines(invoices, packing))
    return shipment.kg


def test_the_packing_list_counts_where_both_print_a_weight() -> None:
    assert weights([A | {"net_kg": "61"}], [bare(A, net_kg="60")]) == [("60", "1900")]


def test_lines_in_another_order_meet_by_grade() -> None:
    packing = [bare(B, net_kg="13"), bare(A, net_kg="60")]
    assert weights([A, B], packing) == [("60", "1900"), ("13", "990")]


def test_cartons_of_one_line_are_added_up() -> None:
    cartons = [bare(A, net_kg="20", quantity="400"), bare(A, net_kg="30", quantity="600"), bare(B, net_kg="13")]
    assert weights([A, B], cartons) == [("50", "1900"), ("13", "990")]


def test_a_freight_line_weighs_nothing() -> None:
    freight = {"description": "Ocean freight", "amount": "50"}
    assert weights([A, freight], [bare(A, net_kg="60")]) == [("60", "1900"), ("0", "50")]


def test_what_can_not_be_put_to_a_line_is_counted_once() -> None:
    odd = [
        {"description": "PARTS", "net_kg": "41"},
        {"description": "OTHER PARTS", "net_kg": "2"},
        {"description": "X", "net_kg": "1"},
    ]
    assert weights([A, B], odd) == [("0", "1900"), ("0", "990"), ("41", None), ("2", None), ("1", None)]


def test_a_total_alone_is_shared_out_by_the_weights_of_the_invoice() -> None:
    found = lines(
        (made.invoice(lines=[A | {"net_kg": "60"}, B | {"net_kg": "30"}]),), (made.packing(total_net_weight_kg="100"),)
    )
    assert [str(one.kg) for one in found] == ["66.667", "33.333"]
    assert {one.ground for one in found} == {SHARED}


def test_a_total_alone_over_different_goods_stands_by_itself() -> None:
    found = lines((made.invoice(lines=[A, B]),), (made.packing(total_net_weight_kg="73"),))
    assert [(one.kg, one.ground) for one in found][-1] == (Decimal(73), REST)
    assert total((made.invoice(lines=[A, B]),), (made.packing(total_net_weight_kg="73"),)) == 73


def test_one_line_takes_the_total() -> None:
    assert weights([A], [], total_net_weight_kg="60.5") == [("60.5", "1900")]


def test_a_packing_list_without_an_invoice() -> None:
    found = lines((), (made.packing(lines=[bare(A, net_kg="60")]),))
    assert [(one.kg, one.amount) for one in found] == [(Decimal(60), None)]


def test_parts_add_up() -> None:
    parts = tuple(made.packing(lines=[bare(A, quantity=n, net_kg=kg)]) for n, kg in (("250", "15"), ("750", "45")))
    assert total((made.invoice(lines=[A]),), parts) == 60
    totals = tuple(made.packing(total_net_weight_kg=kg) for kg in ("15", "45"))
    assert total((made.invoice(lines=[A, B]),), totals) == 60


grams = st.decimals("0.001", "99999", places=3)


@given(grams, st.lists(grams, min_size=1, max_size=9))
def test_shares_add_up_to_the_gram(whole: Decimal, parts: list[Decimal]) -> None:
    found = share(whole, parts)
    assert sum(found) == whole
    assert all(one >= 0 for one in found)


@given(st.lists(st.tuples(grams, grams), min_size=1, max_size=6))
def test_the_packing_lists_weight_is_never_lost(pairs: list[tuple[Decimal, Decimal]]) -> None:
    kinds = ("N35", "N42SH", "YXG-28", "N52", "N38UH", "N45H")
    billed = [A | {"grade": kinds[n], "net_kg": str(a)} for n, (a, _) in enumerate(pairs)]
    packed = [bare(A, grade=kinds[n], net_kg=str(b)) for n, (_, b) in enumerate(pairs)][::-1]
    found = lines((made.invoice(lines=billed),), (made.packing(lines=packed),))
    assert sum((one.kg or Decimal() for one in found), Decimal()) == sum(b for _, b in pairs)
