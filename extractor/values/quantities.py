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

_DIGITS = r"\d(?:[\d.,' \u00a0\u202f]*\d)?"
_DAMAGED_DIGITS = r"[\dlI|O](?:[\d.,'OoIl|]*[\dOolI|])?"
_QUANTITY = (
    r"^@?\s*(?P<before>[^\W\d_]{{2,10}}\.?)?\s*(?P<number>[-(]?(?:{})\)?)"
    r"\s*(?P<scale>[百千]?[万萬]|[亿億])?\s*(?P<after>[^\d\s].{{0,40}}?)?$"
)
_SOUND, _DAMAGED = re.compile(_QUANTITY.format(_DIGITS)), re.compile(_QUANTITY.format(_DAMAGED_DIGITS))
_LOOKS_DAMAGED = re.compile(r"\d[.,]?[OoIl|]|[OoIl|][.,]?\d")
_ANYWHERE = re.compile(
    rf"(?<![A-Za-z0-9.,/-])(?P<number>{_DIGITS})\)?\s*"
    r"(?P<unit>[^\W\d_][^\W\d_./]*\.?(?:/T\b|/T[NS]S\b)?(?: [^\W\d_]{3,10}\b)?)"
)
_FILLER = re.compile(
    r"^(?:(?:in |sub-?)?total|say|about|approx\.?|ca\.?|net|gross|合计|总计|共计|共|总|约|净重|毛重)[\s:：.]*(?=\S)"
    r"|\s*\(?\b(?:only|net|gross|nett|in total|total|n\.?w\.?|g\.?w\.?|整)\b\.?\)?$",
    re.IGNORECASE,
)
_PER_PACKAGE = re.compile(r"\s*(?:/|per |每)\s*(?P<package>[^\W\d_]{1,10}\.?)$", re.IGNORECASE)
_EDGES = "()[]（）【】 ."
_TONNE = {"t", "t."}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘´`", "'"))
_LETTERS = str.maketrans("5$šśş", "sssss")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `unit` is None where only a number is printed."""

    number: Decimal
    unit: Unit | None
    readings: tuple[NumberReading, ...]
    """All ways to read the number, likeliest first."""
    per_package: bool = False
    """In each package, not in all: `@12.5`, `12.5 KGS/CTN`."""


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity inside a longer text, with its place there."""

    quantity: Quantity
    start: int
    end: int


@cache
def _by_code() -> dict[str, Unit]:
    return {unit.code: unit for unit in units()}


def find_unit(text: str) -> Unit | None:
    """Return the unit that a text is, None where it is none: `KGS` kilogram, `只` piece, `(PCS)` piece."""
    word = unicodedata.normalize("NFKC", text).strip().strip(_EDGES).casefold()
    if not word:
        return None
    for form in (word, word + ".", word.rstrip("."), word.replace(" ", ""), *_as_letters(word)):
        code = unit_words().get(form)
        if code is not None:
            return _by_code()[code]
    return None


def _as_letters(word: str) -> tuple[str, ...]:
    """Return what a misread unit is with letters for the signs taken for them: `PC5`, `KG5`, `pcš`."""
    lettered = word.translate(_LETTERS)
    return (lettered,) if lettered != word and len(word) > 2 and word[:2].isalpha() and word[0].isascii() else ()


def parse(text: str) -> Quantity | None:
    """Return the quantity that a text is, None where it is none or carries a word that is no unit.

    A `T` behind the number is a tonne: tesla stands beside Br, and a text that is one quantity holds no Br.
    """
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    body = _FILLER.sub("", _FILLER.sub("", _normal(text)))
    for shape in (_SOUND, _DAMAGED) if _LOOKS_DAMAGED.search(body) else (_SOUND,):
        match = shape.match(body)
        found = _of(match) if match is not None else None
        if found is not None:
            return found
    readings = numbers.readings(body)
    return Quantity(readings[0].value, None, readings, body.startswith("@")) if readings else None


def find(text: str) -> tuple[FoundQuantity, ...]:
    """Return every number with a unit behind it inside a text: `5 PALLETS (STC 120 CTNS)` gives two.

    A `T` is none here: in running text it may be tesla.
    """
    found = []
    for match in _ANYWHERE.finditer(text):
        unit, length = _longest_unit(match["unit"])
        readings = numbers.readings(match["number"]) if unit is not None else ()
        if not readings:
            continue
        end = match.start("unit") + length
        per_package = _PER_PACKAGE.match(text[end : end + 12].rstrip(" )]")) is not None
        found.append(FoundQuantity(Quantity(readings[0].value, unit, readings, per_package), match.start(), end))
    return tuple(found)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).strip(" =:;,*")


def _of(match: re.Match[str]) -> Quantity | None:
    before, after = match["before"], match["after"] or ""
    per_package = match.string.startswith("@")
    package = _PER_PACKAGE.search(after)
    if package is not None and find_unit(after) is None:
        packed = find_unit(package["package"])
        if packed is None or packed.kind != "package":
            return None
        after, per_package = after[: package.start()], True
    unit = None
    if after or before:
        unit = _unit_beside(after or before)
        if unit is None or (after and before and find_unit(before) is None):
            return None
    readings = numbers.readings(match["number"] + (match["scale"] or ""))
    return Quantity(readings[0].value, unit, readings, per_package) if readings else None


def _unit_beside(word: str) -> Unit | None:
    return _by_code()["TNE"] if word.strip(_EDGES).casefold() in _TONNE else find_unit(word)


def _longest_unit(text: str) -> tuple[Unit | None, int]:
    """Return the unit at the beginning of a text, of two words or one, and its length."""
    first = text.split(" ")[0]
    for piece in (text, first):
        unit = find_unit(piece)
        if unit is not None and unit.kind not in {"magnetic", "ratio", "time"} and piece.casefold() not in _TONNE:
            return unit, len(piece)
    han = re.match(r"[\u3400-\u9fff]{1,4}", first)
    for size in range(len(han.group()) if han else 0, 0, -1):
        unit = find_unit(first[:size])
        if unit is not None:
            return unit, size
    return None, 0
