"""The samples, all the way through with the real engines: what the demo shows is right."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor import pipeline
from extractor.learn import evaluate
from extractor.learn.evaluate import Report
from extractor.settings import Settings
from extractor.stages import intake
from extractor.tools import Tools

pytestmark = pytest.mark.ocr
SCHEMA = json.loads((Path(__file__).parent / "record.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def records(samples: Path) -> list[dict[str, Any]]:
    tools = Tools(Settings())
    return [
        record.to_json() for item in intake.listed(samples) for record in pipeline.process(item, tools).all_records()
    ]


@pytest.fixture(scope="module")
def report(records: list[dict[str, Any]], samples: Path) -> Report:
    return evaluate.measure(records, evaluate.read_truths(samples))


def test_every_record_keeps_the_contract(records: list[dict[str, Any]]) -> None:
    assert len(records) >= 14
    for record in records:
        jsonschema.validate(record, SCHEMA)


def test_every_paper_is_of_its_kind_and_none_is_made_up(report: Report) -> None:
    assert [paper.name for paper in report.papers if not paper.type_right] == []
    assert report.spurious == 0


def test_values_are_right(report: Report) -> None:
    """Floors, well below what is measured: a fall through one is a fault, not noise."""
    by_quality = report.tallies("quality")
    assert report.tallies()["all"].f1 > 0.90
    assert by_quality["digital"].f1 > 0.90


def test_every_value_has_its_place(records: list[dict[str, Any]]) -> None:
    for record in records:
        for field in _fields(record):
            if field["origin"] in {"text", "ocr"}:
                assert field["page"] in record["source"]["pages"]
                x0, top, x1, bottom = field["bbox"]
                assert x0 < x1 and top < bottom


def test_what_is_accepted_unseen_has_nothing_unsure_or_failing(records: list[dict[str, Any]]) -> None:
    for record in records:
        if record["review"]["status"] == "auto_accepted":
            assert record["review"]["reasons"] == []
            fields = dict(_named(record))
            for check in record["checks"]:
                if check["status"] == "fail":  # only a check digit that the file itself prints: nothing was misread
                    assert check["code"] == "check_digits"
                    assert {fields[name]["origin"] for name in check["fields"]} == {"text"}


def _named(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from record["fields"].items()
    for index, party in enumerate(record["parties"]):
        yield from ((f"parties[{index}].{part}", party[part]) for part in ("tax_id",) if part in party)


def _fields(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from record["fields"].values()
    for party in record["parties"]:
        yield from (party[part] for part in ("name", "address", "country", "tax_id") if part in party)
    for line in record["lines"]:
        yield from line.values()
