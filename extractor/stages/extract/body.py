"""The body of a table: its lines under known columns become rows of goods and rows of sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.anchors import (
    LEVEL,
    Anchor,
    CellRun,
    cell_runs,
    find_anchors,
    follows,
    has_digit,
    key_column,
    numeric_columns,
    wrapped,
)
from extractor.stages.extract.columns import Column
from extractor.stages.extract.mergedcells import share
from extractor.stages.extract.plane import Piece, Plane, in_order
from extractor.stages.extract.roughrows import FARTHEST, is_labelled
from extractor.stages.extract.rowkinds import CHARGE, TOTAL, RowKind, measure_of, row_kind
from extractor.stages.extract.rows import Extent, TextLine, row_extents, text_lines
from extractor.stages.extract.table import Row, Table
from extractor.values import labels, quantities

FENCE = 0.5
"""Share of the table's width that a ruling must run along to part rows."""


BELOW = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.CHARGE})
LEADING_TOTAL = re.compile(r"\W*(?:total|合\s*计|总\s*计)\W*\d", re.IGNORECASE)
"""A sum that stands in the column of numbers with its name: `TOTAL: 15 CTNS`."""


TELLS = re.compile(r"：|:(?=\s|$)")
"""What parts a label from its value."""


@dataclass(frozen=True)
class _Marked:
    """Numbers on one line, with what the words beside them make of them."""

    anchor: Anchor
    kind: RowKind
    label: str
    number: int | None
    """The running number that stands beside them."""


def read_body(
    plane: Plane, columns: Sequence[Column], start: int, stop: int, score: float, head_box: Box | None
) -> Table | None:
    """Read the rows between two lines under given columns."""
    lines = [cell_runs(plane, number, columns) for number in range(start, stop)]
    numeric = numeric_columns(columns, lines)
    anchors = find_anchors(lines, numeric, plane.height)
    marked = _joined([_mark(anchor, lines, columns, numeric, plane.height) for anchor in anchors], lines, plane.height)
    top = head_box.bottom if head_box else (plane.boxes[start].top if start < stop else 0.0)
    items, others = _choose(marked, columns, top, plane.height)
    if not items:
        return None
    anchors_only = [entry.anchor for entry in items]
    bodies = [entry.anchor.box for entry in [*items, *others]]
    box = hull([*bodies, *([head_box] if head_box else [])])
    fences = _fences(plane, box, others)
    taken = {id(run) for entry in others for run in _beside(entry.anchor, lines, plane.height)}
    free = [[run for run in line if id(run) not in taken] for line in lines]
    main = next((number for number, column in enumerate(columns) if column.field == "description"), None)
    texts = [line for line in text_lines(free, set(range(len(columns))) - numeric, main) if line.box.y_mid > top]
    below = [entry.anchor.box.top for entry in others if entry.anchor.y > anchors_only[-1].y]
    below += [
        line.box.top
        for line in texts
        if line.box.y_mid > anchors_only[-1].y and _is_sum(" ".join(run.text for run in line.runs))
    ]
    limit = min(below, default=float("inf"))
    texts = [line for line in texts if line.box.y_mid < limit]
    grouping = [line for line in texts if _is_group(line, main)]
    texts = [line for line in texts if line not in grouping]
    outside = {id(run) for line in grouping for run in line.runs}
    free = [[run for run in line if id(run) not in outside] for line in free]
    inner = [y for y in fences if _is_over_attribute(y, texts)]
    fences = sorted([*(y for y in fences if y not in inner), *(line.box.y_mid for line in grouping)])
    rows = _rows(plane, anchors_only, texts, fences, inner, free, len(columns))
    rows += [_other_row(entry, lines, len(columns), plane) for entry in others]
    rows.sort(key=lambda row: min(piece.box.top for piece in row.pieces))
    box = hull([box, *(piece.box for row in rows for piece in row.pieces)])
    return Table(
        tuple(columns), tuple(rows), plane.layout.number, box, score, plane.as_printed(head_box) if head_box else None
    )


def _is_group(line: TextLine, main: int | None) -> bool:
    """Say whether a line is a heading over the rows below, or a line of the paper's head: it belongs to no row."""
    if is_labelled(line.runs[0].text):
        return True
    return main is not None and not line.main and any(run.wide and not has_digit(run.text) for run in line.runs)


