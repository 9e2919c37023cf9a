"""Rows of sums: what they total, and whether the columns agree with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.stages.extract.arithmetic import Settled, settle, sums_to
from extractor.stages.extract.draft import Choice, Draft
from extractor.stages.extract.figures import plain
from extractor.stages.extract.goods import CellValue, cell_value
from extractor.stages.extract.rowkinds import RowKind, measure_of
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
    """Return rows with the last one made a total where it adds up the others: its name may be lost or misread."""
    items = [place for place, (_, draft) in enumerate(rows) if draft.row.kind is RowKind.ITEM]
    if len(items) < 2:
        return list(rows)
    table, last = rows[items[-1]]
    before = [settle(rows[place][1], mark) for place in items[:-1]]
    name = last.cells.get("description")
    nameless = name is None or len(name.text) <= SHORT_NAME
    sums = [field for field in ADDED if _adds_up(field, before, last)]
    if not nameless or "unit_price" in last.choices or not sums:
        return list(rows)
    total = replace(last, row=replace(last.row, kind=RowKind.TOTAL))
    return [*rows[: items[-1]], (table, total), *rows[items[-1] + 1 :]]


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
        change = sum((-value if LESS.search(label) else value for label, value in charges), Decimal())
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
    """Yield the document's totals that rows of sums print, but for the rows `left_out`."""
    for number, (draft, chosen) in enumerate(zip(drafts, totals, strict=True)):
        if draft.row.kind is not RowKind.TOTAL or number in left_out:
            continue
        named = labels.best(draft.row.label, KINDS)
        for field, choice in chosen.items():
            name = _name_of(field, draft, named, alone=len(chosen) == 1)
            if name is None:
                continue
            choice = _agreeing(name, field, choice, draft, settled)
            values = [one.choices[COLUMN_OF[name]].value for one in settled if COLUMN_OF[name] in one.choices]
            evidence = {
                "head": draft.cells[field].label_score,
                "label": named.score if named is not None else 0.0,
                "sum": float(sums_to(values, choice.value, choice.step)) if values else 0.5,
                "first": float(choice.first),
                "sole": float(choice.sole),
                "prior": choice.prior,
                "own": 1.0,
            }
            cell = draft.cells[field]
            yield cell_value(name, plain(choice.value), choice.raw, cell.pieces, draft.row.page, evidence)


def _name_of(field: str, draft: Draft, named: LabelMatch | None, alone: bool) -> str | None:
    """Return the total that a figure is: by its column, or by its label where it is the only figure of its row.

    Below the goods, figures stand under any column: `Total: CNY 605,292.62` under the unit prices is no price.
    """
    if not alone:
        return TOTAL_OF.get(field)
    measure = measure_of(draft.row.label)
    if measure is None and _MONEY.search(draft.row.label):
        return "total_amount"
    if named is not None and named.field in COLUMN_OF and named.field != "total_amount":
        return named.field
    if measure is not None:
        return TOTAL_OF[measure]
    return "total_amount" if field == "unit_price" else TOTAL_OF.get(field)


def _agreeing(name: str, field: str, choice: Choice, draft: Draft, settled: Sequence[Settled]) -> Choice:
    """Return the reading that the total's own column adds up to, where the figure stands under another column."""
    if COLUMN_OF[name] == field:
        return choice
    values = [one.choices[COLUMN_OF[name]].value for one in settled if COLUMN_OF[name] in one.choices]
    return next((one for one in draft.choices[field] if sums_to(values, one.value, one.step)), choice)


_PERCENT = re.compile(r"@?\s*\d{1,2}(?:[.,]\d{1,2})?\s?%\s*")
"""The rate inside a label: `zzgl. 19 % USt.`, `Output IGST @ 18%`."""
CHARGES = frozenset({"freight_amount", "insurance_amount", "discount_amount", "tax_amount", "net_amount"})


def charge_values(drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]]) -> Iterator[CellValue]:
    """Yield the charges between the goods and the total: freight, insurance, discount, tax. A discount has no sign."""
    for draft, chosen in zip(drafts, totals, strict=True):
        found = labels.match(_PERCENT.sub("", draft.row.label), KINDS)
        named = next((one for one in found if one.field in CHARGES and one.score >= found[0].score), None)
        money = [(field, choice) for field, choice in chosen.items() if field in {"amount", "unit_price"}]
        if named is None or len(money) != 1:
            continue
        field, choice = money[0]
        cell = draft.cells[field]
        evidence = {"head": cell.label_score, "label": named.score, "sum": 0.5, "sole": float(choice.sole), "own": 1.0}
        evidence |= {"first": float(choice.first), "prior": choice.prior}
        value = plain(abs(choice.printed))
        yield cell_value(named.field, value, choice.raw, cell.pieces, draft.row.page, evidence)
