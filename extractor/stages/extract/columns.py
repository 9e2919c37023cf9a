"""Where the columns of a table run: between upright rulings, else along the white between what stands in the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract.headwords import HeadColumn
from extractor.stages.extract.plane import Piece, Plane
from extractor.values import money, quantities

NUMBER_LIKE = re.compile(r"\W{0,3}(?:[A-Z]{2,3}\W?)?\d[\d.,'’/ ]*\W{0,2}[^\W\d]{0,8}\W{0,2}")
"""A number, perhaps with a currency before and a unit behind."""
RUNNING = re.compile(r"\(?\d{1,3}[).、]?")
JOINED = 0.42
"""Words nearer than this many text heights belong to one column's cell."""
WITH_UNIT = 0.7
"""A unit nearer than this behind its number belongs to it, as in typewriter print, where every space is wide."""
CODE = 6
"""A number this long beside a word is a code in a column of its own, where there is any gap."""
SEVERAL = 6
OUTLIERS = 0.12
"""Share of rows that may cross a gutter: a long word that runs over into the next column."""
RULED = 0.5
"""Share of the body's height that a ruling must run along to part columns."""
FIGURE_FIELDS = frozenset(
    {"quantity", "unit_price", "amount", "net_weight_kg", "gross_weight_kg", "package_count", "each"}
)
STRANGE = 50.0
EMPTY_HEADING = 18.0
SECOND_CLUSTER = 6.0
"""Costs, in points, of a heading with nothing below and of a second cluster of words below one heading."""


@dataclass(frozen=True)
class Column:
    """A column from `x0` to `x1`; `head` is None where nothing stands above it.

    `field` is what the column holds, once heading and content have been weighed.
    """

    x0: float
    x1: float
    head: HeadColumn | None
    field: str | None = None

    @property
    def meanings(self) -> dict[str, float]:
        """The fields that the heading may name, with the label's score."""
        return dict(self.head.meanings) if self.head else {}


def is_number_like(text: str) -> bool:
    """Say whether a word is a number, perhaps with a currency sign and a unit, or a currency."""
    return NUMBER_LIKE.fullmatch(text) is not None or money.find_currency(text) is not None


def find_columns(
    plane: Plane, heads: Sequence[HeadColumn], rows: Sequence[int], body: Box, between: Sequence[int]
) -> tuple[Column, ...]:
    """Return the columns of a table from left to right.

    `rows` are indexes of lines that surely are rows of goods, `body` the box from the heading's top to the last one,
    `between` the lines among them that may go on with a row.
    """
    pieces = [[piece for segment in plane.lines[row] for piece in segment] for row in rows]
    edges = _rulings(plane, body)
    columns: list[Column] = []
    for x0, x1 in pairwise([float("-inf"), *edges, float("inf")]):
        inside = [head for head in heads if x0 <= head.box.x_mid < x1]
        clusters = _clusters([[p for p in row if x0 <= p.box.x_mid < x1] for row in pieces], plane.height)
        clusters = _with_text(clusters, [plane.lines[number] for number in between], x0, x1)
        inside = _same(inside, clusters)
        if len(inside) > 1:
            columns.extend(_share_out(inside, clusters, _figure_shares(clusters, pieces), x0, x1))
        elif inside or (clusters and edges and x0 >= edges[0] and x1 <= edges[-1]):
            columns.append(Column(x0, x1, inside[0] if inside else None))
    return _closed(_numbered(columns, pieces, plane.height))


def _numbered(columns: list[Column], rows: Sequence[Sequence[Piece]], height: float) -> list[Column]:
    """Part running numbers without a heading from the first column: 1, 2, 3 before the descriptions."""
    if not columns or (columns[0].head and columns[0].head.field not in {None, "description"}):
        return columns
    firsts: list[tuple[Piece, Piece]] = []
    for row in rows:
        inside = sorted((piece for piece in row if piece.box.x_mid < columns[0].x1), key=lambda piece: piece.box.x0)
        if len(inside) < 2 or not RUNNING.fullmatch(inside[0].text):
            return columns
        firsts.append((inside[0], inside[1]))
    numbers = [int(first.text.strip("().、 ")) for first, _ in firsts]
    left, right = max(first.box.x1 for first, _ in firsts), min(second.box.x0 for _, second in firsts)
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or right - left < 0.45 * height:
        return columns
    cut = (left + right) / 2
    return [Column(columns[0].x0, cut, None), Column(cut, columns[0].x1, columns[0].head), *columns[1:]]


