"""Typed look-ups over the files of `gazetteers/`, each loaded when first asked for and kept."""

from extractor.gazetteer.labels import Label, LabelKind, labels
from extractor.gazetteer.units import Currency, Unit, currencies, currency_words, unit_words, units

__all__ = [
    "Currency",
    "Label",
    "LabelKind",
    "Unit",
    "currencies",
    "currency_words",
    "labels",
    "unit_words",
    "units",
]
