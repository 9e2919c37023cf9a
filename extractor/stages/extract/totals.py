"""Rows of sums: what they total, and whether the columns agree with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.stages.extract.arithmetic import Settled, settle, sums_to
from extractor.stages.extract.draft import WEIGHTS, Choice, Draft
from extractor.stages.extract.figures import kilograms, plain, unit_kind
from extractor.stages.extract.goods import CellValue, cell_value
from extractor.stages.extract.headwords import SUM
from extractor.stages.extract.rowkinds import SURE, RowKind, measure_of
from extractor.stages.extract.table import Table
from extractor.values import labels
from extractor.values.labels import LabelMatch

TOTAL_OF = {
    "amount": "total_amount",
    "quantity": "total_quantity",
    "package_count": "total_packages",
    "net_weight_kg": "total_net_weight_kg",
    "gross_weight_kg": "total_gross_weight_kg",
}
COLUMN_OF = {total: column for column, total in TOTAL_OF.items()}
KINDS = frozenset({"total"})
SUMS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})
ADDED = ("amount", "net_weight_kg", "gross_weight_kg", "quantity")
LESS = re.compile(r"\bless\b|deduct|discount|rebate|minus|deposit|advance|paid|折|预付|定金|订金|已付", re.IGNORECASE)
PAID = re.compile(r"deposit|advance|paid|prepayment|预付|定金|订金|已付", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:amount|value|invoice|due|payable|price)\b|金额|金額|总价|總價|总值|货款|应付", re.IGNORECASE)
"""Words that make a row's only figure a sum of money, under whatever column it stands."""
SHORT_NAME = 14
"""What is left of `Total` or `合计` after a bad reading is no longer than this."""


def settle_totals(drafts: Sequence[Draft], settled: Sequence[Settled], mark: str) -> list[Mapping[str, Choice]]:
    """Choose the reading of each number in rows of sums: the one that the column adds up to, else the likeliest."""
    out: list[Mapping[str, Choice]] = []
    for draft in drafts:
        chosen: dict[str, Choice] = {}
        for field, choices in draft.choices.items():
            values = [one.choices[field].value for one in settled if field in one.choices]
            fitting = [one for one in choices if sums_to(values, one.value, one.step)]
            usual = [one for one in choices if not mark or one.mark in ("", mark)]
            chosen[field] = (fitting or usual or list(choices))[0]
        out.append(chosen)
    return out


def without_disguised(rows: Sequence[tuple[Table, Draft]], mark: str) -> list[tuple[Table, Draft]]:
    """Return rows with those made sums that add up the goods above: their names may be lost, misread or not printed.

    The last one is the total; one above charges is a subtotal.
    """
    out = list(rows)
    items = [place for place, (_, draft) in enumerate(rows) if draft.row.kind is RowKind.ITEM]
    for count, place in enumerate(items):
        table, draft = rows[place]
        before = [settle(rows[above][1], mark) for above in items[:count]]
        least = 1 if count == len(items) - 1 else 2  # two equal lines are no sum
        fitting = sum(_adds_up(field, before, draft) for field in ADDED)
        if count < least or not fitting or not (_is_nameless(draft) or _lacks_price(fitting, before, draft)):
            continue
        kind = RowKind.TOTAL if count == len(items) - 1 else RowKind.SUBTOTAL
        out[place] = table, replace(draft, row=replace(draft.row, kind=kind))
        if kind is RowKind.SUBTOTAL:
            break
    return without_charges(out)


def _is_fee(draft: Draft) -> bool:
    """Say whether a row names a charge for moulds, packing or the like."""
    name = draft.cells.get("description")
    found = labels.best(name.text, KINDS) if name is not None else None
    return found is not None and found.field == "other_charge" and not found.rest and found.score >= SURE


def _is_nameless(draft: Draft) -> bool:
    name = draft.cells.get("description")
    return (name is None or len(name.text) <= SHORT_NAME) and "unit_price" not in draft.choices


def _lacks_price(fitting: int, before: Sequence[Settled], draft: Draft) -> bool:
    """Say whether a row without a price adds up several columns of rows that have one: `Goods, 20 cartons` is a sum."""
    priced = len(before) > 1 and all("unit_price" in one.choices for one in before)
    return priced and fitting > 1 and "unit_price" not in draft.choices


