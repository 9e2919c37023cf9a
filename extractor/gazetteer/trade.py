"""What customs and export control go by: tariff codes, the control list with its dates, districts, offices, lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from extractor.gazetteer.table import reading, rows, rows_of, several


@dataclass(frozen=True, slots=True)
class HsCode:
    """A tariff code, of 4 to 10 digits."""

    code: str
    tariff: str
    """CN, US, or WCO for what all tariffs share."""
    name_en: str
    name_zh: str
    product_class: str
    elements: tuple[str, ...]
    """The elements that the code alone names; none for codes that many products share."""
    rare_earth: str
    """yes, no, or maybe where the code holds both."""
    source: str


@dataclass(frozen=True, slots=True)
class ControlEntry:
    """An entry of the control list. A control holds from `effective_from`, but not while it is suspended."""

    code: str
    element: str | None
    item: str
    """metal, alloy, target, magnet, oxide, compound, equipment, material, technology."""
    name_zh: str
    name_en: str
    announcement: str
    """Year and number of the announcement of the Ministry of Commerce."""
    effective_from: date
    suspended_from: date | None
    suspended_to: date | None
    """Last day of the suspension."""
    status_after: str
    """`in_force`, or `unknown` where nobody could say what follows the suspension."""
    hs_codes: tuple[str, ...]
    source: str

    def status(self, on: date) -> str:
        """Return `not_yet`, `in_force`, `suspended` or `unknown` for a day."""
        if self.suspended_from is not None and on >= self.suspended_from:
            suspended = self.suspended_to is None or on <= self.suspended_to
            return "suspended" if suspended else self.status_after
        return "in_force" if on >= self.effective_from else "not_yet"


@dataclass(frozen=True, slots=True)
class Incoterm:
    """A rule of delivery; those of older editions name the one that replaced them."""

    code: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    replaced_by: str | None
    source: str


@dataclass(frozen=True, slots=True)
class CustomsDistrict:
    """A district of the customs; the first two digits of a declaration number are those of its code."""

    code: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LicenceOffice:
    """An office that issues licences: digits 3 and 4 of the licence number."""

    code: str
    name_zh: str
    name_en: str
    source: str


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A company or body on a dated list of restricted parties."""

    list: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    country: str
    listed_from: date
    suspended_from: date | None
    suspended_to: date | None
    source: str


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def hs_codes() -> dict[str, HsCode]:
    """Return the codes of `hs_codes.csv` by their digits."""
    return {
        row["code"]: HsCode(
            code=row["code"],
            tariff=row["tariff"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            product_class=row["product_class"],
            elements=several(row["elements"]),
            rare_earth=row["rare_earth"],
            source=row["source"],
        )
        for row in rows("hs_codes")
    }


def hs_code(digits: str) -> HsCode | None:
    """Return the entry of a code, or the nearest above it (fewer digits), or None."""
    known = hs_codes()
    return next((known[digits[:size]] for size in range(len(digits), 3, -1) if digits[:size] in known), None)


@cache
def hs_headings() -> frozenset[str]:
    """Return the headings, codes of four digits, under which a code is known."""
    return frozenset(code[:4] for code in hs_codes())


@cache
def control_list() -> tuple[ControlEntry, ...]:
    """Return all entries of `control_list.csv`."""
    return tuple(
        ControlEntry(
            code=row["code"],
            element=row["element"] or None,
            item=row["item"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            announcement=row["announcement"],
            effective_from=date.fromisoformat(row["effective_from"]),
            suspended_from=_day(row["suspended_from"]),
            suspended_to=_day(row["suspended_to"]),
            status_after=row["status_after"],
            hs_codes=several(row["hs_codes"]),
            source=row["source"],
        )
        for row in rows("control_list")
    )


@cache
def incoterms() -> tuple[Incoterm, ...]:
    """Return all rules of `incoterms.csv`."""
    return tuple(
        Incoterm(
            row["code"],
            row["name_en"],
            row["name_zh"],
            several(row["aliases"]),
            row["replaced_by"] or None,
            row["source"],
        )
        for row in rows("incoterms")
    )


@cache
def customs_districts() -> tuple[CustomsDistrict, ...]:
    """Return all districts of `customs_districts.csv`."""
    return tuple(
        CustomsDistrict(row["code"], row["name_zh"], row["name_en"], several(row["aliases"]), row["source"])
        for row in rows("customs_districts")
    )


@cache
def licence_offices() -> dict[str, LicenceOffice]:
    """Return the offices of `licence_offices.csv` by code."""
    return {
        row["code"]: LicenceOffice(row["code"], row["name_zh"], row["name_en"], row["source"])
        for row in rows("licence_offices")
    }


@cache
def party_lists(file: str = "") -> tuple[ListedParty, ...]:
    """Return the parties of `party_lists.csv`, or those of a user's own file with the same columns."""
    found = (
        ListedParty(
            list=row["list"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            aliases=several(row["aliases"]),
            country=row["country"],
            listed_from=date.fromisoformat(row["listed_from"]),
            suspended_from=_day(row["suspended_from"]),
            suspended_to=_day(row["suspended_to"]),
            source=row["source"],
        )
        for row in rows_of("party_lists", file)
    )
    with reading(file):
        return tuple(found)
