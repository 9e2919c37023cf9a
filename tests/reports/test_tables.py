"""Tables for people and programs: nothing lost, nothing turned into a formula."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reports.tables import FORMULA, Table, plain, render, safe, write_xlsx

EVIL = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1+1", "\u00a0=HYPERLINK(1)")


def one(cell: str | Decimal | None) -> Table:
    return Table(("name", "kg"), ((cell, Decimal("1.50")),), "t")


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_becomes_a_formula(text: str, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(render(one(text), "csv").removeprefix("\ufeff"), newline="")))
    assert rows[1][0].startswith("'")
    path = tmp_path / "t.xlsx"
    write_xlsx(one(text), path)
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_headings_are_cells_too() -> None:
    assert render(Table(("=cmd()",), ()), "csv") == "\ufeff'=cmd()\r\n"


@given(st.text())
def test_safe_text_begins_with_nothing_dangerous_and_keeps_the_rest(text: str) -> None:
    found = safe(text)
    assert not found.startswith(FORMULA)
    assert found.removeprefix("'") == text or found == text


@pytest.mark.parametrize(("cell", "text"), [
    (Decimal("1E+3"), "1000"), (Decimal("0.500"), "0.5"), (Decimal(0), "0"), (Decimal("-1.5"), "-1.5"),
    (None, ""), (True, "True"),
])  # fmt: skip
def test_plain(cell: Decimal | bool | None, text: str) -> None:
    assert plain(cell) == text


def test_a_negative_number_stays_a_number() -> None:
    assert render(Table(("kg",), ((Decimal("-1.5"),),)), "csv") == "\ufeffkg\r\n-1.5\r\n"


def test_json_keeps_decimals_as_text() -> None:
    assert json.loads(render(one("=1"), "json")) == [{"name": "=1", "kg": "1.5"}]


def test_wide_characters_keep_columns_straight() -> None:
    lines = render(Table(("name", "kg"), (("磁钢", Decimal(5)), ("magnet", Decimal(15)))), "table").splitlines()
    assert lines[2].endswith("  5") and lines[3].endswith(" 15")
    assert lines[2].startswith("磁钢  ")


def test_a_workbook_keeps_numbers_and_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_xlsx(Table(("name", "kg"), (("A\x00B\x07", Decimal("0.123456")), ("钕", None))), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["name", "kg"],
        ["AB", 0.123456],
        ["钕", None],
    ]
