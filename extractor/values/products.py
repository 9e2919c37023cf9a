"""Products and grades: what kind of goods a text names, which grade it prints, and what a grade suggests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extractor.gazetteer import GradePattern, GradeSuffix, Product, grade_patterns, grade_suffixes, products
from extractor.values.productnames import mend, named_products

BEFORE = r"(?:(?<![A-Za-z0-9./\-×*xXΦØ])|(?<=[×*xX]\d)(?=N\d)|(?<=[×*xX]\d\d)(?=N\d))"
BEHIND = (
    r"(?:(?=NiCuNi|Ni-Cu-Ni|Zn(?![a-z])|(?<=[MHT])\d{1,3}(?:\.\d+)?[×*xX]\d)"
    r"|(?![A-Za-z0-9]|[.,]\d|\s?[*×]\s?\d|\s?[xX]\s?\d|-\d{2}|\s?(?:mm|cm|pcs|PCS|kg|KG|°|%)))"
)
"""What stands around a grade. The size before or behind it and the coating are joined to it where ink was read without
spaces: `10x5x3N48Zn`, `N38H30×10×4`.
"""
SUFFIX = re.compile(r"\d{2}[\s\-]?(SH|UH|EH|AH|TH|VH|M|H)?")
COLUMN_ONLY = re.compile(r"(?:2[7-9]|3\d|4\d|5[0-8])[ ]?M(?=$|[,，;；/]|\s?[\u4e00-\u9fff]|\s(?!\s*[xX×*]))")
"""`50M` is a grade in a column of grades, be it with its shape or size behind it; elsewhere it may be fifty metres."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade as printed, with its place in the text."""

    text: str
    start: int
    end: int
    family: str
    """Name of the pattern in `grade_patterns.csv`."""
    product: str
    """The product of `products.csv` that such grades belong to."""


@dataclass(frozen=True, slots=True)
class Presumption:
    """What a grade merely suggests: never more than a reason to ask for a test report."""

    elements: tuple[str, ...]
    low_percent: Decimal
    """Least Dy+Tb by weight, where diffused at the grain boundary."""
    high_percent: Decimal
    """Most Dy+Tb by weight, where made the conventional way."""
    strength: str
    """possible, likely or near_certain."""
    basis: str


@lru_cache(maxsize=8192)
def find_grade(text: str, in_grade_column: bool = False) -> Grade | None:
    """Return the first grade that a text prints, or None; sizes, counts and part numbers are no grades.

    `in_grade_column` allows what only a column of grades makes sure, such as `50M`.
    """
    return next(iter(find_grades(text, in_grade_column)), None)


@lru_cache(maxsize=8192)
def find_grades(text: str, in_grade_column: bool = False) -> tuple[Grade, ...]:
    """Return all grades that a text prints, in order."""
    plain = "".join(chr(ord(mark) - 0xFEE0) if "！" <= mark <= "～" else mark for mark in text)
    broken = BROKEN.search(plain)
    if broken is not None:  # `YXG- 26H`: the line ended behind the hyphen
        return find_grades(text[: broken.start() + 1] + text[broken.end() :], in_grade_column)
    found: list[Grade] = []
    for family, pattern in _patterns():
        if family.beside is not None and not family.beside.search(plain):
            continue
        for match in pattern.finditer(plain):
            label = HS_CODE.search(plain, match.start())
            end = label.start() if label is not None and label.start() < match.end() else match.end()
            _add(found, text, match.start(), end, family)
    if in_grade_column and not found:
        whole = COLUMN_ONLY.match(plain.strip())
        if whole is not None:
            start = plain.index(whole[0])
            found.append(Grade(text[start : start + len(whole[0])], start, start + len(whole[0]), "ndfeb_bare", NDFEB))
    return tuple(sorted(found, key=lambda grade: grade.start))


NDFEB = "ndfeb_magnet"
HS_CODE = re.compile(r"\s+H\.?S\.?(?=\s*(?:code|no\b|tariff|[:：#]|编码|编号|\d{4}))", re.IGNORECASE)
"""`N48 HS code` is a grade and the label behind it."""
BROKEN = re.compile(r"(?<=[A-Z])-\s+(?=\d{2}[A-Z]{0,2}(?!\w))")