def _same(heads: Sequence[HeadColumn], clusters: Sequence[tuple[float, float]]) -> list[HeadColumn]:
    """Put neighbouring headings together that stand over the same words: one name in two languages, side by side."""
    out: list[HeadColumn] = []
    for head in heads:
        before = out[-1] if out else None
        alike = before is not None and (not before.meanings or not head.meanings or before.field == head.field)
        over = alike and any(_covers(cluster, before) and _covers(cluster, head) for cluster in clusters)
        if before is not None and over:
            named = before if before.meanings else head
            text = f"{before.text} {head.text}"
            out[-1] = replace(named, text=text, box=hull([before.box, head.box]), unit=before.unit or head.unit)
        else:
            out.append(head)
    return out


def _covers(cluster: tuple[float, float], head: HeadColumn | None) -> bool:
    return head is not None and cluster[0] < head.box.x_mid < cluster[1]


def _closed(columns: list[Column]) -> tuple[Column, ...]:
    """Let the outer columns reach to the edges of the page."""
    if columns:
        columns[0] = Column(float("-inf"), columns[0].x1, columns[0].head)
        columns[-1] = Column(columns[-1].x0, float("inf"), columns[-1].head)
    return tuple(columns)


def _rulings(plane: Plane, body: Box) -> list[float]:
    """Return the places of upright rulings that run along most of the body."""
    spans: list[tuple[float, float]] = []
    for rule in plane.upright:
        length = min(rule.bottom, body.bottom) - max(rule.top, body.top)
        if length > 0:
            spans.append((rule.x_mid, length))
    edges: list[float] = []
    group: list[tuple[float, float]] = []
    for span in [*spans, (float("inf"), 0.0)]:
        if group and span[0] - group[-1][0] > 3.0:
            if sum(length for _, length in group) >= RULED * body.height:
                edges.append(sum(x for x, _ in group) / len(group))
            group = []
        group.append(span)
    return edges


def row_clusters(plane: Plane, rows: Sequence[int]) -> list[tuple[float, float]]:
    """Return the stretches of x where words of rows stand."""
    return _clusters([[piece for segment in plane.lines[row] for piece in segment] for row in rows], plane.height)


def _clusters(rows: Sequence[Sequence[Piece]], height: float) -> list[tuple[float, float]]:
    """Return the stretches of x where words stand, taken over all rows."""
    spans: list[tuple[float, float]] = []
    for row in rows:
        ordered = sorted(row, key=lambda piece: piece.box.x0)
        start = 0
        for place in range(1, len(ordered) + 1):
            if place == len(ordered) or _apart(ordered[place - 1], ordered[place], height):
                spans.append((ordered[start].box.x0, max(piece.box.x1 for piece in ordered[start:place])))
                start = place
    allowed = max(len(rows) >= SEVERAL, int(OUTLIERS * len(rows)))
    return _covered(spans, allowed)


def _with_text(
    clusters: list[tuple[float, float]], lines: Sequence[tuple[tuple[Piece, ...], ...]], x0: float, x1: float
) -> list[tuple[float, float]]:
    """Add the text that stands between the rows' numbers, but for text that runs across columns."""
    spans = list(clusters)
    for line in lines:
        for segment in line:
            start, end = segment[0].box.x0, max(piece.box.x1 for piece in segment)
            over = [cluster for cluster in clusters if min(end, cluster[1]) > max(start, cluster[0])]
            if x0 <= (start + end) / 2 < x1 and len(over) <= 1:
                spans.append((start, end))
    return _covered(spans, 0)


def _apart(left: Piece, right: Piece, height: float) -> bool:
    gap = right.box.x0 - left.box.x1
    if gap < WITH_UNIT * height and left.text[-1:].isdigit() and is_number_like(left.text) and _may_count(right.text):
        return False
    numbers = [piece.text for piece in (left, right) if is_number_like(piece.text)]
    code = len(numbers) == 1 and len(numbers[0]) >= CODE
    return gap > (0.15 if len(numbers) == 2 else 0.3 if code else JOINED) * height


