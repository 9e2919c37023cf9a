"""Shown = extracted + edits: nothing a person did is lost, nothing is applied to another line than the one that was seen."""

import pytest

from extractor.datatypes.record import Record
from extractor.store import edits, shown
from extractor.store.edits import Edit
from extractor.store.errors import StoreError
from tests.builders import record

PAPER = record(
    fields={"document_number": "NW-17"},
    lines=[{"description": "magnet", "quantity": "10"}, {"description": "oxide"}],
    parties={"buyer": "Aurora Drive Systems Inc."},
)


def typed(value: str) -> dict[str, object]:
    return {"value": value, "confidence": 1.0, "origin": "analyst"}


def edit(path: str, after: object, seen: int = 1) -> Edit:
    return Edit(path, None, after, "li", seen)


def value(found: Record, path: str) -> object:
    got = edits.get(found.to_json(), path)
    return got and got["value"]


@pytest.mark.parametrize(
    "path", ["document_number", "issue_date", "lines[0].quantity", "lines[1].hs_code", "parties[0].name"]
)
def test_an_edit_shows_at_its_path(path: str) -> None:
    found = shown.apply(PAPER, 1, [edit(path, typed("7"))], {})
    assert value(found, path) == "7"


def test_the_last_edit_counts_and_none_takes_a_value_out() -> None:
    changes = [
        edit("document_number", typed("A")),
        edit("document_number", None),
        edit("issue_date", typed("2025-06-04")),
    ]
    found = shown.apply(PAPER, 1, changes, {})
    assert "document_number" not in found.fields
    assert found.fields["issue_date"].value == "2025-06-04"


def test_the_type_can_be_changed() -> None:
    found = shown.apply(PAPER, 1, [edit("doc_type", {"value": "packing_list", "confidence": 1.0})], {})
    assert found.doc_type == "packing_list"


def test_a_line_can_be_added_at_the_end_and_taken_out() -> None:
    assert len(shown.apply(PAPER, 1, [edit("lines[2]", {"description": typed("x")})], {}).lines) == 3
    assert [value(shown.apply(PAPER, 1, [edit("lines[0]", None)], {}), "lines[0].description")] == ["oxide"]


@pytest.mark.parametrize("path", ["lines[2].quantity", "lines[7]", "parties[3].name"])
def test_a_place_that_is_not_there_is_an_error(path: str) -> None:
    with pytest.raises(StoreError):
        shown.apply(PAPER, 1, [edit(path, typed("1"))], {})


def test_an_edit_survives_its_row() -> None:
    one = Edit("lines", [], [{"description": typed("磁体")}], "li", 3)
    assert Edit.from_row(one.to_row(5, "2025-06-04T00:00:00+00:00")) == one
