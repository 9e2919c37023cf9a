"""`extractor resolve`: candidates, decision and reasons, from arguments, a file, a pipe; the exit status asks for a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.commands.resolve import command
from extractor.errors import UsageError
from extractor.resolution.entities import CompanyEntity
from extractor.store import entities
from extractor.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    with Store.open(path) as tracking:
        entities.put(tracking, [
            CompanyEntity("n", "Nordlicht Antriebe GmbH", country="DE"),
            CompanyEntity("l", "Ganzhou Lantu Magnetics Co., Ltd.", ("赣州蓝图磁业有限公司",), "CN", ("91360700MA35XLNT0K",)),
        ], entities.IMPORT)  # fmt: skip
    return path


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def test_a_known_name_is_a_match_and_ends_well(store: Path) -> None:
    found = run("NORDLICHT ANTRIEBE GMBH", "--store", str(store))
    assert found.exit_code == 0, found.output
    assert "match  Nordlicht Antriebe GmbH [n] 100.0" in found.output
    assert "because" in found.output


def test_chinese_is_the_same_as_english(store: Path) -> None:
    found = run("贛州藍圖磁業有限公司", "--store", str(store), "--json")
    assert found.exit_code == 0
    told = json.loads(found.output)
    assert (told["decision"], told["id"], told["candidates"][0]["matched"]) == ("match", "l", "赣州蓝图磁业有限公司")


def test_what_a_person_must_look_at_ends_with_one(store: Path) -> None:
    found = run("Nordlicht Antriebe GmbH", "Nordlicht Antriebe AG", "--store", str(store), "--json")
    assert found.exit_code == 1
    decisions = [json.loads(line)["decision"] for line in found.output.splitlines()]
    assert decisions == ["match", "review"]


def test_names_come_from_a_file_and_from_a_pipe(store: Path, tmp_path: Path) -> None:
    listed = tmp_path / "names.txt"
    listed.write_text("\ufeffNordlicht Antriebe GmbH\n\n赣州蓝图磁业有限公司\n", encoding="utf-8")
    from_file = run("--file", str(listed), "--store", str(store), "--json")
    from_pipe = run(
        "--file", "-", "--store", str(store), "--json", given="Nordlicht Antriebe GmbH\n赣州蓝图磁业有限公司\n"
    )
    assert from_file.output == from_pipe.output
    assert from_file.exit_code == 0


def test_country_and_identifier_speak_too(store: Path) -> None:
    assert run("Nordlicht Antriebe GmbH", "--country", "Japan", "--store", str(store)).exit_code == 1
    by_number = run("Anything", "--identifier", "91360700MA35XLNT0K", "--store", str(store), "--json")
    assert json.loads(by_number.output)["id"] == "l"
    refused = run("X", "--country", "Atlantis")
    assert isinstance(refused.exception, UsageError)


def test_a_hit_on_a_list_is_shown_and_keeps_the_status_from_zero() -> None:
    from extractor.gazetteer import party_lists

    found = run(party_lists()[0].name_en)
    assert found.exit_code == 1
    assert "LIST" in found.output


def test_no_name_is_refused(store: Path) -> None:
    assert isinstance(run("--store", str(store), given="").exception, UsageError)


def test_an_empty_name_is_refused_and_an_empty_line_is_none(store: Path) -> None:
    found = run("NORDLICHT ANTRIEBE GMBH", " ", "--store", str(store))
    assert isinstance(found.exception, UsageError) and "empty" in str(found.exception)
    lines = run("--file", "-", "--store", str(store), "--json", given="NORDLICHT ANTRIEBE GMBH\n\n").stdout.splitlines()
    assert len(lines) == 1
