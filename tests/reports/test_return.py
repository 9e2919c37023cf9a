"""A producer's return: its rows, its manifest, frozen when filed, amended by the difference."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.gazetteer import return_forms
from extractor.register.refresh import refresh
from extractor.reports import return_
from extractor.settings import Settings
from extractor.store import returns
from extractor.store.edits import Edit
from tests.register.desk import Desk

SELLER = "Harbin Polaris Magnetics Co., Ltd."
PARTIES = [("seller", SELLER, "CN"), ("buyer", "Tundra Motor Oyj", "FI"), ("end_user", "Tundra Drives Oy", "FI")]
LINE: dict[str, Any] = {
    "description": "=Sintered NdFeB magnet with Dy", "grade": "N42SH", "elements": "Dy Nd", "hs_code": "8505111000",
    "quantity": "1000", "unit": "H87", "net_weight_kg": "60.125", "amount": "1900.50",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    put(desk, "A-1", "reviewed")
    put(desk, "A-2", "auto_accepted", net_weight_kg="20")
    put(desk, "A-3", "needs_review", net_weight_kg="7")
    put(desk, "A-4", "reviewed", day="2025-07-01")
    refresh(desk.store, Settings())
    return desk


def put(desk: Desk, number: str, status: str, day: str = "2025-06-10", **changed: str) -> int:
    fields = {"document_number": number, "issue_date": day, "currency": "USD", "contract_number": "C-" + number,
              "country_of_destination": "FI"}  # fmt: skip
    return desk.put("commercial_invoice", fields, [LINE | changed], PARTIES, status=status)


def june(desk: Desk) -> return_.Return:
    refresh(desk.store, Settings())
    return return_.build(desk.store, "polaris", "2025-06", Settings())


def test_the_month_of_one_seller(desk: Desk) -> None:
    made = june(desk)
    assert [line["invoice_number"] for line in made.lines] == ["A-1", "A-2"]
    line = made.lines[0]
    expected = {"client": "Tundra Motor Oyj", "end_user": "Tundra Drives Oy", "country": "FI", "net_kg": "60.125",
                "amount": "1900.5", "currency": "USD", "contract_number": "C-A-1", "control": "controlled",
                "control_codes": "1C905.a.4", "elements": "Dy Nd", "direction": "exported", "producer": SELLER}  # fmt: skip
    assert {name: line[name] for name in expected} == expected
    assert line["contained"].startswith("Dy ")


def test_what_waits_for_a_person_is_missing_and_told(desk: Desk) -> None:
    made = june(desk)
    assert [(line["invoice_number"], line["net_kg"], line["why"]) for line in made.missing] == [
        ("A-3", "7", "a paper waits for a person")]  # fmt: skip


def test_manifest_counts_and_confirms(desk: Desk, tmp_path: Path) -> None:
    forms = return_forms()
    paths = return_.write(june(desk), "short", forms["short"], tmp_path / "out")
    manifest = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert {path.suffix for path in paths} == {".csv", ".json", ".xlsx"}
    assert manifest["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths[:-1]}
    assert (manifest["lines"], manifest["net_kg"], manifest["value"]) == (2, "80.125", {"USD": "3801"})
    assert manifest["confirmed_share"] == "0.7504"
    assert manifest["missing_kg"] == "7"
    rows = list(csv.reader(io.StringIO(paths[0].read_text(encoding="utf-8-sig"), newline="")))
    assert rows[0] == [heading for heading, _ in forms["short"]] and len(rows) == 3


def test_a_description_can_not_become_a_formula(desk: Desk, tmp_path: Path) -> None:
    paths = return_.write(june(desk), "standard", return_forms()["standard"], tmp_path / "out")
    assert "'=Sintered" in paths[0].read_text(encoding="utf-8") and ",=Sintered" not in paths[0].read_text(
        encoding="utf-8"
    )


def test_a_filed_return_is_frozen_and_amended_by_its_difference(desk: Desk) -> None:
    first = june(desk)
    assert return_.file(desk.store, first, "standard", "ann") == 1
    assert return_.file(desk.store, june(desk), "standard", "ann") is None
    correct(desk, 1, "lines[0].net_weight_kg", "61")
    put(desk, "A-9", "reviewed")
    second = june(desk)
    assert return_.as_filed(desk.store, SELLER, "2025-06").lines == first.lines
    found = [
        (line["change"], line["invoice_number"], line["net_kg"]) for line in return_.changes(first.lines, second.lines)
    ]
    assert sorted(found) == [("added", "A-9", "60.125"), ("after", "A-1", "61"), ("before", "A-1", "60.125")]
    assert return_.file(desk.store, second, "standard", "ann") == 2
    row = returns.last_filed(desk.store, second.producer_key, "2025-06")
    assert row is not None and row["amends"] == 1
    assert returns.filed_shipments(desk.store) == {
        (second.producer_key, "2025-06"): {line["shipment"] for line in second.lines}
    }


def correct(desk: Desk, document: int, path: str, value: str) -> None:
    row = next(desk.store.db.query("SELECT record_id FROM documents WHERE id = ?", [document]))
    after = {"value": value, "confidence": 1.0, "origin": "analyst"}
    desk.store.edit(document, [Edit(path, None, after, "ann", row["record_id"])])


def test_the_look_of_a_person_alone_is_no_change(desk: Desk) -> None:
    before = june(desk)
    desk.store.db.table("documents").update(2, {"status": "reviewed"})
    assert return_.changes(before.lines, june(desk).lines) == []


def test_the_same_lines_have_the_same_fingerprint(desk: Desk) -> None:
    assert june(desk).sha256 == june(desk).sha256


def test_an_empty_month_is_a_return_too(desk: Desk, tmp_path: Path) -> None:
    refresh(desk.store, Settings())
    made = return_.build(desk.store, SELLER, "2025-01", Settings())
    paths = return_.write(made, "short", return_forms()["short"], tmp_path / "out")
    assert json.loads(paths[-1].read_text(encoding="utf-8"))["confirmed_share"] is None


def test_a_form_of_the_user(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "forms.csv"
    path.write_text("form,column,field,source\nours,Kunde,client,I\nours,Menge,net_kg,I\n", encoding="utf-8")
    made = return_.table(june(desk).lines, return_forms(str(path))["ours"])
    assert made.columns == ("Kunde", "Menge")
    path.write_text("form,column,field,source\nours,Kunde,customer,I\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no field 'customer'"):
        return_.table(june(desk).lines, return_forms(str(path))["ours"])


@pytest.mark.parametrize(("producer", "period"), [("nobody", "2025-06"), (SELLER, "2025-13"), (SELLER, "June")])
def test_wrong_questions_are_told(desk: Desk, producer: str, period: str) -> None:
    with pytest.raises(UsageError):
        return_.build(desk.store, producer, period, Settings())


def test_shipped_forms_ask_only_for_what_there_is(desk: Desk) -> None:
    lines = june(desk).lines
    for name, form in return_forms().items():
        if name != "standard":
            return_.table(lines, form)
    assert {field for _, field in return_forms()["standard"]} <= set(lines[0]) | {"declaration_number"}
