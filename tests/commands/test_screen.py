"""`extractor screen`: dated lists, hits on names and papers, and what a person rules out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.commands.entities import command as entities_command
from extractor.commands.screen import command
from extractor.errors import UsageError
from extractor.register.indicators import gather
from extractor.settings import Settings
from extractor.store import reviewing, screening
from extractor.store.store import Store
from tests.review.papers import paper, put

HEAD = "名称,英文名称,国家,列入日期,备注\n"
ROW = "黑潮舰船系统株式会社,Kuroshio Naval Systems Co.,日本,2025-01-05,公告1\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    with Store.open(path) as tracking:
        put(tracking, paper(client="KUROSHIO NAVAL SYSTEMS CO., LTD", confidence=0.9999), "x")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def take_in(store: Path, content: str, day: str = "2026-02-24") -> Result:
    table = store.with_name(f"list-{day}.csv")
    table.write_text(HEAD + content, encoding="utf-8")
    return run("import", str(table), "--store", str(store), "--name", "管控名单", "--as-of", day, "--who", "li")


def test_a_name_on_no_list_ends_well_and_a_listed_one_does_not(store: Path) -> None:
    assert take_in(store, ROW).exit_code == 0
    assert "on no list" in run("Nordlicht Antriebe GmbH", "--store", str(store)).output
    found = run("黑潮舰船系统", "--store", str(store))
    assert found.exit_code == 1
    assert "管控名单" in found.output
    assert "listed since 2025-01-05, list of 2026-02-24" in found.output
    assert isinstance(run("names").exception, UsageError)


def test_papers_read_before_are_held_against_a_new_list(store: Path) -> None:
    found = take_in(store, ROW)
    assert "1 open hit on papers; their standing was not changed" in found.output
    with Store.open(store) as tracking:
        opened = reviewing.opened(tracking, 1, Settings().review)
        assert [reason for reason in opened.record.review_reasons if reason.startswith("listed_party: buyer KUROSHIO")]
        queued = next(tracking.db.query("SELECT reasons FROM queue"))["reasons"]
        assert "listed_party" in queued
        codes = [row["code"] for row in _indicators(tracking)]
    assert "E4" in codes
    again = run("papers", "--store", str(store))
    assert (again.exit_code, "1 open hit on" in again.output) == (1, True)


def _indicators(tracking: Store) -> list[dict[str, str]]:
    gather.refresh(tracking, Settings())
    return list(tracking.db.query("SELECT code FROM indicators"))


def test_what_is_ruled_out_is_no_reason_any_more_and_can_be_taken_back(store: Path) -> None:
    take_in(store, ROW)
    name = "KUROSHIO NAVAL SYSTEMS CO., LTD"
    key = json.loads(run(name, "--store", str(store), "--json").output)["hits"][0]["key"]
    cleared = run("clear", name, key, "--store", str(store), "--who", "li", "--note", "maker of toy ships")
    assert cleared.exit_code == 0, cleared.output
    again = run(name, "--store", str(store))
    assert again.exit_code == 0
    assert "ruled out: li" in again.output
    with Store.open(store) as tracking:
        reasons = reviewing.opened(tracking, 1, Settings().review).record.review_reasons
        assert not [reason for reason in reasons if reason.startswith("listed_party")]
    assert CliRunner().invoke(entities_command, ["undo", "1", "--who", "li", "--store", str(store)]).exit_code == 0
    assert run(name, "--store", str(store)).exit_code == 1
    assert isinstance(run("clear", name, "listed:none", "--store", str(store), "--who", "li").exception, UsageError)


def test_editions_are_dated_and_the_latest_counts(store: Path) -> None:
    take_in(store, ROW)
    take_in(store, "别的公司有限公司,Other Body Ltd,日本,,\n", "2026-08-01")
    assert run("Kuroshio Naval Systems", "--store", str(store)).exit_code == 0
    assert run("Kuroshio Naval Systems", "--store", str(store), "--on", "2026-05-01").exit_code == 1
    with Store.open(store) as tracking:
        listed = {one.name_en: one for one in screening.listed_parties(tracking)}
    assert listed["黑潮舰船系统株式会社"].suspended_from == date(2026, 8, 1)
    assert listed["别的公司有限公司"].listed_from == date(2026, 8, 1)
    assert run("lists", "--store", str(store), "--format", "json").output.count("管控名单") == 2


def test_bad_rows_are_told_and_the_same_file_counts_once(store: Path) -> None:
    bad = take_in(store, ROW + ",,,,\n别的公司,,,31.12.25,\n,,日本,2025-01-05,\n")
    assert bad.exit_code == 1
    assert "line 4: Invalid isoformat string" in bad.output
    assert "line 5: no name" in bad.output
    take_in(store, ROW + ",,,,\n别的公司,,,31.12.25,\n,,日本,2025-01-05,\n")
    with Store.open(store) as tracking:
        assert [row["entries"] for row in screening.lists(tracking)] == [1]


def test_an_empty_name_is_refused() -> None:
    found = run("Aurora Drive Systems", "")
    assert isinstance(found.exception, UsageError) and "empty" in str(found.exception)
