"""Lines that look like rows of goods under a heading, before anything is known of the columns."""

from __future__ import annotations

import re

from extractor.datatypes.geometry import Box
from extractor.stages.extract.anchors import is_wording
from extractor.stages.extract.columns import is_number_like
from extractor.stages.extract.headings import Heading
from extractor.stages.extract.plane import Piece, Plane, text_of
from extractor.stages.extract.rowkinds import TOTAL, RowKind, row_kind
from extractor.values import labels

HEAD_KINDS = frozenset({"field", "party", "distractor"})
SURE = 0.75
OF_GOODS = frozenset({"country_of_origin", "remarks"})
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(r"\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.)、）]?)\s*(?=[^\W\d])")
"""The number of a form's box before its label."""
SEVERAL = 2
"""Figures from which on a line with the name of a total is the table's last one."""
FARTHEST = 14.0
"""Text heights without numbers after which a table is over."""


def rough_rows(plane: Plane, heading: Heading, stop: int) -> list[int]:
    """Return the lines that look like rows: words under two headings, a number under one that is no description."""
    bottom = heading.box.bottom
    found: list[tuple[int, int]] = []
    for number in range(heading.last + 1, stop):
        box = plane.boxes[number]
        if box.top - bottom > FARTHEST * plane.height:
            break
        pieces = [piece for segment in plane.lines[number] for piece in segment]
        places = [_nearest(heading, piece.box) for piece in pieces]
        counted = zip(pieces, places, strict=True)
        numbers = sum(
            heading.columns[at].field != "description" and is_number_like(piece.text) for piece, at in counted
        )
        lone = len(plane.lines[number]) < 2 and len(heading.columns) > 1
        lone = lone or is_labelled(text_of(plane.lines[number][0])) or all(map(_is_box, plane.lines[number]))
        texts = [text_of(segment) for segment in plane.lines[number]]
        if found and numbers >= SEVERAL and any(row_kind(text) is RowKind.TOTAL for text in texts if is_wording(text)):
            break  # what stands below is of the whole paper
        words = " ".join(text for text in texts if is_wording(text))
        if lone or len(set(places)) < 2 or not numbers or any(map(is_sum, [words, *texts])):
            continue
        bottom = box.bottom
        found.append((number, len(set(places))))
    most = max((hits for _, hits in found), default=0)
    return [number for number, hits in found if hits >= 0.55 * most]


def is_sum(text: str) -> bool:
    """Say whether a piece of print begins with what makes it a sum: `Sub-total: 4,302.22`."""
    name = DIGIT.split(text, maxsplit=1)[0].strip()
    numbered = NUMBERED.match(text)
    if numbered is not None and TOTAL.match(text, numbered.end()):
        return True  # `18 总计 Total` in a numbered form
    return len(name) > 1 and row_kind(name) is not RowKind.ITEM


def _is_box(segment: tuple[Piece, ...]) -> bool:
    """Say whether print is the label of a form's box with its number: `20 发证机关 Issuing authority`."""
    text = text_of(segment)
    found = next(iter(labels.match(text, HEAD_KINDS)), None) if NUMBERED.match(text) else None
    return found is not None and not found.rest and found.score >= SURE


def is_labelled(text: str) -> bool:
    """Say whether a text begins with a label of the paper's head and its colon: `Payment terms: ...`."""
    found = [one for one in labels.match(text, HEAD_KINDS) if one.score >= SURE and one.field not in OF_GOODS]
    return any(one.delimited or (one.rest and is_labelled(one.rest)) for one in found)


def _nearest(heading: Heading, box: Box) -> int:
    distances = [max(0.0, column.box.x0 - box.x1, box.x0 - column.box.x1) for column in heading.columns]
    return distances.index(min(distances))
