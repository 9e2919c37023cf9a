"""Lines below a description that say with labels what other columns are for: `Country of origin: CN  Net weight: 12 kg`.

Papers without columns for them print weight and origin of a line of goods so. They are values of the line. A line of
several of them is a row of values of its own; one alone stays part of the description's text. So is a line of several
labels with their values that white parts from one another: `Commodity code 8505.11    Origin CN    Batch 26-117`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from extractor.stages.extract.plane import Piece, in_order, text_of
from extractor.values import labels
from extractor.values.labels import LabelMatch

WEIGHTS = frozenset({"net_weight_kg", "gross_weight_kg"})
TOLD = WEIGHTS | {"country_of_origin"}
"""A line that gives one of these tells values of other columns."""
BESIDE = TOLD | {"hs_code", "purchase_order_number", "carton_numbers", "package_count"}
"""What may stand on such a line."""
APART = BESIDE | {"part_number"}
"""What labels parted by white may name: batch and drawing, too."""
OF_GOODS = frozenset({"description", "grade", "size", "coating", "composition", "quantity", "unit", "remarks", "marks"})
"""What stays part of a description wherever it stands."""
KINDS = frozenset({"column", "field", "distractor"})
SURE, SEVERAL = 0.5, 2
GAP = 1.0
"""White that parts one value from the next label, in heights of the print."""
WEIGHED = re.compile(
    r"\d[\d.,' ]*\s*(?:kgm?s?|kilos?|g|lbs?|mts?|t|千克|公斤|吨)\b\.?(?!\s*(?:/|per\b|each\b|@))", re.IGNORECASE
)
"""A weight with its unit, and not that of one piece."""


def parted(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], dict[str, tuple[Piece, ...]]]:
    """Return the pieces of a description without rows of such values, and what its lines say by field."""
    kept: list[Piece] = []
    found: dict[str, tuple[Piece, ...]] = {}
    for place, (_, group) in enumerate(groupby(pieces, key=lambda piece: piece.line)):
        line = tuple(group)
        said = _told_on(line) if place else {}
        found = {**_weighed(line), **said, **found}
        kept += line if len(said) < SEVERAL else ()
    return tuple(kept), found


def set_apart(pieces: tuple[Piece, ...]) -> dict[str, tuple[Piece, ...]]:
    """Return by field what the lines below a row's first say in labels with values that white parts from one another.

    The labels' own pieces are among them.
    """
    found: dict[str, tuple[Piece, ...]] = {}
    for place, (_, group) in enumerate(groupby(in_order(pieces), key=lambda piece: piece.line)):
        named = [(field, chunk) for chunk in _chunks(tuple(group)) for field in _field_of(chunk)] if place else []
        if len(named) >= SEVERAL and any(field in APART for field, _ in named):
            for field, chunk in named:
                found[field] = (*found.get(field, ()), *chunk)
    return found


def value_of(chunk: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces of a value that a label begins."""
    label = labels.best(text_of(chunk), KINDS)
    return chunk if label is None else _within(chunk, label.rest_start, label.rest_start + len(label.rest))


def _chunks(line: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """Return the parts of a line that white parts."""
    chunks = [[line[0]]]
    for left, right in pairwise(line):
        if right.box.x0 - left.box.x1 > GAP * right.box.height:
            chunks.append([])
        chunks[-1].append(right)
    return [tuple(chunk) for chunk in chunks]


def _field_of(chunk: tuple[Piece, ...]) -> tuple[str, ...]:
    """Return the field that a chunk of print begins with and gives a value of, or nothing; what says what the goods are
    is none.
    """
    found = [one for one in labels.match(text_of(chunk), KINDS) if one.field not in OF_GOODS]
    named = next((one for one in found if one.field in APART), found[0] if found else None)
    if named is None or not named.rest or named.score < SURE or named.start:
        return ()
    return () if named.field in WEIGHTS and not WEIGHED.match(named.rest) else (named.field,)


def _told_on(line: tuple[Piece, ...]) -> dict[str, tuple[Piece, ...]]:
    """Return what a line says, where it is nothing but labels with values of other columns."""
    pairs = labels.split_labels(text_of(line))
    fields = {match.field for match, _ in pairs}
    whole = bool(pairs) and pairs[0][0].start == 0 and all(match.delimited and value for match, value in pairs)
    if not whole or not fields & TOLD or not fields <= BESIDE:
        return {}
    return {match.field: _within(line, match.rest_start, match.rest_start + len(value)) for match, value in pairs}


def _weighed(line: tuple[Piece, ...]) -> dict[str, tuple[Piece, ...]]:
    """Return the weights that a line names, whatever stands beside them: `Inspection gauge / Net weight: 2.94 kg`."""
    pairs = [(match, WEIGHED.match(value)) for match, value in labels.split_labels(text_of(line)) if _names(match)]
    return {
        match.field: _within(line, match.rest_start, match.rest_start + weight.end())
        for match, weight in pairs
        if weight is not None
    }


def _names(match: LabelMatch) -> bool:
    return match.field in WEIGHTS and match.score >= SURE


def _within(line: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces that stand between two places of a line's text."""
    stops = [len(text_of(line[: place + 1])) for place in range(len(line))]
    return tuple(
        piece for piece, stop in zip(line, stops, strict=True) if stop > start and stop - len(piece.text) < end
    )
