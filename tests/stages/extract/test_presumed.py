"""A grade's suffix presumes, it never states."""

import pytest

from extractor.stages.extract import presumed
from tests.builders import field


@pytest.mark.parametrize(
    ("grade", "named", "expected"),
    [
        ("N38EH", ("Nd",), ("Dy", "Tb")),
        ("N45SH", ("Dy", "Nd"), ("Tb",)),
        ("N42", ("Nd",), None),
        ("N38EH", ("Dy", "Nd", "Tb"), None),
    ],
)
def test_presumed(grade: str, named: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    line = presumed.add({"grade": field(grade), "elements": field(named)})
    assert line["elements"].value == named
    found = line.get("elements_presumed")
    assert (found.value if found else None) == expected
    if found:
        assert found.origin == "derived" and "suffix" in (found.raw or "")


def test_no_grade_presumes_nothing() -> None:
    assert presumed.add({}) == {}
