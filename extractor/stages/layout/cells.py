"""Ruling lines to the cells of grids: merged cells, broken and double lines, grids without outer borders."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Cell
from extractor.datatypes.page import Rule

SNAP = 3.0
"""Rules closer than this (points) are one line: double lines, and borders that neighbouring cells both draw."""
GAP = 6.0
"""A break in a rule up to this wide is closed."""
TOUCH = 4.0
"""Rules whose ends come this near to one another meet."""
SHORTEST = 7.0
COVERED = 0.55
"""Share of a cell's side that must be ruled to close it; scans lose pieces of lines."""
TALLEST_OPEN_ROW = 250.0
WHOLE_PAGE = 0.5
"""A frame around more than this share of the page is decoration."""


@dataclass(frozen=True)
class Stroke:
    """A straight line: `at` is its place across, `start` and `end` along."""

    at: float
    start: float
    end: float


class CellIndex:
    """Finds the smallest cell around a place."""

    SHELF = 20.0

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._shelves: dict[int, list[tuple[float, int, Box]]] = defaultdict(list)
        for number, cell in enumerate(cells):
            for shelf in range(math.floor(cell.box.top / self.SHELF), math.floor(cell.box.bottom / self.SHELF) + 1):
                self._shelves[shelf].append((cell.box.area, number, cell.box))
        for found in self._shelves.values():
            found.sort(key=lambda entry: entry[:2])

    def around(self, box: Box) -> int | None:
        """Return the index of the smallest cell that holds the middle of `box`."""
        for _, number, cell in self._shelves.get(math.floor(box.y_mid / self.SHELF), ()):
            if cell.holds_middle_of(box):
                return number
        return self._headed(box)

    def _headed(self, box: Box) -> int | None:
        """Return the cell whose upper border is interrupted by print, which is its heading."""
        for _, number, cell in self._shelves.get(math.floor(box.bottom / self.SHELF), ()):
            if box.y_mid <= cell.top < box.bottom and cell.x0 < box.x0 and box.x1 < cell.x1:
                return number
        return None


def find_cells(rules: Iterable[Rule], width: float, height: float) -> tuple[Cell, ...]:
    """Return the cells of all grids on a page of the given size in points, grid by grid, row by row."""
    flat: list[Stroke] = []
    upright: list[Stroke] = []
    for rule in rules:
        box = rule.box
        if rule.horizontal and box.width >= SHORTEST:
            flat.append(Stroke(box.y_mid, box.x0, box.x1))
        elif not rule.horizontal and box.height >= SHORTEST:
            upright.append(Stroke(box.x_mid, box.top, box.bottom))
    cells: list[Cell] = []
    for grid, (rows, columns) in enumerate(_components(joined(flat), joined(upright))):
        found = _cells_of(rows, [*columns, *_open_sides(rows, columns)], grid)
        if len(found) == 1 and found[0].box.area > WHOLE_PAGE * width * height:
            continue
        cells.extend(found)
    return tuple(cells)


def joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Join strokes that lie on one line and touch, overlap, or have a small break between."""
    out: list[Stroke] = []
    for group in _near(sorted(strokes, key=lambda stroke: stroke.at)):
        weight = sum(stroke.end - stroke.start for stroke in group)
        at = sum(stroke.at * (stroke.end - stroke.start) for stroke in group) / weight
        start, end = -math.inf, -math.inf
        for stroke in sorted(group, key=lambda stroke: stroke.start):
            if stroke.start > end + GAP:
                if end > start:
                    out.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
            end = max(end, stroke.end)
        out.append(Stroke(at, start, end))
    return out


def _near(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        if groups and stroke.at - groups[-1][-1].at <= SNAP and stroke.at - groups[-1][0].at <= 2 * SNAP:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _meet(row: Stroke, column: Stroke) -> bool:
    return row.start - TOUCH <= column.at <= row.end + TOUCH and column.start - TOUCH <= row.at <= column.end + TOUCH


def _components(rows: Sequence[Stroke], columns: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Group strokes that hang together, top to bottom; a group needs two rows and one column to hold a cell."""
    parent = list(range(len(rows) + len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns, len(rows)):
            if _meet(row, column):
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(rows):
        groups[_root(parent, i)][0].append(row)
    for j, column in enumerate(columns, len(rows)):
        groups[_root(parent, j)][1].append(column)
    whole = [group for group in groups.values() if len(group[0]) >= 2 and group[1]]
    return sorted(whole, key=lambda group: (min(row.at for row in group[0]), min(row.start for row in group[0])))


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _open_sides(rows: Sequence[Stroke], columns: Sequence[Stroke]) -> list[Stroke]:
    """Return the outer borders that a grid leaves out: neighbouring rows that begin or end at the same place."""
    out: list[Stroke] = []
    for upper, lower in pairwise(sorted(rows, key=lambda row: row.at)):
        if not SNAP < lower.at - upper.at < TALLEST_OPEN_ROW:
            continue
        for above, below in ((upper.start, lower.start), (upper.end, lower.end)):
            closed = any(abs(column.at - above) <= TOUCH for column in columns if _spans(column, upper.at, lower.at))
            if abs(above - below) <= TOUCH and not closed:
                out.append(Stroke((above + below) / 2, upper.at, lower.at))
    return out


def _spans(stroke: Stroke, start: float, end: float) -> bool:
    return min(stroke.end, end) - max(stroke.start, start) >= COVERED * (end - start)


def _places(strokes: Iterable[Stroke]) -> list[float]:
    """Return the distinct places of lines, those within the snapping distance taken as one."""
    out: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not out or at - out[-1] > SNAP:
            out.append(at)
    return out


def _cover(strokes: Sequence[Stroke], at: float, start: float, end: float) -> bool:
    """Say whether the strokes at a place rule most of the way from start to end."""
    ruled = sum(
        max(0.0, min(stroke.end, end) - max(stroke.start, start)) for stroke in strokes if abs(stroke.at - at) <= SNAP
    )
    return ruled >= COVERED * (end - start)


def _cells_of(rows: Sequence[Stroke], columns: Sequence[Stroke], grid: int) -> list[Cell]:
    ys, xs = _places(rows), _places(columns)
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1:
        return []
    outside = height * width
    parent = list(range(outside + 1))

    def join(a: int, b: int) -> None:
        parent[_root(parent, a)] = _root(parent, b)

    for r in range(height):
        for c in range(width):
            me = r * width + c
            if not _cover(columns, xs[c], ys[r], ys[r + 1]):
                join(me, me - 1 if c else outside)
            if c == width - 1 and not _cover(columns, xs[c + 1], ys[r], ys[r + 1]):
                join(me, outside)
            if not _cover(rows, ys[r], xs[c], xs[c + 1]):
                join(me, me - width if r else outside)
            if r == height - 1 and not _cover(rows, ys[r + 1], xs[c], xs[c + 1]):
                join(me, outside)
    regions: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for me in range(outside):
        root = _root(parent, me)
        if root != _root(parent, outside):
            regions[root].append(divmod(me, width))
    found = [cell for places in regions.values() for cell in _region_cells(places, xs, ys, grid)]
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def _region_cells(places: list[tuple[int, int]], xs: list[float], ys: list[float], grid: int) -> list[Cell]:
    """One cell for a rectangular region; a region of another shape falls into its rows."""
    r0, r1 = min(r for r, _ in places), max(r for r, _ in places) + 1
    c0, c1 = min(c for _, c in places), max(c for _, c in places) + 1
    if (r1 - r0) * (c1 - c0) != len(places):
        rows = sorted({r for r, _ in places})
        return [cell for r in rows for cell in _runs(r, sorted(c for q, c in places if q == r), xs, ys, grid)]
    return [Cell(Box(xs[c0], ys[r0], xs[c1], ys[r1]), grid, r0, c0, r1 - r0, c1 - c0)]


def _runs(row: int, columns: list[int], xs: list[float], ys: list[float], grid: int) -> list[Cell]:
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return [
        Cell(Box(xs[run[0]], ys[row], xs[run[-1] + 1], ys[row + 1]), grid, row, run[0], 1, len(run)) for run in runs
    ]
