"""Permits in further forms: boxes under headings of sections, goods with item, rating and unit in columns of their own."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Rule, Table
from extractor.learn.papers.cells import hs_code
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.licence import licensed, line_facts
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table as words_of


def sections(rng: Random, style: Style, items: list[Item]) -> list[Block]:
    """Put the boxes under two or three headings, each with a line across the page or on a bar."""
    titles = rng.choice(words_of("licences")["permit_labels"]["sections"]).split("|")
    form, columns = rng.choice([("rows", 1), ("rows", 2), ("colon", 1), ("grid", 1), ("above", 2)])
    size = -(-len(items) // len(titles))
    bar = rng.random() < 0.4
    blocks: list[Block] = []
    for at, title in enumerate(titles):
        part = tuple(items[at * size : (at + 1) * size])
        if part:
            head: list[Block] = (
                [Table((Column(title),), (), "zebra")] if bar else [Lines((title,), 1.1, bold=True), Rule()]
            )
            blocks += [*head, Pairs(part, form, columns, ":" if form == "colon" else style.colon), Gap(0.5)]
    return blocks


def table(rng: Random, deal: Deal, style: Style, truth: Truth, rule: str) -> list[Block]:
    """Return the goods with a total in the last row; the unit stands in a column or in the head."""
    words = words_of("licences")["permit_labels"]
    coded = any(good.control for good in deal.goods) and rng.random() < 0.6
    names = [*(["line"] if rng.random() < 0.6 else []), "goods", *(["hs"] if rng.random() < 0.6 else []),
             *(["control"] if coded else []), "quantity", *(["unit"] if rng.random() < 0.5 else []),
             *(["price"] if rng.random() < 0.4 else []), "amount"]  # fmt: skip
    heads = {name: rng.choice(words[name]) for name in names}
    unit, places = style.unit("KGM"), money_places(deal.currency)
    if "unit" not in names:
        heads["quantity"] += rng.choice([f" ({unit})", f"\n{unit}"])
    for name in {"price", "amount"} & set(names):
        heads[name] += f" ({deal.currency})"
    joint = rng.choice([", grade ", ", ", " "])
    goods, rows, form = (
        [licensed(good, deal.currency) for good in deal.goods],
        [],
        rng.choice(["plain", "dots", "space"]),
    )
    for at, good in enumerate(goods, 1):
        code, facts = hs_code(good, form)
        name = good.english + (joint + good.grade if good.grade else "")
        cells = {"line": str(at), "goods": name, "hs": code, "control": good.control,
                 "quantity": style.number(good.quantity, 2), "unit": unit, "price": style.number(good.price, 2),
                 "amount": style.number(good.amount, places)}  # fmt: skip
        shown = {
            "qty": cells["quantity"],
            "amount": cells["amount"],
            "price": cells["price"] if "price" in names else "",
        }
        truth.add_line(line_facts(good, name, shown, unit, facts if "hs" in names else ()))
        rows.append(Row(tuple(cells[name] for name in names)))
    if coded:
        truth.ignore("control_code")
    total, quantity = sum((g.amount for g in goods), Decimal(0)), sum((g.quantity for g in goods), Decimal(0))
    foot = {"amount": style.number(total, places)}
    truth.add(Fact("currency", deal.currency, deal.currency), Fact("total_amount", plain(total), foot["amount"]))
    if rng.random() < 0.5:
        foot["quantity"] = style.number(quantity, 2)
        truth.add(Fact("total_quantity", plain(round(quantity, 2)), foot["quantity"]))
    else:
        truth.ignore("total_quantity")
    first = names.index("quantity")
    rows.append(Row((rng.choice(words["total"]), *(foot.get(name, "") for name in names[first:])), "total", first))
    right = {"quantity", "price", "amount"}
    columns = tuple(Column(heads[n], "right" if n in right else "left", 3.6 if n == "goods" else 1.3) for n in names)
    return [Table(columns, tuple(rows), rule)]
