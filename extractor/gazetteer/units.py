"""Units of measure and currencies: every way to print them, with the code of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.gazetteer.table import rows, several


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its UN/ECE Recommendation 20 (or, for packages, 21) code."""

    code: str
    kind: str
    """mass, count, package, length, area, volume, time, ratio, magnetic."""
    kg: Decimal | None
    """Kilograms in one unit, for masses."""
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Prints that mean this unit only where nothing else fits: `T` may be tesla, `M` a metre or a thousand."""
    source: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code."""

    code: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Prints that several currencies share, such as `$`; `¥` and `￥` belong to none for that reason."""
    source: str


@cache
def units() -> tuple[Unit, ...]:
    """Return all units of `units.csv`."""
    return tuple(
        Unit(
            code=row["code"],
            kind=row["kind"],
            kg=Decimal(row["kg"]) if row["kg"] else None,
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            aliases=several(row["aliases"]),
            ambiguous=several(row["ambiguous"]),
            source=row["source"],
        )
        for row in rows("units")
    )


@cache
def currencies() -> tuple[Currency, ...]:
    """Return all currencies of `currencies.csv`."""
    return tuple(
        Currency(
            code=row["code"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            aliases=several(row["aliases"]),
            ambiguous=several(row["ambiguous"]),
            source=row["source"],
        )
        for row in rows("currencies")
    )


@cache
def unit_words() -> dict[str, str]:
    """Map every print of a unit, case folded, to its code; of an ambiguous print the first meaning of the file."""
    found: dict[str, str] = {}
    for unit in units():
        found |= {alias.casefold(): unit.code for alias in (unit.code, unit.name_en, unit.name_zh, *unit.aliases)}
    for unit in units():
        for alias in unit.ambiguous:
            found.setdefault(alias.casefold(), unit.code)
    return found


@cache
def package_words() -> frozenset[str]:
    """Return every print of a kind of package, case folded."""
    kinds = {unit.code for unit in units() if unit.kind == "package"}
    return frozenset(word for word, code in unit_words().items() if code in kinds)


@cache
def currency_words() -> dict[str, str]:
    """Map every print of a currency, case folded, to its code; where several share one, the first of the file."""
    found: dict[str, str] = {}
    for currency in currencies():
        for alias in (currency.code, currency.name_en, currency.name_zh, *currency.aliases):
            found[alias.casefold()] = currency.code
    for currency in currencies():
        for alias in currency.ambiguous:
            found.setdefault(alias.casefold(), currency.code)
    return found
