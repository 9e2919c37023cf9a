"""Labels broken over two lines of a narrow column, so close to their values that the first lines read as one."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.datatypes.layout import Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.surroundings import SURE_LABEL, WHOLE, WRAP_GAP, Surroundings
from extractor.values import labels
from extractor.values.labels import LabelMatch

_LONGEST_END = 24
"""Characters of the second line, which holds the end of a label and perhaps the end of its value."""
_PERHAPS = 0.5
"""Score of a wording that may be the first half of a label."""
_COLONS = (":", "：")


@dataclass(frozen=True)
class BrokenLabel:
    """A label that begins a piece of print and ends in that below; behind its first line stands the value."""

    meanings: tuple[LabelMatch, ...]
    below: int
    """The segment with the label's end."""
    value_start: int
    """Where the value begins in the text of the first segment."""
    more: tuple[tuple[Word, ...], ...] = ()
    """The rest of the value, behind the label's end."""


def broken_label(around: Surroundings, index: int) -> BrokenLabel | None:
    """Return the label that this piece of print begins and the next line ends, or None: the longest beginning that makes a
    whole label with what stands below, and is none without it.
    """
    segment = around.layout.segments[index]
    if len(segment.words) < 2 or around.is_taken(segment.box) or _has_value_beside(around, index):
        return None
    first = labels.best(segment.text)
    if first is not None and (first.delimited or not first.rest):
        return None
    below = around.beneath(index, WRAP_GAP, aligned=True)
    if below is None:
        return None
    end = around.layout.segments[below]
    if abs(end.box.x0 - segment.box.x0) > 0.5 * segment.box.height or len(end.text) > _LONGEST_END:
        return None
    for count in range(len(segment.words) - 1, 0, -1):
        if segment.words[count].text[0] in _COLONS:
            return None
        begun = join_texts([word.text for word in segment.words[:count]])
        found = _ended(begun, end)
        if found is not None:
            start = segment.text.find(segment.words[count].text, len(begun))
            return BrokenLabel(found[0], below, start, found[1])
    return None


def _has_value_beside(around: Surroundings, index: int) -> bool:
    """Say whether the print to the right begins with no label: it is the value then, and all of this the label."""
    line = around.layout.lines[around.layout.segments[index].line]
    right = line[line.index(index) + 1 :]
    first = labels.best(around.layout.segments[right[0]].text) if right else None
    return bool(right) and (first is None or first.weak or first.score < _PERHAPS)


def _ended(begun: str, end: Segment) -> tuple[tuple[LabelMatch, ...], tuple[tuple[Word, ...], ...]] | None:
    """Return what a label means that `begun` begins and the other line ends, with what stands behind it there."""
    if any(c.isdigit() or c in _COLONS for c in begun):
        return None
    whole = join_texts([begun, end.text])
    meanings = labels.match(whole)
    if not meanings or meanings[0].weak or meanings[0].score < 1.0 or meanings[0].end <= len(begun):
        return None
    own = labels.best(end.text)
    if own is not None and not own.weak and own.score >= WHOLE and own.field not in {match.field for match in meanings}:
        return None
    rest = meanings[0].rest
    if rest and not meanings[0].delimited:
        return None
    shift = len(whole) - len(end.text)
    start = meanings[0].rest_start - shift
    return meanings, ((words_of(end.words, start, start + len(rest)),) if rest else ())


def is_labelled_cell(around: Surroundings, segment: Segment) -> bool:
    """Say whether print fills the ruled cell to the right of one that holds nothing but a label, broken or not: `许可证号 /
    Export` over `Licence No.` reaches above and below the line of its value.
    """
    if segment.cell is None:
        return False
    cell = around.layout.cells[segment.cell]
    row = (other for other in around.layout.cells if (other.grid, other.row) == (cell.grid, cell.row))
    left = [other for other in row if other.column + other.column_span == cell.column]
    held = join_texts([around.layout.segments[index].text for index in left[0].segments]) if left else ""
    found = labels.best(held) if held else None
    return found is not None and not found.rest and found.score >= SURE_LABEL
