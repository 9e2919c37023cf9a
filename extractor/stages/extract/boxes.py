"""Goods in boxes: each ruled box holds its label with its value below, `单价 Unit price` over `USD 268.00`."""

from __future__ import annotations

from extractor.stages.extract.headwords import UNIT_LIKE, column_label, heading_label
from extractor.stages.extract.plane import Piece, Plane, text_of

COUNTED = frozenset(
    {"hs_code", "quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg", "package_count"}
)
FILLED = 0.6
"""Share of the boxes of a row that hold a value below their label."""
MOST_LINES = 5
WHOLE = 0.8


def value_below(plane: Plane, number: int, segment: tuple[Piece, ...]) -> list[Piece]:
    """Return what stands below a label in its own ruled box; nothing where the box holds more than one column."""
    cell = segment[0].cell
    if cell is None or cell in plane.crowded_cells:
        return []
    out: list[Piece] = []
    for line in plane.lines[number + 1 : number + 1 + MOST_LINES]:
        for other in line:
            if other[0].cell == cell and (out or not _is_label_again(text_of(other))):
                out.extend(other)
    return out


def is_row_of_boxes(plane: Plane, number: int) -> bool:
    """Say whether a line of labels has its values in the labels' own boxes: it heads no columns."""
    labelled = [(segment, heading_label(text_of(segment))) for segment in plane.lines[number]]
    values = [(match.field, value_below(plane, number, segment)) for segment, match in labelled if match is not None]
    filled = [(field, value) for field, value in values if value]
    if len(filled) < max(2, FILLED * len(values)):
        return False
    counted = [value for field, value in filled if field in COUNTED]
    return bool(counted) and all(_is_one_figure(value) for value in counted)


def _is_one_figure(value: list[Piece]) -> bool:
    return len({piece.line for piece in value}) == 1 and any(c.isdigit() for piece in value for c in piece.text)


def _is_label_again(text: str) -> bool:
    """Say whether a line goes on with the label: the same in another language, or its unit."""
    match = column_label(text)
    return UNIT_LIKE.fullmatch(text.strip()) is not None or (
        match is not None and match.end - match.start >= WHOLE * len(text.strip())
    )
