"""Sums told in a sentence below the goods, `TOTAL: 64 CARTONS, 61,400 PCS, N.W. ...`, and sums told beside their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.datatypes.document import Document
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.stages.extract.figures import figures_of, plain, unit_kind
from extractor.stages.extract.goods import GoodsReading
from extractor.stages.extract.totals import COLUMN_OF

TOLD = re.compile(
    r"\W*(?:say\s+)?(?:(?:grand\s+)?totals?|ttl)\b|\W*(?:以上.{0,6})?(?:合\s?计|共\s?计|总\s?计|總計|合計)",
    re.IGNORECASE,
)
"""How a sentence begins that sums up."""
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
