"""Volumes by element: goods without a weight stand under their element, and no weight is not 0 kg."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.register.refresh import refresh
from extractor.reports import tables
from extractor.reports.volumes import table
from extractor.settings import Settings
from extractor.store import balance
from extractor.store.volumes import Question
from tests.register.desk import Desk

PARTIES = (("seller", "Harbin Polaris Magnetics Co., Ltd.", "CN"), ("buyer", "Tundra Motor Oyj", "FI"))
SMCO = {"description": "SmCo permanent magnet", "elements": "Sm", "amount": "15572"}
METAL = {"description": "Neodymium metal", "elements": "Nd", "amount": "900", "net_weight_kg": "10"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    for number, lines in (
        ("1", [SMCO, METAL]),
        ("2", [{**SMCO, "description": "Samarium mischief", "net_weight_kg": "7"}]),
    ):
        fields = {"document_number": number, "issue_date": "2025-06-02", "currency": "USD"}
        made.put("commercial_invoice", fields, lines, PARTIES)
    refresh(made.store, Settings())
    yield made
    made.store.close()


def rows(desk: Desk, *by: str) -> list[dict[str, Any]]:
    found = table(desk.store, Question(by))
    return [{name: tables.plain(cell) for name, cell in zip(found.columns, row, strict=True)} for row in found.rows]


def test_goods_without_a_weight_stand_under_their_element(desk: Desk) -> None:
    found = {row["element"]: row for row in rows(desk, "element")}
    assert set(found) == {"Nd", "Sm"}
    assert found["Sm"]["value"] == "31144" and found["Sm"]["unweighed_lines"] == "2"
    assert found["Sm"]["carriers_net_kg"] == "7" and found["Sm"]["likely_kg"] == ""
    assert found["Nd"]["likely_kg"] == "9.9" and found["Nd"]["unweighed_lines"] == "0"


def test_no_weight_is_not_zero(desk: Desk) -> None:
    found = {(row["elements"], row["shipment"]): row["net_kg"] for row in rows(desk, "elements", "shipment")}
    assert sorted(found.values()) == ["", "10", "7"]


def test_the_balance_knows_of_no_flow_without_a_weight(desk: Desk) -> None:
    assert {flow["element"] for flow in balance.flows(desk.store)} == {"Nd"}
