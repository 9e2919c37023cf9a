"""Goods tables of a document: from words and ruling lines alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Layout
from extractor.stages.extract.anchors import (
    LEVEL,
    Anchor,
    CellRun,
    cell_runs,
    find_anchors,
    has_digit,
    is_wording,
    key_column,
    numeric_columns,
    wrapped,
)
from extractor.stages.extract.columns import Column, find_columns, is_number_like, row_clusters
from extractor.stages.extract.fields import settle
from extractor.stages.extract.headings import Heading, find_headings
from extractor.stages.extract.keyvalue import find_pairs
from extractor.stages.extract.plane import Piece, Plane, in_order, lay_flat, text_of
from extractor.stages.extract.resplit import resplit
from extractor.stages.extract.rowkinds import RowKind, row_kind
from extractor.stages.extract.rows import Extent, TextLine, row_extents, text_lines
from extractor.stages.extract.table import Row, Table
from extractor.values import labels, quantities

FARTHEST = 14.0
"""Text heights without numbers after which a table is over."""
HEAD_KINDS = frozenset({"field", "party", "distractor"})
SURE = 0.75
OF_GOODS = frozenset({"country_of_origin", "remarks"})
DIGIT = re.compile(r"\d")
FENCE = 0.5
"""Share of the table's width that a ruling must run along to part rows."""


def find(layouts: tuple[Layout, ...]) -> tuple[Table, ...]:
    """Return the goods tables of a document in reading order; one that goes on over pages gives one a page."""
    tables: list[Table] = []
    for layout in layouts:
        plane = lay_flat(layout)
        headings = find_headings(plane)
        if tables and _goes_on(tables[-1]):
            stop = headings[0].first if headings else len(plane.lines)
            table = _continued(plane, tables[-1], stop)
            if table is not None:
                tables.append(table)
        for place, heading in enumerate(headings):
            stop = headings[place + 1].first if place + 1 < len(headings) else len(plane.lines)
            table = _table_below(plane, heading, stop)
            if table is not None:
                tables.append(table)
    if not tables:
        keyed = [find_pairs(lay_flat(layout)) for layout in layouts]
        tables = [table for table in keyed if table is not None]
    return tuple(tables)


def _goes_on(table: Table) -> bool:
    """Say whether a table may go on over the page: no grand total closed it."""
    return all(row.kind is not RowKind.TOTAL for row in table.rows)


def _table_below(plane: Plane, heading: Heading, stop: int) -> Table | None:
    """Read the table under a heading, or None where no rows stand there."""
    rough = _rough_rows(plane, heading, stop)
    if not rough:
        return None
    body = hull([heading.box, *(plane.boxes[number] for number in rough)])
    heads = resplit(heading.columns, row_clusters(plane, rough))
    among = set(range(heading.last + 1, rough[-1] + 1)) - set(rough)
    between = sorted(number for number in among if not any(_is_sum(text_of(s)) for s in plane.lines[number]))
    columns = _settled(plane, find_columns(plane, heads, rough, body, between), rough)
    return _read(plane, columns, heading.last + 1, stop, heading.score, heading.box)


def _settled(plane: Plane, columns: Sequence[Column], rough: Sequence[int]) -> tuple[Column, ...]:
    """Say what each column holds, by its heading and by what stands in the rows."""
    lines = [cell_runs(plane, number, columns) for number in rough]
    contents = [
        [" ".join(run.text for run in line if run.column == number) for line in lines] for number in range(len(columns))
    ]
    fields = settle([column.meanings for column in columns], contents)
    return tuple(replace(column, field=field) for column, field in zip(columns, fields, strict=True))