def without_charges(rows: Sequence[tuple[Table, Draft]]) -> list[tuple[Table, Draft]]:
    """Return rows with those made charges that stand below the sum of the goods or a tax and hold an amount alone.

    A mould that is charged among the goods has a quantity.
    """
    out: list[tuple[Table, Draft]] = []
    summed = False
    for table, draft in rows:
        row = draft.row
        alone = set(draft.choices) == {"amount"}
        summed = row.kind in SUMS or row.kind is RowKind.CHARGE or (summed and (row.kind is not RowKind.ITEM or alone))
        if row.kind is RowKind.ITEM and alone and (summed or _is_fee(draft)):
            label = " ".join(cell.text for name, cell in draft.cells.items() if name != "amount")
            draft = replace(draft, row=replace(row, kind=RowKind.CHARGE, label=label))
        out.append((table, draft))
    return out


def with_amounts(rows: Sequence[tuple[Table, Draft]], mark: str) -> list[tuple[Table, Draft]]:
    """Return rows with a column of prices made one of amounts, where there is none and the prices add up to the total.

    `Value` over 2,450.00 and 750.00 with 3,200.00 below are sums of money, whatever the quantities are.
    """
    items = [draft for _, draft in rows if draft.row.kind is RowKind.ITEM]
    lacking = all("unit_price" in draft.choices and "amount" not in draft.cells for draft in items)
    if not lacking or len(items) < 2:
        return list(rows)
    prices = [settle(draft, mark).choices["unit_price"].value for draft in items]
    below = [one for _, draft in rows if draft.row.kind in SUMS for one in draft.choices.get("unit_price", ())]
    if not any(sums_to(prices, one.value, one.step) for one in below):
        return list(rows)
    return [(table, _renamed(draft, "unit_price", "amount")) for table, draft in rows]


def _renamed(draft: Draft, old: str, new: str) -> Draft:
    cells = {new if name == old else name: cell for name, cell in draft.cells.items()}
    choices = {new if name == old else name: found for name, found in draft.choices.items()}
    return replace(draft, cells=cells, choices=choices)


def _adds_up(field: str, before: Sequence[Settled], last: Draft) -> bool:
    values = [one.choices[field].value for one in before if field in one.choices]
    return bool(values) and any(sums_to(values, one.value, one.step) for one in last.choices.get(field, ()))


def sum_evidence(
    settled: Sequence[Settled], drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]]
) -> dict[str, float]:
    """Return for each column with a total 1 where it adds up to one of them, 0 where to none."""
    out: dict[str, float] = {}
    for draft, chosen in zip(drafts, totals, strict=True):
        if draft.row.kind is not RowKind.TOTAL:
            continue
        for field, choice in chosen.items():
            values = [one.choices[field].value for one in settled if field in one.choices]
            fits = float(sums_to(values, choice.value, choice.step))
            out[field] = max(out.get(field, 0.0), fits)
    return out


def partial(drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]]) -> frozenset[int]:
    """Return which rows of sums are no totals of the paper: the sum of the goods before freight, what is left to pay.

    `Goods 100, freight 20, Total 120`: the last counts. `Total 120, deposit 50, balance 70`: the first does.
    """
    sums = [(n, _money(totals[n])) for n, draft in enumerate(drafts) if draft.row.kind is RowKind.TOTAL]
    out: set[int] = set()
    for (first, before), (second, after) in pairwise([(n, value) for n, value in sums if value is not None]):
        between = [(drafts[n].row.label, _money(totals[n])) for n in range(first + 1, second)]
        charges = [(label, value) for label, value in between if value is not None]
        if before is None or after is None or not charges:
            continue
        change = sum((-abs(value) if LESS.search(label) else value for label, value in charges), Decimal())
        if before + change == after:
            out.add(second if any(PAID.search(label) for label, _ in charges) else first)
    return frozenset(out)


def _money(chosen: Mapping[str, Choice]) -> Decimal | None:
    """Return the one sum of money that a row states."""
    found = [choice.printed for field, choice in chosen.items() if field in {"amount", "unit_price"}]
    return found[0] if len(found) == 1 else None


def total_values(
    drafts: Sequence[Draft],
    totals: Sequence[Mapping[str, Choice]],
    settled: Sequence[Settled],
    left_out: frozenset[int] = frozenset(),
) -> Iterator[CellValue]:
    """Yield the document's totals that rows of sums print, but for the money of the rows `left_out`.

    The sum of the goods before freight counts them and weighs them, where no total below does.
    """
    found = list(_row_totals(drafts, totals, settled, RowKind.TOTAL))
    whole = [one for number, one in found if number not in left_out]
    yield from whole
    told = {one.field for one in whole}
    parts = [one for number, one in found if number in left_out]
    for one in [*parts, *(one for _, one in _row_totals(drafts, totals, settled, RowKind.SUBTOTAL))]:
        if one.field != "total_amount" and one.field not in told and one.evidence["sum"] == 1.0:
            told.add(one.field)
            yield one


