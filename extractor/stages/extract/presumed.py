"""What a grade's suffix merely suggests: heavy rare earths as a field of their own, with its basis, never as an element."""

from __future__ import annotations

from dataclasses import replace

from extractor.datatypes.page import Origin
from extractor.datatypes.record import LineItem
from extractor.values.products import presumed_elements

STRENGTH = {"near_certain": 0.9, "likely": 0.6, "possible": 0.3}
"""How often such a grade holds them (DOMAIN 4.4); since 2025 makers sell H, SH and UH without."""


def add(line: LineItem) -> LineItem:
    """Return the line with `elements_presumed` where its grade suggests elements that it does not name."""
    grade = line.get("grade")
    if grade is None or not isinstance(grade.value, str):
        return line
    found = presumed_elements(grade.value)
    named = set(line["elements"].value) if "elements" in line else set()
    if found is None or not set(found.elements) - named:
        return line
    symbols = tuple(sorted(set(found.elements) - named))
    basis = replace(grade, value=symbols, confidence=STRENGTH[found.strength], origin=Origin.DERIVED, raw=found.basis)
    return {**line, "elements_presumed": basis}
