"""Compose papers that are none of the four kinds: letters, bills of lading, orders, reports, blank pages."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from extractor.learn.papers import identifiers, notes, other_forms
from extractor.learn.papers import style as styles
from extractor.learn.papers import truth as truths
from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Table
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.style import Style
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.words import has_han, table


def other_paper(rng: Random, deal: Deal, family: Family, sort: str | None = None) -> Paper:
    """Compose a paper of type `other`. `sort`: letter, form, contract, report, slip, blank; drawn where not given."""
    words = table("others")
    sort = sort or rng.choice(
        ["letter", "letter", "form", "form", "form", "contract", "report", "report", "slip", "blank"]
    )
    style = styles.draw(rng, deal.seller.country, "en")
    blocks: list[Block] = []
    if sort == "letter":
        chosen = rng.choice(words["letter"])
        blocks = _letter(chosen["lines"], _values(rng, deal, style, chosen))
    elif sort == "form":
        chosen = rng.choice(words["form"])
        blocks = _form(rng, chosen, _values(rng, deal, style, chosen))
    elif sort in {"contract", "report"}:
        chosen = rng.choice(words[sort])
        make = other_forms.contract if sort == "contract" else other_forms.report
        blocks = make(rng, deal, style, chosen, _values(rng, deal, style, chosen))
    elif sort == "slip":
        chosen = rng.choice(words["slips"]["lines"])
        values = _values(rng, deal, style, chosen)
        blocks = [
            Gap(rng.randint(1, 20)),
            *(
                Lines((text.format(**values),), 1.8 - at * 0.3, bold=at == 0, align="center")
                for at, text in enumerate(chosen[:5])
            ),
        ]
    if sort in {"letter", "form", "contract", "report"} and rng.random() < 0.6:
        blocks += [Gap(1.5), notes.sign(rng, deal.seller, style)]
    return Paper(tuple(blocks), draw_theme(rng, style, family.renderer), truths.other(family.name), family.renderer)


def _values(rng: Random, deal: Deal, style: Style, chosen: Any) -> dict[str, str]:
    chinese = has_han(str(chosen))
    good = rng.choice(deal.goods)
    return {
        "seller": deal.seller.chinese if chinese and deal.seller.chinese else deal.seller.name,
        "buyer": deal.buyer.name,
        "buyer_zh": deal.buyer.chinese or deal.buyer.name, "goods": good.chinese if chinese else good.english,
        "date": style.date(deal.day), "date2": style.date(deal.day + timedelta(days=rng.randint(5, 60))),
        "order": deal.order,
        "contract": deal.contract, "invoice": deal.invoice, "licence": deal.licence, "awb": identifiers.airwaybill(rng),
        "person": deal.seller.person, "phone": deal.seller.phone, "mail": deal.seller.mail, "word": "buyer",
        "account": identifiers.digits(rng, 9),
        "amount": style.number(round(deal.total, 2)), "kg": style.number(round(deal.net, 2) or Decimal("0.5")),
        "n": str(rng.randint(2, 9)),
        "bill": deal.waybill, "vessel": deal.vessel, "pol": deal.loading.english, "pod": deal.discharge.english,
        "container": deal.containers[0],
        "country": table("places")[deal.discharge.country]["zh" if chinese else "names"][0],
    }  # fmt: skip


def _letter(lines: list[str], values: dict[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        blocks.append(Lines((line.format(**values),)) if line else Gap(0.8))
    return blocks


def _form(rng: Random, chosen: dict[str, Any], values: dict[str, str]) -> list[Block]:
    items = tuple(Item(label, (text.format(**values),)) for label, text in chosen["pairs"])
    form, columns = rng.choice([("grid", 2), ("cell", 2), ("rows", 1), ("colon", 1), ("above", 3), ("grid", 1)])
    count = rng.choice([1, 1, 2])
    row = Row(tuple(text.format(**values) for text in chosen["row"]))
    title = Lines((rng.choice(chosen["title"]),), 1.6, bold=True, align=rng.choice(["center", "left"]))
    goods = Table(
        tuple(Column(head, "left", 1 + len(head) / 14) for head in chosen["heads"]),
        (row,) * count,
        rng.choice(["full", "rows", "head", "outer"]),
    )
    return [title, Gap(0.8), Pairs(items, form, columns, ":"), Gap(0.8), goods]
