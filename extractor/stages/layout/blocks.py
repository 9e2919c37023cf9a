"""Segments to blocks: pieces that stand one above the other, aligned and close, such as an address or a paragraph."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Segment
from extractor.datatypes.page import Rule

CLOSE = 0.85
"""Widest space between two lines of a block, in text heights."""
ALIGNED = 0.8
"""How far edges or middles of two lines of a block may differ, in text heights."""
SHELF = 12.0


def stack(segments: Sequence[Segment], rules: Sequence[Rule], height: float) -> tuple[tuple[int, ...], ...]:
    """Return the blocks of a page in reading order: columns one after the other, each from top to bottom."""
    flat = [rule.box for rule in rules if rule.horizontal]
    shelves: dict[int, list[int]] = defaultdict(list)
    for number, segment in enumerate(segments):
        shelves[math.floor(segment.box.top / SHELF)].append(number)
    below: dict[int, int] = {}
    taken: set[int] = set()
    for number in range(len(segments)):
        follower = _follower(number, segments, shelves, flat, height)
        if follower is not None and follower not in taken:
            below[number] = follower
            taken.add(follower)
    blocks: list[tuple[int, ...]] = []
    for number in range(len(segments)):
        if number in taken:
            continue
        chain = [number]
        while chain[-1] in below:
            chain.append(below[chain[-1]])
        blocks.append(tuple(chain))
    boxes = [hull(segments[number].box for number in block) for block in blocks]
    return tuple(blocks[place] for place in reading_order(boxes))


def _follower(
    number: int, segments: Sequence[Segment], shelves: dict[int, list[int]], flat: list[Box], height: float
) -> int | None:
    """The nearest segment right under this one that is aligned with it."""
    upper = segments[number]
    size = max(0.8 * height, upper.box.height)
    best: int | None = None
    first, last = math.floor(upper.box.y_mid / SHELF), math.floor((upper.box.bottom + 1.5 * size) / SHELF)
    for shelf in range(first, last + 1):
        for other in shelves.get(shelf, ()):
            lower = segments[other]
            if lower.line <= upper.line or lower.cell != upper.cell or not _stacked(upper.box, lower.box, height):
                continue
            if upper.cell is None and _rule_between(upper.box, lower.box, flat):
                continue
            if best is None or lower.box.top < segments[best].box.top:
                best = other
    return best


def _stacked(upper: Box, lower: Box, height: float) -> bool:
    small = min(upper.height, lower.height)
    size = max(0.8 * height, small)
    gap = lower.top - upper.bottom
    if max(upper.height, lower.height) > 1.6 * small or not -0.5 * size <= gap <= CLOSE * size:
        return False
    if upper.x_overlap(lower) < 0.3 * min(upper.width, lower.width):
        return False
    edges = (abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1), abs(upper.x_mid - lower.x_mid))
    return min(edges) <= ALIGNED * size


def _rule_between(upper: Box, lower: Box, flat: list[Box]) -> bool:
    return any(
        upper.y_mid < rule.y_mid < lower.y_mid and rule.x_overlap(upper) > 0.5 * min(rule.width, upper.width)
        for rule in flat
    )


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Return the order in which a person reads boxes: cut at white bands across, then at white gutters, and so on.

    The first cut that parts the boxes wins; what no cut parts is read from top to bottom, then from left to right.
    """
    out: list[int] = []
    _cut(list(range(len(boxes))), boxes, out)
    return out


def _cut(places: list[int], boxes: Sequence[Box], out: list[int]) -> None:
    for parts in (
        _parts(places, [(boxes[place].top, boxes[place].bottom) for place in places], 6.0),
        _parts(places, [(boxes[place].x0, boxes[place].x1) for place in places], 9.0),
        _parts(places, [(boxes[place].top, boxes[place].bottom) for place in places], 0.0),
    ):
        if len(parts) > 1:
            for part in parts:
                _cut(part, boxes, out)
            return
    out.extend(sorted(places, key=lambda place: (boxes[place].top, boxes[place].x0)))


def _parts(places: list[int], spans: list[tuple[float, float]], gap: float) -> list[list[int]]:
    """Part places where their spans leave at least `gap` free."""
    parts: list[list[int]] = []
    reach = -math.inf
    for (start, end), place in sorted(zip(spans, places, strict=True)):
        if not parts or start >= reach + gap:
            parts.append([])
        parts[-1].append(place)
        reach = max(reach, end)
    return parts
