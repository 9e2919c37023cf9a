"""Typed look-ups over the files of `gazetteers/`, each loaded when first asked for and kept."""

from extractor.gazetteer.elements import (
    Content,
    Element,
    GradePattern,
    GradeSuffix,
    Product,
    contents,
    element,
    elements,
    grade_patterns,
    grade_suffixes,
    products,
)
from extractor.gazetteer.labels import Label, LabelKind, labels
from extractor.gazetteer.units import Currency, Unit, currencies, currency_words, unit_words, units

__all__ = [
    "Content",
    "Currency",
    "Element",
    "GradePattern",
    "GradeSuffix",
    "Label",
    "LabelKind",
    "Product",
    "Unit",
    "contents",
    "currencies",
    "currency_words",
    "element",
    "elements",
    "grade_patterns",
    "grade_suffixes",
    "labels",
    "products",
    "unit_words",
    "units",
]
