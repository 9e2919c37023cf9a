"""The command line as a person or a program uses it."""

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from extractor import cli, settings
from extractor.commands.doctor import examine
from tests import made

SCHEMA = json.loads((Path(__file__).parent / "record.schema.json").read_text(encoding="utf-8"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.group, [str(argument) for argument in arguments], standalone_mode=False)


def process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    return made.pdf(tmp_path / "invoice.pdf", made.INVOICE)


def test_extract_prints_records_that_keep_the_contract(invoice: Path) -> None:
    found = run("extract", invoice)
    record = json.loads(found.stdout)
    jsonschema.validate(record, SCHEMA)
    assert record["doc_type"]["value"] == "commercial_invoice"
    assert record["fields"]["document_number"]["value"] == "NW-2025-0417"
    assert Decimal(record["fields"]["total_amount"]["value"]) == 5900
    assert [Decimal(line["amount"]["value"]) for line in record["lines"]] == [3000, 2900]


def test_every_value_says_where_it_stands(invoice: Path) -> None:
    record = json.loads(run("extract", invoice).stdout)
    for name, field in record["fields"].items():
        x0, top, x1, bottom = field["bbox"]
        assert field["page"] == 1 and 0 <= x0 < x1 <= 595 and 0 <= top < bottom <= 842, name


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"%PDF-1.4 broken", "corrupt"), (b"just text", "unsupported"), (None, "missing")],
)
def test_bad_input_gives_an_error_record_and_the_rest_goes_on(
    tmp_path: Path, invoice: Path, content: bytes | None, code: str
) -> None:
    bad = tmp_path / "bad.pdf"
    if content is not None:
        bad.write_bytes(content)
    ended = process("extract", bad, invoice)
    records = [json.loads(line) for line in ended.stdout.splitlines()]
    for record in records:
        jsonschema.validate(record, SCHEMA)
    assert ended.returncode == 1
    assert records[0]["error"]["code"] == code and records[0]["error"]["message"].endswith(".")
    assert records[1]["doc_type"]["value"] == "commercial_invoice"
    assert "Traceback" not in ended.stderr


def test_a_broken_archive_in_a_folder_is_an_error_record_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    made.pdf(folder / "invoice.pdf", made.INVOICE)
    (folder / "broken.zip").write_bytes(b"PK\x03\x04garbage" * 10)
    ended = process("extract", folder)
    first, second = (json.loads(line) for line in ended.stdout.splitlines())
    jsonschema.validate(first, SCHEMA)
    assert ended.returncode == 1 and "Traceback" not in ended.stderr
    assert first["error"]["code"] == "corrupt" and first["source"]["file"] == "broken.zip"
    assert second["source"]["file"] == "invoice.pdf"
    counts = json.loads(process("ingest", folder, "--store", tmp_path / "t.db", "--json").stdout)
    assert (counts["files"], counts["documents"], counts["failed"]) == (2, 1, 1)


def test_exit_statuses(invoice: Path, tmp_path: Path) -> None:
    assert process("extract", invoice, "--out", tmp_path / "r.jsonl").returncode == 0
    assert process("extract").returncode == 2
    assert process("extract", invoice, "--workers", "0").returncode == 2
    assert process("--config", tmp_path / "none.toml", "extract", invoice).returncode == 2


def test_out_is_whole_or_not_there(invoice: Path, tmp_path: Path) -> None:
    run("extract", invoice, "--out", tmp_path / "r.jsonl")
    assert json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8"))["schema"] == "record/1"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_what_is_being_written_is_not_read(invoice: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    shutil.copy(invoice, papers)
    for _ in range(2):
        assert run("extract", papers, "--out", papers / "records.out").exit_code == 0
        assert len((papers / "records.out").read_text(encoding="utf-8").splitlines()) == 1


def test_pretty_is_for_people(invoice: Path) -> None:
    assert run("extract", "--pretty", invoice).stdout.count("\n") > 50


def test_two_workers_give_what_one_gives(invoice: Path, tmp_path: Path) -> None:
    second = made.pdf(tmp_path / "second.pdf", made.INVOICE, made.INVOICE)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4")
    one = process("extract", invoice, broken, second)
    two = process("extract", invoice, broken, second, "--workers", "2")
    assert one.stdout == two.stdout and one.stdout.count("\n") == 3


def test_ingest_twice_changes_nothing(invoice: Path, tmp_path: Path) -> None:
    store = tmp_path / "tracking.db"
    first = json.loads(process("ingest", invoice, "--store", store, "--json").stdout)
    second = json.loads(process("ingest", invoice, "--store", store, "--json").stdout)
    again = json.loads(process("ingest", invoice, "--store", store, "--json", "--again").stdout)
    assert (first["files"], first["documents"], first["new_or_changed"]) == (1, 1, 1)
    assert (second["files"], second["known"]) == (0, 1)
    assert (again["files"], again["known"], again["documents"], again["new_or_changed"]) == (1, 0, 1, 0)


def test_a_store_that_is_none_is_said_in_a_sentence(invoice: Path, tmp_path: Path) -> None:
    store = tmp_path / "notes.txt"
    store.write_text("my notes")
    ended = process("ingest", invoice, "--store", store)
    assert ended.returncode == 2
    assert "is not a SQLite database" in ended.stderr and "Traceback" not in ended.stderr
    assert store.read_text() == "my notes"


def test_settings_prints_a_valid_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "extractor.toml"
    path.write_text(run("settings").stdout, encoding="utf-8")
    assert settings.load(path, environ={}).limits == settings.LimitSettings()


def test_doctor_finds_what_this_program_needs() -> None:
    states = {finding.name: finding.state for finding in examine()}
    assert states["PP-OCR"] == states["gazetteers"] == states["model judge"] == "ok"
    ended = process("doctor", "--json")
    assert ended.returncode == 0 and {f["name"] for f in json.loads(ended.stdout)} == set(states)


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_has_help(name: str) -> None:
    found = run(name, "--help")
    assert found.exit_code == 0 and "Usage:" in found.stdout
    assert cli.COMMANDS[name][1].endswith(".")


def test_version() -> None:
    assert "extractor, version" in run("--version").stdout
