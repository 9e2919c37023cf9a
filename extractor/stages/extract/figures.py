"""Figures in a cell: every number with the ways it may be read, the unit behind it, the unit it is a price for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.gazetteer import unit_words, units
from extractor.values import numbers

NUMBER = re.compile(
    r"(?<![\w.,])(?:[^\W\d]{0,4}[^\w\s]{0,2})"
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,'’´`]*[万亿]?)"
)
MULTIPLES = frozenset({"MIL", "CEN", "DZN"})
"""Thousands, hundreds and dozens of pieces: half of one is whole pieces."""
POWER = re.compile(r"(?<![A-Za-z])([cCdDmM]?[mM])([23])(?![\w.,]?\d)")
POWERS = {"2": "²", "3": "³"}
"""The figure of `M3` behind a volume is no number."""
TAIL = ".,'’´`"
WORD = re.compile(r"[^\W\d_]+(?:[./²³'][^\W\d_]*)*\.?|[²³]")


@dataclass(frozen=True)
class Reading:
    """One way to read a number, with its prior; `mark` is the decimal mark taken for granted, empty where none is."""

    value: Decimal
    mark: str
    prior: float = 1.0


@dataclass(frozen=True)
class Figure:
    """A number in a cell: its readings (the likeliest first), and the codes of the units around it."""

    raw: str
    readings: tuple[Reading, ...]
    unit: str | None
    per: str | None
    """The unit that a price is for: `USD 3.20/kg`."""
    start: int
    end: int


@lru_cache(maxsize=20_000)
def read_number(raw: str) -> tuple[Reading, ...]:
    """Return the ways to read a printed number, the likeliest first; none where it is no number."""
    return tuple(Reading(one.value, _mark(raw, one.value), one.prior) for one in numbers.readings(raw))


def _mark(raw: str, value: Decimal) -> str:
    """Return the decimal mark that a reading of a print takes for granted."""
    separators = [character for character in raw if character in ".,"]
    if not separators:
        return ""
    if value == value.to_integral_value() and len(re.sub(r"\D", "", raw)) == len(str(int(value))):
        return "." if separators[-1] == "," else ","
    return separators[-1]


@lru_cache(maxsize=20_000)
def unit_code(text: str) -> str | None:
    """Return the code of the unit at the beginning of a text, the longest print that fits."""
    plain = unicodedata.normalize("NFKC", text).strip(" ()[]（）:：-–").casefold()
    known = unit_words()
    if plain in known:
        return known[plain]
    words = plain.split()
    for count in (3, 2, 1):
        head = " ".join(words[:count]).strip(".,;()[]")
        for form in (head, head.rstrip("."), f"{head}."):
            if len(words) >= count and form in known:
                return known[form]
    match = WORD.match(plain)
    if match is None:
        return None
    run = match.group().rstrip(".'")
    if run in known or run.isascii():
        return known.get(run)
    return next((known[run[:end]] for end in (3, 2, 1) if run[:end] in known), None)


def _parted(behind: str) -> tuple[str, str, str]:
    """Part what stands behind a number into its unit and, behind a stroke, what the price is for; `M/T` is one unit."""
    whole = unicodedata.normalize("NFKC", behind).strip(" ()").casefold()
    return (behind, "", "") if whole in unit_words() else behind.partition("/")


def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the numbers of a cell in the order of print."""
    found: list[Figure] = []
    text = POWER.sub(lambda match: match[1] + POWERS[match[2]], text)
    matches = list(NUMBER.finditer(text))
    for place, match in enumerate(matches):
        raw = match["number"].rstrip(TAIL)
        readings = read_number(raw)
        if not readings:
            continue
        start, end = match.start("number"), match.start("number") + len(raw)
        until = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        behind = text[end:until]
        price, _, per = _parted(behind)
        found.append(Figure(raw, readings, unit_code(price), unit_code(per) if per else None, start, end))
    return tuple(found)


@lru_cache(maxsize=1_000)
def kilograms(code: str | None) -> Decimal | None:
    """Return the kilograms in one unit, None where it is no mass."""
    return next((unit.kg for unit in units() if unit.code == code), None) if code else None


@lru_cache(maxsize=1_000)
def is_counted(code: str | None) -> bool:
    """Say whether a unit is of things that come whole, such as pieces and sets."""
    return code not in MULTIPLES and any(unit.code == code and unit.kind in {"count", "package"} for unit in units())


@lru_cache(maxsize=1_000)
def unit_kind(code: str | None) -> str | None:
    """Return what a unit measures: mass, count, package, volume, ...; None where it is not known."""
    return next((unit.kind for unit in units() if unit.code == code), None)


def plain(value: Decimal) -> str:
    """Return a number as the contract writes it: no exponent, no separators, no idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
