"""What a row of a table is: goods, a total, a subtotal, a sum carried over the page, a charge below the line."""

from __future__ import annotations

import re
from enum import StrEnum

from extractor.stages.extract.headwords import column_label
from extractor.values import labels, quantities


class RowKind(StrEnum):
    """Kinds of rows; only ITEM rows become lines of a record."""

    ITEM = "item"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    CARRIED = "carried"
    CHARGE = "charge"
    GROUP = "group"


SUBTOTAL = re.compile(
    r"^\W*(?:merchandise|goods value|value of goods|warenwert|total ht|nettobetrag)\W*(?:/|$)|"
    r"sub\W?-?\s?total|小\s*[计計]|zwischensumme|sous\W?total|subtotale",
    re.IGNORECASE,
)
CARRIED = re.compile(
    r"(carried|brought)\W*(forward|over|down)|\b[cb]/f\b|continued (on|from)|承前[页頁]|[转轉]下[页頁]|[过過]次[页頁]|"
    r"[承接][上前][页頁]|[续續][下上][页頁]|[结結]转|übertrag|à reporter",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"\b(grand\W*)?t[o0]ta[l1I]s?(?![a-z])|amount due|balance due|合\s*(?:[计計]|[l1Iit]\W*$)|[总總]\s*[计計值额額数數]|"
    r"共\s*[计計]|^sum\b|\bsumme\b|gesamt|\btotale\b|montant total",
    re.IGNORECASE,
)
CHARGE = re.compile(
    r"\W*(less\b|add\b|plus\b|deduct|minus\b|(ocean|air|sea|inland)?\W*freight|insurance|"
    r"(?:(?:special|trade|cash|volume|quantity|loyalty|early payment)\W+)?discount|rebate|vat\b|"
    r"(?:output|input)?\W*(?:[cisu]|ut)?gst\b|(?:output|input)\W*(?:tax|vat)\b|cess\b|round(?:ed|ing)?\W*off\b|rundung|"
    r"(value added|sales)\W*tax|tax\b|deposit|advance|prepaid|prepayment|bank charge|handling|documentation fee|"
    r"(?:[\w.,%]+ ){0,3}(?:mwst|ust|tva|iva|btw|moms)\b|versand|fracht|"
    r"(?:express|courier|dhl|ups|fedex|standard)? ?(?:shipping|courier|delivery)(?: (?:cost|fee|charge)s?)?\W*$|"
    r"[海空陆]?运费|運費|保[险險]?[费費]|折扣|折让|税[额金]|增值税|预付|定金|订金)",
    re.IGNORECASE,
)
TERMS = re.compile(
    r"(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|C&F)\b.{0,40}?\(?\s*(?:incoterms.*)?", re.IGNORECASE
)
"""A rule of delivery over the prices is no goods: `FOB NINGBO (INCOTERMS 2020)`."""
WORTH = re.compile(r"\b(?:value|amount|price)\b", re.IGNORECASE)
"""What makes a rule of delivery the name of a sum: `FOB value`."""
LONGEST_LABEL = 60
SURE = 0.75


LABELLED = {"subtotal": RowKind.SUBTOTAL, "carried_forward": RowKind.CARRIED, "other_charge": RowKind.ITEM}
"""Labels of kind total that are neither totals nor charges; moulds and gauges with a quantity are lines of goods."""
TOTALS = frozenset({"total"})


def row_kind(text: str) -> RowKind:
    """Return the kind of a row by what its words say; a row that says nothing special is goods."""
    plain = text.strip()
    label = labels.best(plain, TOTALS)
    if label is not None and label.score >= SURE and (label.delimited or len(plain) <= LONGEST_LABEL):
        usual = RowKind.TOTAL if label.field.startswith("total_") else RowKind.CHARGE
        if CHARGE.match(plain):  # `Round off`, `Bank charges`: other charges that nobody takes for goods
            return usual
        return LABELLED.get(label.field, usual)
    if SUBTOTAL.search(plain):
        return RowKind.SUBTOTAL
    if TERMS.fullmatch(plain) and TOTAL.search(plain) is None and WORTH.search(plain) is None:
        return RowKind.GROUP
    if CARRIED.search(plain):
        return RowKind.CARRIED
    if len(plain) <= LONGEST_LABEL and TOTAL.search(plain):
        return RowKind.TOTAL
    if CHARGE.match(plain) and len(plain) <= LONGEST_LABEL:
        return RowKind.CHARGE
    return RowKind.TOTAL if measure_of(plain) is not None else RowKind.ITEM


def measure_of(text: str) -> str | None:
    """Return the numeric column that a text names and nothing else: `Gross weight:` below a table is its total."""
    if quantities.find_unit(text) is not None:  # some units are headings of columns, too
        return None
    match = column_label(text.strip(" :：.-"))
    if match is None or match.field not in {"net_weight_kg", "gross_weight_kg", "package_count", "quantity", "amount"}:
        return None
    return match.field if match.end - match.start >= 0.75 * len(text.strip(" :：.-")) else None
