"""W: the chain of weights."""

from __future__ import annotations

import pytest

from extractor.register.indicators.weights import density_differs, packages, tare_share, weight_chain, weight_sums
from tests.register.indicators import made


@pytest.mark.parametrize(
    ("invoice", "packing", "hits"),
    [
        ("500", "500", 0),
        ("500", "501", 0),
        ("500", "502.5", 0),
        ("500", "503", 1),
        ("10", "10.9", 0),
        ("10", "11.1", 1),
    ],
)
def test_invoice_against_packing_list(invoice: str, packing: str, hits: int) -> None:
    goods = made.shipment(
        made.invoice(total_net_weight_kg=invoice),
        made.packing(total_net_weight_kg=packing, total_gross_weight_kg="600"),
    )
    found = made.found(weight_chain, goods)
    assert len(found) == hits
    if found:
        assert {cite.value for cite in found[0].cites} == {invoice, packing}
        assert all(cite.box is not None for cite in found[0].cites)


def test_a_split_shipment_adds_its_packing_lists_up() -> None:
    split = made.shipment(
        made.invoice(total_net_weight_kg="500"),
        made.packing(total_net_weight_kg="200"),
        made.packing(total_net_weight_kg="300"),
    )
    assert made.found(weight_chain, split) == []


def test_nothing_is_said_where_a_weight_is_missing() -> None:
    assert made.found(weight_chain, made.shipment(made.invoice(), made.packing(total_net_weight_kg="300"))) == []
    assert made.found(weight_chain, made.shipment(made.packing(total_net_weight_kg="300"))) == []


def test_net_above_gross_and_sums() -> None:
    heavy = made.packing(total_net_weight_kg="300", total_gross_weight_kg="290")
    assert "more than gross" in made.found(weight_sums, heavy)[0].message
    lines = [{"net_kg": "100.5"}, {"net_kg": "99.5"}]
    assert made.found(weight_sums, made.packing(lines=lines, total_net_weight_kg="200")) == []
    wrong = made.found(weight_sums, made.packing(lines=lines, total_net_weight_kg="210"))
    assert wrong[0].severity == "medium" and len(wrong[0].cites) == 3
    open_line = [{"net_kg": "100.5"}, {"quantity": "3"}]
    assert made.found(weight_sums, made.packing(lines=open_line, total_net_weight_kg="210")) == []


@pytest.mark.parametrize(
    ("net", "gross", "hits"), [("90", "100", 0), ("70", "100", 1), ("99.5", "100", 1), ("2", "9", 0), ("80", "0", 0)]
)
def test_share_of_packing(net: str, gross: str, hits: int) -> None:
    assert len(made.found(tare_share, made.packing(total_net_weight_kg=net, total_gross_weight_kg=gross))) == hits


def test_density_of_the_declared_material() -> None:
    line = {"description": "Sintered NdFeB magnet", "size": "F40x20x10", "unit": "H87", "quantity": "1000"}
    right = made.shipment(made.invoice(lines=[line | {"net_kg": "60"}]))
    assert made.found(density_differs, right) == []
    wrong = made.found(density_differs, made.shipment(made.invoice(lines=[line | {"net_kg": "39.2"}])))
    assert "4.90 g/cm3" in wrong[0].message and any("ferrite" in reading for reading in wrong[0].readings)
    kilograms = made.shipment(made.invoice(lines=[line | {"unit": "KGM", "net_kg": "39.2"}]))
    assert made.found(density_differs, kilograms) == []


def test_packages() -> None:
    assert (
        made.found(packages, made.packing(total_gross_weight_kg="500", total_packages="20", total_volume_m3="0.5"))
        == []
    )
    found = made.found(packages, made.packing(total_gross_weight_kg="5000", total_packages="2", total_volume_m3="0.5"))
    assert len(found) == 2