def _may_count(text: str) -> bool:
    """Say whether a word may be what a number counts: a unit, or a word in small letters as in `35 wooden cases`."""
    if any(character.isdigit() for character in text):
        return False
    return text[:1].islower() or quantities.find_unit(text) is not None


def _covered(spans: Sequence[tuple[float, float]], allowed: int) -> list[tuple[float, float]]:
    """Return the stretches that more than `allowed` spans cover."""
    events = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    out: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, change in events:
        if change > 0 and depth == allowed:
            start = x
        if change < 0 and depth == allowed + 1:
            out.append((start, x))
        depth += change
    return out


def _figure_shares(clusters: Sequence[tuple[float, float]], rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Return for each cluster the share of its words that are numbers or units."""
    shares: list[float] = []
    for start, end in clusters:
        inside = [piece.text for row in rows for piece in row if start <= piece.box.x_mid <= end]
        figures = sum(is_number_like(text) or quantities.find_unit(text) is not None for text in inside)
        shares.append(figures / len(inside) if inside else 0.5)
    return shares


def _share_out(
    heads: Sequence[HeadColumn],
    clusters: Sequence[tuple[float, float]],
    shares: Sequence[float],
    x0: float,
    x1: float,
) -> list[Column]:
    """Give each cluster of words to a heading, in order, and cut between clusters of different headings."""
    owners = _assign(heads, clusters, shares)
    groups: list[list[tuple[float, float]]] = [[] for _ in heads]
    for cluster, owner in zip(clusters, owners, strict=True):
        groups[owner].append(cluster)
    extents = [
        (min(group[0][0], head.box.x0) if not group else group[0][0], group[-1][1])
        if group
        else (head.box.x0, head.box.x1)
        for group, head in zip(groups, heads, strict=True)
    ]
    cuts = [x0]
    for (_, left), (right, _) in pairwise(extents):
        cuts.append(right - 0.35 * (right - left) if right > left else (left + right) / 2)
    cuts.append(x1)
    return [Column(start, end, head) for (start, end), head in zip(pairwise(cuts), heads, strict=True)]


def _assign(heads: Sequence[HeadColumn], clusters: Sequence[tuple[float, float]], shares: Sequence[float]) -> list[int]:
    """Return the index of the heading for each cluster: in order, nearest, one each where possible.

    `shares` are the shares of figures in the clusters: words seldom stand under a price, nor figures under goods.
    """
    count = len(heads)
    best: list[tuple[float, list[int]]] = [(EMPTY_HEADING * h, []) for h in range(count)]
    # best[h]: cheapest way to have placed the clusters so far with the last one under heading h (before any: h skipped)
    first = True
    for number, cluster in enumerate(clusters):
        step: list[tuple[float, list[int]]] = []
        for h in range(count):
            strange = _strangeness(heads[h], shares[number])
            here = _distance(heads[h].box, cluster) + strange
            if first:
                step.append((best[h][0] + here, [h]))
                continue
            gap = cluster[0] - clusters[number - 1][1]
            ways = [(best[h][0] + SECOND_CLUSTER + 0.5 * gap + min(here, gap + strange), best[h][1])]
            ways += [(best[g][0] + EMPTY_HEADING * (h - g - 1) + here, best[g][1]) for g in range(h)]
            cost, way = min(ways, key=lambda entry: entry[0])
            step.append((cost, [*way, h]))
        best, first = step, False
    if first:
        return []
    ends = [(cost + EMPTY_HEADING * (count - 1 - h), way) for h, (cost, way) in enumerate(best)]
    return min(ends, key=lambda entry: entry[0])[1]


def _strangeness(head: HeadColumn, share: float) -> float:
    """Return the cost of words under a heading of numbers, and of figures under a description."""
    if head.field in FIGURE_FIELDS:
        return STRANGE * max(0.0, 0.4 - share)
    return STRANGE * max(0.0, share - 0.8) if head.field == "description" else 0.0


def _distance(box: Box, cluster: tuple[float, float]) -> float:
    apart = max(0.0, box.x0 - cluster[1], cluster[0] - box.x1)
    return apart + 0.05 * abs(box.x_mid - (cluster[0] + cluster[1]) / 2)
