"""The register in the store: made anew only where papers changed, and the same as if made from nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.register.refresh import refresh
from extractor.settings import RegisterSettings, Settings
from extractor.store import register, volumes
from extractor.store.edits import Edit
from extractor.store.volumes import Question
from tests.register.desk import Desk
from tests.register.scenario import half_a_year

TABLES = ("trades", "trade_lines", "volumes_by_client_month", "volumes_by_element_month", "licence_balance")
NOT_CONTENT = {"document_id"}
"""Numbers of documents depend on the order of arrival."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Half a year of papers, put into the register at once."""
    desk = half_a_year(tmp_path_factory.mktemp("whole")).desk
    refresh(desk.store, Settings())
    yield desk
    desk.store.close()


def content(desk: Desk) -> dict[str, list[str]]:
    return {
        table: sorted(
            str({name: value for name, value in row.items() if name not in NOT_CONTENT})
            for row in desk.store.db.query(f"SELECT * FROM {table}")
        )
        for table in TABLES
    }


def put_again(folder: Path, desk: Desk, order: list[int], at_once: int) -> Desk:
    """Write the papers of a desk into a new store, some at a time, the register brought up to date after each time."""
    other = Desk(folder)
    for n, index in enumerate(order, start=1):
        source, record = desk.records[index]
        other.store.write(source, [], [record])
        if n % at_once == 0:
            refresh(other.store, Settings())
    refresh(other.store, Settings())
    return other


@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (2, 7), (3, 200)])
def test_piece_by_piece_in_any_order_gives_the_same(whole: Desk, tmp_path: Path, seed: int, at_once: int) -> None:
    order = list(range(len(whole.records)))
    random.Random(seed).shuffle(order)
    other = put_again(tmp_path, whole, order, at_once)
    assert content(other) == content(whole)
    other.store.close()


def test_everything_twice_gives_the_same(whole: Desk, tmp_path: Path) -> None:
    order = list(range(len(whole.records)))
    other = put_again(tmp_path, whole, [*order, *order], 50)
    assert content(other) == content(whole)
    other.store.close()


def test_nothing_is_done_where_nothing_changed(whole: Desk) -> None:
    assert refresh(whole.store, Settings()) == 0


def test_other_settings_make_all_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    line = {"description": "NdFeB magnet", "composition": "Nd 28%, Dy 0.05%", "net_weight_kg": "10"}
    desk.put("commercial_invoice", {"document_number": "A-1", "issue_date": "2025-06-01"}, [line])
    refresh(desk.store, Settings())
    assert control(desk) == ["unknown"]
    refresh(desk.store, Settings(register=RegisterSettings(trace_percent=0.02)))
    assert control(desk) == ["controlled"]
    register.switch(desk.store, "1C905", False, "2025-01-01", "a test", "ann")
    refresh(desk.store, Settings(register=RegisterSettings(trace_percent=0.02)))
    assert control(desk) == ["not_controlled"]


def control(desk: Desk) -> list[str]:
    return [row["control"] for row in desk.store.db.query("SELECT control FROM trade_lines")]


def put(desk: Desk, doc_type: str, number: str, kg: str, **fields: str) -> int:
    name = "document_number" if doc_type == "commercial_invoice" else "invoice_number"
    line: dict[str, Any] = {
        "description": "Sintered NdFeB magnet",
        "grade": "N42",
        "elements": "Nd",
        "net_weight_kg": kg,
    }
    parties = [("seller", "Harbin Polaris Magnetics Co., Ltd.", "CN"), ("buyer", "Tundra Motor Oyj", "FI")]
    return desk.put(doc_type, {name: number, "issue_date": "2025-06-03", **fields}, [line], parties)


def kilograms(desk: Desk) -> list[float]:
    return sorted(row["net_weight_kg"] for row in desk.store.db.query("SELECT net_weight_kg FROM trades"))


def test_an_edit_and_a_standing_reach_the_register(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first, other = put(desk, "commercial_invoice", "A-1", "10"), put(desk, "commercial_invoice", "A-2", "20")
    refresh(desk.store, Settings())
    assert kilograms(desk) == [10, 20]
    row = next(desk.store.db.query("SELECT record_id FROM documents WHERE id = ?", [first]))
    after = {"value": "11.5", "confidence": 1.0, "origin": "analyst"}
    desk.store.edit(first, [Edit("lines[0].net_weight_kg", None, after, "ann", row["record_id"])])
    desk.store.db.table("documents").update(other, {"status": "junk"})
    assert refresh(desk.store, Settings()) == 2
    assert kilograms(desk) == [11.5]


def test_a_number_that_is_corrected_moves_the_paper(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    put(desk, "commercial_invoice", "A-1", "10")
    packing = put(desk, "packing_list", "B-9", "9")
    refresh(desk.store, Settings())
    assert kilograms(desk) == [9, 10]
    row = next(desk.store.db.query("SELECT record_id FROM documents WHERE id = ?", [packing]))
    after = {"value": "A-1", "confidence": 1.0, "origin": "analyst"}
    desk.store.edit(packing, [Edit("invoice_number", None, after, "ann", row["record_id"])])
    refresh(desk.store, Settings())
    assert kilograms(desk) == [9]


def test_a_decided_link_joins_and_parts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    invoice = put(desk, "commercial_invoice", "A-1", "10", contract_number="C-1")
    packing = put(desk, "packing_list", "A-I", "9", contract_number="C-1")
    refresh(desk.store, Settings())
    assert kilograms(desk) == [9]
    register.decide(desk.store, invoice, packing, False, "ann")
    refresh(desk.store, Settings())
    assert kilograms(desk) == [9, 10]
    register.decide(desk.store, packing, invoice, True, "ann")
    refresh(desk.store, Settings())
    assert kilograms(desk) == [9]


def test_terms_of_a_person_reach_the_account(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("export_licence", {"document_number": "25AA100001", "total_net_weight_kg": "100"})
    row = {
        "number": "25-AA-100001",
        "most_uses": 4,
        "tolerance": "0.05",
        "general": 0,
        "reason": "by letter",
        "who": "ann",
    }
    register.set_terms(desk.store, row)
    refresh(desk.store, Settings())
    [account] = volumes.licences(desk.store)
    assert (account["most_uses"], account["allowed_mg"]) == (4, 105_000_000)


@pytest.mark.parametrize("period", [None, "month", "quarter", "year"])
def test_clients_add_up_to_the_carriers_of_each_element(whole: Desk, period: str | None) -> None:
    by_client = volumes.sums(whole.store, Question(("element", "client"), period))
    by_element = volumes.sums(whole.store, Question(("element",), period))
    for name in ("net_mg", "low_mg", "likely_mg", "high_mg", "oxide_mg"):
        for row in by_element:
            same = [
                one for one in by_client if (one["element"], one.get("period")) == (row["element"], row.get("period"))
            ]
            assert sum(one[name] for one in same) == row[name], (name, row)


@pytest.mark.parametrize("by", ["client", "country", "elements", "grade", "control", "licence", "state", "shipment"])
def test_every_dimension_adds_up_to_the_same_weight(whole: Desk, by: str) -> None:
    total = next(whole.store.db.query("SELECT sum(net_mg) AS mg FROM shipments"))["mg"]
    assert sum(row["net_mg"] for row in volumes.sums(whole.store, Question((by,)))) == total
    assert sum(row["net_mg"] for row in volumes.sums(whole.store, Question((by,), "month"))) == total
