"""Longer papers of no kind: contracts with goods and clauses, test reports with tables of results."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Table
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.style import Style
from extractor.learn.papers.words import has_han

_RULES = ("full", "full", "rows", "head", "outer", "none")


def contract(rng: Random, deal: Deal, style: Style, chosen: dict[str, Any], values: dict[str, str]) -> list[Block]:
    """A contract: who with whom, the goods with their prices and total, numbered clauses."""
    chinese = has_han(chosen["heads"][0])
    places = money_places(deal.currency)
    rows = []
    for good in deal.goods[:8]:
        name = good.chinese if chinese else good.english
        rows.append(
            Row(
                (
                    f"{name} {good.grade or good.purity}",
                    style.measured(good.quantity, good.unit),
                    style.money(good.price, deal.currency, form="code"),
                    style.money(good.amount, deal.currency, places, "code"),
                )
            )
        )
    total = style.money(sum((good.amount for good in deal.goods[:8]), Decimal(0)), deal.currency, places, "code")
    rows.append(Row((rng.choice(chosen["total"]), "", "", total), "total"))
    columns = tuple(
        Column(head, "left" if at == 0 else "right", 4 if at == 0 else 1.5) for at, head in enumerate(chosen["heads"])
    )
    clauses = rng.sample(chosen["clauses"], min(len(chosen["clauses"]), rng.randint(4, 9)))
    mark = rng.choice(["{}. ", "{}) ", "Art. {}: "]) if not chinese else rng.choice(["{}、", "第{}条 ", "{}. "])
    told = [mark.format(at) + text.format(**values) for at, text in enumerate(clauses, 1)]
    signs = Pairs(tuple(Item(text.format(**values), ("", "________________")) for text in chosen["signs"]), "above", 2)
    return [
        *_head(rng, chosen, values),
        Table(columns, tuple(rows), rng.choice(_RULES)),
        Gap(0.5),
        Lines(tuple(told)),
        Gap(1),
        signs,
    ]


def report(rng: Random, deal: Deal, style: Style, chosen: dict[str, Any], values: dict[str, str]) -> list[Block]:
    """A test report: what was tested, one or two tables of results, a judgement."""
    blocks = _head(rng, chosen, values)
    for part in rng.sample(chosen["tables"], min(len(chosen["tables"]), rng.choice([1, 2, 2]))):
        rows = [Row(tuple(_measured(rng, text) for text in part["row"])) for _ in range(rng.randint(1, part["most"]))]
        columns = tuple(Column(head, "left" if at == 0 else "center") for at, head in enumerate(part["heads"]))
        blocks += [Lines((part["title"],), bold=True), Table(columns, tuple(rows), rng.choice(_RULES)), Gap(0.6)]
    return [*blocks, Lines((rng.choice(chosen["ends"]).format(**values),))]


def _head(rng: Random, chosen: dict[str, Any], values: dict[str, str]) -> list[Block]:
    title = Lines((rng.choice(chosen["title"]),), 1.6, bold=True, align="center")
    pairs = [pair for pair in chosen["pairs"] if rng.random() < 0.85]
    items = tuple(Item(label, (text.format(**values),)) for label, text in pairs)
    form, columns = rng.choice([("grid", 2), ("cell", 2), ("rows", 1), ("colon", 1), ("rows", 2), ("grid", 1)])
    return [title, Gap(0.8), Pairs(items, form, columns, ":"), Gap(0.8)]


def _measured(rng: Random, text: str) -> str:
    """Fill a pattern: `1.2-1.4` in braces becomes a figure between, with as many decimals."""
    if not text.startswith("{"):
        return text
    low, high = text.strip("{}").split("~")
    places = len(low.partition(".")[2])
    return f"{rng.uniform(float(low), float(high)):.{places}f}"
