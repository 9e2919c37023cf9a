"""How a value goes on over the lines below its first, and where something else begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.datatypes.layout import Segment
from extractor.datatypes.page import Word
from extractor.stages.extract import asides
from extractor.stages.extract.flow import begins_sentence, hangs, is_apart
from extractor.stages.extract.labelled import is_part_of_block
from extractor.stages.extract.surroundings import CENTRED, IN_BLOCKS, LOOSE_GAP, WRAP_GAP, Surroundings
from extractor.values import labels

_COLONS = frozenset(":：")
_MOST_LINES = 8
NUMBERED = re.compile(r"\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.)、）])\s*[^\W\d]")
"""A box of a form with its number."""
_WIDER = 2.0
"""How much wider than between its lines the white is from which a value is over."""
_LIKELY = 0.5
_SURE = 0.85
"""Score of a label without a colon that is one though a sentence follows it."""


def going_on(
    page: Surroundings,
    index: int,
    left: float,
    alternative: float,
    own: Sequence[int] = (),
    colons: bool = False,
    bare: bool = False,
) -> list[tuple[Word, ...]]:
    """Return the lines that continue a value: straight below, starting where it starts, with no label beside or in them.

    `own` are the label's own segments; `colons` tells that labels here end in one, so that `Airport` alone is none; `bare`
    that the value stands behind a label without one, so that a line right below the label may begin with another.
    """
    lines: list[tuple[Word, ...]] = []
    gaps: list[float] = []
    at = index
    for _ in range(_MOST_LINES):
        below = page.next_line(at, LOOSE_GAP)
        if below is None:
            break
        segment = page.layout.segments[below]
        if page.is_taken(segment.box):
            break
        height = max(1.0, segment.box.height)
        above = page.layout.segments[at]
        same_start = min(abs(segment.box.x0 - left), abs(segment.box.x0 - alternative)) < 0.35 * height
        if segment.box.top - above.box.bottom > WRAP_GAP * max(1.0, above.box.height) and not same_start:
            break
        starts = min(abs(segment.box.x0 - left), abs(segment.box.x0 - alternative))
        centred = abs(segment.box.x_mid - above.box.x_mid) < CENTRED * height
        if centred or left < segment.box.x0 < alternative:
            starts = 0.0  # indented under its label: `TO: A Ltd.` over its address
        gaps.append(segment.box.top - above.box.bottom)
        if begins_sentence(segment, above.text, above.box.width) or is_apart(segment, gaps) or _is_far(gaps, height):
            break
        numbered = NUMBERED.match(segment.text) and NUMBERED.match(page.layout.segments[index].text)
        if asides.heads_row(page, below) or numbered:
            break  # a row of labels, the next of numbered clauses
        if starts > 1.2 * height or page.label_beside(below, own) or below in page.parts_of_labels:
            break
        hanging = (colons or hangs(above.text, segment.text)) and not any(c in _COLONS for c in segment.text)
        if _is_other_label(page, segment) and not hanging:
            break
        if bare and abs(segment.box.x0 - left) < 0.35 * height and _may_be_label(segment, above):
            break
        lines.append(page.part_label(below, own) + page.whole_line(below))
        at = below
    return lines


def _is_far(gaps: Sequence[float], height: float) -> bool:
    """Say whether a line stands below white that is much wider than that between the lines of the value above it."""
    return len(gaps) > 1 and gaps[-1] > max(WRAP_GAP * height, _WIDER * max(gaps[:-1]))


def _is_other_label(page: Surroundings, segment: Segment) -> bool:
    """Say whether a line is a label, or holds one with its colon: `Place of loadng / 起运地: Ningbo`."""
    if page.is_label(segment):
        return not is_part_of_block(segment.text)
    pairs = labels.split_labels(segment.text)
    if pairs and pairs[0][0].kind == "distractor" and pairs[0][0].score >= _SURE and pairs[0][0].field not in IN_BLOCKS:
        return True  # `Previous export licence 21-NO-364656 has expired`
    surely = (match for match, _ in pairs if match.start == 0 or not match.weak)  # `Ostim Cad. No: 41` is a street
    return any(match.delimited and match.field not in IN_BLOCKS for match in surely)


def _may_be_label(segment: Segment, above: Segment) -> bool:
    """Say whether a line begins with a label and its value, though no colon parts them: `Shipping Sea freight`."""
    found = labels.best(segment.text)
    likely = found is not None and found.start == 0 and bool(found.rest) and found.score >= _LIKELY
    return likely and segment.text[0].isupper() and not hangs(above.text, segment.text)
