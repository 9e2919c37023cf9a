"""The totals outside the table, the amount in words, and the one place that must name the currency."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.learn.papers import sentences, spelling
from extractor.learn.papers.blocks import Block, Gap, Item, Lines, Pairs, Side
from extractor.learn.papers.cells import package_word, weight_text
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.goods_table import totals_of
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.truth import Fact, Truth


def block(
    rng: Random, deal: Deal, kind: str, family: Family, style: Style, truth: Truth, drawn: Plan, *, currency_shown: bool
) -> list[Block]:
    """Return what stands beneath the table: totals of amount, weight and packages, and the amount in words."""
    money = kind != "packing_list"
    items: list[Item] = []
    outside = family.totals not in {"row"} or not drawn.total_row
    if money and (outside or not currency_shown):
        items += _amounts(rng, deal, style, truth, drawn, named=not currency_shown)
    said = _said(rng, deal, style, truth, drawn) if "weights_said" in style.habits else []
    if not said and (not money or rng.random() < 0.3):
        items += _weights(rng, deal, style, truth, drawn, sure=not drawn.total_row)
    blocks = [*_placed(rng, family, style, tuple(items)), *said]
    if money and rng.random() < 0.35 and "total_amount" in truth.fields:
        blocks += _words(rng, deal, style, Decimal(truth.fields["total_amount"]))
    if not money and not said and rng.random() < 0.15:
        blocks += _packages_in_words(deal, style, truth)
    return blocks


def _amounts(rng: Random, deal: Deal, style: Style, truth: Truth, drawn: Plan, *, named: bool) -> list[Item]:
    places = money_places(deal.currency)
    form = style.money_form
    if named and not style.currency_mark(deal.currency, form):
        form = rng.choice(["code", "tight", "after"])

    def show(value: Decimal) -> str:
        return style.money(value, deal.currency, places, form)

    items: list[Item] = []
    total = deal.total + drawn.charge
    if not drawn.total_row and rng.random() < 0.22:
        items, total = _charges(rng, deal, style, truth)
    fact = Fact("total_amount", plain(total), style.number(total, places))
    truth.add(fact)
    label = style.label(rng, "total_amount")
    if rng.random() < 0.2:
        truth.add(Fact("currency", deal.currency, deal.currency))
        return [*items, Item(f"{label} ({deal.currency})", (style.number(total, places),), strong=True)]
    mark = style.currency_mark(deal.currency, form)
    if mark:
        truth.add(Fact("currency", deal.currency, mark))
    return [*items, Item(label, (show(total),), strong=True)]


def _charges(rng: Random, deal: Deal, style: Style, truth: Truth) -> tuple[list[Item], Decimal]:
    """Goods value, freight, insurance, discount: what stands between the lines and the total."""
    places = money_places(deal.currency)
    items = [Item(style.label(rng, "goods_amount"), (style.number(deal.total, places),))]
    truth.add(Fact("net_amount", plain(deal.total), style.number(deal.total, places)))
    total = deal.total
    for key in rng.sample(
        ["freight_amount", "insurance_amount", "discount_amount", "tax_amount"], rng.choice([1, 1, 2])
    ):
        share = Decimal(str(round(rng.uniform(0.005, 0.06), 4)))
        value = Decimal(0) if key == "tax_amount" else round(deal.total * share, places)
        sign = -1 if key == "discount_amount" else 1
        total += sign * value
        printed = style.number(value, places)
        items.append(Item(style.label(rng, key), ("-" + printed if sign < 0 else printed,)))
        truth.add(Fact(key, plain(value), printed))
    return items, total


def _weights(rng: Random, deal: Deal, style: Style, truth: Truth, drawn: Plan, *, sure: bool) -> list[Item]:
    _, net, gross = totals_of(deal, style, drawn)
    items: list[Item] = []
    chance = 0.85 if sure else 0.3
    if rng.random() < chance:
        word = package_word(deal, style)
        text = rng.choice([f"{deal.packages} {word}", f"{deal.packages} {word}", str(deal.packages)])
        truth.add(Fact("total_packages", str(deal.packages), str(deal.packages)))
        items.append(Item(style.label(rng, "total_packages"), (text,)))
    for key, weight in (("total_net_weight_kg", net), ("total_gross_weight_kg", gross)):
        if rng.random() < chance:
            text, number, worth = weight_text(weight, style, drawn, unit=True)
            truth.add(Fact(key, worth, number))
            items.append(Item(style.label(rng, key), (text,)))
    if rng.random() < 0.15:
        volume = round(float(gross) / 900 + 0.05, 3)
        items.append(
            Item(
                style.label(rng, "total_volume"),
                (f"{style.number(Decimal(str(volume)), 3)} {rng.choice(['CBM', 'm3', 'M3'])}",),
            )
        )
    return items


def _said(rng: Random, deal: Deal, style: Style, truth: Truth, drawn: Plan) -> list[Block]:
    """Tell packages and weights in a sentence."""
    _, net, gross = totals_of(deal, style, drawn)
    shown = []
    truth.add(Fact("total_packages", str(deal.packages), str(deal.packages)))
    for key, weight in (("total_net_weight_kg", net), ("total_gross_weight_kg", gross)):
        text, number, worth = weight_text(weight, style, drawn, unit=True)
        truth.add(Fact(key, worth, number))
        shown.append(text)
    if not deal.goods[0].weighed and len({good.unit for good in deal.goods}) == 1 and rng.random() < 0.35:
        whole = sum((good.quantity for good in deal.goods), Decimal(0))
        text = style.number(whole)
        truth.add(Fact("total_quantity", plain(whole), text))
        shown.append(style.measured(whole, deal.goods[0].unit))
    return [Gap(0.4), sentences.weights(rng, deal, style, *shown)]


def _placed(rng: Random, family: Family, style: Style, items: tuple[Item, ...]) -> list[Block]:
    if not items:
        return []
    form = {"below": "rows", "side": "rows", "box": "grid", "both": "rows", "row": "rows", "sentence": "inline"}[
        family.totals
    ]
    pairs = Pairs(
        items, form, 3 if form == "inline" else 1, style.colon or ":", align="left" if form == "inline" else "right"
    )
    if family.totals == "side":
        return [Gap(0.4), Side(((Lines(("",)),), (pairs,)), (3, 2))]
    if family.totals in {"below", "box", "both"}:
        return [
            Gap(0.4),
            Side(((pairs,), (Lines(("",)),)), (2, 3))
            if rng.random() < 0.4
            else Side(((Lines(("",)),), (pairs,)), (3, 2)),
        ]
    return [Gap(0.4), pairs]


def _words(rng: Random, deal: Deal, style: Style, total: Decimal) -> list[Block]:
    if money_places(deal.currency) == 0 and deal.currency not in {"JPY", "KRW"}:
        return []
    lead = style.label(rng, "words")
    chinese = spelling.chinese(total, deal.currency)
    english = spelling.english(rng, total, deal.currency)
    text = (
        chinese
        if style.language == "zh"
        else f"{chinese} ({english})"
        if style.chinese_first and rng.random() < 0.3
        else english
    )
    return [Gap(0.4), Lines((f"{lead}{style.colon or ':'} {text}",), 0.95)]


def _packages_in_words(deal: Deal, style: Style, truth: Truth) -> list[Block]:
    english, chinese = deal.packages_in.split("|")
    words = spelling.count_words(deal.packages)
    truth.add(Fact("total_packages", str(deal.packages), str(deal.packages)))
    if style.language == "zh":
        return [Lines((f"总计：{deal.packages}{chinese}",))]
    return [Lines((f"SAY TOTAL {words} ({deal.packages}) {english.upper()} ONLY.",))]
