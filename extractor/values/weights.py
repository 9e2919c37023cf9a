"""Weights: what a page prints, in kilograms. `T` beside Br is tesla and never a tonne; a number without a unit is no weight."""

from __future__ import annotations

from decimal import Decimal

from extractor.gazetteer import Unit
from extractor.values import quantities
from extractor.values.quantities import Quantity

_TONNE = "TNE"
_TESLA_WORDS = frozenset({"t"})


def unit_of(text: str) -> Unit | None:
    """Return the unit of mass that a text names, as it stands in a heading or after a number."""
    unit = quantities.find_unit(text)
    if unit is not None and unit.kind == "mass":
        return unit
    if text.strip(" ().").casefold() in _TESLA_WORDS:  # where a weight is expected, T is a tonne
        return quantities.find_unit("tonne")
    return None


def to_kilograms(number: Decimal, unit: Unit) -> Decimal:
    """Return the mass in kilograms, exactly: a pound has eight decimals."""
    if unit.kg is None:
        raise ValueError(f"{unit.code} is no unit of mass")
    return number * unit.kg


def parse(text: str, heading_unit: Unit | None = None) -> Decimal | None:
    """Return the weight in kilograms that a text prints, with the unit of its heading where it has none of its own."""
    found = quantities.parse(text)
    if found is None:
        return None
    unit = mass_unit(found, text, heading_unit)
    return None if unit is None else to_kilograms(found.number, unit)


def mass_unit(found: Quantity, text: str, heading_unit: Unit | None = None) -> Unit | None:
    """Return the unit that makes a quantity a weight, None where it is none."""
    if found.unit is None:
        return heading_unit if heading_unit is not None and heading_unit.kind == "mass" else None
    if found.unit.kind == "mass":
        return found.unit
    if found.unit.kind == "magnetic" and text.strip()[-1:] in "tT":
        return unit_of("t")
    return None
