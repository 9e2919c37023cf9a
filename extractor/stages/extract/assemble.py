"""Choose: of all candidates the likeliest for each field, of all companies the likeliest for each role."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Origin
from extractor.datatypes.record import Field, LineItem
from extractor.rules.doubts import PROSE
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.goods import CellValue, GoodsReading, Line
from extractor.stages.extract.judge import Judge
from extractor.stages.extract.totals import TOTAL_OF
from extractor.values import dates

FIELD_BAR = 0.5
DOUBT_BAR = 0.15
LINE_BAR = 0.35
_PACKING_ONLY = frozenset({"gross_weight_kg", "package_count"})
_PRICES = frozenset({"unit_price", "amount"})
DATE_FIELDS = frozenset({"issue_date", "valid_from", "valid_until", "contract_date"})
NUMERIC = frozenset({"total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg",
                     "net_amount", "tax_amount", "freight_amount", "insurance_amount", "discount_amount"})  # fmt: skip
_CLEAR_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d+[.,]\d{2}|0[.,]\d{3,})(?![\w.,])"
)
"""Numbers that can be read in one way only: two kinds of separators, two decimals, or a leading zero."""
_NUMBER = re.compile(r"\d[\d.,]*\d")
UNSETTLED = 0.6
"""Most that a value may claim whose print has two readings and nothing on the paper chooses."""
LETTERHEAD = 0.14
_US_ADDRESS = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b(?!.*(?:China|Mexico|Taiwan))")


def gathered(candidates: Iterable[Candidate], document: Document) -> list[Candidate]:
    """Return candidates with what they say of one another: agreement, rivals, reading confidence, kind of paper."""
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_field[candidate.name].append(candidate)
    out: list[Candidate] = []
    for every in by_field.values():
        found = [one for one in every if not any(_is_part(one.value, other.value) for other in every)]
        values = {candidate.key for candidate in found}
        for candidate in found:
            places = {other.words for other in found if other.key == candidate.key}
            out.append(
                candidate.with_evidence(
                    agree=min(3.0, len(places) - 1.0),
                    rivals=min(6.0, len(values) - 1.0),
                    reading=candidate.reading_confidence,
                    ink=float(candidate.origin is Origin.OCR),
                    pages=float(len(document.pages)),
                    first_page=float(candidate.page == document.pages[0]),
                    **{f"type={document.doc_type}": 1.0, f"finder={candidate.finder}": 1.0},
                )
            )
    return out


def _is_part(value: str | tuple[str, ...], other: str | tuple[str, ...]) -> bool:
    """Say whether a list is a part of another one, read elsewhere in full."""
    return isinstance(value, tuple) and isinstance(other, tuple) and set(value) < set(other)


def settled_dates(candidates: Sequence[Candidate], document: Document) -> list[Candidate]:
    """Return candidates with day and month in the order that the paper's other dates show."""
    texts = [segment.text for layout in document.layouts for segment in layout.segments]
    others = [readings for text in texts for _, _, readings in dates.find(text)]
    order = dates.order_of(texts)
    guess: dates.Order | None = "month first" if order is None and _is_american(document) else None
    out = []
    for candidate in candidates:
        if candidate.name in DATE_FIELDS and candidate.evidence.get("ambiguous"):
            found = dates.readings(candidate.raw, order or guess)
            found = found or next((readings for _, _, readings in dates.find(candidate.raw, order or guess)), ())
            chosen = found if order or guess else dates.resolve(found, others)
            settled = order is not None or any(len(readings) == 1 for readings in others)
            if chosen:
                candidate = replace(candidate, value=chosen[0].isoformat())
                candidate = candidate.with_evidence(settled=float(settled))
        out.append(candidate)
    return out


def settled_marks(candidates: Sequence[Candidate], document: Document) -> list[Candidate]:
    """Return candidates with numbers read by the decimal mark that the paper's other numbers show.

    `236,400 kg` is 236.4 on a paper that prints `1.240,00`; where nothing shows the mark, both readings stay.
    """
    mark = decimal_mark(segment.text for layout in document.layouts for segment in layout.segments)
    out = []
    for candidate in candidates:
        if mark and candidate.others and candidate.name in NUMERIC and isinstance(candidate.value, str):
            values = sorted({Decimal(value) for value in (candidate.value, *candidate.others)})
            first = _NUMBER.search(candidate.raw)
            last = next((char for char in reversed(first[0] if first else "") if char in ".,"), "")
            chosen = values[0] if last == mark else values[-1]
            value = next(v for v in (candidate.value, *candidate.others) if Decimal(v) == chosen)
            candidate = replace(candidate, value=value).with_evidence(settled=1.0, ambiguous=0.0)
        out.append(candidate)
    return out


def decimal_mark(texts: Iterable[str]) -> str:
    """Return the decimal mark that a paper's numbers show beyond doubt, empty where none does or they differ."""
    votes = {".": 0, ",": 0}
    for text in texts:
        for found in _CLEAR_NUMBER.finditer(text):
            separators = [char for char in found[0] if char in ".,"]
            votes[separators[-1]] += 1
    if min(votes.values()) * 5 > max(votes.values()):
        return ""
    return max(votes, key=lambda mark: votes[mark]) if any(votes.values()) else ""


