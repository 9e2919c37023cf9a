"""Headings that stand so close that they read as one: parted above the columns that the rows show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from extractor.datatypes.geometry import Box
from extractor.stages.extract.headwords import NUMBERED, HeadColumn, column_label, head_column, without_unit
from extractor.stages.extract.plane import text_of

WHOLE = 0.9
"""A label that covers this share of a heading is its name: `Unit Price` is no `Unit` beside a `Price`."""
MOST = 4
"""Columns that one heading is parted into at most."""


def resplit(heads: Sequence[HeadColumn], clusters: Sequence[tuple[float, float]]) -> list[HeadColumn]:
    """Return the headings with those parted that name several columns, each above words of its own.

    One that has a ruled cell to itself stands above one column, however many names it puts together.
    """
    out: list[HeadColumn] = []
    cells = [{piece.cell for piece in head.pieces} for head in heads]
    for place, head in enumerate(heads):
        boxed = None not in cells[place] and all(cells[place].isdisjoint(c) for i, c in enumerate(cells) if i != place)
        count = len({_nearest(piece.box, clusters) for piece in head.pieces})
        ways = range(min(count, MOST), 1, -1) if not boxed and not _is_one(head) else ()
        parts = next((found for number in ways if (found := _parted(head, number))), None)
        out.extend(parts or [head])
    return out


def _is_one(head: HeadColumn) -> bool:
    """Say whether a heading is one name, perhaps said again on a line of its own: `⑯ 단가` over `Unit price`."""
    lines = {piece.line: [other for other in head.pieces if other.line == piece.line] for piece in head.pieces}
    names = [NUMBERED.sub("", text_of(tuple(line))) for line in lines.values()]
    found = [column_label(name) for name in names]
    whole = [
        one.field for one, name in zip(found, names, strict=True) if one and one.end - one.start >= WHOLE * len(name)
    ]
    if len(whole) > 1 and len(set(whole)) == 1:
        return True
    text = without_unit(head.text)
    label = column_label(text)
    if label is None or (label.score < WHOLE and not label.weak):
        return False  # `G/W Dimensions` is no damaged `Dimensions`
    return label.end - label.start >= WHOLE * len(text)


def _parted(head: HeadColumn, count: int) -> list[HeadColumn] | None:
    """Return the best way to part a heading into columns of different fields, None where there is none."""
    pieces = sorted(head.pieces, key=lambda piece: piece.box.x_mid)
    best: list[HeadColumn] | None = None
    most = 0.0
    for cuts in combinations(range(1, len(pieces)), count - 1):
        bounds = pairwise((0, *cuts, len(pieces)))
        parts = [head_column(pieces[start:end], head.shared) for start, end in bounds]
        if any(not without_unit(part.text).strip() for part in parts):
            continue  # `(kg)` behind `G.W.` is its unit, although weights stand under `kg`, too
        fields = {part.field for part in parts}
        worth = sum(part.score * _coverage(part) for part in parts)
        if None not in fields and len(fields) == count and worth > most and not _alike(parts):
            best, most = parts, worth
    return best


def _alike(parts: Sequence[HeadColumn]) -> bool:
    """Say whether two parts may name one column: `件数（数量）` and `Qty`."""
    return any(one.field in dict(other.meanings) for one in parts for other in parts if one is not other)


def _coverage(head: HeadColumn) -> float:
    label = column_label(head.text)
    return (label.end - label.start) / len(head.text) if label is not None else 0.3


def _nearest(box: Box, clusters: Sequence[tuple[float, float]]) -> int:
    distances = [
        max(0.0, start - box.x1, box.x0 - end) - 0.01 * max(0.0, min(end, box.x1) - max(start, box.x0))
        for start, end in clusters
    ]
    return distances.index(min(distances)) if distances else 0