def _row_totals(
    drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]], settled: Sequence[Settled], kind: RowKind
) -> Iterator[tuple[int, CellValue]]:
    """Yield what the rows of sums of one kind total, each with the place of its row."""
    for number, (draft, chosen) in enumerate(zip(drafts, totals, strict=True)):
        if draft.row.kind is not kind:
            continue
        named = labels.best(draft.row.label, KINDS)
        for field, choice in chosen.items():
            own = [one.choices[field].value for one in settled if field in one.choices]
            fits = bool(own) and sums_to(own, choice.value, choice.step)
            name = _name_of(field, draft, named, alone=len(chosen) == 1, fits=fits)
            if name is None:
                continue
            named_choices = (as_total(name, field, one) for one in (choice, *draft.choices[field]))
            readings = [one for one in named_choices if one is not None]
            if not readings:
                continue
            choice = _agreeing(name, field, readings, settled)
            values = [one.choices[COLUMN_OF[name]].value for one in settled if COLUMN_OF[name] in one.choices]
            added = [*values, *_charges(drafts[:number], totals[:number])] if name == "total_amount" else values
            charged = sums_to(added, choice.value, choice.step)
            evidence = {
                "head": draft.cells[field].label_score,
                "label": named.score if named is not None else 0.0,
                "sum": float(sums_to(values, choice.value, choice.step) or charged) if values else 0.5,
                "first": float(choice.first),
                "sole": float(choice.sole),
                "prior": choice.prior,
                "own": 1.0,
            }
            cell = draft.cells[field]
            yield number, cell_value(name, plain(choice.value), choice.raw, cell.pieces, draft.row.page, evidence)


def _charges(drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]]) -> list[Decimal]:
    """Return what freight, discount and tax between the goods and a total add to it; a deposit leaves the total as it is."""
    rows = zip(drafts, totals, strict=True)
    money = [(d.row.label, value) for d, chosen in rows if d.row.kind is RowKind.CHARGE and (value := _money(chosen))]
    return [-abs(value) if LESS.search(label) else value for label, value in money if not PAID.search(label)]


def _name_of(field: str, draft: Draft, named: LabelMatch | None, alone: bool, fits: bool) -> str | None:
    """Return the total that a figure is: by its column, or by its label where it is the only figure of its row.

    Below the goods, figures stand under any column: `Total: CNY 605,292.62` under the unit prices is no price. A bare
    `Total` over what its column adds up to, which `fits` tells, is that column's.
    """
    if not alone or (fits and field in TOTAL_OF and SUM.fullmatch(draft.row.label.strip(" :："))):
        return TOTAL_OF.get(field)
    measure = measure_of(draft.row.label)
    if measure is None and _MONEY.search(draft.row.label):
        return "total_amount"
    if named is not None and named.field in COLUMN_OF and named.field != "total_amount":
        return named.field
    if measure is not None:
        return TOTAL_OF[measure]
    return "total_amount" if field == "unit_price" else TOTAL_OF.get(field)


def _agreeing(name: str, field: str, readings: Sequence[Choice], settled: Sequence[Settled]) -> Choice:
    """Return the reading that the total's own column adds up to, where the figure stands under another column."""
    if COLUMN_OF[name] == field:
        return readings[0]
    values = [one.choices[COLUMN_OF[name]].value for one in settled if COLUMN_OF[name] in one.choices]
    return next((one for one in readings if sums_to(values, one.value, one.step)), readings[0])


def as_total(name: str, field: str, choice: Choice) -> Choice | None:
    """Return a reading as the value of a total, whatever column it stands under; None where its unit is of another kind.

    `Total units 4,500 PCS` under weights in grams counts pieces, `Gross weight 16.95 kg` under pieces weighs kilograms.
    """
    kind = unit_kind(choice.unit) if choice.unit_from == "cell" else None
    if COLUMN_OF[name] in WEIGHTS:
        if kind not in {None, "mass"}:
            return None
        factor = Decimal(1) if field in WEIGHTS else kilograms(choice.unit) or Decimal(1)
        return replace(choice, value=choice.value * factor)
    counted = name in {"total_packages", "total_quantity"}
    if counted and (kind in {"volume", "ratio"} or (name == "total_packages" and kind == "mass")):
        return None
    if name == "total_packages" and choice.printed != choice.printed.to_integral_value():
        return None
    return replace(choice, value=choice.printed)