def settled_totals(candidates: Sequence[Candidate], goods: GoodsReading) -> list[Candidate]:
    """Return candidates for totals with what the lines add up to: of several readings the one that agrees is taken.

    `459,270 KGS` is 459.27 where the lines weigh that. The sum tells nothing where a line lacks the value.
    """
    sums = {total: _sum_of(column, goods) for column, total in TOTAL_OF.items()}
    out = []
    for candidate in candidates:
        added = sums.get(candidate.name)
        if candidate.finder == "label" and added is not None and isinstance(candidate.value, str):
            readings = (candidate.value, *candidate.others)
            fitting = [reading for reading in readings if Decimal(reading) == added]
            candidate = replace(candidate, value=fitting[0] if fitting else candidate.value)
            candidate = candidate.with_evidence(sum=float(bool(fitting)))
        out.append(candidate)
    return _without_partial(out, sums["total_amount"])


def _without_partial(candidates: Sequence[Candidate], goods: Decimal | None) -> list[Candidate]:
    """Return candidates without the sum of the goods alone, where rows of sums make another total of it: less a discount,
    with freight.
    """
    told = [one for one in candidates if one.name == "total_amount" and one.finder == "table"]
    values = {Decimal(str(one.value)) for one in told}
    charged = any(one.evidence.get("sum") for one in told) and goods not in values
    return [
        one
        for one in candidates
        if not (charged and one.name == "total_amount" and one.finder == "label" and Decimal(str(one.value)) == goods)
    ]


def _sum_of(column: str, goods: GoodsReading) -> Decimal | None:
    found = [line[column].value for line in goods.lines if column in line]
    if not found or len(found) < len(goods.lines):
        return None
    return sum((Decimal(value) for value in found if isinstance(value, str)), Decimal())


def _is_american(document: Document) -> bool:
    """Say whether the paper's own head has an address of the United States, where the month comes first. Not proof."""
    layout = document.layouts[0]
    head = (s.text for s in layout.segments if s.box.top < LETTERHEAD * layout.page.height)
    return any(_US_ADDRESS.search(text) for text in head)


def choose_fields(candidates: Sequence[Candidate], judge: Judge) -> tuple[dict[str, Field], list[str]]:
    """Return the likeliest value of each field, where it is likelier right than wrong, and what was left out in doubt.

    A doubt is a value that may well stand on the paper: it is not given, but a person is told to look.
    """
    scores = judge.probabilities("header", [c.name for c in candidates], [c.evidence for c in candidates])
    best: dict[str, tuple[float, Candidate]] = {}
    for score, candidate in zip(scores, candidates, strict=True):
        score = min(score, UNSETTLED) if _is_unsettled(candidate) else score
        if candidate.name not in best or score > best[candidate.name][0]:
            best[candidate.name] = (score, candidate)
    ranked = sorted(best.items())
    doubts = [
        f"{name}: perhaps {candidate.value} ({score:.2f})"
        for name, (score, candidate) in ranked
        if DOUBT_BAR <= score < FIELD_BAR and name not in PROSE
    ]
    return {name: candidate.to_field(score) for name, (score, candidate) in ranked if score >= FIELD_BAR}, doubts


def _is_unsettled(candidate: Candidate) -> bool:
    """Say whether a print has two readings, and neither the paper's other values nor arithmetic chose between them."""
    evidence = candidate.evidence
    settled = evidence.get("settled") or (candidate.name in NUMERIC and evidence.get("sum"))
    return bool(evidence.get("ambiguous")) and not settled


def choose_lines(goods: GoodsReading, doc_type: DocType, judge: Judge) -> tuple[LineItem, ...]:
    """Return the goods lines with a probability for each value."""
    flat = [(index, value) for index, line in enumerate(goods.lines) for value in line_values(line, doc_type)]
    scores = judge.probabilities("line", [v.field for _, v in flat], [line_evidence(v, doc_type) for _, v in flat])
    lines: list[LineItem] = [{} for _ in goods.lines]
    for (index, value), score in zip(flat, scores, strict=True):
        if score >= LINE_BAR:
            lines[index][value.field] = _field(value, score)
    return tuple(line for line in lines if line)


def line_values(line: Line, doc_type: DocType) -> list[CellValue]:
    """Return the values that the contract knows on the lines of this type of paper."""
    unknown = _PACKING_ONLY if doc_type is not DocType.PACKING_LIST else _PRICES
    return [value for value in line.values() if value.field not in unknown]


def line_evidence(value: CellValue, doc_type: DocType) -> dict[str, float]:
    """Return what speaks for a line's value, its origin and the kind of paper included."""
    return {**value.evidence, f"origin={value.origin}": 1.0, f"type={doc_type}": 1.0}


def _field(value: CellValue, score: float) -> Field:
    return Field(value.value, score, value.origin, value.raw, value.page, value.box, value.alt)


def total_candidates(goods: GoodsReading) -> list[Candidate]:
    """Return the rows of sums as candidates for header fields."""
    return [
        Candidate(
            total.field, total.value, total.words, total.page, "table", dict(total.evidence), total.alt, total.raw
        )
        for total in goods.totals
    ]
