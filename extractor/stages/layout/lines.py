"""Words to lines, tolerant to a small slope that straightening left and to several font sizes on one line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.datatypes.geometry import hull
from extractor.datatypes.page import Word

STEEPEST = 0.05
"""Slopes beyond this (3 degrees) are no residue of straightening but words that do not belong together."""
LEVEL = 0.0015
"""Slopes below this move nothing by more than a point across a page."""
MIN_PAIRS = 8
SIZE_OF_PITCH = 0.75
"""Size of print in most single-spaced text, as a share of the distance from line to line."""


@dataclass
class _Run:
    """A line while it grows from left to right; `y`, `height` and `x1` are those of its last word."""

    words: list[Word]
    y: float
    height: float
    x1: float
    middles: list[float] = field(default_factory=list)


def group_lines(words: Iterable[Word], slope: float) -> list[list[Word]]:
    """Return the lines of a page from top to bottom, each from left to right.

    A word joins the line whose last word stands beside it, so that a line may climb slowly; the page's slope is taken
    out before, since far neighbours in a sparse table have nothing between them to climb along.
    """
    ordered = sorted((word for word in words if word.text.strip()), key=lambda word: (word.box.x0, word.box.top))
    typical = _typical_height(ordered)
    runs: list[_Run] = []
    shelves: dict[int, list[_Run]] = defaultdict(list)
    for word in ordered:
        y = word.box.y_mid - slope * word.box.x_mid
        shelf = math.floor(y / typical)
        run = _nearest_run(shelves, shelf, word, y, typical)
        if run is None:
            run = _Run([], y, word.box.height, word.box.x1)
            runs.append(run)
        else:
            shelves[math.floor(run.y / typical)].remove(run)
        run.words.append(word)
        run.middles.append(y)
        run.y, run.height, run.x1 = _last_place(run, word, y, typical)
        shelves[math.floor(run.y / typical)].append(run)
    runs.sort(key=lambda run: (sum(run.middles) / len(run.middles), run.words[0].box.x0))
    return [run.words for run in runs]


def _last_place(run: _Run, word: Word, y: float, typical: float) -> tuple[float, float, float]:
    """Where the line now ends. A dot or a dash sits off the middle of its line and does not move it."""
    if len(run.words) > 1 and word.box.height < 0.6 * typical:
        return run.y, run.height, max(run.x1, word.box.x1)
    return y, word.box.height, word.box.x1


def _nearest_run(shelves: dict[int, list[_Run]], shelf: int, word: Word, y: float, typical: float) -> _Run | None:
    best: _Run | None = None
    nearest = math.inf
    for place in (shelf - 1, shelf, shelf + 1):
        for run in shelves.get(place, ()):
            low = max(min(run.height, word.box.height), 0.6 * typical)
            distance = abs(run.y - y)
            if distance > 0.42 * low + 0.06 * max(run.height, word.box.height):
                continue
            if word.box.x0 < run.x1 - 0.5 * low:
                continue
            if distance < nearest:
                best, nearest = run, distance
    return best


def _typical_height(words: Sequence[Word]) -> float:
    return (median(word.box.height for word in words) if words else 0.0) or 1.0


def line_height(lines: Sequence[Sequence[Word]]) -> float:
    """Return the size of most print: the height of words, or where boxes are drawn tight, what the pitch says."""
    heights = [word.box.height for line in lines for word in line]
    if not heights:
        return 10.0
    typical = median(heights) or 1.0
    boxes = [hull(word.box for word in line) for line in lines]
    pitches = sorted(
        lower.y_mid - upper.y_mid
        for upper, lower in pairwise(boxes)
        if upper.x_overlap(lower) > 0 and 0.9 * typical < lower.y_mid - upper.y_mid < 2.4 * typical
    )
    if len(pitches) < MIN_PAIRS // 2:
        return 1.2 * typical
    return min(1.5 * typical, max(typical, SIZE_OF_PITCH * pitches[len(pitches) // 3]))


def page_slope(words: Sequence[Word]) -> float:
    """Return how many points the page's lines fall for each point to the right, 0 where they are level."""
    typical = _typical_height(words)
    shelves: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        shelves[math.floor(word.box.y_mid / typical)].append(word)
    slopes: list[tuple[float, float]] = []
    for word in words:
        neighbour = _right_neighbour(word, shelves, typical)
        if neighbour is not None:
            run = neighbour.box.x_mid - word.box.x_mid
            slopes.append(((neighbour.box.y_mid - word.box.y_mid) / run, run))
    if len(slopes) < MIN_PAIRS:
        return 0.0
    slope = _weighted_median(slopes)
    return slope if LEVEL <= abs(slope) <= STEEPEST else 0.0


def _right_neighbour(word: Word, shelves: dict[int, list[Word]], typical: float) -> Word | None:
    """The next word to the right within two heights that is about as tall."""
    box = word.box
    shelf = math.floor(box.y_mid / typical)
    best: Word | None = None
    for place in (shelf - 1, shelf, shelf + 1):
        for other in shelves.get(place, ()):
            if not box.x1 - 1 <= other.box.x0 <= box.x1 + 2 * box.height or other is word:
                continue
            if abs(other.box.height - box.height) > 0.15 * box.height:
                continue
            if box.y_overlap(other.box) < 0.6 * box.height:
                continue
            if best is None or other.box.x0 < best.box.x0:
                best = other
    return best


def _weighted_median(pairs: list[tuple[float, float]]) -> float:
    pairs.sort()
    half = sum(weight for _, weight in pairs) / 2
    seen = 0.0
    for value, weight in pairs:
        seen += weight
        if seen >= half:
            return value
    return 0.0
