"""Incoterms: the rule, its older and damaged prints, and the place as printed."""

import pytest

from extractor.gazetteer import incoterms as rules
from extractor.values import incoterms


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("FOB Ningbo (Incoterms 2020)", "FOB", "Ningbo"),
        ("CIF HAMBURG, GERMANY", "CIF", "HAMBURG, GERMANY"),
        ("Price term: EXW Osaka", "EXW", "Osaka"),
        ("C&F Busan", "CFR", "Busan"),
        ("C & F BUSAN", "CFR", "BUSAN"),
        ("CNF Busan", "CFR", "Busan"),
        ("成交方式 FOB 宁波", "FOB", "宁波"),
        ("FOB宁波", "FOB", "宁波"),
        ("离岸价 宁波", "FOB", "宁波"),
        ("CIP Genova, Incoterms® 2020; Payment: T/T", "CIP", "Genova"),
        ("DAP Brno Airport as per Incoterms(R) 2010", "DAP", "Brno Airport"),
        ("FCA Shanghai 国际贸易术语解释通则2020", "FCA", "Shanghai"),
        ("FOBNINGBO", "FOB", "NINGBO"),
        ("F0B Shanghai", "FOB", "Shanghai"),
        ("C1F Rotterdam", "CIF", "Rotterdam"),
        ("DDU Prague", "DAP", "Prague"),
        ("DAT Prague", "DPU", "Prague"),
        ("ex-works Osaka", "EXW", "Osaka"),
        ("EX WORKS", "EXW", None),
        ("F.O.B. NINGBO", "FOB", "NINGBO"),
        ("fob shanghai", "FOB", "shanghai"),
        ("FOB Ningbo USD 12,345.00", "FOB", "Ningbo"),
        ("FOB NINGBO USD12,345.00", "FOB", "NINGBO"),
        ("FOB Ningbo 12,345.00", "FOB", "Ningbo"),
        ("CIF Rotterdam T/T 30 days", "CIF", "Rotterdam"),
        ("FOB Ningbo\nTotal", "FOB", "Ningbo"),
        ("CFR Penang Shipping Date: February 12, 2025", "CFR", "Penang"),
        ("CFR Port Klang", "CFR", "Port Klang"),
        ("FOB 广州白云机场 起运地： 广州", "FOB", "广州白云机场"),
        ("CIF (Rotterdam), Netherlands", "CIF", "Rotterdam, Netherlands"),
        ("DDP 12345 Berlin, Germany", "DDP", "12345 Berlin, Germany"),
        ("Carriage Paid To Milano", "CPT", "Milano"),
        ("total USD CIF", "CIF", None),
    ],
)
def test_rule_and_place(text: str, rule: str, place: str | None) -> None:
    found = incoterms.find(text)
    assert found is not None
    assert (found.rule, found.place) == (rule, place)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FOB VALUE USD 12",
        "货值 FOB value",
        "FOB价值",
        "Les prix des produits",
        "BIFOB",
        "cip",
        "das dat",
        "Delivery: 30 days",
        "FOBXYZQ",
    ],
)
def test_other_texts_hold_no_rule(text: str) -> None:
    assert incoterms.find(text) is None


def test_the_span_covers_rule_and_place() -> None:
    text = "Terms: FOB Ningbo (Incoterms 2020)"
    found = incoterms.find(text)
    assert found is not None
    assert text[found.start : found.end] == "FOB Ningbo"


@pytest.mark.parametrize(("text", "expected"), [("CIF", True), ("c&f", True), ("离岸价", True), ("CIF Busan", False)])
def test_is_rule(text: str, expected: bool) -> None:
    assert incoterms.is_rule(text) is expected


@pytest.mark.parametrize("code", [rule.code for rule in rules()])
def test_every_rule_of_the_gazetteer_is_found(code: str) -> None:
    found = incoterms.find(f"{code} Ningbo")
    assert found is not None
    assert found.place == "Ningbo"
