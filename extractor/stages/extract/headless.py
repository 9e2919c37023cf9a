"""Goods tables without any heading: columns told by what stands in them, numbers by their arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from extractor.stages.extract.anchors import cell_runs, has_digit
from extractor.stages.extract.body import read_body
from extractor.stages.extract.columns import Column, is_number_like, row_clusters
from extractor.stages.extract.fields import settle, share_fitting
from extractor.stages.extract.figures import figures_of, kilograms
from extractor.stages.extract.plane import Plane, text_of
from extractor.stages.extract.roughrows import FARTHEST, is_labelled, is_sum
from extractor.stages.extract.table import Table

FITTING = 0.75
"""Share of rows whose product must fit before columns without names are believed."""
GUTTER = 0.75
LEAST_LETTERS = 5
LEAST_ROWS = 2


def find_headless(plane: Plane) -> Table | None:
    """Return the goods table of a page that names no column, or None where no arithmetic shows one."""
    rows = _likely_rows(plane)
    if len(rows) < LEAST_ROWS:
        return None
    clusters = _joined(row_clusters(plane, rows), GUTTER * plane.height)
    edges = [(left[1] + right[0]) / 2 for left, right in pairwise(clusters)]
    bounds = pairwise([float("-inf"), *edges, float("inf")])
    bare = [Column(x0, x1, None) for x0, x1 in bounds]
    contents = _contents(plane, rows, bare)
    fields = settle([{} for _ in bare], contents)
    _name_figures(fields, contents)
    if "description" not in fields or not {"amount", "net_weight_kg"} & set(fields):
        return None
    columns = [Column(column.x0, column.x1, None, field) for column, field in zip(bare, fields, strict=True)]
    return read_body(plane, columns, rows[0], len(plane.lines), 0.0, None)


def _joined(clusters: Sequence[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    """Join stretches of words that less than a gutter parts: without headings nothing else tells them apart."""
    out: list[tuple[float, float]] = []
    for start, end in clusters:
        if out and start - out[-1][1] < gutter:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _likely_rows(plane: Plane) -> list[int]:
    """Return the lines with wording and at least two figures apart, as long as they follow one another."""
    found: list[int] = []
    for number, line in enumerate(plane.lines):
        texts = [text_of(segment) for segment in line]
        figures = sum(is_number_like(text) or (bool(figures_of(text)) and len(text) < 20) for text in texts)
        worded = any(sum(c.isalpha() for c in text) >= LEAST_LETTERS for text in texts)
        if len(texts) < 3 or figures < 2 or not worded or is_labelled(texts[0]) or any(map(is_sum, texts)):
            continue
        if found and plane.boxes[number].top - plane.boxes[found[-1]].bottom > FARTHEST * plane.height:
            break
        found.append(number)
    return found


def _contents(plane: Plane, rows: Sequence[int], columns: Sequence[Column]) -> list[list[str]]:
    lines = [cell_runs(plane, number, columns) for number in rows]
    return [
        [" ".join(run.text for run in line if run.column == number) for line in lines] for number in range(len(columns))
    ]


def _name_figures(fields: list[str | None], contents: Sequence[Sequence[str]]) -> None:
    """Name quantity, price and amount where their product shows them, and two masses in a row net and gross."""
    open_places = [
        number
        for number, texts in enumerate(contents)
        if fields[number] is None and sum(map(has_digit, texts)) >= FITTING * len(texts)
    ]
    for quantity, price, amount in permutations(open_places, 3):
        ordered = quantity < price < amount
        if ordered and share_fitting(contents[quantity], contents[price], contents[amount]) >= FITTING:
            fields[quantity], fields[price], fields[amount] = "quantity", "unit_price", "amount"
            return
    masses = [number for number in open_places if all(_is_mass(text) for text in contents[number])]
    for net, gross in pairwise(masses):
        pairs = zip(contents[net], contents[gross], strict=True)
        if all(figures_of(a)[0].readings[0].value <= figures_of(b)[0].readings[0].value for a, b in pairs):
            fields[net], fields[gross] = "net_weight_kg", "gross_weight_kg"
            return


def _is_mass(text: str) -> bool:
    figures = figures_of(text)
    return len(figures) == 1 and kilograms(figures[0].unit) is not None
