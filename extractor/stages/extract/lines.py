"""Goods lines of a document: the rows of its tables as values, with where they stand and what speaks for them.

Nothing is decided here for good: each value carries evidence, from which the judge makes its probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.datatypes.document import Document
from extractor.datatypes.geometry import Box, hull
from extractor.stages.extract import tables
from extractor.stages.extract.anchors import has_digit
from extractor.stages.extract.arithmetic import Settled, settle
from extractor.stages.extract.draft import Choice, Draft, draft_of, usual_mark
from extractor.stages.extract.figures import kilograms, plain
from extractor.stages.extract.goods import CellValue, GoodsReading, Line, cell_value
from extractor.stages.extract.linevalues import words_of
from extractor.stages.extract.plane import in_order, text_of
from extractor.stages.extract.recaps import are_recap
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Row, Table
from extractor.stages.extract.totals import (
    charge_values,
    partial,
    settle_totals,
    sum_evidence,
    total_values,
    with_amounts,
    without_disguised,
)
from extractor.values import labels

UNIT_EVIDENCE = {"cell": 1.0, "column": 0.8, "head": 0.6}
CONTRACT_NUMBERS = ("quantity", "package_count", "net_weight_kg", "gross_weight_kg", "unit_price", "amount")


def find(document: Document) -> GoodsReading:
    """Read the goods of a document; one without any gives empty tuples."""
    found = tables.find(document.layouts)
    lines: list[Line] = []
    counted: list[int | None] = []
    totals: list[CellValue] = []
    for group in _groups(found):
        rows = [(table, draft_of(row, table)) for table in group for row in table.rows]
        mark = usual_mark([draft for _, draft in rows])
        rows = with_amounts(without_disguised(rows, mark), mark)
        items = [(table, draft) for table, draft in rows if draft.row.kind is RowKind.ITEM]
        others = [draft for _, draft in rows if draft.row.kind is not RowKind.ITEM]
        settled = [settle(draft, mark) for _, draft in items]
        sums_chosen = settle_totals(others, settled, mark)
        sums = sum_evidence(settled, others, sums_chosen)
        filled = _filled([draft for _, draft in items])
        if _details(items, settled, lines) or are_recap([draft for _, draft in items], settled, lines):
            continue
        for (table, draft), numbers in zip(items, settled, strict=True):
            lines.append(_line(table, draft, numbers, mark, sums, filled))
            counted.append(draft.number)
        totals.extend(total_values(others, sums_chosen, settled, partial(others, sums_chosen)))
        totals.extend(charge_values(others, sums_chosen))
    regions = tuple((table.page, _region(table)) for table in found)
    return GoodsReading(tuple(lines), tuple(totals), regions, tuple(counted))


NAMED = frozenset({"description", "name_en", "name_zh", "grade", "hs_code"})


def _details(items: Sequence[tuple[Table, Draft]], settled: Sequence[Settled], before: Sequence[Line]) -> bool:
    """Say whether rows only list again, package by package, what an earlier table names: nothing is named in them, and
    they weigh what the goods before them weigh. Counted as goods they would double the tonnage.
    """
    if not before or len(items) < 2 or any(NAMED & set(draft.cells) for _, draft in items):
        return False
    weights = [one.choices["net_weight_kg"].value for one in settled if "net_weight_kg" in one.choices]
    known = [line["net_weight_kg"].value for line in before if "net_weight_kg" in line]
    total = sum((Decimal(value) for value in known if isinstance(value, str)), Decimal())
    return bool(weights) and sum(weights, Decimal()) == total


def _groups(found: Sequence[Table]) -> list[list[Table]]:
    """Put the parts of one table on several pages together: the same fields, no total between."""
    groups: list[list[Table]] = []
    for table in found:
        before = groups[-1][-1] if groups else None
        open_ended = before is not None and all(row.kind is not RowKind.TOTAL for row in before.rows)
        if before is not None and open_ended and _fields(before) == _fields(table) and before.page != table.page:
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
    quantity, price = settled.choices.get("quantity"), settled.choices.get("unit_price")
    if quantity is None:
        _billed_by_weight(line, draft, settled)
        return
    cell = draft.cells["unit" if quantity.unit_from == "column" else "quantity"]
    code = quantity.unit or (price.per if price is not None else None)
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


def _billed_by_weight(line: dict[str, CellValue], draft: Draft, settled: Settled) -> None:
    """Add the quantity where goods are sold by the weight column: weight x price is the amount, no other quantity stands."""
    weight = settled.choices.get("net_weight_kg")
    if weight is None or settled.product != 1.0 or "net_weight_kg" not in line:
        return
    cell, evidence = draft.cells["net_weight_kg"], dict(line["net_weight_kg"].evidence)
    line["quantity"] = cell_value("quantity", plain(weight.printed), weight.raw, cell.pieces, draft.row.page, evidence)
    line["unit"] = cell_value("unit", weight.unit or "KGM", cell.text, cell.pieces, draft.row.page, evidence)


def _region(table: Table) -> Box:
    """Return where a table's heading and rows of several figures stand; a single sum below is a label with its value."""
    last = max((number for number, row in enumerate(table.rows) if _is_full(row)), default=len(table.rows))
    words = [piece.word.box for row in table.rows[: last + 1] for piece in row.pieces]
    return hull([*words, *([] if table.head_box is None else [table.head_box])])


def _is_full(row: Row) -> bool:
    if row.kind is RowKind.ITEM:
        return True
    pairs = labels.split_labels(text_of(tuple(in_order(list(row.pieces)))))
    if sum(bool(value) and any(c.isdigit() for c in value) for _, value in pairs) > 1:
        return False  # `Total: 20 drums  Net 923.75 kg  Gross 982.10 kg` is labels with values, whatever stands above
    return sum(any(has_digit(piece.text) for piece in cell) for cell in row.cells) > 1
