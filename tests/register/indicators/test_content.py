"""C: goods against their names."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.register.indicators import content
from tests.register.indicators import made

FERRITE = {
    "description": "Ferrite magnet",
    "hs_code": "8505190090",
    "size": "F40x20x10",
    "unit": "H87",
    "quantity": "1000",
}


def of(rule: Any, line: dict[str, Any], *papers: Any) -> list[Any]:
    return made.found(rule, made.shipment(made.invoice(lines=[line]), *papers))


def test_ferrite_with_the_price_and_density_of_ndfeb() -> None:
    found = of(content.tariff_code_differs, FERRITE | {"net_kg": "60", "amount": "2400"})
    assert len(found) == 1 and found[0].agreeing == 2 and found[0].severity is None
    paths = {cite.path for cite in found[0].cites}
    assert {"lines[0].hs_code", "lines[0].size", "lines[0].net_weight_kg", "lines[0].amount"} <= paths


@pytest.mark.parametrize(
    "line",
    [
        FERRITE | {"net_kg": "39", "amount": "160"},
        FERRITE | {"net_kg": "39", "amount": "2400"},
        FERRITE | {"net_kg": "60", "amount": "160"},
        {"description": "Sintered NdFeB magnet", "hs_code": "8505111000", "grade": "N42"},
        {"description": "Sintered NdFeB magnet", "hs_code": "85051110"},
        {"description": "Sintered NdFeB magnet"},
        {"description": "AlNiCo magnet", "hs_code": "8505119000", "net_kg": "10", "amount": "500"},
        {"description": "Steel bracket", "hs_code": "7326901900", "net_kg": "10", "amount": "500"},
        {"description": "Dysprosium oxide", "hs_code": "2846901500", "net_kg": "10", "amount": "2500"},
        {"description": "PrNd metal", "hs_code": "2805302900"},
        {"description": "Samarium-cobalt alloy 99.9%", "hs_code": "7202999900"},
    ],
)
def test_goods_under_their_own_code(line: dict[str, Any]) -> None:
    assert of(content.tariff_code_differs, line) == []


@pytest.mark.parametrize(
    ("code", "severity"), [("8505190090", None), ("8505119000", "high"), ("7326901900", None), ("8503009090", None)]
)
def test_magnets_under_the_code_of_something_else(code: str, severity: str | None) -> None:
    found = of(content.tariff_code_differs, {"description": "Sintered NdFeB magnet", "hs_code": code, "grade": "N42"})
    assert len(found) == 1 and found[0].severity == severity and found[0].agreeing == 2


def test_bonded_magnets_are_told_more_softly() -> None:
    found = of(content.tariff_code_differs, {"description": "Bonded NdFeB magnet", "hs_code": "8505190090"})
    assert [one.severity for one in found] == ["high"]


def test_an_element_on_the_packing_list_alone() -> None:
    line = {"description": "NdFeB magnet", "grade": "N40SH", "elements": ("Nd",)}
    packed = made.packing(lines=[line | {"elements": ("Dy", "Nd"), "description": "NdFeB magnet with Dy"}])
    assert len(of(content.element_hidden, line, packed)) == 1
    assert of(content.element_hidden, line, made.packing(lines=[line])) == []
    assert of(content.element_hidden, line | {"elements": ("Dy", "Nd")}, made.packing(lines=[line])) == []


def test_said_to_be_free_of_it() -> None:
    line = {"description": "NdFeB magnet, Dy-free", "grade": "N42", "elements": ("Nd",)}
    packed = made.packing(lines=[{"description": "NdFeB magnet", "grade": "N42", "composition": "Nd 29%, Dy 1.2%"}])
    assert [one.severity for one in of(content.element_hidden, line, packed)] == [None]
    assert of(content.element_hidden, line) == []
    assert [one.severity for one in of(content.element_hidden, line | {"grade": "N35EH"})] == ["high"]
    traces = made.packing(lines=[{"description": "NdFeB magnet", "grade": "N42", "composition": "Nd 29%, Dy 0.03%"}])
    assert of(content.element_hidden, line, traces) == []


@pytest.mark.parametrize(
    ("grade", "severities"),
    [("N42", []), ("N42M", []), ("N42H", []), ("N42SH", [None]), ("38UH", ["high"]), ("N30AH", ["high"])],
)
def test_grades_that_suggest_heavy_rare_earths(grade: str, severities: list[str | None]) -> None:
    line = {"description": "NdFeB magnet", "grade": grade, "elements": ("Nd",)}
    assert [one.severity for one in of(content.grade_suggests, line)] == severities
    assert of(content.grade_suggests, line | {"composition": "Nd 30%, Pr 1%"}) == []
    assert of(content.grade_suggests, line | {"elements": ("Dy", "Nd")}) == []
    assert of(content.grade_suggests, line, made.licence()) == []
    before = made.shipment(made.invoice(lines=[line]), day="2025-04-03")
    assert made.found(content.grade_suggests, before) == []


def test_mixed_lots() -> None:
    many = of(content.mixed_lot, {"description": "NdFeB magnets N35, N38H, N42SH, N30UH"})
    assert len(many) == 1 and many[0].severity is None
    assert of(content.mixed_lot, {"description": "NdFeB magnets N35, N42"}) == []
    assert [one.severity for one in of(content.mixed_lot, {"description": "Magnets, various models"})] == ["medium"]


@pytest.mark.parametrize(
    ("composition", "hits"),
    [
        ("Nd 29%, Fe 69%, B 1%, Al 0.5%", 0),
        ("Nd 29%, Pr 1%, Fe 60%, B 1%", 1),
        ("镨4.49%,钕13.5%,铁65.7%,硼0.95%,铈15.36%", 0),
        ("钕14.003328%,镨4.713977%,钆0.326348%,铽0.009584%等 [A]28%", 1),
        ("Nd 29.5%", 0),
        ("Nd 27.9%, B 0.96%, Fe 61%", 0),
        ("Nd 30%, Fe bal.", 0),
    ],
)
def test_composition_sums(composition: str, hits: int) -> None:
    assert len(made.found(content.composition_sum, made.invoice(lines=[{"composition": composition}]))) == hits


def test_cover_names() -> None:
    line = {"description": "Metal target sample", "net_kg": "10", "amount": "3000", "hs_code": "8112999000"}
    found = of(content.cover_name, line)
    assert len(found) == 1 and "Magnetics" in found[0].message
    assert of(content.cover_name, line | {"amount": "30"}) == []
    assert of(content.cover_name, line | {"elements": ("Y",)}) == []


def test_motor_parts_that_weigh_like_magnets() -> None:
    line = {"description": "Rotor part", "size": "F40x20x10", "unit": "H87", "quantity": "1000"}
    assert len(of(content.part_claim, line | {"net_kg": "60"})) == 1
    assert of(content.part_claim, line | {"net_kg": "62.8"}) == [], "steel"
    assert of(content.part_claim, line) == []
