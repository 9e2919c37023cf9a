"""The goods table: its lines with their truth, group headings, subtotals, totals, and how it goes over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from extractor.learn.papers import cells as made
from extractor.learn.papers import charged, percarton, sentences
from extractor.learn.papers.blocks import Block, Break, Column, Gap, Item, Lines, Pairs, Row, Table
from extractor.learn.papers.cells import Cell
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import Good, money_places
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import KILOGRAMS, Style, plain
from extractor.learn.papers.truth import Fact, Truth


@dataclass(frozen=True)
class Goods:
    """A finished table, in parts where it is broken by hand, and what of it names the currency."""

    blocks: tuple[Block, ...]
    currency_shown: str


@dataclass(frozen=True)
class _Setting:
    """What every step of building one table needs."""

    rng: Random
    deal: Deal
    kind: str
    style: Style
    truth: Truth
    plan: Plan
    names: tuple[str, ...]


def build(
    rng: Random, deal: Deal, kind: str, style: Style, truth: Truth, drawn: Plan, rule: str, term: str = ""
) -> Goods:
    """Build the table of a paper. `term` is an Incoterm with its place for a heading above the money columns."""
    names = [name for name in drawn.columns if name != "unit"]
    if drawn.units == "column" and "quantity" in names:
        names.insert(names.index("quantity") + (1 if rng.random() < 0.8 else 0), "unit")
    if (drawn.detail or drawn.hs_once) and "hs" in names:
        names.remove("hs")
    setting = _Setting(rng, deal, kind, style, truth, drawn, tuple(names))
    for name, key in (("po", "purchase_order_number"), ("origin", "country_of_origin")):
        if name in names and key not in truth.fields:
            truth.ignore(key)
    if "told" in style.habits and "country_of_origin" not in truth.fields:
        truth.ignore("country_of_origin")
    if drawn.thousand:
        truth.ignore("unit_price")
    rows = _lines(setting)
    columns = _headed(setting, "" if rule == "list" else term)
    rows += charged.rows(rng, deal, style, truth, drawn, tuple(names))
    if drawn.total_row:
        rows.append(_total_row(setting))
    blocks = _parts(setting, columns, rows, rule)
    if drawn.hs_once:
        codes = [made.hs_code(good, drawn.hs_form)[0] for good in deal.goods]
        said, _ = sentences.hs_codes(rng, style, codes)
        blocks = [Lines((said,)), *blocks] if rng.random() < 0.4 else [*blocks, Gap(0.3), Lines((said,))]
    return Goods(tuple(blocks), _money_shown(style, drawn, deal.currency, names))


def _headed(setting: _Setting, term: str) -> tuple[Column, ...]:
    """Return the columns with their heads, some under a merged heading."""
    rng, style, drawn = setting.rng, setting.style, setting.plan
    columns = []
    weights = style.label(rng, "weight_head")
    for name in setting.names:
        column = made.column(rng, setting.deal, style, drawn, name)
        if term and name in {"unit_price", "amount"}:
            column = replace(column, group=term)
        elif drawn.weight_head and name in {"net", "gross"} and "net" in setting.names:
            column = replace(column, group=weights)
        columns.append(column)
    if drawn.per_carton == "columns":
        return tuple(percarton.headed(rng, style, drawn, dict(zip(setting.names, columns, strict=True))).values())
    return tuple(columns)


def _lines(setting: _Setting) -> list[Row]:
    """Return the rows of the goods, under headings of their orders where the plan says so; note their truth."""
    makers = made.makers(setting.rng, setting.deal, setting.kind, setting.style, setting.plan)
    rows: list[Row] = []
    goods = setting.deal.goods
    cut = setting.rng.randint(1, len(goods) - 1) if setting.plan.grouped else 0
    if cut:
        setting.truth.ignore("purchase_order_number")
        label = setting.style.label(setting.rng, "col_po")
    for number, good in enumerate(goods):
        if cut and number in {0, cut}:
            rows.append(Row((f"{label}{setting.style.colon or ':'} {good.order}",), "group"))
        cells = [makers[name](number + 1, good) for name in setting.names]
        facts = [fact for cell in cells for fact in cell.facts]
        under = _detail(setting, good) if setting.plan.detail else Cell("")
        if setting.plan.hs_once:
            facts += made.hs_code(good, setting.plan.hs_form)[1]
        setting.truth.add_line([*facts, *under.facts, *_implied(good, setting.names)])
        rows.append(Row(tuple(cell.text for cell in cells)))
        if under.text:
            rows.append(Row((under.text,), "detail"))
        if cut and number + 1 in {cut, len(goods)} and setting.kind != "packing_list":
            part = goods[:cut] if number + 1 == cut else goods[cut:]
            rows.append(_sum_row(setting, "subtotal", part))
    return rows


def _detail(setting: _Setting, good: Good) -> Cell:
    """Return what stands in a row under a line: its HS code, sometimes its part number."""
    code, facts = made.hs_code(good, setting.plan.hs_form)
    if not code:
        return Cell("")
    label = "HS编码：" if setting.style.language == "zh" else setting.style.label(setting.rng, "col_hs") + ": "
    return Cell(f"{label}{code}  ({good.part})" if setting.rng.random() < 0.3 else f"{label}{code}", facts)


def _implied(good: Good, names: Sequence[str]) -> list[Fact]:
    """Facts that a line states without a cell of their own: its elements, and its mass where that is its quantity."""
    facts = [Fact("elements", sorted(good.elements), "")] if good.elements else []
    if good.weighed and "quantity" in names and "net" not in names:
        facts.append(Fact("net_weight_kg", plain(good.quantity * KILOGRAMS[good.unit]), ""))
    return facts


def _money_shown(style: Style, drawn: Plan, currency: str, names: Sequence[str]) -> str:
    """Return what of the table's money names the currency; nothing where none does."""
    if not {"unit_price", "amount"} & set(names) or drawn.money == "none":
        return ""
    return currency if drawn.money == "head" else style.currency_mark(currency, drawn.money)


