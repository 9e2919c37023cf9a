"""How many kilograms of each rare earth a line of goods holds: low, likely, high, and on what ground.

A printed composition decides; without one the oxide's formula, the product's usual content (`contents.csv`) or the
grade's range (`grade_suffixes.csv`) give an estimate, and `basis` says which. What only the grade suggests is marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.gazetteer import contents, element, elements
from extractor.values import money, quantities
from extractor.values.elementcues import SYMBOLS
from extractor.values.productnames import mend
from extractor.values.products import find_class, find_product, presumed_elements

HEAVY = ("Dy", "Tb")
HEAVY_SHARE = {"Dy": Decimal("0.75"), "Tb": Decimal("0.25")}
"""How the two usually share the Dy+Tb of a magnet that names both (inference of the project)."""
NAMED_HEAVY = (Decimal("0.1"), Decimal("3"), Decimal("11"))
"""Percent of Dy or Tb in a magnet that names it but prints no grade: from the control threshold of trade practice to
the most that grades hold (F8, F31; likely value from memory)."""
FLUORIDE, CHLORIDE = Decimal("56.994"), Decimal("106.35")
ANIONS = {"fluorid": FLUORIDE, "氟化": FLUORIDE, "chlorid": CHLORIDE, "氯化": CHLORIDE}
"""Grams of fluoride or chloride to one mole of a trivalent rare earth, water of crystallisation left out."""
PURITY_LOW, PURITY_LIKELY = Decimal("0.95"), Decimal("0.99")

_NUMBER = r"\d+(?:[.,]\d+)?"
_NAMES = "|".join(sorted({one.name_zh for one in elements()} | {one.name_en for one in elements()}, key=len)[::-1])
_SYMBOLS = "|".join(sorted({form for symbol in SYMBOLS for form in (symbol, symbol.upper())}))
PART = re.compile(
    rf"(?<![A-Za-z])(?P<name>{_NAMES}|(?-i:{_SYMBOLS}))(?![A-Za-z])"
    rf"\s*[:=：]?\s*(?P<bound>[<≤])?\s*(?P<low>{_NUMBER})(?:\s*[-–~～至]\s*(?P<high>{_NUMBER}))?\s*(?P<percent>(?:wt)?\.?\s*[%％])?",
    re.IGNORECASE,
)
"""A rare earth with its figure. Symbols have their capital: `la 5` and `er 3` are words of French and German."""
_REST = re.compile(
    rf"(?<![A-Za-z])(?:Fe|FE|Co|CO|B|Al|AL|Cu|CU|Nb|NB|Zr|ZR|Ga|GA|Ti|TI|Ni|NI|Si|SI|Mo|MO|[铁硼钴铝铜铌锆镓])"
    rf"\s*[:=：]?\s*(?P<low>{_NUMBER})"
)
"""The other elements of a magnet with their figures."""
_UNIT = re.compile(r"\s*(?:(?P<word>[^\W\d_]+)(?!\s*[:=：]?\s*\d)|[xX×*°]\s*\d?)")
_AND = frozenset({"und", "and", "et", "e", "y"})
"""Words between two parts, one of which is a unit too: `und` is Spanish for pieces."""
WHOLE = (Decimal(98), Decimal(102))
"""Between these a whole composition adds up, rounding included."""


@dataclass(frozen=True, slots=True)
class Contained:
    """One element's mass in a line, in kilograms."""

    element: str
    low_kg: Decimal
    likely_kg: Decimal
    high_kg: Decimal
    basis: str
    """Where the share comes from: composition, oxide formula, usual content of a product, or a grade."""
    presumed: bool = False
    """True where the line names no such element and only its grade suggests it."""


@dataclass(frozen=True, slots=True)
class _Share:
    low: Decimal
    likely: Decimal
    high: Decimal
    basis: str

    def of(self, symbol: str, net_kg: Decimal, presumed: bool = False) -> Contained:
        low, likely, high = (net_kg * percent / 100 for percent in (self.low, self.likely, self.high))
        return Contained(symbol, low, likely, high, self.basis, presumed)