def _continued(plane: Plane, before: Table, stop: int) -> Table | None:
    """Read rows at the top of a page under the columns of the page before."""
    table = _read(plane, before.columns, 0, stop, 0.0, None)
    if table is None or not table.items:
        return None
    filled = [sum(bool(cell) for cell in row.cells) for row in before.items]
    usual = sorted(filled)[len(filled) // 2] if filled else 2
    good = [row for row in table.items if sum(bool(cell) for cell in row.cells) >= max(2, 0.7 * usual)]
    return table if good and len(good) >= 0.6 * len(table.items) else None


def _rough_rows(plane: Plane, heading: Heading, stop: int) -> list[int]:
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
        lone = lone or _is_labelled(text_of(plane.lines[number][0]))
        texts = [text_of(segment) for segment in plane.lines[number]]
        words = " ".join(text for text in texts if is_wording(text))
        if lone or len(set(places)) < 2 or not numbers or any(map(_is_sum, [words, *texts])):
            continue
        bottom = box.bottom
        found.append((number, len(set(places))))
    most = max((hits for _, hits in found), default=0)
    return [number for number, hits in found if hits >= 0.55 * most]


def _is_sum(text: str) -> bool:
    """Say whether a piece of print begins with what makes it a sum: `Sub-total: 4,302.22`."""
    name = DIGIT.split(text, maxsplit=1)[0].strip()
    return len(name) > 1 and row_kind(name) is not RowKind.ITEM


def _is_labelled(text: str) -> bool:
    """Say whether a text begins with a label of the paper's head and its colon: `Payment terms: ...`."""
    found = labels.match(text, HEAD_KINDS)
    return any(one.delimited and one.score >= SURE and one.field not in OF_GOODS for one in found)


def _nearest(heading: Heading, box: Box) -> int:
    distances = [max(0.0, column.box.x0 - box.x1, box.x0 - column.box.x1) for column in heading.columns]
    return distances.index(min(distances))


@dataclass(frozen=True)
class _Marked:
    """Numbers on one line, with what the words beside them make of them."""

    anchor: Anchor
    kind: RowKind
    label: str
    numbered: bool
    """Whether a running number stands beside them."""


def _read(
    plane: Plane, columns: Sequence[Column], start: int, stop: int, score: float, head_box: Box | None
) -> Table | None:
    """Read the rows between two lines under given columns."""
    lines = [cell_runs(plane, number, columns) for number in range(start, stop)]
    numeric = numeric_columns(columns, lines)
    anchors = find_anchors(lines, numeric, plane.height)
    marked = _joined([_mark(anchor, lines, columns, numeric, plane.height) for anchor in anchors], plane.height)
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
    limit = min([entry.anchor.box.top for entry in others if entry.anchor.y > anchors_only[-1].y], default=float("inf"))
    texts = [line for line in texts if line.box.y_mid < limit]
    grouping = [line for line in texts if _is_group(line, main)]
    texts = [line for line in texts if line not in grouping]
    fences = sorted([*fences, *(line.box.y_mid for line in grouping)])
    rows = _rows(plane, anchors_only, texts, fences, free, len(columns))
    rows += [_other_row(entry, lines, len(columns), plane) for entry in others]
    rows.sort(key=lambda row: min(piece.box.top for piece in row.pieces))
    box = hull([box, *(piece.box for row in rows for piece in row.pieces)])
    return Table(
        tuple(columns), tuple(rows), plane.layout.number, box, score, plane.as_printed(head_box) if head_box else None
    )


def _is_group(line: TextLine, main: int | None) -> bool:
    """Say whether a line is a heading over the rows below, or a line of the paper's head: it belongs to no row."""
    if _is_labelled(line.runs[0].text):
        return True
    return main is not None and not line.main and any(run.wide and not has_digit(run.text) for run in line.runs)


def _beside(anchor: Anchor, lines: Sequence[Sequence[CellRun]], height: float) -> list[CellRun]:
    """Everything that stands on the line of some numbers."""
    return [run for line in lines for run in line if abs(run.box.y_mid - anchor.y) <= LEVEL * height]


def _mark(
    anchor: Anchor, lines: Sequence[Sequence[CellRun]], columns: Sequence[Column], numeric: set[int], height: float
) -> _Marked:
    words = [run for run in _beside(anchor, lines, height) if run.column not in numeric or not has_digit(run.text)]
    spoken = [run for run in sorted(words, key=lambda run: run.box.x0) if quantities.find_unit(run.text) is None]
    label = " ".join(run.text for run in spoken)
    return _Marked(anchor, row_kind(label), label, any(columns[run.column].field == "item_number" for run in words))


def _joined(marked: Sequence[_Marked], height: float) -> list[_Marked]:
    """Put numbers together that a line break alone parts."""
    out: list[_Marked] = []
    for entry in marked:
        if out and entry.kind is RowKind.ITEM and not entry.numbered and wrapped(out[-1].anchor, entry.anchor, height):
            both = Anchor([*out[-1].anchor.runs, *entry.anchor.runs], out[-1].anchor.y)
            out[-1] = replace(out[-1], anchor=both)
        else:
            out.append(entry)
    return out


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
        if entry.anchor.box.top - bottom > FARTHEST * height:
            break
        full = len(entry.anchor.columns) >= max(2, 0.6 * usual) or _alone(entry.anchor, columns, key, usual)
        if entry.kind is RowKind.ITEM:
            if not full or (closed and len(entry.anchor.columns) < max(2, usual)):
                continue
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
    lines: Sequence[Sequence[CellRun]],
    width: int,
) -> list[Row]:
    """Give every run of words to the row it stands in."""
    extents = row_extents(anchors, texts, fences, plane.height)
    extents = _with_orphans(extents, anchors, texts, plane.height)
    rows: list[Row] = []
    for anchor, extent in zip(anchors, extents, strict=True):
        own = {id(run) for run in anchor.runs}
        elsewhere = {id(run) for other in anchors if other is not anchor for run in other.runs}
        cells: list[list[Piece]] = [[] for _ in range(width)]
        for line in lines:
            for run in line:
                if id(run) in own or (extent.top <= run.box.y_mid <= extent.bottom and id(run) not in elsewhere):
                    cells[run.column].extend(run.pieces)
        rows.append(
            Row(RowKind.ITEM, tuple(tuple(in_order(cell)) for cell in cells), plane.layout.number, clear=extent.clear)
        )
    return rows


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
    for run in _beside(entry.anchor, lines, plane.height):
        cells[run.column].extend(run.pieces)
    return Row(entry.kind, tuple(tuple(in_order(cell)) for cell in cells), plane.layout.number, entry.label)
