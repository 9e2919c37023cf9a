"""Sums told in a sentence below the goods, `TOTAL: 64 CARTONS, 61,400 PCS, N.W. ...`, and sums told beside their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.datatypes.document import Document
from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.stages.extract.figures import Figure, figures_of, plain, unit_kind
from extractor.stages.extract.goods import GoodsReading
from extractor.stages.extract.totals import COLUMN_OF

TOLD = re.compile(
    r"\W*(?:say\s+)?(?:(?:grand\s+)?totals?|ttl)\b|\W*(?:以上.{0,6})?(?:合\s?计|共\s?计|总\s?计|總計|合計)",
    re.IGNORECASE,
)
"""How a sentence begins that sums up."""
WITH_TAX = re.compile(r"价\s?税\s?合\s?计.{0,60}小\s?写\s?[)）]?\s?[:：]?\s?(?P<sum>[¥￥]?\s?\d[\d,]*\.\d\d)(?!\d)")
"""What a Chinese VAT invoice comes to, tax and all: `价税合计（大写）壹佰壹拾叁元整（小写）¥113.00`."""
SUMMED_UP = re.compile(r"\W*合\s?[计計]")
"""The line above it, with the sums of its columns: `合计 ¥100.00 ¥13.00`."""
FEWEST_PARTS = 2


def find(document: Document, goods: GoodsReading) -> Iterator[Candidate]:
    """Yield the quantity that a sentence of sums counts in pieces or sets."""
    quantities = [line["quantity"].value for line in goods.lines if "quantity" in line]
    added = sum((Decimal(value) for value in quantities if isinstance(value, str)), Decimal())
    for layout in document.layouts:
        for segment in layout.segments:
            if not TOLD.match(segment.text):
                continue
            counted = [one for one in figures_of(segment.text) if unit_kind(one.unit) == "count" and one.per is None]
            if len(counted) != 1:
                continue
            readings = [one.value for one in counted[0].readings if one.value == one.value.to_integral_value()]
            fitting = [value for value in readings if value == added]
            for value in (fitting or readings)[:1]:
                words = words_of(segment.words, counted[0].start, counted[0].end)
                evidence = {"fit": 1.0, "label": 0.9, "lines": 1.0, "has_unit": 1.0, "total_label": 1.0}
                evidence["sum"] = float(bool(fitting))
                yield Candidate(
                    "total_quantity", plain(value), words, segment.page, "pattern", evidence, (), counted[0].raw
                )


def with_tax(candidates: Sequence[Candidate], document: Document) -> list[Candidate]:
    """Return candidates with the sum that a VAT invoice names with its tax as the total; the `合计` above it is without.

    Where that line prints what adds up to the total, it tells the sum before tax and the tax.
    """
    found = list(_with_tax(document))
    if not found:
        return list(candidates)
    sums = {one.key for one in found}
    totals = {*COLUMN_OF, "net_amount", "tax_amount"} - {"total_amount"}
    kept = [one for one in candidates if one.name not in totals or one.key not in sums]
    parts = [one for total in found for one in _without_tax(document, Decimal(str(total.value)))]
    return (
        found
        + parts
        + [
            replace(one, name="net_amount") if one.name == "total_amount" and one.key not in sums else one
            for one in kept
        ]
    )


def _with_tax(document: Document) -> Iterator[Candidate]:
    for words, text, page in _lines(document):
        told = WITH_TAX.search(text)
        figures = figures_of(told["sum"]) if told is not None else ()
        if told is not None and len(figures) == 1:
            yield _sum_of_tax("total_amount", figures[0], words_of(words, *told.span("sum")), page, told["sum"])


def _without_tax(document: Document, total: Decimal) -> Iterator[Candidate]:
    """Yield the sum before tax and the tax: the two figures of a line of sums that make up the total."""
    for words, text, page in _lines(document):
        figures = figures_of(text) if SUMMED_UP.match(text) else ()
        if len(figures) != 2 or sum(one.readings[0].value for one in figures) != total:
            continue
        for name, figure in zip(("net_amount", "tax_amount"), figures, strict=True):
            yield _sum_of_tax(name, figure, words_of(words, figure.start, figure.end), page, figure.raw)


def _lines(document: Document) -> Iterator[tuple[tuple[Word, ...], str, int]]:
    """Yield the lines of a paper: their words, their text, their page."""
    for layout in document.layouts:
        for line in layout.lines:
            words = tuple(word for member in line for word in layout.segments[member].words)
            yield words, join_texts([word.text for word in words]), layout.number


def _sum_of_tax(name: str, figure: Figure, words: tuple[Word, ...], page: int, raw: str) -> Candidate:
    evidence = {"fit": 1.0, "label": 1.0, "head": 1.0, "total_label": 1.0, "own": 1.0, "sole": 1.0, "sum": 1.0}
    return Candidate(name, plain(figure.readings[0].value), words, page, "table", evidence, (), raw)


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates for totals without those that others add up: each pallet's gross weight beside that of all."""
    values: dict[str, dict[tuple[object, ...], Decimal]] = defaultdict(dict)
    for one in candidates:
        if one.name in COLUMN_OF and isinstance(one.value, str):
            values[one.name][one.words] = Decimal(one.value)
    parts = {name: _parts(list(found.values())) for name, found in values.items()}
    return [
        one
        for one in candidates
        if not isinstance(one.value, str) or one.name not in parts or Decimal(one.value) not in parts[one.name]
    ]


def _parts(values: Sequence[Decimal]) -> frozenset[Decimal]:
    """Return the values that add up to the largest, empty where they do not; the largest may be printed again."""
    whole = max(values)
    rest = [value for value in values if value != whole]
    return frozenset(rest) if len(rest) >= FEWEST_PARTS and sum(rest, Decimal()) == whole else frozenset()
