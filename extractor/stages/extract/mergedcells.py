"""Ruled cells that reach over several rows of goods: a name or a customs code that is printed once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.stages.extract.anchors import Anchor
from extractor.stages.extract.plane import Piece, Plane, in_order
from extractor.stages.extract.table import Row


def share(plane: Plane, rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Row]:
    """Return rows of goods with what stands in ruled cells over several of them given to each.

    Rulings must part the numbers of the rows: a table that has no rulings across has one tall cell for each column. A
    cell with print in each of its rows is a column whose rulings a scan has lost.
    """
    ruled = _ruled_rows(plane, anchors)
    out = list(rows)
    for number, pieces in _tall(plane, rows).items():
        cell = plane.layout.cells[number]
        covered = [
            place
            for place, at in enumerate(ruled)
            if at is not None and at[0] == cell.grid and cell.row <= at[1] < cell.row + cell.row_span
        ]
        printed = sum(any(piece.cell == number for piece in row.pieces) for row in rows)
        if len(covered) < 2 or printed >= len(covered):
            continue
        for place in covered:
            out[place] = _with(out[place], number, pieces)
    return out


def _ruled_rows(plane: Plane, anchors: Sequence[Anchor]) -> list[tuple[int, int] | None]:
    """Return for each row's numbers the grid and the ruled row they stand in, None where they share it or have none."""
    cells = plane.layout.cells
    found: list[tuple[int, int] | None] = []
    for anchor in anchors:
        holding = [cells[run.pieces[0].cell] for run in anchor.runs if run.pieces[0].cell is not None]
        places = {(cell.grid, cell.row) for cell in holding if cell.row_span == 1}
        found.append(places.pop() if len(places) == 1 else None)
    return [place if found.count(place) == 1 else None for place in found]


def _tall(plane: Plane, rows: Sequence[Row]) -> dict[int, dict[int, list[Piece]]]:
    """Return what stands in cells of several ruled rows: by cell and column."""
    out: dict[int, dict[int, list[Piece]]] = {}
    for row in rows:
        for column, held in enumerate(row.cells):
            for piece in held:
                if piece.cell is not None and plane.layout.cells[piece.cell].row_span > 1:
                    out.setdefault(piece.cell, {}).setdefault(column, []).append(piece)
    return out


def _with(row: Row, cell: int, shared: dict[int, list[Piece]]) -> Row:
    """Return a row with the whole of a shared cell in its columns, where nothing else stands."""
    cells = list(row.cells)
    for column, pieces in shared.items():
        if all(piece.cell == cell for piece in cells[column]):
            cells[column] = tuple(in_order(pieces))
    return replace(row, cells=tuple(cells))
