"""L: shipments against their licences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractor.register.indicators import licence as rules
from extractor.register.indicators import licence_fit as fit
from extractor.register.licences import Account, LineAccount, Use
from tests.register.indicators import made

DY = {
    "description": "NdFeB magnet with Dy",
    "elements": ("Dy", "Nd"),
    "hs_code": "8505111000",
    "grade": "N42SH",
    "net_kg": "100",
}


def test_controlled_goods_without_a_licence() -> None:
    found = made.found(rules.unlicensed, made.shipment(made.invoice(lines=[DY])))
    assert len(found) == 1 and "1C905.a.4" in found[0].message and found[0].severity is None
    assert "lines[0].elements" in {cite.path for cite in found[0].cites}


def test_a_licence_a_quoted_number_and_free_goods() -> None:
    assert made.found(rules.unlicensed, made.shipment(made.invoice(lines=[DY]), made.licence())) == []
    quoted = made.found(rules.unlicensed, made.shipment(made.invoice(lines=[DY], licence_number="25AA100001")))
    assert [one.severity for one in quoted] == ["medium"]
    assert (
        made.found(rules.unlicensed, made.shipment(made.invoice(lines=[DY | {"elements": ("Nd",), "grade": "N35"}])))
        == []
    )


@pytest.mark.parametrize(
    ("day", "hits"), [("2025-08-15", 0), ("2025-12-31", 0), ("2026-01-01", 1), ("2025-05-31", 1), ("2025-06-01", 0)]
)
def test_validity(day: str, hits: int) -> None:
    found = made.found(rules.out_of_validity, made.shipment(made.invoice(), made.licence(), day=day))
    assert len(found) == hits
    assert made.found(rules.out_of_validity, made.shipment(made.invoice(), made.licence(), day=None)) == []


@pytest.mark.parametrize(
    ("loaded", "cleared", "hits"),
    [
        ("Ningbo", "宁波海关", 0),
        ("NINGBO, CHINA", "Ningbo Customs", 0),
        ("Beilun", "甬北仑", 0),
        ("Shanghai", "宁波海关", 1),
        ("Shanghai", "Port Nowhere", 0),
        ("Yantian", "深圳海关", 0),
    ],
)
def test_port_of_clearance(loaded: str, cleared: str, hits: int) -> None:
    goods = made.shipment(made.invoice(port_of_loading=loaded), made.licence(port_of_clearance=cleared))
    assert len(made.found(fit.other_port, goods)) == hits


def test_holder_of_the_licence() -> None:
    other = made.licence(parties={"exporter": "Qinghai Nebula Alloys Co., Ltd."})
    agent = made.licence(parties={"exporter": "Qinghai Nebula Alloys Co., Ltd.", "consignor": made.SELLER})
    chinese = made.licence(parties={"exporter": "哈尔滨北极星磁材有限公司"})
    assert len(made.found(fit.other_holder, made.shipment(made.invoice(), other))) == 1
    assert made.found(fit.other_holder, made.shipment(made.invoice(), agent)) == []
    assert made.found(fit.other_holder, made.shipment(made.invoice(), chinese)) == [], "two scripts: nobody can say"
    assert made.found(fit.other_holder, made.shipment(made.invoice(), made.licence())) == []


@pytest.mark.parametrize(
    ("licensed", "severities"),
    [
        ({}, []),
        ({"hs_code": "85051110"}, []),
        ({"hs_code": "2846901500"}, [None]),
        ({"elements": ("Nd", "Tb")}, [None]),
        ({"grade": "N35UH"}, ["medium"]),
        ({"amount": "9000"}, ["medium"]),
        ({"amount": "5500"}, []),
    ],
)
def test_lines_of_the_licence(licensed: dict[str, Any], severities: list[str | None]) -> None:
    goods = made.shipment(
        made.invoice(lines=[DY | {"amount": "5000"}]),
        made.licence(lines=[DY | {"amount": "5000"} | licensed], currency="USD"),
    )
    assert [one.severity for one in made.found(fit.not_covered, goods)] == severities


def test_a_mixed_shipment_needs_cover_for_its_controlled_lines_alone() -> None:
    plain = {
        "description": "NdFeB magnet",
        "elements": ("Nd",),
        "hs_code": "8505111000",
        "grade": "N35",
        "net_kg": "900",
    }
    assert made.found(fit.not_covered, made.shipment(made.invoice(lines=[plain, DY]), made.licence(lines=[DY]))) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "hits"),
    [
        ("SC-2025-0042", "SC-2025-0042", 0),
        ("SC-2025-0042", "SC20250042", 0),
        ("QW-HBP-2025-000042-REV2", "QW-HBP-2025-00004", 0),
        ("SC-2025-0042", "SC-2025-0043", 1),
    ],
)
def test_contract(ours: str, theirs: str, hits: int) -> None:
    goods = made.shipment(made.invoice(contract_number=ours), made.licence(contract_number=theirs))
    assert len(made.found(fit.other_contract, goods)) == hits


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, []),
        ({"number": "24AA100001"}, ["one of 2024"]),
        ({"valid_until": "2025-05-01"}, ["before it was issued"]),
        ({"valid_until": "2027-05-01"}, ["longer than a year"]),
        ({"number": "X-77", "control_code": "1C905.a.4"}, ["not the form"]),
        ({"number": "X-77"}, []),
        ({"number": "X-77", "valid_until": "2027-05-01"}, []),
        ({"number": "SI24616037"}, []),
    ],
)
def test_odd_licences(values: dict[str, Any], words: list[str]) -> None:
    found = made.found(fit.odd_licence, made.licence(**values))
    assert len(found) == len(words) and all(word in one.message for word, one in zip(words, found, strict=True))


def test_two_licences_of_one_number() -> None:
    first, second = made.licence(total_quantity="500"), made.licence(total_quantity="900")
    found = made.found(fit.odd_licence, second, replaced={second.document_id: (first,)})
    assert len(found) == 1 and "total_quantity" in found[0].message and len(found[0].cites) == 4
    assert made.found(fit.odd_licence, first, replaced={second.document_id: (first,)}) == []
    same = {first.document_id: (made.licence(total_quantity="500"),)}
    assert made.found(fit.odd_licence, first, replaced=same) == []


def account(allowed: str | None, uses: list[tuple[str, str]], most: int | None = None, **parts: Any) -> Account:
    """A licence with uses (shipment, kg) in order."""
    used, found = Decimal(), []
    for place, (key, kg) in enumerate(uses, 1):
        used += Decimal(kg)
        found.append(Use(key, Decimal(kg), used, place))
    limit = None if allowed is None else Decimal(allowed)
    paper = parts.pop("paper", None) or made.licence(total_net_weight_kg=allowed or "0")
    return Account(paper, limit, limit, most, parts.get("general", False), tuple(found))


def test_over_drawn() -> None:
    goods = made.shipment(made.invoice(lines=[DY]), key="b")
    over = made.found(rules.over_drawn, goods, accounts=(account("150", [("a", "100"), ("b", "100")]),))
    assert len(over) == 1 and "200 kg" in over[0].message and "150" in over[0].message
    assert {"total_net_weight_kg", "lines[0].net_weight_kg"} <= {cite.path for cite in over[0].cites}
    assert made.found(rules.over_drawn, goods, accounts=(account("200", [("a", "100"), ("b", "100")]),)) == []
    assert made.found(rules.over_drawn, goods, accounts=(account(None, [("b", "100")]),)) == []
    first = made.shipment(made.invoice(lines=[DY]), key="a")
    assert made.found(rules.over_drawn, first, accounts=(account("150", [("a", "100"), ("b", "100")]),)) == []


def test_one_line_of_a_licence_over_drawn() -> None:
    lines = [DY | {"net_kg": "50"}, DY | {"net_kg": "950"}]
    paper = made.licence(lines=lines)
    parts = tuple(
        LineAccount(n, paper.goods[n], paper.goods[n].net_kg, (Use("b", Decimal(kg), Decimal(kg), 1),))
        for n, kg in ((0, 60), (1, 40))
    )
    goods = made.shipment(made.invoice(lines=[DY]), key="b")
    whole = replace(account("1000", [("b", "100")], paper=paper), lines=parts)
    found = made.found(rules.over_drawn, goods, accounts=(whole,))
    assert len(found) == 1 and "line 1 of licence" in found[0].message
    assert made.found(rules.over_drawn, goods, accounts=(replace(whole, allowed_kg=Decimal(1200)),)) == []


def test_number_of_uses() -> None:
    goods = made.shipment(made.invoice(lines=[DY]), key="b")
    uses = [("a", "10"), ("b", "10")]
    assert len(made.found(rules.used_too_often, goods, accounts=(account("100", uses, 1),))) == 1
    assert made.found(rules.used_too_often, goods, accounts=(account("100", uses, 12),)) == []
    assert made.found(rules.used_too_often, goods, accounts=(account("100", uses, None),)) == []


def test_customers_of_a_general_licence() -> None:
    goods = made.shipment(made.invoice(parties={"buyer": "Tundra Motor Oyj"}), key="b")
    uses = [("b", "10")]
    assert len(made.found(rules.outside_the_general_licence, goods, accounts=(account("99", uses, general=True),))) == 1
    assert made.found(rules.outside_the_general_licence, goods, accounts=(account("99", uses),)) == []
    named = made.licence(parties={"end_user": "Tundra Motor Oyj"})
    assert (
        made.found(rules.outside_the_general_licence, goods, accounts=(account("9", uses, general=True, paper=named),))
        == []
    )
