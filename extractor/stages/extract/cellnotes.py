"""Lines below a description that say with labels what other columns are for: `Country of origin: CN  Net weight: 12 kg`.

Papers without columns for them print weight and origin of a line of goods so. They are values of the line and no part
of what the goods are called; a coating, a size or a customs code alone goes on with the description.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.stages.extract.plane import Piece, text_of
from extractor.values import labels

TOLD = frozenset({"net_weight_kg", "gross_weight_kg", "country_of_origin"})
"""A line that gives one of these is no part of the description."""
BESIDE = TOLD | {"hs_code", "purchase_order_number", "carton_numbers", "package_count"}
"""What may stand on such a line."""


def parted(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], dict[str, tuple[Piece, ...]]]:
    """Return the pieces of a description without such lines, and what the lines say by field."""
    kept: list[Piece] = []
    told: dict[str, tuple[Piece, ...]] = {}
    for _, group in groupby(pieces, key=lambda piece: piece.line):
        line = tuple(group)
        found = _told_on(line) if kept else {}
        if found:
            told = {**found, **told}
        else:
            kept.extend(line)
    return tuple(kept), told


def _told_on(line: tuple[Piece, ...]) -> dict[str, tuple[Piece, ...]]:
    """Return what a line says, where it is nothing but labels with values of other columns."""
    text = text_of(line)
    pairs = labels.split_labels(text)
    fields = {match.field for match, _ in pairs}
    whole = bool(pairs) and pairs[0][0].start == 0 and all(match.delimited and value for match, value in pairs)
    if not whole or not fields & TOLD or not fields <= BESIDE:
        return {}
    return {match.field: _within(line, match.rest_start, match.rest_start + len(value)) for match, value in pairs}


def _within(line: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces that stand between two places of a line's text."""
    stops = [len(text_of(line[: place + 1])) for place in range(len(line))]
    return tuple(
        piece for piece, stop in zip(line, stops, strict=True) if stop > start and stop - len(piece.text) < end
    )
