"""The commands over a store: indicators listed, set aside, listed no more; pages written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.commands import report_html, report_indicators
from tests.register.desk import Desk

LINE = {"description": "Sintered NdFeB magnet", "elements": "Nd", "quantity": "10", "unit_price": "9", "amount": "100"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    desk = Desk(tmp_path)
    fields = {"document_number": "A-1", "issue_date": "2025-08-15", "currency": "USD"}
    parties = [("seller", "Harbin Polaris Magnetics Co., Ltd.", "CN"), ("buyer", "Quellwasser Antriebe GmbH", "DE")]
    desk.put("commercial_invoice", fields, [LINE], parties)
    desk.store.close()
    return tmp_path / "tracking.db"


def indicators(store: Path, *words: str) -> Result:
    return CliRunner().invoke(report_indicators.command, ["--store", str(store), *words])


def test_listed_set_aside_and_shown_on_demand(store: Path) -> None:
    (found,) = json.loads(indicators(store, "--json").output)
    assert found["code"] == "P4" and found["cites"][0]["bbox"]
    assert "P4" in indicators(store).output
    aside = indicators(store, "--dismiss", str(found["id"]), "--reason", "a discount of the line", "--who", "li")
    assert aside.exit_code == 0 and "0 indicators" in aside.output
    assert "0 indicators" in indicators(store).output
    assert "set aside by li: a discount of the line" in indicators(store, "--all").output
    assert "0 indicators" in indicators(store, "--severity", "high", "--all").output


def test_a_dismissal_without_a_reason_is_refused(store: Path) -> None:
    indicators(store)
    refused = indicators(store, "--dismiss", "1", "--who", "li")
    assert refused.exit_code != 0 and "P4" in indicators(store).output


def test_the_table_needs_no_store() -> None:
    table = CliRunner().invoke(report_indicators.command, ["--table"]).output
    assert "| L1 | critical |" in table
    assert CliRunner().invoke(report_indicators.command, []).exit_code == 2


def test_pages(store: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        report_html.command, ["--store", str(store), "--out", str(tmp_path / "report"), "--no-images"]
    )
    assert done.exit_code == 0, done.output
    assert "P4" in Path(done.output.strip()).read_text(encoding="utf-8")
