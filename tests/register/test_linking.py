"""Whether a packing list belongs to an invoice, with score and reasons."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.register.linking import DOUBTFUL, SURE, alike, base_number, keys, pair_score, revision
from tests.register.indicators import made

LINE: dict[str, Any] = {
    "description": "NdFeB magnet",
    "grade": "N42",
    "quantity": "1000",
    "unit": "H87",
    "net_kg": "60",
}


@pytest.mark.parametrize(("number", "base"), [
    ("INV-17", "INV17"), ("INV-17-R1", "INV17"), ("INV-17REV.2", "INV17"), ("inv 17 rev b", "INV17REVB"),
    ("2025R01", "2025R01"), ("INV-001A", "INV001A"), ("FR12", "FR12"), ("ZY-88更正", "ZY88"), ("R1", "R1"),
])  # fmt: skip
def test_base_number(number: str, base: str) -> None:
    assert base_number(number) == base


def test_revision() -> None:
    assert revision(made.invoice("INV-17")) == 0
    assert revision(made.invoice("INV-17-R3")) == 3
    assert revision(made.invoice("INV-17", remarks="This invoice replaces INV-16")) == 1
    assert alike("INV-1O0") == alike("INV-100")


@pytest.mark.parametrize(("invoice", "packing", "verdict"), [
    ({}, {}, "sure"),
    ({"bl_number": "A1"}, {"bl_number": "A2"}, "sure"),
    ({"number": "INV-2"}, {}, "never"),
    ({"number": "INV-I"}, {}, "doubtful"),
    ({}, {"number": "", "bl_number": "A2"}, "no"),
    ({"bl_number": "A2", "lines": [LINE]}, {"number": "", "bl_number": "A2", "lines": [LINE]}, "sure"),
    ({"contract_number": "C1", "lines": [LINE]}, {"number": "", "contract_number": "C1", "lines": [LINE]}, "sure"),
    ({"contract_number": "C1", "bl_number": "A1"}, {"number": "", "contract_number": "C2", "bl_number": "A1"}, "never"),
    ({"contract_number": "C1"}, {"number": "", "contract_number": "C1"}, "doubtful"),
    ({"parties": {"seller": "Zunyi Redcliff Rare Earth Magnet Co., Ltd."}}, {}, "doubtful"),
    ({"issue_date": "2024-08-15"}, {}, "doubtful"),
])  # fmt: skip
def test_pairs(invoice: dict[str, Any], packing: dict[str, Any], verdict: str) -> None:
    score, reasons = pair_score(made.invoice(**invoice), made.packing(**packing))
    expected = "sure" if score >= SURE else "doubtful" if score >= DOUBTFUL else "no" if score > 0 else "never"
    assert expected == verdict, (score, reasons)
    assert reasons


def test_papers_without_numbers_meet_over_goods_and_parties() -> None:
    invoice = made.invoice("", [LINE], total_net_weight_kg="60.0")
    packing = made.packing("", [LINE], total_net_weight_kg="60")
    assert keys(invoice) & keys(packing)
    assert not keys(invoice) & keys(made.packing("", [LINE | {"quantity": "1"}], total_net_weight_kg="61"))