def _is_sum(text: str) -> bool:
    """Say whether a line below the last goods gives sums by their names: `Total Amount: 9,855`, `Cartons: 10 Net: 142 kg`."""
    pairs = labels.split_labels(text)
    sums = [
        match
        for match, value in pairs
        if match.delimited and value and (match.kind == "total" or measure_of(match.label))
    ]
    return bool(sums) and (len(sums) > 1 or sums[0].kind == "total" or TOTAL.match(text) is not None)


def _is_over_attribute(fence: float, texts: Sequence[TextLine]) -> bool:
    """Say whether the next text below a ruling goes on with the goods above it: `HS code: 8505.11` in a row of its own."""
    return next((line.attribute for line in texts if line.box.y_mid > fence), False)


def _beside(anchor: Anchor, lines: Sequence[Sequence[CellRun]], height: float) -> list[CellRun]:
    """Everything that stands on the line of some numbers."""
    return [run for line in lines for run in line if abs(run.box.y_mid - anchor.y) <= LEVEL * height]


def _mark(
    anchor: Anchor, lines: Sequence[Sequence[CellRun]], columns: Sequence[Column], numeric: set[int], height: float
) -> _Marked:
    words = [
        run for run in _beside(anchor, lines, height)
        if run.column not in numeric or not has_digit(run.text) or _names_sum(run.text)
    ]  # fmt: skip
    spoken = [run for run in sorted(words, key=lambda run: run.box.x0) if quantities.find_unit(run.text) is None]
    label = " ".join(run.text for run in spoken)
    counted = [run.text.strip("().、 ") for run in words if columns[run.column].field == "item_number"]
    number = next((int(text) for text in counted if text.isdecimal()), None)
    kind = row_kind(label)
    if len(anchor.runs) == 1 and spoken:
        nearest = _nearest_left(spoken, anchor.runs[0], height)
        beside = row_kind(nearest) if kind is RowKind.ITEM or not has_digit(nearest) else RowKind.ITEM
        if beside in BELOW:  # a note on the left shares the line of a sum on the right
            return _Marked(anchor, beside, nearest, number)
    return _Marked(anchor, kind, label, number)


def _nearest_left(spoken: Sequence[CellRun], figure: CellRun, height: float) -> str:
    """Return the words that end nearest to the left of a figure, empty where none do."""
    left = [run for run in spoken if run.box.x1 <= figure.box.x0 + height]
    return max(left, key=lambda run: run.box.x1).text if left else ""


def _names_sum(text: str) -> bool:
    """Say whether a figure stands with the name of a sum: `TOTAL: 15 CTNS`, `LESS 2% DISCOUNT`, `19 % USt.`."""
    last = text.rstrip(" .:)")[-1:]
    return LEADING_TOTAL.match(text) is not None or (
        CHARGE.match(text) is not None and (last.isalpha() or last in {"%", "％"})
    )


def _joined(marked: Sequence[_Marked], lines: Sequence[Sequence[CellRun]], height: float) -> list[_Marked]:
    """Put numbers together that a line break alone parts; where goods are numbered, each number begins a row."""
    numbers = [entry.number for entry in marked if entry.kind is RowKind.ITEM and entry.number is not None]
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    out: list[_Marked] = []
    for entry in marked:
        bare = out and entry.kind is RowKind.ITEM and entry.number is None
        near = counted and bare and out[-1].number is not None and follows(out[-1].anchor, entry.anchor, height)
        if near or (bare and _wraps(out[-1].anchor, entry, lines, height)):
            both = Anchor([*out[-1].anchor.runs, *entry.anchor.runs], out[-1].anchor.y)
            out[-1] = replace(out[-1], anchor=both)
        else:
            out.append(entry)
    return out


def _wraps(upper: Anchor, entry: _Marked, lines: Sequence[Sequence[CellRun]], height: float) -> bool:
    return wrapped(
        upper, _beside(upper, lines, height), entry.anchor, not any(c.isalpha() for c in entry.label), height
    )


