"""Goods against a line of a licence: what agrees, what differs, and what nobody says."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.gazetteer import control_list, elements, uncontrolled
from extractor.register import fit
from tests.register.indicators import made


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("8505111000", "850511", True),
        ("8505111000", "8505119000", False),
        ("8505", "8505111000", None),
        (None, "8505111000", None),
    ],
)
def test_codes_agree_as_far_as_both_go(ours: str | None, theirs: str | None, same: bool | None) -> None:
    assert fit.is_same_code(made.goods(hs_code=ours), made.goods(hs_code=theirs)) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "beyond", "licensed"),
    [
        ({"elements": ("Dy", "Nd")}, ("Dy",), set(), True),
        ({"elements": ("Dy", "Nd", "Tb")}, ("Dy", "Nd"), {"Tb"}, False),
        ({"elements": ("Nd", "Pm")}, ("Nd",), set(), True),
        ({"elements": ("Nd",)}, ("Dy", "Nd"), set(), False),
        ({"elements": ("Nd",), "elements_presumed": ("Dy",)}, ("Dy", "Nd"), set(), True),
        ({"elements": ("Dy",)}, (), set(), None),
        ({}, ("Dy",), set(), None),
    ],
)
def test_elements(ours: dict[str, Any], theirs: tuple[str, ...], beyond: set[str], licensed: bool | None) -> None:
    goods, line = made.goods(**ours), made.goods(elements=theirs)
    assert (set(fit.unlicensed(goods, line)), fit.has_licensed_elements(goods, line)) == (beyond, licensed)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [("N42 SH", "n42sh", True), ("N42SH", "42SH", True), ("N42", "N45", False), ("N42", None, None)],
)
def test_grades(ours: str, theirs: str | None, same: bool | None) -> None:
    assert fit.is_same_grade(made.goods(grade=ours), made.goods(grade=theirs)) is same


def test_uncontrolled_is_what_no_entry_of_the_list_names() -> None:
    assert uncontrolled() == {one.symbol for one in elements()} - {entry.element for entry in control_list()}
