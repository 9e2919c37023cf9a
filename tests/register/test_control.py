"""Whether goods were controlled on a day, by what is printed, by grade, by dates and by people's switches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.register.control import ControlList, Switch
from extractor.settings import RegisterSettings
from tests.register.indicators.made import goods

LIST = ControlList()
APRIL, MAY, AFTER = date(2025, 4, 3), date(2025, 5, 1), date(2026, 12, 1)
ND = ("Nd",)


def state(on: date = MAY, known: ControlList = LIST, **parts: Any) -> str:
    return known.status(goods(**parts), on).state


@pytest.mark.parametrize(("parts", "expected"), [
    ({"description": "Sintered NdFeB magnet", "grade": "N42", "elements": ND}, "not_controlled"),
    ({"description": "Sintered NdFeB magnet", "grade": "N42M", "elements": ND}, "unknown"),
    ({"description": "Sintered NdFeB magnet", "grade": "N42SH", "elements": ND}, "presumed"),
    ({"description": "烧结钕铁硼磁体", "grade": "38EH", "elements": ND}, "presumed"),
    ({"description": "NdFeB magnet with Dy", "elements": ("Dy", "Nd")}, "controlled"),
    ({"description": "SmCo permanent magnet", "elements": ("Sm",)}, "controlled"),
    ({"description": "NdFeB magnet with Gd", "elements": ("Gd", "Nd"), "grade": "N35"}, "not_controlled"),
    ({"description": "NdFeB magnet", "composition": "Nd 28%, Dy 0.3%"}, "controlled"),
    ({"description": "NdFeB magnet", "composition": "Nd 28%, Dy 0.1%"}, "controlled"),
    ({"description": "NdFeB magnet", "composition": "Nd 28%, Dy 0.05%"}, "unknown"),
    ({"description": "NdFeB magnet", "composition": "Nd 28%, Dy 0.005%"}, "not_controlled"),
    ({"description": "NdFeB magnet", "composition": "Nd 28%, Pr 5%", "grade": "N42SH"}, "not_controlled"),
    ({"description": "Dysprosium oxide 99.9%", "elements": ("Dy",)}, "controlled"),
    ({"description": "氧化铽", "elements": ("Tb",)}, "controlled"),
    ({"description": "DyFe alloy", "elements": ("Dy",)}, "controlled"),
    ({"description": "GdFe alloy", "elements": ("Gd",)}, "unknown"),
    ({"description": "Yttrium sputtering target", "elements": ("Y",)}, "controlled"),
    ({"description": "dysprosium fluoride", "elements": ("Dy",)}, "controlled"),
    ({"description": "Neodymium oxide", "elements": ND}, "not_controlled"),
    ({"description": "ferrite magnet"}, "not_controlled"),
    ({"description": "goods", "hs_code": "2846901500"}, "controlled"),
    ({"description": "磁钢", "hs_code": "8505111000"}, "unknown"),
    ({"description": "rotor assembly"}, "unknown"),
])  # fmt: skip
def test_goods(parts: dict[str, Any], expected: str) -> None:
    assert state(**parts) == expected


@pytest.mark.parametrize(("on", "expected"), [(APRIL, "not_controlled"), (date(2025, 4, 4), "controlled")])
def test_a_control_begins_on_its_day(on: date, expected: str) -> None:
    assert state(on, description="Dysprosium oxide", elements=("Dy",)) == expected


@pytest.mark.parametrize(("on", "expected"), [
    (date(2025, 11, 6), "not_controlled"), (date(2026, 11, 10), "not_controlled"), (date(2026, 11, 11), "unknown"),
])  # fmt: skip
def test_a_suspended_control(on: date, expected: str) -> None:
    assert state(on, description="holmium oxide", elements=("Ho",)) == expected


def test_a_grade_presumes_nothing_before_the_control() -> None:
    assert state(APRIL, description="NdFeB magnet", grade="N38UH", elements=ND) == "not_controlled"


def test_switches_hold_from_their_day_and_the_later_one_counts() -> None:
    on, off = Switch("2025-57", True, AFTER), Switch("1C909.b", False, date(2027, 1, 1))
    known = ControlList(switches=(on, off))
    oxide: dict[str, Any] = {"description": "holmium oxide", "elements": ("Ho",)}
    assert state(date(2026, 11, 30), known, **oxide) == "unknown"
    assert state(AFTER, known, **oxide) == "controlled"
    assert state(date(2027, 1, 1), known, **oxide) == "not_controlled"
    assert state(date(2027, 1, 1), known, description="erbium oxide", elements=("Er",)) == "controlled"


def test_of_two_switches_of_one_day_the_last_made_counts() -> None:
    known = ControlList(switches=(Switch("2025-18", False, MAY), Switch("2025-18", True, MAY)))
    assert state(MAY, known, description="Dysprosium oxide", elements=("Dy",)) == "controlled"


def test_limits_are_settings() -> None:
    strict = ControlList.of(RegisterSettings(trace_percent=0.02, review_percent=0.001))
    assert state(MAY, strict, description="NdFeB magnet", composition="Nd 28%, Dy 0.05%") == "controlled"
    assert state(MAY, strict, description="NdFeB magnet", composition="Nd 28%, Dy 0.005%") == "unknown"


def test_an_answer_names_code_announcement_and_place() -> None:
    found = LIST.status(goods(description="NdFeB magnet with Dy", elements=("Dy", "Nd")), MAY)
    assert found.codes == ("1C905.a.4",)
    assert "2025-18" in found.basis and "2025-04-04" in found.basis
    assert {cite.path for cite in found.cites} == {"lines[0].elements", "lines[0].description"}
    assert all(cite.box is not None for cite in found.cites)
