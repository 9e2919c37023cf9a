"""Corrections of lines and parties outlive new readings: on the row they were made on, or with the whole list."""

from collections.abc import Sequence
from typing import Any

import pytest

from extractor.store import carrying, shown
from extractor.store.edits import RESOLUTION, Edit, Rows
from tests.builders import record

MAGNET = {"description": "magnet", "quantity": "10"}
OXIDE = {"description": "oxide", "quantity": "5"}
METAL = {"description": "metal", "quantity": "7"}


def cell(value: str, confidence: float = 0.9) -> dict[str, Any]:
    return {"value": value, "confidence": confidence, "origin": "text"}


def rows(*lines: dict[str, str], confidence: float = 0.9) -> Rows:
    return [{name: cell(value, confidence) for name, value in line.items()} for line in lines]


def edit(path: str, value: object, seen: int = 1, who: str = "li") -> Edit:
    after = cell(value, 1.0) if isinstance(value, str) else value
    return Edit(path, None, after, who, seen)


def said(found: Rows) -> list[dict[str, str]]:
    return [{name: value["value"] for name, value in row.items()} for row in found]


def carry(edits: Sequence[Edit], *readings: Rows) -> tuple[list[dict[str, str]], bool]:
    found, aside = carrying.carry(len(readings), dict(enumerate(readings, 1)), edits)
    return said(found), aside


QUANTITY = edit("lines[0].quantity", "99")


def test_a_correction_stands_on_a_reading_that_says_the_same_and_takes_its_surety() -> None:
    found, aside = carrying.carry(2, {1: rows(MAGNET, OXIDE), 2: rows(MAGNET, OXIDE, confidence=0.99)}, [QUANTITY])
    assert said(found) == [{**MAGNET, "quantity": "99"}, OXIDE] and not aside
    assert found[0]["description"]["confidence"] == 0.99


@pytest.mark.parametrize(
    ("new", "shows"),
    [
        ([MAGNET, METAL], [{**MAGNET, "quantity": "99"}, METAL]),  # another line is read otherwise
        ([METAL, MAGNET], [METAL, {**MAGNET, "quantity": "99"}]),  # the line moved
        ([{**MAGNET, "quantity": "99"}, METAL], [{**MAGNET, "quantity": "99"}, METAL]),  # now it is read right
    ],
)
def test_a_correction_follows_its_row(new: list[dict[str, str]], shows: list[dict[str, str]]) -> None:
    assert carry([QUANTITY], rows(MAGNET, OXIDE), rows(*new)) == (shows, False)


@pytest.mark.parametrize(
    "new",
    [
        [OXIDE],  # the row is gone
        [{**MAGNET, "quantity": "11"}, OXIDE],  # what was corrected is read otherwise, and not as it was corrected
        [{**MAGNET, "grade": "N42"}, OXIDE],
        [OXIDE, MAGNET, MAGNET],  # one of two
    ],
)
def test_rows_stay_as_people_left_them_where_a_correction_has_no_row(new: list[dict[str, str]]) -> None:
    assert carry([QUANTITY], rows(MAGNET, OXIDE), rows(*new)) == ([{**MAGNET, "quantity": "99"}, OXIDE], True)


def test_two_corrections_never_meet_on_one_row() -> None:
    both = [QUANTITY, edit("lines[1].quantity", "98")]
    assert carry(both, rows(MAGNET, MAGNET), rows(MAGNET)) == (
        [{**MAGNET, "quantity": "99"}, {**MAGNET, "quantity": "98"}],
        True,
    )


@pytest.mark.parametrize("gone", [edit("lines[0]", None), edit("lines[2]", {"description": cell("metal")})])
def test_rows_taken_out_or_added_stay_so(gone: Edit) -> None:
    left, _ = carry([gone], rows(MAGNET, OXIDE))
    assert carry([gone], rows(MAGNET, OXIDE), rows(MAGNET, OXIDE)) == (left, False)
    assert carry([gone], rows(MAGNET, OXIDE), rows(MAGNET, OXIDE, METAL)) == (left, True)


def test_corrections_go_on_from_reading_to_reading() -> None:
    later = edit("lines[1].quantity", "6", seen=2)
    found = carry([QUANTITY, later], rows(MAGNET, OXIDE), rows(METAL, OXIDE), rows(METAL))
    assert found == ([{**MAGNET, "quantity": "99"}, {**OXIDE, "quantity": "6"}], False)  # people worked on it since
    found = carry([QUANTITY, later], rows(MAGNET, OXIDE), rows(MAGNET, OXIDE), rows(METAL, MAGNET, OXIDE))
    assert found == ([METAL, {**MAGNET, "quantity": "99"}, {**OXIDE, "quantity": "6"}], False)


def test_what_was_taken_back_holds_no_list_fast() -> None:
    back = edit("lines[0].quantity", cell("10"))
    assert carry([QUANTITY, back], rows(MAGNET), rows(OXIDE)) == ([OXIDE], False)


def test_a_whole_list_stands_for_good_with_what_was_done_to_it_since() -> None:
    edits = [edit("lines", rows(METAL)), edit("lines[0].quantity", "12", seen=2)]
    assert carry(edits, rows(MAGNET), rows(OXIDE), rows(OXIDE, MAGNET)) == ([{**METAL, "quantity": "12"}], False)


def test_a_company_found_by_resolution_goes_with_its_reading_and_one_that_people_chose_stays() -> None:
    old = [{"role": "buyer", "name": cell("Acme"), "entity": {"decision": "new"}}]
    new = [{"role": "buyer", "name": cell("Acme"), "entity": {"decision": "match", "id": "E2"}}]
    found = edit("parties[0].entity", {"decision": "match", "id": "E1"}, who=RESOLUTION)
    chosen = edit("parties[0].entity", {"decision": "match", "id": "E3"})
    renamed = edit("parties[0].entity", {"decision": "match", "id": "E4"}, who=f"li {RESOLUTION}")
    ids = [
        carrying.carry(2, {1: old, 2: new}, edits)[0][0]["entity"]["id"]
        for edits in ([found], [found, chosen], [chosen, renamed])
    ]
    assert ids == ["E2", "E3", "E4"]


def test_a_list_that_was_set_aside_is_a_reason_to_look() -> None:
    old, new = record(lines=[MAGNET]), record(lines=[OXIDE])
    found = shown.apply(new, 2, [QUANTITY], {1: old.to_json()})
    assert found.lines[0]["description"].value == "magnet"
    assert shown.ASIDE["lines"] in found.review_reasons and shown.is_aside(found)
    assert not shown.is_aside(shown.apply(old, 2, [QUANTITY], {1: old.to_json()}))
