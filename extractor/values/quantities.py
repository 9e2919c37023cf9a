"""Quantities: a number with its unit in one piece of print, `97,485 pcs`, `2,588.36KGS`, `240 件`, `KG 45.59`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.gazetteer import Unit, unit_words, units
from extractor.values import numbers
from extractor.values.numbers import NumberReading

_SPLIT = re.compile(
    r"^@?\s*(?P<before>[^\W\d_]{1,10}\.?)?\s*(?P<number>[-(]?\d[\d.,'’`´\s\u00a0\u202f]*\d\)?|\d)"
    r"\s*(?P<scale>[万萬亿億])?\s*(?P<after>[^\d\s][^\d]{0,28}?)?\s*$"
)
_BRACKETS = "()[]（）【】 ."


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `unit` is None where only a number is printed."""

    number: Decimal
    unit: Unit | None
    readings: tuple[NumberReading, ...]
    """All ways to read the number, likeliest first."""
    per_package: bool = False
    """Printed with `@`: in each carton, not in all."""


@cache
def _by_code() -> dict[str, Unit]:
    return {unit.code: unit for unit in units()}


def find_unit(text: str) -> Unit | None:
    """Return the unit that a text is, None where it is none: `KGS` kilogram, `只` piece, `(PCS)` piece."""
    word = unicodedata.normalize("NFKC", text).strip().strip(_BRACKETS).casefold()
    if not word:
        return None
    for form in (word, word + ".", word.rstrip("."), word.replace(" ", "")):
        code = unit_words().get(form)
        if code is not None:
            return _by_code()[code]
    return None


def unit_code(unit: Unit) -> str:
    """Return the code that the contract uses: pieces, sets and masses by their own, packages by theirs."""
    return unit.code


def parse(text: str) -> Quantity | None:
    """Return the quantity that a text is, None where it is none or carries a word that is no unit."""
    body = unicodedata.normalize("NFKC", text.replace("，", ",")).strip()
    match = _SPLIT.match(body)
    if match is None:
        found = numbers.readings(body)
        return Quantity(found[0].value, None, found) if found else None
    word = match["after"] or match["before"] or ""
    unit = find_unit(word) if word else None
    if word and unit is None:
        return None
    if match["after"] and match["before"] and find_unit(match["before"]) is None:
        return None
    found = numbers.readings(match["number"] + (match["scale"] or ""))
    if not found:
        return None
    return Quantity(found[0].value, unit, found, per_package=body.startswith("@"))