def _sum_row(setting: _Setting, key: str, goods: Sequence[Good]) -> Row:
    """Return a row with the sum of some lines: a subtotal, or what is carried to the next page."""
    label = setting.style.label(setting.rng, key)
    names = setting.names
    if "amount" not in names or names[-1] != "amount":
        return Row((label,), "sub")
    value = sum((good.amount for good in goods), Decimal(0))
    return Row((label, setting.style.number(value, money_places(setting.deal.currency))), "sub")


def totals_of(deal: Deal, style: Style, drawn: Plan) -> tuple[Decimal, Decimal, Decimal]:
    """Return quantity, net and gross as the columns add up in print (rounded as printed)."""
    factor = KILOGRAMS[drawn.weight_unit]

    def add(weights: list[Decimal]) -> Decimal:
        least = Decimal(1).scaleb(-drawn.weight_places)
        return sum((round(w / factor, drawn.weight_places) or least for w in weights), Decimal(0)) * factor

    quantity = sum((good.quantity for good in deal.goods), Decimal(0))
    return quantity, add([good.net for good in deal.goods]), add([good.gross for good in deal.goods])


def _total_row(setting: _Setting) -> Row:
    rng, deal, style, truth, drawn, names = (
        setting.rng, setting.deal, setting.style, setting.truth, setting.plan, setting.names
    )  # fmt: skip
    quantity, net, gross = totals_of(deal, style, drawn)
    total = deal.total + drawn.charge
    whole = replace(deal.goods[0], quantity=quantity, packages=deal.packages, amount=total)
    cells = [""] * len(names)
    facts: list[Fact] = []

    def put(name: str, key: str, cell: Cell) -> None:
        if name in names:
            cells[names.index(name)] = cell.text
            facts.extend(replace(fact, key=key) for fact in cell.facts[:1])

    if len({good.unit for good in deal.goods}) == 1 and rng.random() < 0.85:
        put("quantity", "total_quantity", made.quantity_cell(whole, style, drawn))
        if whole.weighed:
            truth.ignore("total_net_weight_kg")
    if setting.kind != "packing_list":
        put("amount", "total_amount", made.amount_cell(whole, deal, style, drawn))
    put("net", "total_net_weight_kg", made.weight_cell("x", net, style, drawn))
    put("gross", "total_gross_weight_kg", made.weight_cell("x", gross, style, drawn))
    put("packages", "total_packages", made.packages_cell(whole, deal, style, drawn))
    truth.add(*facts)
    span = next((i for i, text in enumerate(cells) if text), len(cells))
    cells[0] = cells[0] or style.label(rng, "col_total")
    return Row((cells[0], *cells[max(span, 1) :]), "total", max(span, 1))


def _parts(setting: _Setting, columns: tuple[Column, ...], rows: list[Row], rule: str) -> list[Block]:
    """Break a long table by hand on some papers, each part headed anew, with what is carried over or without."""
    rng, goods = setting.rng, setting.deal.goods
    if rule == "list":
        return _listed(columns, rows)
    if len(goods) < 10 or setting.plan.grouped or setting.plan.detail or rng.random() < 0.6:
        return [Table(columns, tuple(rows), rule)]
    size = rng.randint(6, 9)
    carry = rng.random() < 0.55
    parts: list[Block] = []
    for start in range(0, len(goods), size):
        last = start + size >= len(goods)
        part = rows[start:] if last else rows[start : start + size]
        if carry and start:
            part = [_sum_row(setting, "brought", goods[:start]), *part]
        if carry and not last:
            part = [*part, _sum_row(setting, "carried", goods[: start + size])]
        parts += [Table(columns, tuple(part), rule), *([] if last else [Break()])]
    return parts


def _listed(columns: tuple[Column, ...], rows: list[Row]) -> list[Block]:
    """Print each line as a list of labels and values, with no table at all."""
    blocks: list[Block] = []
    for row in rows:
        if len(row.cells) != len(columns):
            blocks.append(Lines(row.cells[:1]))
            continue
        items = tuple(
            Item(" ".join(column.head.split()), tuple(text.split("\n")))
            for column, text in zip(columns, row.cells, strict=True)
            if text
        )
        blocks += [Pairs(items, "rows", 1, ":"), Gap(0.5)]
    return blocks
