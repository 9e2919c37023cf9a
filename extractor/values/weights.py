"""Weights: what a page prints, in kilograms. A number without a unit is no weight: pieces stand in the same columns."""

from __future__ import annotations

from decimal import Decimal

from extractor.gazetteer import Unit
from extractor.values import quantities
from extractor.values.quantities import Quantity


def unit_of(text: str) -> Unit | None:
    """Return the unit of mass that a text names, as it stands in a heading; `T` there is a tonne, beside Br tesla."""
    word = text.strip(" ().")
    unit = quantities.find_unit("tonne" if word.casefold() == "t" else text)
    return unit if unit is not None and unit.kind == "mass" else None


def to_kilograms(number: Decimal, unit: Unit) -> Decimal:
    """Return the mass in kilograms, exactly: a pound has eight decimals. ValueError where the unit is none of mass."""
    if unit.kg is None:
        raise ValueError(f"{unit.code} is no unit of mass")
    return number * unit.kg


def parse(text: str, heading_unit: Unit | None = None) -> Decimal | None:
    """Return the weight in kilograms that a text prints, with the unit of its heading where it has none of its own.

    None where it prints no weight, where its number can be read in two ways, or where it is the weight of one package.
    """
    found = quantities.parse(text)
    if found is None or found.per_package or len(found.readings) > 1:
        return None
    unit = mass_unit(found, heading_unit)
    return None if unit is None else to_kilograms(found.number, unit)


def mass_unit(found: Quantity, heading_unit: Unit | None = None) -> Unit | None:
    """Return the unit that makes a quantity a weight, its own or that of its heading; None where it is no weight."""
    unit = found.unit or heading_unit
    return unit if unit is not None and unit.kind == "mass" else None
