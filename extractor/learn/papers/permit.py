"""Compose export permits of other states than China (DOMAIN 2.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from extractor.learn.papers import permit_forms
from extractor.learn.papers import style as styles
from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Row, Seal, Sign, Table
from extractor.learn.papers.cells import hs_code
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.licence import arranged, end_use, licensed, line_facts
from extractor.learn.papers.parties import print_company
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table

Entry = tuple[str, str]
"""Key of the label and text of the value."""


def permit(rng: Random, deal: Deal, family: Family) -> Paper:
    """Compose another state's export permit."""
    words = table("licences")
    own = words["permit"].get(deal.seller.country, words["permit"]["XX"])
    style = replace(styles.draw(rng, deal.seller.country, "en"), typos=0.0)
    truth = Truth("export_licence", family.name, unscored=["total_net_weight_kg"])
    title, authority = rng.choice(own["titles"]), rng.choice(own["authorities"])
    items = _permit_items(rng, deal, style, truth, own["numbers"])
    truth.add_party("issuing_authority", [Fact("name", authority, authority)])
    align = {"right": "right", "corner": "left"}.get(family.opening, rng.choice(["left", "center"]))
    if rng.random() < 0.65:
        head: list[Block] = [Lines((authority,), rng.choice([1.0, 1.2]), bold=True, align=align)]
    else:
        head = []
        items.append(Item(rng.choice(words["permit_labels"]["authority"]), (authority,)))
    if rng.random() < 0.25:
        items = [
            replace(item, label=f"{number}. {item.label.split('. ', 1)[-1]}") for number, item in enumerate(items, 1)
        ]
    head.append(Lines((title,), 1.6, bold=True, align=align))
    make = permit_forms.table if family.goods == "wide" else _permit_table
    goods = make(rng, deal, style, truth, rng.choice(family.rule))
    notes = Lines(
        tuple(
            text.format(old=rng.randint(10000, 99999)) for text in rng.sample(words["permit_labels"]["conditions"], 2)
        ),
        0.9,
    )
    seal = (
        Seal("oval", authority.upper(), rng.choice(["EXPORT PERMITS", "LICENSING", "APPROVED"]))
        if rng.random() < 0.6
        else None
    )
    sign = Sign(
        rng.choice(["For the authority", "Signature of the authority", "Authorised officer"]),
        "",
        seal,
        rng.randint(0, 9999),
    )
    form = (
        permit_forms.sections(rng, style, items)
        if family.header == "sections"
        else [arranged(rng, family, style, items)]
    )
    blocks = [*head, Gap(0.8), *form, Gap(0.8), *goods, Gap(0.6), notes, Gap(0.6), sign]
    return Paper(tuple(blocks), draw_theme(rng, style, family.renderer), truth, family.renderer)


def permit_number(rng: Random, forms: list[str], day: date) -> str:
    """Return a permit's number in one of a state's forms."""
    digits = {f"d{count}": f"{rng.randrange(10 ** (count - 1), 10**count)}" for count in (4, 5, 6, 7)}
    return str(rng.choice(forms)).format(yy=f"{day:%y}", yyyy=f"{day:%Y}", **digits)


