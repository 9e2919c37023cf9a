"""A list of pallets or cases below the goods: how they are packed; no lines of goods."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.learn.papers import identifiers
from extractor.learn.papers.blocks import Block, Column, Gap, Lines, Row, Table
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import KILOGRAMS, Style
from extractor.learn.papers.words import table


def block(rng: Random, deal: Deal, style: Style, drawn: Plan) -> list[Block]:
    """Return the list with its heading; its gross weights add up to those of the goods."""
    words = table("sentences")["cases_zh" if style.language == "zh" else "cases"]
    count = min(max(1, -(-deal.packages // rng.choice([8, 12, 20]))), rng.choice([2, 3, 4, 6]))
    names = [
        "number",
        *rng.sample(["packing", "size", "contents", "net", "tare", "cartons"], rng.randint(1, 4)),
        "gross",
    ]
    names.sort(key=("number", "packing", "size", "cartons", "contents", "net", "tare", "gross").index)
    heads = {name: rng.choice(words[name]) for name in names}
    unit = style.unit(drawn.weight_unit)
    for name in {"net", "tare", "gross"} & set(names):
        heads[name] += rng.choice([f" {unit}", f"\n({unit})"])
    serial, kind = identifiers.digits(rng, rng.choice([6, 9])), rng.choice(words["kinds"])
    mark = rng.choice(["{n}", "{n}/{all}", "P{n}", "{serial}{n}", "Pallet {n}", "Case {n}"])
    rows, left = [], (deal.gross, deal.net)
    for number in range(1, count + 1):
        share = Decimal(1) if number == count else Decimal(str(round(rng.uniform(0.6, 1.4) / (count - number + 1), 3)))
        gross, net = (min(part * share, part) for part in left)
        left = (left[0] - gross, left[1] - net)
        cells = {
            "number": mark.format(n=number, all=count, serial=serial), "packing": kind,
            "size": f"{rng.randint(6, 12)}0 x {rng.randint(4, 10)}0 x {rng.randint(3, 11)}0",
            "cartons": str(max(1, deal.packages // count)), "contents": rng.choice(deal.goods).part,
            "net": style.number(net / KILOGRAMS[drawn.weight_unit], drawn.weight_places),
            "gross": style.number(gross / KILOGRAMS[drawn.weight_unit], drawn.weight_places),
            "tare": style.number(Decimal(rng.choice([12, 18, 25])), 1),
        }  # fmt: skip
        rows.append(Row(tuple(cells[name] for name in names)))
    right = {"net", "tare", "gross", "cartons"}
    columns = tuple(Column(heads[n], "right" if n in right else "left", 2.0 if n == "packing" else 1.2) for n in names)
    heading = Lines((rng.choice(words["heading"]),), rng.choice([1.0, 1.1]), bold=True)
    return [Gap(0.6), heading, Table(columns, tuple(rows), rng.choice(["full", "rows", "head", "none"])), Gap(0.3)]
