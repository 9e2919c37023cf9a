"""The volume of all packages: what stands in the row of sums under `Measurement (CBM)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.stages.extract.draft import CellText, Draft
from extractor.stages.extract.figures import Figure, figures_of, plain, unit_code, unit_kind
from extractor.stages.extract.goods import CellValue, cell_value
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Table

COLUMN = "measurement"


def total_volume(rows: Sequence[tuple[Table, Draft]]) -> Iterator[CellValue]:
    """Yield the volume of a row of sums, where its unit is one of volumes or the rows above add up to it.

    Sizes of packages stand under the same headings: `110×110×120 cm` has three figures and is none.
    """
    items = [_figure(draft) for _, draft in rows if draft.row.kind is RowKind.ITEM]
    added = sum((one.readings[0].value for one in items if one is not None), Decimal())
    for table, draft in rows:
        figure = _figure(draft) if draft.row.kind is RowKind.TOTAL else None
        if figure is None:
            continue
        cell, value = draft.cells[COLUMN], figure.readings[0].value
        fits = None not in items and added == value
        if not fits and unit_kind(figure.unit) != "volume" and not _heads_volumes(table, cell):
            continue
        evidence = {"head": cell.label_score, "label": 1.0, "sum": float(fits), "sole": 1.0, "first": 1.0, "own": 1.0}
        evidence["prior"] = figure.readings[0].prior
        yield cell_value("total_volume_m3", plain(value), figure.raw, cell.pieces, draft.row.page, evidence)


def _figure(draft: Draft) -> Figure | None:
    """Return the only figure under the heading, None where it is none of a volume."""
    cell = draft.cells.get(COLUMN)
    figures = figures_of(cell.text) if cell is not None else ()
    alone = len(figures) == 1 and unit_kind(figures[0].unit) in {None, "volume"}
    return figures[0] if alone and not any(mark in cell.text for mark in "×*") else None  # type: ignore[union-attr]


def _heads_volumes(table: Table, cell: CellText) -> bool:
    head = table.columns[cell.column].head
    return head is not None and head.unit is not None and unit_kind(unit_code(head.unit)) == "volume"