def _permit_items(rng: Random, deal: Deal, style: Style, truth: Truth, forms: list[str]) -> list[Item]:
    words = table("licences")["permit_labels"]
    items: list[Item] = []

    def put(chance: float, key: str, fact: Fact) -> None:
        if rng.random() < chance:
            items.append(Item(rng.choice(words[key]), (fact.raw,)))
            truth.add(fact)

    number = permit_number(rng, forms, deal.licence_day)
    put(1, "number", Fact("document_number", number.upper().replace(" ", ""), number))
    for chance, role, company in (
        (1.0, "exporter", deal.seller),
        (1.0, "importer", deal.buyer),
        (0.7, "end_user", deal.end_user if rng.random() < 0.5 else deal.buyer),
    ):
        if rng.random() < chance:
            printed = print_company(rng, company, style, address=rng.random() < 0.85, contact=0)
            truth.add_party(role, printed.facts)
            items.append(Item(rng.choice(words[role]), printed.lines))
    names = table("places")[deal.discharge.country]["names"]
    put(0.95, "destination", Fact("country_of_destination", deal.discharge.country, rng.choice(names)))
    put(
        0.3,
        "origin",
        Fact("country_of_origin", deal.seller.country, rng.choice(table("places")[deal.seller.country]["names"])),
    )
    if rng.random() < 0.75:
        items.append(Item(rng.choice(words["end_use"]), (end_use(rng, truth, chinese=False),)))
    put(0.3, "contract", Fact("contract_number", deal.contract.upper(), deal.contract))
    code = next((good.control for good in deal.goods if good.control), "")
    if code:
        put(0.35, "control", Fact("control_code", code.upper(), code))
    until = deal.licence_day + timedelta(days=rng.choice([180, 365, 364, 730, 1460]))
    start = deal.licence_day + timedelta(days=rng.choice([0, 0, 0, 1, 14]))
    put(1, "date", Fact("issue_date", deal.licence_day.isoformat(), style.date(deal.licence_day)))
    put(0.6, "valid_from", Fact("valid_from", start.isoformat(), style.date(start)))
    put(1, "valid_until", Fact("valid_until", until.isoformat(), style.date(until)))
    if rng.random() < 0.3:
        middle = items[1:]
        rng.shuffle(middle)
        items = [items[0], *middle]
    return items


def _permit_table(rng: Random, deal: Deal, style: Style, truth: Truth, rule: str) -> list[Block]:
    words = table("licences")["permit_labels"]
    magnets = any(good.grade for good in deal.goods)
    names = ["goods", *(["grade"] if magnets and rng.random() < 0.7 else []),
             *(["hs"] if rng.random() < 0.75 else []), "quantity",
             *(["price"] if rng.random() < 0.3 else []), "amount"]  # fmt: skip
    heads = {name: rng.choice(words[name]) for name in names}
    named = rng.random() < 0.7
    for name in ("price", "amount"):
        if name in heads and named:
            heads[name] += f" {deal.currency}" if rng.random() < 0.5 else f"\n({deal.currency})"
    form, places = rng.choice(["plain", "dots", "dots2", "space"]), money_places(deal.currency)
    goods, rows = [licensed(good, deal.currency) for good in deal.goods], []
    for good in goods:
        code, facts = hs_code(good, form)
        cells = {"goods": good.english, "grade": good.grade, "hs": code,
                 "quantity": style.measured(good.quantity, "KGM", 2),
                 "price": style.number(good.price, 2), "amount": style.number(good.amount, places)}  # fmt: skip
        shown = {
            "qty": style.number(good.quantity, 2),
            "amount": cells["amount"],
            "price": cells["price"] if "price" in names else "",
        }
        known = good if "grade" in names else replace(good, grade="")
        truth.add_line(line_facts(known, good.english, shown, style.unit("KGM"), facts if "hs" in names else ()))
        rows.append(Row(tuple(cells[name] for name in names)))
    total = sum((g.amount for g in goods), Decimal(0))
    text = style.money(total, deal.currency, places, "code" if rng.random() < 0.7 else "after")
    truth.add(
        Fact("currency", deal.currency, deal.currency), Fact("total_amount", plain(total), style.number(total, places))
    )
    widths = {"goods": 3.6, "grade": 1.2, "hs": 1.5, "quantity": 1.6}
    columns = tuple(
        Column(heads[n], "right" if n in {"quantity", "price", "amount"} else "left", widths.get(n, 1.4)) for n in names
    )
    return [Table(columns, tuple(rows), rule), Gap(0.5), Lines((f"{rng.choice(words['total'])}: {text}",))]
