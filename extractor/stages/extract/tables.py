"""Goods tables of a document: from words and ruling lines alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.datatypes.geometry import hull
from extractor.datatypes.layout import Layout
from extractor.stages.extract.anchors import cell_runs
from extractor.stages.extract.body import read_body
from extractor.stages.extract.cards import find_cards
from extractor.stages.extract.columns import Column, find_columns, row_clusters
from extractor.stages.extract.fields import settle
from extractor.stages.extract.headings import Heading, find_headings
from extractor.stages.extract.headless import find_headless
from extractor.stages.extract.keyvalue import find_pairs
from extractor.stages.extract.plane import Piece, Plane, lay_flat, text_of
from extractor.stages.extract.resplit import resplit
from extractor.stages.extract.roughrows import is_sum, rough_rows
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Table

ORDERED = re.compile(r"\b(?:ord(?:er(?:ed)?)?|back\s?order(?:ed)?|b/o)\b|订购|订货|bestellt", re.IGNORECASE)
SHIPPED = re.compile(r"\b(?:ship(?:ped)?|shp|deliver(?:ed|y)?)\b|发货|实发|出货|geliefert", re.IGNORECASE)
LESS_SURE = 0.8
OTHER_LINES = 3
"""Lines in a row of a repeated head that are not as on the page before, at most."""


def find(layouts: tuple[Layout, ...]) -> tuple[Table, ...]:
    """Return the goods tables of a document in reading order; one that goes on over pages gives one a page."""
    planes = [lay_flat(layout) for layout in layouts]
    cards = [find_cards(plane) for plane in planes]
    if any(cards):
        return tuple(card for card in cards if card is not None)
    tables: list[Table] = []
    repeated: set[str] = set()
    for plane in planes:
        headings = find_headings(plane)
        stop = headings[0].first if headings else len(plane.lines)
        if tables and _goes_on(tables[-1]):
            table = _continued(plane, tables[-1], _below_head(plane, repeated, stop), stop)
            if table is not None:
                tables.append(table)
        repeated.update(map(_text, plane.lines[:stop] if headings else ()))
        for place, heading in enumerate(headings):
            stop = headings[place + 1].first if place + 1 < len(headings) else len(plane.lines)
            table = _table_below(plane, heading, stop) if heading.of_goods else None
            if table is not None:
                tables.append(table)
    if all(table.of_taxes for table in tables):
        keyed = [find_pairs(plane) for plane in planes]
        tables += [table for table in keyed if table is not None]
    if not tables:
        headless = [find_headless(plane) for plane in planes]
        tables = [table for table in headless if table is not None]
    return tuple(tables)


def _goes_on(table: Table) -> bool:
    """Say whether a table may go on over the page: no grand total closed it."""
    return all(row.kind is not RowKind.TOTAL for row in table.rows)


def _table_below(plane: Plane, heading: Heading, stop: int) -> Table | None:
    """Read the table under a heading, or None where no rows stand there."""
    rough = rough_rows(plane, heading, stop)
    if not rough:
        return None
    body = hull([heading.box, *(plane.boxes[number] for number in rough)])
    heads = resplit(heading.columns, row_clusters(plane, rough))
    among = set(range(heading.last + 1, rough[-1] + 1)) - set(rough)
    between = sorted(number for number in among if not any(is_sum(text_of(s)) for s in plane.lines[number]))
    columns = _settled(plane, find_columns(plane, heads, rough, body, between), rough)
    return read_body(plane, columns, heading.last + 1, stop, heading.score, heading.box)


def _settled(plane: Plane, columns: Sequence[Column], rough: Sequence[int]) -> tuple[Column, ...]:
    """Say what each column holds, by its heading and by what stands in the rows."""
    lines = [cell_runs(plane, number, columns) for number in rough]
    contents = [
        [" ".join(run.text for run in line if run.column == number) for line in lines] for number in range(len(columns))
    ]
    fields = settle(_of_what_went(columns), contents)
    return tuple(replace(column, field=field) for column, field in zip(columns, fields, strict=True))


def _of_what_went(columns: Sequence[Column]) -> list[dict[str, float]]:
    """Return what each heading may mean; beside a quantity that was shipped, one that was ordered is less surely the line's."""
    texts = [column.head.text if column.head is not None else "" for column in columns]
    meanings = [column.meanings for column in columns]
    if any(SHIPPED.search(text) and "quantity" in meant for text, meant in zip(texts, meanings, strict=True)):
        for text, meant in zip(texts, meanings, strict=True):
            if "quantity" in meant and ORDERED.search(text) and not SHIPPED.search(text):
                meant["quantity"] *= LESS_SURE
    return meanings


def _text(line: Sequence[tuple[Piece, ...]]) -> str:
    return text_of([piece for segment in line for piece in segment])


def _below_head(plane: Plane, repeated: set[str], stop: int) -> int:
    """Return the first line below the head of the paper, where a page prints that again: its lines stood over the goods.

    Some of them differ, such as the number of the page. The company's name below the goods ends nothing.
    """
    first = 0
    for number in range(stop):
        if number - first > OTHER_LINES:
            break
        if _text(plane.lines[number]) in repeated:
            first = number + 1
    return first


def _continued(plane: Plane, before: Table, start: int, stop: int) -> Table | None:
    """Read rows at the top of a page under the columns of the page before."""
    table = read_body(plane, before.columns, start, stop, 0.0, None)
    if table is None or not table.items:
        return None
    filled = [sum(bool(cell) for cell in row.cells) for row in before.items]
    usual = sorted(filled)[len(filled) // 2] if filled else 2
    good = [row for row in table.items if sum(bool(cell) for cell in row.cells) >= max(2, 0.7 * usual)]
    return table if good and len(good) >= 0.6 * len(table.items) else None
