"""`extractor entities`: what is listed, judged, taken in and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.commands.entities import command
from extractor.errors import UsageError
from extractor.resolution.entities import CompanyEntity
from extractor.store import entities, judgements, reviewing
from extractor.store.errors import StoreError
from extractor.store.known import Register
from extractor.store.store import Store
from tests.review.papers import paper, put
from tests.store.test_entities import entity, resolved, two_names


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    with Store.open(path) as tracking:
        entities.put(tracking, [
            CompanyEntity("n", "Nordlicht Antriebe GmbH", country="DE"),
            CompanyEntity("p", "Polarlicht Elektro AG", country="DE"),
            CompanyEntity("l", "Ganzhou Lantu Magnetics Co., Ltd.", ("赣州蓝图磁业有限公司",), "CN"),
        ], entities.IMPORT)  # fmt: skip
    return path


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--store", str(store)])


def ok(store: Path, *arguments: str) -> str:
    found = run(store, *arguments)
    assert found.exit_code == 0, (found.output, found.exception)
    return found.output


def test_list_and_show(store: Path) -> None:
    assert "Nordlicht Antriebe GmbH" in ok(store, "list", "nordlicht")
    assert "Polarlicht" not in ok(store, "list", "nordlicht")
    assert "赣州蓝图磁业有限公司 (han, import)" in ok(store, "show", "Ganzhou Lantu Magnetics Co., Ltd.")
    assert json.loads(ok(store, "show", "l", "--json"))["country"] == "CN"
    assert isinstance(run(store, "show", "nobody").exception, UsageError)


def test_merge_is_explained_split_and_undone(store: Path) -> None:
    merged = ok(store, "merge", "n", "Polarlicht Elektro AG", "--who", "li", "--note", "annual report 2025")
    assert "one company now: n, p" in merged
    assert "annual report 2025" in ok(store, "show", "p")
    assert "same as      n (stands for all)" in ok(store, "show", "p")
    ok(store, "undo", "1", "--who", "wang")
    assert "same as" not in ok(store, "show", "p")
    assert "(undone)" in ok(store, "show", "p")
    ok(store, "merge", "n", "p", "--who", "li")
    ok(store, "split", "p", "--who", "wang")
    assert "CONFLICT, not merged" in ok(store, "merge", "n", "p", "--who", "li")


def test_waiting_papers_follow_and_accepted_ones_are_listed_then_applied(store: Path) -> None:
    with Store.open(store) as tracking:
        waiting = put(tracking, resolved(tracking, paper(client="NLA Kiel")), "x")
        accepted = put(tracking, resolved(tracking, paper(number="A-2", client="NLA Kiel")), "y")
        reviewing.decide(tracking, accepted, "reviewed", "li")
    told = ok(store, "alias", "n", "NLA Kiel", "--who", "li")
    assert "1 party of papers that wait resolved again" in told
    assert "1 party of papers accepted before would change; nothing was changed there" in told
    assert '"NLA Kiel"' in ok(store, "changes", "--format", "json")
    refused = run(store, "changes", "--apply")
    assert isinstance(refused.exception, UsageError)
    ok(store, "changes", "--apply", "--who", "wang")
    assert json.loads(ok(store, "changes", "--format", "json")) == []
    with Store.open(store) as tracking:
        assert {entity(tracking, key, "buyer").id for key in (waiting, accepted)} == {"n"}
        assert tracking.shown(accepted).review_status == "reviewed"


def test_different_is_remembered_and_unsure_asks(store: Path) -> None:
    ok(store, "different", "Nordlicht Antriebe GmbH", "p", "--who", "li")
    ok(store, "unsure", "Nordlicht Motoren GmbH", "n", "--who", "li")
    ok(store, "different", "n", "p", "--who", "li")
    with Store.open(store) as tracking:
        pairs = [(str(one.verdict), one.left) for one in judgements.said(tracking).judgements]
    names = ["name:Nordlicht Antriebe GmbH", "name:Nordlicht Motoren GmbH", "n"]
    assert pairs == list(zip(["different", "unsure", "different"], names, strict=True))


def test_what_contradicts_itself_is_told(store: Path) -> None:
    assert ok(store, "conflicts") == ""
    ok(store, "alias", "n", "NLA", "--who", "li")
    told = ok(store, "different", "NLA", "n", "--who", "wang")
    assert "CONFLICT, not merged: wang said" in told
    found = run(store, "conflicts")
    assert (found.exit_code, "yet li said" in found.output) == (1, True)
    ok(store, "undo", "2", "--who", "li")
    assert ok(store, "conflicts") == ""


def test_a_proposal_is_shown_and_accepted(store: Path) -> None:
    with Store.open(store) as tracking:
        put(tracking, resolved(tracking, two_names(paper(), "赣州市蓝图磁业集团")), "x")
    (row,) = json.loads(ok(store, "proposals", "--format", "json"))
    assert (row["name"], row["company"]) == ("赣州市蓝图磁业集团", "Ganzhou Lantu Magnetics Co., Ltd.")
    assert isinstance(run(store, "proposals", "--accept", str(row["id"])).exception, UsageError)
    assert "judgement 1" in ok(store, "proposals", "--accept", str(row["id"]), "--who", "li")
    assert isinstance(run(store, "proposals", "--refuse", str(row["id"]), "--who", "li").exception, StoreError)


def test_create_prints_the_id(store: Path) -> None:
    key = ok(store, "create", "Südstern Magnete KG", "--country", "Germany", "--who", "li").splitlines()[0]
    assert "Südstern Magnete KG" in ok(store, "show", key)
    assert isinstance(run(store, "create", "X Ltd", "--country", "Atlantis", "--who", "li").exception, UsageError)


def test_names_that_nobody_knows_are_listed_until_somebody_does(store: Path) -> None:
    with Store.open(store) as tracking:
        for number in ("A-1", "A-2"):
            put(tracking, resolved(tracking, paper(number=number, client="NLA Kiel")), number)
        put(tracking, resolved(tracking, paper(number="A-3", client="NLA KIEL")), "A-3")
    (row,) = json.loads(ok(store, "unknown", "--format", "json"))
    assert (row["name"], row["roles"], row["papers"]) == ("NLA KIEL", "buyer", 3)
    ok(store, "alias", "n", "NLA Kiel", "--who", "li")
    assert json.loads(ok(store, "unknown", "--format", "json")) == []


def test_import_tells_bad_rows_takes_the_rest_and_again_changes_nothing(tmp_path: Path) -> None:
    table, fresh = tmp_path / "c.csv", tmp_path / "new.db"
    table.write_text("id,name,country\nx1,Alpha Magnet Ltd,GB\nx2,,GB\nx3,Beta Magnet Ltd,GB\n", encoding="utf-8")
    dry = run(fresh, "import", str(table), "--dry-run")
    assert (dry.exit_code, "2 rows can be taken, 1 can not" in dry.output) == (1, True)
    first = run(fresh, "import", str(table), "--rejects", str(tmp_path / "bad.txt"))
    assert (first.exit_code, "2 new companies, 0 known before, 1 row could not" in first.output) == (1, True)
    assert (tmp_path / "bad.txt").read_text() == "line 3: no name\n"
    assert "0 new companies, 2 known before" in run(fresh, "import", str(table)).output
    with Store.open(fresh) as tracking:
        assert Register(fresh).of(tracking).decide(("ALPHA MAGNET LTD",), "GB", None).id == "x1"


def test_papers_that_wait_follow_an_import(store: Path, tmp_path: Path) -> None:
    with Store.open(store) as tracking:
        key = put(tracking, resolved(tracking, paper(client="Coral Motors Ltd")), "x")
    table = tmp_path / "c.csv"
    table.write_text("id,name\nx1,Coral Motors Ltd\n", encoding="utf-8")
    assert "1 party of papers that wait resolved again" in ok(store, "import", str(table))
    with Store.open(store) as tracking:
        assert entity(tracking, key, "buyer").id == "x1"


@pytest.mark.parametrize("form", ["csv", "ftm"])
def test_what_is_exported_can_be_imported(store: Path, tmp_path: Path, form: str) -> None:
    ok(store, "merge", "n", "p", "--who", "li")
    ok(store, "alias", "l", "蓝图磁业", "--who", "li")
    out = tmp_path / f"c.{'csv' if form == 'csv' else 'json'}"
    ok(store, "export", "--format", form, "--out", str(out))
    fresh = tmp_path / "fresh.db"
    ok(fresh, "import", str(out))
    with Store.open(fresh) as tracking:
        assert entities.one(tracking, "n").names == ("Nordlicht Antriebe GmbH", "Polarlicht Elektro AG")
        assert "蓝图磁业" in entities.one(tracking, "l").names
        assert next(entities.some(tracking, ["p"]), None) is None
