"""All rules together, and what the README says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from extractor.gazetteer.table import rows
from extractor.register.indicators.base import SEVERITIES, Rule
from extractor.register.indicators.run import PAPER_RULES, SHIPMENT_RULES, as_row, find, markdown
from tests.register.indicators import made

README = Path(__file__).resolve().parents[3] / "README.md"
CODES = {
    *(f"L{n}" for n in range(1, 11)), *(f"E{n}" for n in range(1, 6)), *(f"C{n}" for n in range(1, 8)), "W1", "W2", "W3",
    "P1", "P2", "P3", "P4", "D1", "D2", "D3", "D4", "Q1", "Q2", "Q3",
}  # fmt: skip


def test_every_check_of_the_domain_has_a_rule_that_explains_itself() -> None:
    rules: list[Rule[Any]] = [*SHIPMENT_RULES, *PAPER_RULES]
    assert {rule.code for rule in rules} == CODES
    for rule in rules:
        assert rule.explanation.endswith(".") and rule.legal_basis and rule.severity in SEVERITIES, rule.code
        assert "violation" not in rule.explanation.casefold()


def test_every_source_of_a_legal_basis_is_explained() -> None:
    known = {row["mark"] for row in rows("sources")}
    rules: list[Rule[Any]] = [*SHIPMENT_RULES, *PAPER_RULES]
    marks = {mark for rule in rules for mark in re.findall(r"\bF\d+[a-z]?\b", rule.legal_basis)}
    assert len(marks) > 10 and marks <= known


def test_the_readme_lists_what_the_code_does() -> None:
    section = re.search(
        r"<!-- indicators -->\n(.*?)\n<!-- /indicators -->", README.read_text(encoding="utf-8"), re.DOTALL
    )
    assert section is not None
    assert section[1].strip() == markdown(), "paste the output of `extractor report indicators --table` there"


def test_the_gravest_first_and_each_once() -> None:
    lines = [
        {
            "description": "NdFeB magnet with Dy",
            "elements": ("Dy", "Nd"),
            "quantity": "2",
            "unit_price": "3",
            "amount": "9",
        }
    ]
    goods = made.shipment(made.invoice(lines=lines))
    found = find(made.book(goods, goods))
    assert [one.code for one in found] == ["L1", "P4"]
    assert found[0].shipment_id == "s1" and found[1].shipment_id is None, (
        "twice the same paper stands in no one shipment"
    )


def test_a_row_holds_the_places() -> None:
    lines = [{"quantity": "2", "unit_price": "3", "amount": "9"}]
    (found,) = find(made.book(made.shipment(made.invoice(lines=lines))))
    row = as_row(found)
    assert {cite["path"] for cite in json.loads(row["cites"])} == {
        f"lines[0].{n}" for n in ("quantity", "unit_price", "amount")
    }
    assert all(cite["bbox"] == [10, 20, 110, 32] and cite["page"] == 1 for cite in json.loads(row["cites"]))