@lru_cache(maxsize=4096)
def parse_composition(text: str, in_column: bool = False) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Return the rare earths of a printed composition with the least and most percent of each.

    `Dy 2-3 %` gives a range, `Dy<0.1%` one from zero. A number without `%` counts beside one that has it, in a column of
    compositions (`in_column`), or where all parts add up to a hundred; never with a unit behind it: `Sm 12 pcs`.
    """
    plain = mend(text)
    found = [part for part in PART.finditer(plain) if part["percent"] or not _is_counted(plain[part.end() :])]
    if not any(part["percent"] for part in found) and (len(found) < 2 or not (in_column or _is_whole(found, plain))):
        return ()
    known = {one.name_zh: one.symbol for one in elements()} | {one.name_en: one.symbol for one in elements()}
    parts: dict[str, tuple[str, Decimal, Decimal]] = {}
    for part in found:
        symbol = known.get(part["name"].casefold(), part["name"].capitalize())
        high = _decimal(part["high"] or part["low"])
        low = Decimal(0) if part["bound"] else _decimal(part["low"])
        if symbol in SYMBOLS and low <= high <= 100:
            parts.setdefault(symbol, (symbol, low, high))
    return tuple(parts.values())


def line_composition(composition: str | None, description: str) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Return the rare earths that a line prints with their percent; its own column goes before the description."""
    told = parse_composition(composition, in_column=True) if composition else ()
    named = {symbol for symbol, _, _ in told}
    return (*told, *(part for part in parse_composition(description) if part[0] not in named))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


def _is_counted(behind: str) -> bool:
    """Say whether a unit, a currency or a dimension stands behind a number, which then is no share."""
    match = _UNIT.match(behind)
    if match is None or (match["word"] or "").casefold() in _AND:
        return False
    word = match["word"]
    return word is None or quantities.find_unit(word) is not None or money.find_currency(word) is not None


def _is_whole(found: list[re.Match[str]], text: str) -> bool:
    total = sum((_decimal(part["low"]) for part in (*found, *_REST.finditer(text))), Decimal(0))
    return WHOLE[0] <= total <= WHOLE[1]


def contained(
    net_kg: Decimal,
    symbols: tuple[str, ...],
    description: str,
    grade: str | None = None,
    composition: str | None = None,
) -> tuple[Contained, ...]:
    """Return the mass of each element of a line whose net weight is known; none for an element nothing is known of.

    `symbols` are the elements that the line names; those its grade suggests beyond them come last, marked presumed.
    """
    printed = _printed(composition, description)
    found = []
    for symbol in sorted({*symbols, *printed}):
        share = printed.get(symbol) or _share(symbol, symbols, description, grade)
        if share is not None:
            found.append(share.of(symbol, net_kg))
    if grade is not None and not printed:
        found.extend(share.of(symbol, net_kg, presumed=True) for symbol, share in _presumed(grade, symbols))
    return tuple(found)


def _printed(composition: str | None, description: str) -> dict[str, _Share]:
    return {
        symbol: _Share(low, (low + high) / 2, high, "printed composition")
        for symbol, low, high in line_composition(composition, description)
        if high > 0
    }


def _share(symbol: str, symbols: tuple[str, ...], description: str, grade: str | None) -> _Share | None:
    product = find_product(description if description else grade or "")
    if product is not None:
        for content in contents().get(product.product, ()):
            if content.element == symbol:
                return _Share(content.low, content.likely, content.high, f"usual content of {product.product}")
    if symbol in HEAVY and "Nd" in symbols:
        return _heavy(symbol, symbols, grade)
    return _pure(symbol, symbols, description)


def _heavy(symbol: str, symbols: tuple[str, ...], grade: str | None) -> _Share:
    both = all(heavy in symbols for heavy in HEAVY)
    part = HEAVY_SHARE[symbol] if both else Decimal(1)
    low, likely, high = NAMED_HEAVY
    basis = "named without a grade"
    suggested = None if grade is None else presumed_elements(grade)
    if suggested is not None:
        high = max(suggested.high_percent, low)
        likely = (suggested.low_percent + high) / 2
        basis = f"grade {grade}"
    return _Share(low, max(low, likely * part), high, basis)


def _pure(symbol: str, symbols: tuple[str, ...], description: str) -> _Share | None:
    """The share in a metal, an oxide, a fluoride or a chloride of one element."""
    if len(symbols) != 1:
        return None
    kind = find_class(description)
    hundred = Decimal(100)
    if kind == "oxide":
        most, basis = element(symbol).oxide_factor * hundred, f"formula {element(symbol).oxide}"
    elif kind == "metal":
        most, basis = hundred, "metal"
    else:
        anion = next((mass for word, mass in ANIONS.items() if word in description.casefold()), None)
        if anion is None:
            return None
        weight = element(symbol).atomic_weight
        most, basis = hundred * weight / (weight + anion), "formula of the halide"
    return _Share(most * PURITY_LOW, most * PURITY_LIKELY, most, basis)


def _presumed(grade: str, symbols: tuple[str, ...]) -> list[tuple[str, _Share]]:
    suggested = presumed_elements(grade)
    if suggested is None or any(heavy in symbols for heavy in HEAVY):
        return []
    likely = (suggested.low_percent + suggested.high_percent) / 2
    return [
        (symbol, _Share(Decimal(0), likely * HEAVY_SHARE[symbol], suggested.high_percent, suggested.basis))
        for symbol in suggested.elements
    ]
