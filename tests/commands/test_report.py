"""The commands that say what the papers add up to, as people call them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from extractor import cli
from extractor.errors import UsageError
from extractor.store.volumes import DIMENSIONS
from tests.register.scenario import half_a_year


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = half_a_year(tmp_path_factory.mktemp("reports")).desk
    desk.store.close()
    return desk.store.path


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli.group, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_help_names_all_reports() -> None:
    text = run("report", "--help").output
    assert all(name in text for name in ("volumes", "licences", "links", "return", "balance", "html", "indicators"))


def test_volumes_in_every_format(store: Path, tmp_path: Path) -> None:
    asked = ("report", "volumes", "--store", store, "--by", "client,element", "--period", "month")
    as_csv = rows(run(*asked, "--format", "csv").output)
    as_json = json.loads(run(*asked, "--format", "json").output)
    assert [row["likely_kg"] for row in as_csv] == [row["likely_kg"] for row in as_json]
    assert {"client", "element", "period", "carriers_net_kg", "oxide_kg", "price_per_kg"} <= set(as_csv[0])
    path = tmp_path / "v.xlsx"
    run(*asked, "--format", "xlsx", "--out", path)
    assert openpyxl.load_workbook(path).worksheets[0].max_row == len(as_csv) + 1
    assert "client" in run(*asked).output.splitlines()[1]


def test_help_names_all_dimensions() -> None:
    text = run("report", "volumes", "--help").output
    assert all(re.search(rf"\b{name}\b", text) for name in DIMENSIONS)


@pytest.mark.parametrize("name", ["volumes", "licences", "links", "balance", "indicators"])
def test_every_report_says_json_in_both_ways(store: Path, name: str) -> None:
    asked = ("report", name, "--store", store)
    short, long = (run(*asked, *words).stdout for words in (("--json",), ("--format", "json")))
    assert isinstance(json.loads(short), list) and short == long


def test_volumes_bounded_by_dates_and_values(store: Path) -> None:
    asked = ("report", "volumes", "--store", store, "--format", "csv", "--by", "country")
    [row] = rows(run(*asked, "--only", "country=FI", "--from", "2025-05-01", "--to", "2025-05-31").output)
    assert (row["country"], row["net_kg"], row["shipments"]) == ("FI", "248.22", "1")
    assert rows(run(*asked, "--only", "client=TUNDRA MOTOR OYJ").output)[0]["country"] == "FI"


@pytest.mark.parametrize("wrong", [("--by", "colour"), ("--by", ""), ("--only", "colour=red")])
def test_volumes_of_unknown_things(store: Path, wrong: tuple[str, str]) -> None:
    with pytest.raises(UsageError):
        run("report", "volumes", "--store", store, *wrong)


def test_a_workbook_needs_a_file(store: Path) -> None:
    result = run("report", "volumes", "--store", store, "--format", "xlsx")
    assert result.exit_code == 2 and "--out" in result.output


def test_licences_with_what_to_look_at(store: Path) -> None:
    found = {row["licence"]: row for row in rows(run("report", "licences", "--store", store, "--format", "csv").output)}
    assert found["25AA900001"]["remaining_kg"] == "-60.072"
    assert "over-drawn" in found["25AA900001"]["remarks"]
    uses = rows(run("report", "licences", "--store", store, "--number", "25AA900001", "--format", "csv").output)
    assert [row["kg"] for row in uses] == ["300", "300.72"]
    with pytest.raises(UsageError, match="there is no licence"):
        run("report", "licences", "--store", store, "--number", "nothing")


def test_terms_are_set_with_a_reason(store: Path) -> None:
    asked = ("report", "licences", "--store", store, "--set", "25AA900002", "--uses", "3", "--tolerance", "0.5")
    with pytest.raises(UsageError, match="--reason"):
        run(*asked)
    found = rows(run(*asked, "--reason", "by letter", "--who", "ann", "--format", "csv").output)
    row = next(row for row in found if row["licence"] == "25AA900002")
    assert (row["most_uses"], row["terms"]) == ("3", "set by ann: by letter")
    assert "over-drawn" not in row["remarks"]


def test_proposals_links_and_balance_answer(store: Path) -> None:
    assert run("report", "licences", "--store", store, "--proposals").exit_code == 0
    assert run("report", "links", "--store", store).exit_code == 0
    found = rows(run("report", "balance", "--store", store, "--party", "Tundra", "--format", "csv").output)
    assert {row["party"] for row in found} == {"Tundra Motor Oyj"}
    asked = ("report", "balance", "--store", store, "--party", "Tundra", "--stock", "Nd", "7", "--month", "2025-06")
    held = rows(run(*asked, "--who", "ann", "--format", "csv", "--element", "Nd").output)
    assert held[0]["month"] == "2025-06"
    assert float(held[0]["held_likely_kg"]) == pytest.approx(7 + float(held[0]["in_kg"]))


def test_return_printed_written_and_filed(store: Path, tmp_path: Path) -> None:
    asked = ("report", "return", "--store", store, "--producer", "Harbin", "--period", "2025-06")
    assert len(rows(run(*asked, "--format", "csv").stdout)) == 2
    names = run(*asked, "--out", tmp_path).stdout.split()
    assert len(names) == 4 and all(Path(name).is_file() for name in names)
    with pytest.raises(UsageError, match="--who"):
        run(*asked, "--file")
    assert "filed as number 1" in run(*asked, "--file", "--who", "ann").output
    assert "nothing changed since" in run(*asked).output
    with pytest.raises(UsageError, match="no form"):
        run(*asked, "--form", "nothing")


def test_a_return_without_a_line_is_filed_only_where_that_is_said(store: Path) -> None:
    asked = (
        "report",
        "return",
        "--store",
        store,
        "--producer",
        "Harbin",
        "--period",
        "2024-01",
        "--file",
        "--who",
        "li",
    )
    with pytest.raises(UsageError, match="no line is in this return"):
        run(*asked)
    with pytest.raises(UsageError, match="was filed"):
        run(*asked[:8], "--as-filed")
    assert "filed as number" in run(*asked, "--empty").stderr


def test_control_list_is_shown_and_switched(store: Path) -> None:
    asked = ("control-list", "show", "--store", store, "--element", "Ho", "--on", "2027-01-01", "--format", "csv")
    assert {row["standing"] for row in rows(run(*asked).output)} == {"unknown"}
    run(
        "control-list", "on", "2025-57", "--store", store, "--since", "2026-12-01", "--reason", "a test", "--who", "ann"
    )
    assert {row["standing"] for row in rows(run(*asked).output)} == {"in_force"}
    run(
        "control-list",
        "off",
        "1C909.b",
        "--store",
        store,
        "--since",
        "2026-12-15",
        "--reason",
        "a test",
        "--who",
        "ann",
    )
    assert {row["standing"] for row in rows(run(*asked).output)} == {"in_force", "switched_off"}
    with pytest.raises(UsageError, match="no announcement"):
        run("control-list", "on", "2031-99", "--store", store, "--reason", "x", "--who", "ann")
