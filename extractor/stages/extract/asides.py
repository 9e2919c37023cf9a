"""Pieces of print that a wide space or a frame sets apart from a label or a value, and that belong to it or do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.datatypes.layout import Segment
from extractor.datatypes.page import Word
from extractor.stages.extract.surroundings import LOOSE_GAP, WRAP_GAP, Surroundings
from extractor.values import incoterms, labels

_VOYAGE = re.compile(r"(?:V(?:OY)?\.?\s?(?:NO\.?\s?)?)?\d{2,5}[A-Z]{0,2}(?:-\d{1,4}[A-Z]{0,2})?", re.IGNORECASE)
"""The number of a voyage: `041W`, `V.12N`."""


def behind(page: Surroundings, index: int) -> tuple[Word, ...]:
    """Return the next piece of print where a wide space broke a value: `Règlement : 30` and `jours fin de mois`."""
    segment = page.layout.segments[index]
    line = page.layout.lines[segment.line]
    right = line[line.index(index) + 1 :][:1]
    following = page.layout.segments[right[0]] if right else None
    if following is None or following.cell != segment.cell or not following.text[0].islower():
        return ()
    near = following.box.x0 - segment.box.x1 < LOOSE_GAP * segment.box.height
    return following.words if near and not page.is_label(following) and not page.is_taken(following.box) else ()


def place_of_rule(page: Surroundings, later: Sequence[int]) -> tuple[Word, ...]:
    """Return the next piece of print where the first is a rule of delivery alone: `CIF` and, in its own box, its place."""
    if len(later) < 2 or not incoterms.is_rule(page.layout.segments[later[0]].text.strip(" :：")):
        return ()
    segment = page.layout.segments[later[1]]
    named = not page.is_label(segment) and not any(c.isdigit() for c in segment.text)
    return segment.words if named and not labels.match(segment.text) else ()


def voyage(page: Surroundings, members: Sequence[int], later: Sequence[int]) -> tuple[Word, ...]:
    """Return the next piece of print where it is the voyage behind a vessel: `VESSEL : ORION   041W`."""
    label = labels.best(page.layout.segments[members[0]].text)
    if label is None or label.field != "vessel" or len(later) < 2:
        return ()
    name, number = (page.layout.segments[index] for index in later[:2])
    near = number.box.x0 - name.box.x1 < LOOSE_GAP * name.box.height and number.cell == name.cell
    return number.words if near and _VOYAGE.fullmatch(number.text.strip()) else ()


def in_column(page: Surroundings, behind: Sequence[int], own: Sequence[int]) -> list[int]:
    """Return the segments of a cell below its label, where labels stand side by side in it: a frame of columns."""
    label = page.layout.segments[own[0]]
    beside = [page.layout.segments[index] for index in page.layout.lines[label.line] if index not in own]
    beside = [other for other in beside if other.cell == label.cell and page.is_wording(other)]
    if not beside:
        return list(behind)
    slack = 0.5 * label.box.height
    right = min((other.box.x0 for other in beside if other.box.x0 > label.box.x1), default=float("inf"))
    boxes = ((index, page.layout.segments[index].box) for index in behind)
    return [index for index, box in boxes if label.box.x0 - slack <= box.x0 < right - slack]


def has_own_label(page: Surroundings, value: Segment, line: int) -> bool:
    """Say whether print stands right below a label of its own on a line above: that beside a label which goes on in two."""
    for index in page.layout.lines[line]:
        above = page.layout.segments[index]
        gap = (value.box.top - above.box.bottom) / max(1.0, above.box.height)
        if abs(above.box.x0 - value.box.x0) < 0.5 * above.box.height and gap < WRAP_GAP and page.is_wording(above):
            return True
    return False


def heads_row(page: Surroundings, index: int) -> bool:
    """Say whether print is the first of several labels side by side, be it as weak as `No.`: `编号 No.   日期 Date`."""
    segment = page.layout.segments[index]
    line = page.layout.lines[segment.line]
    right = [page.layout.segments[other] for other in line[line.index(index) + 1 :][:1]]
    bare = (labels.best(other.text) for other in right if other.cell == segment.cell and page.is_label(other))
    return page.is_wording(segment) and any(found is not None and not found.rest for found in bare)