def _add(found: list[Grade], text: str, start: int, end: int, family: GradePattern) -> None:
    if not any(start < grade.end and grade.start < end for grade in found):
        found.append(Grade(text[start:end], start, end, family.name, family.product))


@cache
def _patterns() -> tuple[tuple[GradePattern, re.Pattern[str]], ...]:
    """The patterns of the gazetteer between the borders that keep sizes and codes out."""
    return tuple((family, re.compile(f"{BEFORE}(?:{family.pattern.pattern}){BEHIND}")) for family in grade_patterns())


def suffix_of(grade: str) -> GradeSuffix | None:
    """Return what the suffix of a sintered NdFeB grade stands for, or None where the text is no such grade."""
    found = find_grade(grade, in_grade_column=True)
    if found is None or found.family not in {"ndfeb_n", "ndfeb_bare", "ndfeb_nmx"}:
        return None
    read = SUFFIX.search(found.text)
    return None if read is None else grade_suffixes()[read[1] or ""]


def presumed_elements(grade: str) -> Presumption | None:
    """Return the heavy rare earths that a grade suggests, or None.

    Makers sell H, SH and even UH without them since April 2025 (F8, F24): hence a presumption, not an element.
    """
    suffix = suffix_of(grade)
    if suffix is None or suffix.hre_high == 0:
        return None
    strength = "near_certain" if suffix.hre_low >= 5 else "likely" if suffix.hre_low > 1 else "possible"
    elements = ("Dy",) if suffix.suffix in {"M", "H"} else ("Dy", "Tb")
    basis = f"suffix {suffix.suffix}: Dy+Tb {suffix.gbd_low} to {suffix.hre_high} % ({suffix.source})"
    return Presumption(elements, suffix.gbd_low, suffix.hre_high, strength, basis)


@lru_cache(maxsize=8192)
def find_product(text: str) -> Product | None:
    """Return the product that a text names; where it names several, the most precise (longest name)."""
    named = max(named_products(mend(text)), key=lambda one: one[1] - one[0], default=None)
    if named is not None:
        return named[2]
    grade = find_grade(text)
    return None if grade is None else next(one for one in products() if one.product == grade.product)


CLASS_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("scrap", re.compile(r"scrap|swarf|sludge|waste|废料|磁泥|油泥|廢料", re.IGNORECASE)),
    ("magnet", re.compile(r"magnet|磁[钢铁体石瓦鋼鐵體]|永磁|자석|aimant|im[aá]n(?:es)?\b", re.IGNORECASE)),
    ("oxide", re.compile(r"(?<!hydr)oxid|óxido|ossido|氧化|酸化|산화|REO\b|[A-Z][a-z]?[246]?O\d{1,2}\b", re.I)),
    ("compound", re.compile(r"fluorid|chlorid|carbonat|nitrat|acetat|oxalat|sul[fp]hat", re.IGNORECASE)),
    ("compound", re.compile(r"氟化|氯化|碳酸|硝酸|醋酸|草酸|硫酸")),
    ("concentrate", re.compile(r"concentrate|富集物|精矿|精礦", re.IGNORECASE)),
    ("powder", re.compile(r"powder|磁粉|粉末|Pulver|poudre|polvo|polvere", re.IGNORECASE)),
    ("alloy", re.compile(r"alloy|合金|Legierung|alliage|aleaci[oó]n|lega\b|flake|薄片|ferro", re.IGNORECASE)),
    ("metal", re.compile(r"metal|金属|金屬|ingot|Metall|锭", re.IGNORECASE)),
)
"""Words of the trade for each product class, the most telling first: a magnet's powder coating makes it no powder."""


@lru_cache(maxsize=8192)
def find_class(text: str) -> str | None:
    """Return the product class that a text names, or None: its product's, else by the words of the trade."""
    product = find_product(text)
    if product is not None:
        return product.product_class
    return next((name for name, words in CLASS_WORDS if words.search(text)), None)
