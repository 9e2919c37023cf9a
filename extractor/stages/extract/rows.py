"""Lines of a table's body to rows: which lines belong to which numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.anchors import Anchor, CellRun, is_attribute

LEVEL = 0.35
"""A line of text whose middle lies this near (in text heights) to the numbers' middle stands level with them."""
CLEAR = 0.25
"""A step from line to line that is longer than all others by this many text heights parts two rows."""


@dataclass(frozen=True)
class TextLine:
    """Text of one line in the columns that hold no numbers."""

    runs: tuple[CellRun, ...]
    box: Box
    main: bool = True
    """Whether it stands in the description's column (or no such column is known)."""
    attribute: bool = False
    """Whether it begins with a label that goes on with a description: `Coating: Zn`. No row begins so."""


def text_lines(lines: Sequence[Sequence[CellRun]], columns: set[int], main: int | None) -> list[TextLine]:
    """Return the text that stands in the given columns, line by line; `main` is the description's column."""
    out: list[TextLine] = []
    for line in lines:
        runs = tuple(run for run in line if run.column in columns)
        if runs:
            carries = main is None or any(run.column == main for run in runs)
            out.append(TextLine(runs, hull(run.box for run in runs), carries, is_attribute(runs[0].text)))
    return sorted(out, key=lambda line: line.box.y_mid)


@dataclass(frozen=True)
class Extent:
    """From where to where a row reaches, and whether white space or rulings showed it (and not a rule of thumb)."""

    top: float
    bottom: float
    clear: bool


@dataclass(frozen=True)
class _Cut:
    """Where the upper of two rows ends and the lower begins.

    `above`: lines of the lower row over its numbers; `below`: lines of the upper row under its numbers.
    """

    bottom: float
    top: float
    clear: bool
    above: int
    below: int


def row_extents(
    anchors: Sequence[Anchor], texts: Sequence[TextLine], fences: Sequence[float], height: float
) -> list[Extent]:
    """Return how far each row reaches.

    Between the numbers of two rows stand lines of text: a row ends at a ruling line (`fences`), else at the widest gap,
    else, where all gaps are alike, by how the text stands to the numbers in the whole table (beside the first line,
    around the middle, above).
    """
    if not anchors:
        return []
    before, after = _edges(anchors, texts, fences, height)
    mode = _mode(anchors, texts, len(before), len(after), height)
    above = len(before) if mode == "middle" else 0
    first_top = min([anchors[0].box.top, *(line.box.top for line in before if mode != "top")])
    cuts = [_Cut(first_top, first_top - 0.5, True, len(before) if mode != "top" else 0, 0)]
    for upper, lower in pairwise(anchors):
        cuts.append(_cut(upper, lower, texts, fences, height, mode, above))
        above = cuts[-1].above
    end = max([anchors[-1].box.bottom, *(line.box.bottom for line in after)]) + 0.5
    cuts.append(_Cut(end, end, True, 0, len(after)))
    grouped = mode == "top" and _has_groups(cuts)
    out: list[Extent] = []
    for anchor, (start, stop) in zip(anchors, pairwise(cuts), strict=True):
        level = [line.box.top for line in texts if line.main and is_level(line, anchor, height)]
        top = min([*level, anchor.box.top]) - 0.5 if grouped and start.above and level else start.top
        out.append(Extent(top, stop.bottom, start.clear and stop.clear))
    return out


def _has_groups(cuts: Sequence[_Cut]) -> bool:
    """Say whether lines above a row's numbers are headings of groups: most rows have none, and text goes on below."""
    middles = sum(start.above > 0 and abs(start.above - stop.below) <= 1 for start, stop in pairwise(cuts))
    tops = sum(start.above == 0 for start in cuts[:-1])
    return middles < tops and tops >= 0.5 * (len(cuts) - 1)


def is_level(line: TextLine, anchor: Anchor, height: float) -> bool:
    """Say whether a line of text stands beside the numbers."""
    return abs(line.box.y_mid - anchor.y) <= LEVEL * height