def _choose(
    marked: Sequence[_Marked], columns: Sequence[Column], top: float, height: float
) -> tuple[list[_Marked], list[_Marked]]:
    """Part the numbers into rows of goods and rows of sums; what comes far below or after the total is left out."""
    plain = [entry.anchor for entry in marked if entry.kind is RowKind.ITEM]
    key = key_column(columns, plain)
    counts = sorted(len(anchor.columns) for anchor in plain)
    usual = counts[(3 * len(counts)) // 4] if counts else 1
    items: list[_Marked] = []
    others: list[_Marked] = []
    bottom, closed = top, False
    for entry in marked:
        far = entry.anchor.box.top - bottom > FARTHEST * height
        if far and not (items and entry.kind is RowKind.TOTAL and len(entry.anchor.columns) > 1):
            break  # forms leave half a page free above their total
        full = len(entry.anchor.columns) >= max(2, 0.6 * usual) or _alone(entry.anchor, columns, key, usual)
        if entry.kind is RowKind.ITEM:
            told = TELLS.search(entry.label) is not None
            if not full or (closed and (told or len(entry.anchor.columns) < max(2, usual))):
                continue  # below the total, `Net weight: 12.5  Cartons: 4` are labels with values
            items.append(entry)
        else:
            others.append(entry)
            closed = closed or entry.kind is RowKind.TOTAL
        bottom = entry.anchor.box.bottom
    return items, others


def _alone(anchor: Anchor, columns: Sequence[Column], key: int | None, usual: int) -> bool:
    """Say whether a row may hold no more than this: a fee has an amount only; a second quantity makes no row."""
    return key in anchor.columns and (usual < 2 or len(anchor.columns) > 1 or columns[key or 0].field == "amount")


def _fences(plane: Plane, box: Box, others: Sequence[_Marked]) -> list[float]:
    """Return the places of lines across that part rows: rulings, and rows of sums."""
    fences = [rule.y_mid for rule in plane.flat if rule.x_overlap(box) >= FENCE * box.width]
    return sorted([*fences, *(entry.anchor.y for entry in others)])


def _rows(
    plane: Plane,
    anchors: Sequence[Anchor],
    texts: Sequence[TextLine],
    fences: Sequence[float],
    inner: Sequence[float],
    lines: Sequence[Sequence[CellRun]],
    width: int,
) -> list[Row]:
    """Give every run of words to the row it stands in; what an inner ruling parts from the row's cells is a note."""
    extents = row_extents(anchors, texts, fences, plane.height)
    extents = _with_orphans(extents, anchors, texts, plane.height)
    rows: list[Row] = []
    for anchor, extent in zip(anchors, extents, strict=True):
        own = {id(run) for run in anchor.runs}
        elsewhere = {id(run) for other in anchors if other is not anchor for run in other.runs}
        cells: list[list[Piece]] = [[] for _ in range(width)]
        notes: list[Piece] = []
        for line in lines:
            for run in line:
                if id(run) in own or (extent.top <= run.box.y_mid <= extent.bottom and id(run) not in elsewhere):
                    apart = any(anchor.y < fence < run.box.y_mid for fence in inner)
                    (notes if apart else cells[run.column]).extend(run.pieces)
        filled = tuple(tuple(in_order(cell)) for cell in cells)
        number = plane.layout.number
        rows.append(Row(RowKind.ITEM, filled, number, clear=extent.clear, notes=tuple(in_order(notes))))
    return share(plane, rows, anchors)


def _with_orphans(
    extents: Sequence[Extent], anchors: Sequence[Anchor], texts: Sequence[TextLine], height: float
) -> list[Extent]:
    """Let rows without any description reach over the lines right above them that no row has: they describe it."""
    out: list[Extent] = []
    for place, (extent, anchor) in enumerate(zip(extents, anchors, strict=True)):
        bare = not any(line.main and extent.top <= line.box.y_mid <= extent.bottom for line in texts)
        floor = out[-1].bottom if place else min((line.box.top for line in texts), default=extent.top)
        above = [line for line in texts if line.main and floor - 1 <= line.box.y_mid < extent.top]
        if bare and above and anchor.box.top - above[-1].box.bottom < 1.5 * height:
            extent = Extent(min(line.box.top for line in above) - 0.5, extent.bottom, False)
        out.append(extent)
    return out


def _other_row(entry: _Marked, lines: Sequence[Sequence[CellRun]], width: int, plane: Plane) -> Row:
    cells: list[list[Piece]] = [[] for _ in range(width)]
    beside = _beside(entry.anchor, lines, plane.height)
    for run in [*beside, *(run for run in entry.anchor.runs if run not in beside)]:
        cells[run.column].extend(run.pieces)
    return Row(entry.kind, tuple(tuple(in_order(cell)) for cell in cells), plane.layout.number, entry.label)
