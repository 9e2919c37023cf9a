"""Goods lines of a document: the rows of its tables as values, with where they stand and what speaks for them.

Nothing is decided here for good: each value carries evidence, from which the judge makes its probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.datatypes.document import Document
from extractor.datatypes.geometry import Box, hull
from extractor.rules.arithmetic import RARE_LOTS, fitting_lot
from extractor.stages.extract import tables
from extractor.stages.extract.anchors import has_digit
from extractor.stages.extract.arithmetic import Settled, settle
from extractor.stages.extract.charges import charge_values
from extractor.stages.extract.columns import is_number_like
from extractor.stages.extract.draft import Choice, Draft, draft_of, usual_mark
from extractor.stages.extract.figures import kilograms, plain
from extractor.stages.extract.goods import CellValue, GoodsReading, Line, cell_value
from extractor.stages.extract.linevalues import wordings, words_of
from extractor.stages.extract.packages import are_packages
from extractor.stages.extract.plane import in_order, text_of
from extractor.stages.extract.recaps import are_recap
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Row, Table
from extractor.stages.extract.totals import (
    partial,
    settle_totals,
    sum_evidence,
    total_values,
    with_amounts,
    without_disguised,
)
from extractor.stages.extract.volumes import total_volume
from extractor.values import labels

UNIT_EVIDENCE = {"cell": 1.0, "column": 0.8, "head": 0.6}
PART_OF = {("MIL", Decimal(1000)): "H87", ("CEN", Decimal(100)): "H87", ("TNE", Decimal(1000)): "KGM"}
"""The unit of quantities whose prices are for so many of them: 5,000 at 80.00 a thousand are pieces."""
FREE = 4.0
"""White above the sums of a form, in heights of their print, that is no part of the table."""
CONTRACT_NUMBERS = ("quantity", "package_count", "net_weight_kg", "gross_weight_kg", "unit_price", "amount")


def find(document: Document) -> GoodsReading:
    """Read the goods of a document; one without any gives empty tuples."""
    found = tables.find(document.layouts)
    lines: list[Line] = []
    counted: list[int | None] = []
    totals: list[CellValue] = []
    before: list[Draft] = []
    for group in _groups([table for table in found if not table.of_taxes]):
        rows = [(table, draft_of(row, table)) for table in group for row in table.rows]
        mark = usual_mark([draft for _, draft in rows])
        rows = with_amounts(without_disguised(rows, mark), mark)
        items = [(table, draft) for table, draft in rows if draft.row.kind is RowKind.ITEM]
        others = [draft for _, draft in rows if draft.row.kind is not RowKind.ITEM]
        settled = [settle(draft, mark) for _, draft in items]
        sums_chosen = settle_totals(others, settled, mark)
        sums = sum_evidence(settled, others, sums_chosen)
        drafts = [draft for _, draft in items]
        if are_packages(drafts, settled, lines, before) or are_recap(drafts, settled, lines):
            continue
        before += drafts
        filled = _filled(drafts)
        for (table, draft), numbers in zip(items, settled, strict=True):
            lines.append(_line(table, draft, numbers, mark, sums, filled))
            counted.append(draft.number)
        totals.extend(total_values(others, sums_chosen, settled, partial(others, sums_chosen)))
        totals.extend(charge_values(others, sums_chosen))
        totals.extend(total_volume(rows))
    regions = tuple((table.page, region) for table in found for region in _regions(table))
    return GoodsReading(tuple(lines), tuple(totals), regions, tuple(counted))


def _groups(found: Sequence[Table]) -> list[list[Table]]:
    """Put the parts of one table together, on several pages or under a heading each: the same fields, no total between."""
    groups: list[list[Table]] = []
    for table in found:
        before = groups[-1][-1] if groups else None
        open_ended = before is not None and all(row.kind is not RowKind.TOTAL for row in before.rows)
        if before is not None and open_ended and _fields(before) == _fields(table):
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _fields(table: Table) -> list[str]:
    return [column.field for column in table.columns if column.field]


def _filled(drafts: Sequence[Draft]) -> dict[str, float]:
    """Return for each field the share of rows that have it."""
    names = {name for draft in drafts for name in draft.cells}
    return {name: sum(name in draft.cells for draft in drafts) / len(drafts) for name in names}


def _line(
    table: Table, draft: Draft, settled: Settled, mark: str, sums: dict[str, float], filled: dict[str, float]
) -> Line:
    common = {"table": table.heading_score, "clear": float(draft.row.clear), "keyed": float(table.keyed)}
    line: dict[str, CellValue] = {}
    for name, value, cell, own in words_of(draft):
        evidence = {**common, "head": cell.label_score, "own": own, "filled": filled.get(name, 0.0)}
        line[name] = cell_value(name, value, cell.text, cell.pieces, draft.row.page, evidence)
        if name == "description" and isinstance(value, str):
            named, others = wordings(value)
            line[name] = replace(line[name], value=named, alt=others)
    for name in CONTRACT_NUMBERS:
        choice = settled.choices.get(name)
        if choice is None:
            continue
        cell = draft.cells[name]
        evidence = {**common, "head": cell.label_score, "own": 1.0, "filled": filled.get(name, 0.0)}
        evidence |= _number_evidence(name, choice, settled, mark, sums)
        line[name] = cell_value(name, plain(choice.value), choice.raw, cell.pieces, draft.row.page, evidence)
    _complete(line, draft, settled)
    return line


def _number_evidence(
    name: str, choice: Choice, settled: Settled, mark: str, sums: dict[str, float]
) -> dict[str, float]:
    involved = name in {"quantity", "unit_price", "amount"} and settled.product is not None
    return {
        "product": settled.product if involved and settled.product is not None else 0.5,
        "sum": sums.get(name, 0.5),
        "first": float(choice.first),
        "sole": float(choice.sole),
        "mark": float(not mark or choice.mark in ("", mark)),
        "prior": choice.prior,
        "unit": UNIT_EVIDENCE.get(choice.unit_from, 0.0),
    }


def _complete(line: dict[str, CellValue], draft: Draft, settled: Settled) -> None:
    """Add the unit of the quantity, and the net weight where the quantity is a mass."""
    quantity = settled.choices.get("quantity")
    if quantity is None:
        _billed_by_weight(line, draft, settled)
        return
    cell = draft.cells["unit" if quantity.unit_from == "column" else "quantity"]
    code = quantity.unit or _priced_for(settled)
    evidence = dict(line["quantity"].evidence)
    if code is not None:
        line["unit"] = cell_value("unit", code, cell.text, cell.pieces, draft.row.page, evidence)
    factor = kilograms(code)
    if factor is not None and "net_weight_kg" not in line:
        value = plain(quantity.printed * factor)
        pieces = draft.cells["quantity"].pieces
        line["net_weight_kg"] = cell_value(
            "net_weight_kg", value, quantity.raw, pieces, draft.row.page, {**evidence, "own": 0.0}
        )


def _priced_for(settled: Settled) -> str | None:
    """Return the unit of a quantity that has none of its own: the one that the price is for, or a part of it.

    Pieces beside a weight that makes the amount have not the price's unit.
    """
    quantity, price, amount = (settled.choices.get(name) for name in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or price.per is None:
        return None
    by_weight = amount is not None and fitting_lot(quantity.printed, price.printed, amount.printed, RARE_LOTS) is None
    if by_weight and "net_weight_kg" in settled.choices:
        return None
    return price.per if settled.lot == 1 else PART_OF.get((price.per, settled.lot))


def _billed_by_weight(line: dict[str, CellValue], draft: Draft, settled: Settled) -> None:
    """Add the quantity where goods are sold by the weight column: weight x price is the amount, no other quantity stands."""
    weight = settled.choices.get("net_weight_kg")
    if weight is None or settled.product != 1.0 or "net_weight_kg" not in line:
        return
    cell, evidence = draft.cells["net_weight_kg"], dict(line["net_weight_kg"].evidence)
    line["quantity"] = cell_value("quantity", plain(weight.printed), weight.raw, cell.pieces, draft.row.page, evidence)
    line["unit"] = cell_value("unit", weight.unit or "KGM", cell.text, cell.pieces, draft.row.page, evidence)


def _regions(table: Table) -> Iterator[Box]:
    """Yield where a table's heading and rows of several figures stand; a single sum below is a label with its value.

    Forms leave white above their sums, where weights and marks may stand beside their labels.
    """
    last = max((number for number, row in enumerate(table.rows) if _is_full(row)), default=len(table.rows))
    rows = [hull(piece.word.box for piece in row.pieces) for row in table.rows[: last + 1] if row.pieces]
    goods = sum(row.kind is RowKind.ITEM for row in table.rows)
    at = next((n for n in range(goods, len(rows)) if rows[n].top - rows[n - 1].bottom > FREE * rows[n].height), None)
    heading = [] if table.head_box is None else [table.head_box]
    yield hull([*heading, *rows[:at]])
    if at is not None:
        yield hull(rows[at:])


def _is_full(row: Row) -> bool:
    if row.kind is RowKind.ITEM:
        return True
    pairs = labels.split_labels(text_of(tuple(in_order(list(row.pieces)))))
    if sum(bool(value) and any(c.isdigit() for c in value) for _, value in pairs) > 1:
        return False  # `Total: 20 drums  Net 923.75 kg  Gross 982.10 kg` is labels with values, whatever stands above
    return sum(is_number_like(text_of(cell)) for cell in row.cells if any(has_digit(p.text) for p in cell)) > 1