def _edges(
    anchors: Sequence[Anchor], texts: Sequence[TextLine], fences: Sequence[float], height: float
) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines that hang on the first row's numbers from above, and on the last row's from below."""
    gap = _usual_gap(texts, height)
    before: list[TextLine] = []
    top = min([anchors[0].box.top, *(line.box.top for line in texts if is_level(line, anchors[0], height))])
    for line in reversed([line for line in texts if line.box.y_mid < anchors[0].y - LEVEL * height]):
        if top - line.box.bottom > gap or _fenced(fences, line.box.y_mid, top):
            break
        before.insert(0, line)
        top = min(top, line.box.top)
    after: list[TextLine] = []
    bottom = _bottom(anchors[-1], texts, height)
    gap = max(gap, _walled_gap(anchors, texts, fences, height))
    for line in [line for line in texts if line.box.y_mid > anchors[-1].y + LEVEL * height]:
        if line.box.top - bottom > gap or _fenced(fences, bottom, line.box.y_mid):
            break
        after.append(line)
        bottom = max(bottom, line.box.bottom)
    return before, after


def _bottom(anchor: Anchor, texts: Sequence[TextLine], height: float) -> float:
    """Return where the line of a row's numbers ends."""
    return max([anchor.box.bottom, *(line.box.bottom for line in texts if is_level(line, anchor, height))])


def _walled_gap(anchors: Sequence[Anchor], texts: Sequence[TextLine], fences: Sequence[float], height: float) -> float:
    """Return the widest gap between the lines of rows that end at a ruling: the last row may have it, too."""
    gaps = [0.0]
    for upper, lower in pairwise(anchors):
        wall = next((fence for fence in fences if upper.y < fence < lower.y), upper.y)
        bottom = _bottom(upper, texts, height)
        for line in [line for line in texts if upper.y + LEVEL * height < line.box.y_mid < wall]:
            gaps.append(line.box.top - bottom)
            bottom = max(bottom, line.box.bottom)
    return max(gaps) + 0.1 * height


def _usual_gap(texts: Sequence[TextLine], height: float) -> float:
    """Return the widest gap between two lines that may still belong to one cell."""
    main = [line for line in texts if line.main] or texts
    gaps = [lower.box.top - upper.box.bottom for upper, lower in pairwise(main)]
    near = [gap for gap in gaps if gap < 0.9 * height]
    return (median(near) if near else 0.3 * height) + 0.3 * height


def _fenced(fences: Sequence[float], upper: float, lower: float) -> bool:
    return any(upper < fence < lower for fence in fences)


def _mode(anchors: Sequence[Anchor], texts: Sequence[TextLine], before: int, after: int, height: float) -> str:
    """Return how text stands to numbers in this table: numbers beside the `top`, the `middle` or the `bottom` line."""
    level = sum(any(line.main and is_level(line, anchor, height) for line in texts) for anchor in anchors)
    if before == 0:
        return "top"
    if after == 0:
        return "top" if level >= 0.8 * len(anchors) and _single_lines(anchors, texts, height) else "bottom"
    return "middle" if abs(before - after) <= 1 else "top"


def _single_lines(anchors: Sequence[Anchor], texts: Sequence[TextLine], height: float) -> bool:
    """Say whether most rows have nothing but the line beside their numbers."""
    inner = [line for line in texts if anchors[0].y < line.box.y_mid < anchors[-1].y]
    loose = [line for line in inner if not any(is_level(line, anchor, height) for anchor in anchors)]
    return len(loose) < 0.5 * max(1, len(anchors) - 1)


def _cut(
    upper: Anchor,
    lower: Anchor,
    texts: Sequence[TextLine],
    fences: Sequence[float],
    height: float,
    mode: str,
    taken: int,
) -> _Cut:
    between = [line for line in texts if upper.y + LEVEL * height < line.box.y_mid < lower.y - LEVEL * height]
    walls = [fence for fence in fences if upper.y < fence < lower.y]
    if walls:
        over = sum(line.box.y_mid > walls[-1] for line in between)
        return _Cut(walls[0], walls[-1], True, over, sum(line.box.y_mid < walls[0] for line in between))
    places = [max(run.box.y_mid for run in upper.runs), *(line.box.y_mid for line in between)]
    places.append(min(run.box.y_mid for run in lower.runs))
    gaps = [below - above for above, below in pairwise(places)]
    open_places = [place for place in range(len(gaps)) if place == len(between) or not between[place].attribute]
    widest = max(open_places, key=lambda place: gaps[place])
    others = [gaps[place] for place in open_places if place != widest]
    clear = not others or gaps[widest] - max(others) > CLEAR * height
    wanted = {"top": len(between), "bottom": 0}.get(mode, min(taken, len(between)))
    place = widest if clear else min(open_places, key=lambda place: abs(place - wanted))
    cut = (places[place] + places[place + 1]) / 2
    return _Cut(cut, cut, clear, len(between) - place, place)
