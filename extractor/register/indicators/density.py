"""From printed sizes to density: what a magnet is made of shows in what a piece of it weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.values.products import find_product

PI = Decimal("3.14159265")
MILLIMETRES = {
    "mm": Decimal(1),
    "cm": Decimal(10),
    "in": Decimal("25.4"),
    "inch": Decimal("25.4"),
    '"': Decimal("25.4"),
}
DENSITIES: dict[str, tuple[Decimal, Decimal]] = {
    "ndfeb_magnet": (Decimal("7.4"), Decimal("7.65")),
    "smco_magnet": (Decimal("8.2"), Decimal("8.5")),
    "ferrite_magnet": (Decimal("4.8"), Decimal("5.0")),
    "bonded": (Decimal("5.0"), Decimal("6.2")),
}
"""Grams per cubic centimetre (sintered NdFeB and SmCo: F31; bonded and ferrite from memory)."""
RARE_EARTH = ("ndfeb_magnet", "smco_magnet")
BONDED = re.compile(r"bonded|injection|mould|molded|粘结|注塑|粘結", re.IGNORECASE)

_NUMBER = r"\d+(?:\.\d+)?"
_TOLERANCE = re.compile(rf"±\s*{_NUMBER}|[+\-]\s*{_NUMBER}\s*/\s*[+\-]?\s*{_NUMBER}|\(\s*[+\-±][^)]*\)")
_MARK = r"(?:OD|ID|DIA\.?|DISC|RING|BLOCK|[ØøΦφ⌀DdFRLWHT])"
_SIZE = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<first>{_MARK})?\s*(?P<a>{_NUMBER})(?:mm)?\s*[x×*X\-]\s*(?P<second>{_MARK})?\s*(?P<b>{_NUMBER})"
    rf"(?:mm)?(?:\s*[x×*X]\s*(?P<third>{_MARK})?\s*(?P<c>{_NUMBER}))?\s*(?P<more>[x×*X]\s*[A-Za-z]?\s*\d)?"
    r"\s*(?P<unit>mm|cm|inch|in\b|\")?",
    re.IGNORECASE,
)
_ARC = re.compile(r"arc|segment|tile|radius|瓦|弧|扇形|°", re.IGNORECASE)
_ROUND = frozenset(["Ø", "Φ", "⌀", "D", "DIA", "DISC", "OD", "RING"])


@dataclass(frozen=True, slots=True)
class Body:
    """A shape with its volume in cubic millimetres."""

    shape: str
    """block, disc or ring."""
    volume: Decimal


@lru_cache(maxsize=8192)
def parse_size(text: str) -> Body | None:
    """Return the body that a size describes: `D20x5`, `F40x20x10`, `OD30 x ID20 x 5 mm`; None for arcs and what is unclear."""
    plain = _TOLERANCE.sub("", text.replace("，", ",").replace("＊", "*"))
    found = _SIZE.search(plain)
    if found is None or found["more"] or _ARC.search(plain):
        return None
    if found["first"] == "W" or found["second"] == "r":
        return None  # a tile: its radii are no diameters
    scale = MILLIMETRES[(found["unit"] or "mm").casefold()]
    sides = [Decimal(found[name]) * scale for name in "abc" if found[name]]
    first = (found["first"] or "").upper().rstrip(".")
    if any(side == 0 for side in sides):
        return None
    if len(sides) == 2:
        return Body("disc", _disc(sides[0], sides[1])) if first in _ROUND else None
    if first in _ROUND or first == "R":
        return _ring(sides)
    return Body("block", sides[0] * sides[1] * sides[2])


def _disc(diameter: Decimal, height: Decimal) -> Decimal:
    return PI * diameter * diameter / 4 * height


def _ring(sides: list[Decimal]) -> Body | None:
    outer, inner, height = sides
    if inner >= outer:
        return None
    return Body("ring", _disc(outer, height) - _disc(inner, height))


def density(kg: Decimal | None, pieces: Decimal | None, size: str | None) -> Decimal | None:
    """Return grams per cubic centimetre of so many pieces of a size; None where anything of it is missing."""
    body = None if size is None else parse_size(size)
    if kg is None or body is None or not pieces or pieces <= 0 or kg <= 0:
        return None
    return kg * 1_000_000 / (pieces * body.volume)


def material(description: str, grade: str | None) -> str | None:
    """Return the material of `DENSITIES` that a line declares, None where its words name none."""
    product = find_product(description) or (find_product(grade) if grade else None)
    if product is None or product.product not in DENSITIES:
        return None
    return "bonded" if product.product == "ndfeb_magnet" and BONDED.search(description) else product.product


def fitting(grams: Decimal, tolerance: Decimal) -> tuple[str, ...]:
    """Return the materials whose band, widened by a share, holds a density."""
    return tuple(
        name for name, (low, high) in DENSITIES.items() if low * (1 - tolerance) <= grams <= high * (1 + tolerance)
    )
