"""The 17 rare-earth elements, the products that hold them, and the grades that suggest them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.gazetteer.table import rows, several


@dataclass(frozen=True, slots=True)
class Element:
    """One rare-earth element."""

    symbol: str
    number: int
    name_en: str
    name_zh: str
    names: tuple[str, ...]
    """Other names: traditional and Japanese forms, other languages, the old names of oxides, common misspellings."""
    atomic_weight: Decimal
    oxide: str
    oxide_factor: Decimal
    """Kilograms of metal in one kilogram of oxide."""
    cas_oxide: str | None
    hs_metal: str | None
    hs_oxide: str | None
    control: str | None
    """Announcement that controls it: `A18`, `A57`, or None; `control_list` has codes and dates."""
    source: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product or alloy of the trade and the elements that its name alone implies."""

    product: str
    product_class: str
    """magnet, oxide, metal, alloy, powder, compound, concentrate, ore, scrap; other for what holds no rare earth."""
    elements: tuple[str, ...]
    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_other: tuple[str, ...]
    hs_code: str | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in all languages."""
        return self.names_en + self.names_zh + self.names_other


@dataclass(frozen=True, slots=True)
class Content:
    """How much of an element a product usually holds, in percent by weight."""

    product: str
    element: str
    low: Decimal
    likely: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class GradeSuffix:
    """What the suffix of a sintered NdFeB grade says and suggests."""

    suffix: str
    max_celsius: int
    hcj_koe: Decimal
    hcj_ka_m: Decimal
    hre_low: Decimal
    """Least Dy+Tb in percent by weight where the magnet is made the conventional way."""
    hre_high: Decimal
    gbd_low: Decimal
    """Least Dy+Tb in percent by weight where it is brought in by grain boundary diffusion."""
    gbd_high: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class GradePattern:
    """How a family of grades is written."""

    name: str
    product: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    source: str
    beside: re.Pattern[str] | None = None
    """Words without which the pattern says nothing: `C5` is a grade of ferrite, and much else."""


@cache
def elements() -> tuple[Element, ...]:
    """Return the 17 elements of `elements.csv`."""
    return tuple(
        Element(
            symbol=row["symbol"],
            number=int(row["number"]),
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            names=several(row["names"]),
            atomic_weight=Decimal(row["atomic_weight"]),
            oxide=row["oxide"],
            oxide_factor=Decimal(row["oxide_factor"]),
            cas_oxide=row["cas_oxide"] or None,
            hs_metal=row["hs_metal"] or None,
            hs_oxide=row["hs_oxide"] or None,
            control=row["control"] or None,
            source=row["source"],
        )
        for row in rows("elements")
    )


@cache
def uncontrolled() -> frozenset[str]:
    """Return the symbols of the elements that no control names: lanthanum, cerium, praseodymium, neodymium, promethium."""
    return frozenset(one.symbol for one in elements() if one.control is None)


@cache
def element(symbol: str) -> Element:
    """Return the element of a symbol; KeyError where it is no rare earth."""
    return {one.symbol: one for one in elements()}[symbol]


@cache
def products() -> tuple[Product, ...]:
    """Return the products of `products.csv`."""
    return tuple(
        Product(
            product=row["product"],
            product_class=row["product_class"],
            elements=several(row["elements"]),
            names_en=several(row["names_en"]),
            names_zh=several(row["names_zh"]),
            names_other=several(row["names_other"]),
            hs_code=row["hs_code"] or None,
            source=row["source"],
        )
        for row in rows("products")
    )


@cache
def contents() -> dict[str, tuple[Content, ...]]:
    """Return the usual content of each product of `contents.csv`."""
    found: dict[str, tuple[Content, ...]] = {}
    for row in rows("contents"):
        low, likely, high = (Decimal(row[name]) for name in ("low", "likely", "high"))
        content = Content(row["product"], row["element"], low, likely, high, row["source"])
        found[content.product] = (*found.get(content.product, ()), content)
    return found


@cache
def grade_suffixes() -> dict[str, GradeSuffix]:
    """Return the suffixes of sintered NdFeB grades; the empty one is a grade without suffix."""
    return {
        row["suffix"]: GradeSuffix(
            suffix=row["suffix"],
            max_celsius=int(row["max_celsius"]),
            hcj_koe=Decimal(row["hcj_koe"]),
            hcj_ka_m=Decimal(row["hcj_ka_m"]),
            hre_low=Decimal(row["hre_low"]),
            hre_high=Decimal(row["hre_high"]),
            gbd_low=Decimal(row["gbd_low"]),
            gbd_high=Decimal(row["gbd_high"]),
            source=row["source"],
        )
        for row in rows("grade_suffixes")
    }


@cache
def grade_patterns() -> tuple[GradePattern, ...]:
    """Return the ways grades are written, the most telling first."""
    return tuple(
        GradePattern(
            name=row["name"],
            product=row["product"],
            pattern=re.compile(row["pattern"]),
            examples=several(row["examples"]),
            source=row["source"],
            beside=re.compile(row["beside"]) if row["beside"] else None,
        )
        for row in rows("grade_patterns")
    )
