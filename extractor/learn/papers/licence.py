"""Compose export licences of the People's Republic of China, in the forms that DOMAIN 2.2 describes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from extractor.learn.papers import style as styles
from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Seal, Side, Sign, Table
from extractor.learn.papers.cells import hs_code
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import RATES, Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.goods import Good, money_places
from extractor.learn.papers.names import Company
from extractor.learn.papers.parties import print_company
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table

Entry = tuple[str, str]
"""Key of the label and text of the value."""


def licensed(good: Good, currency: str) -> Good:
    """Return a good as a licence states it: by mass, with a price a kilogram."""
    price = max(round(good.amount / good.net, 2), Decimal("0.01"))
    return replace(
        good, unit="KGM", quantity=good.net, price=price, amount=round(good.net * price, money_places(currency))
    )


def chinese_licence(rng: Random, deal: Deal, family: Family) -> Paper:
    """Compose a licence of the People's Republic of China."""
    language = rng.choice(["zh+en", "zh+en", "zh+en", "zh"])
    style = replace(
        styles.draw(rng, "CN", language), date_form=rng.choice(["dot_iso", "zh", "iso", "zh2", "zh_space",
                                                                "slash_iso"]),
        grouping=rng.choice([",", ","]), point=".", joiner=rng.choice([" ", "\n", " ",
                                                                       "/"]) if family.renderer == "html" else " ",
                                                                       case="",
    )  # fmt: skip
    truth = Truth("export_licence", family.name, unscored=["total_net_weight_kg", "payment_terms"])
    words = table("licences")
    items = [
        Item(style.label(rng, f"lic_{key}"), tuple(lines)) for key, lines in _chinese_fields(rng, deal, style, truth)
    ]
    if rng.random() < 0.3:
        items = [replace(item, label=f"{number}. {item.label}") for number, item in enumerate(items, 1)]
    title: list[Block] = [Lines((rng.choice(words["prc_title"]),), 1.7, bold=True, align="center")]
    if language != "zh":
        title.append(Lines((rng.choice(words["prc_title_en"]),), rng.choice([0.8, 0.9, 1.0]), align="center"))
    goods = _licence_table(rng, deal, style, truth, rng.choice(family.rule))
    closing = _authority(rng, style, truth)
    blocks = [
        *title,
        Gap(0.7),
        arranged(rng, family, style, items),
        Gap(rng.choice([0, 0.5])),
        goods,
        Gap(0.8),
        *closing,
    ]
    theme = replace(draw_theme(rng, style, family.renderer), page="A4")
    return Paper(tuple(blocks), theme, truth, family.renderer)


def arranged(rng: Random, family: Family, style: Style, items: list[Item]) -> Block:
    """Put the boxes of a licence where the family wants them."""
    colon = style.colon if family.header in {"rows", "colon"} else ""
    if family.header == "colon":
        colon = "：" if style.language == "zh" else ":"
    if family.header == "cell" and rng.random() < 0.5:
        half = (len(items) + 1) // 2
        parts = ((Pairs(tuple(items[:half]), "cell", 1),), (Pairs(tuple(items[half:]), "cell", 1),))
        return Side(parts, (1, 1), boxed=True)
    return Pairs(tuple(items), family.header, family.columns, colon)


def _chinese_fields(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[tuple[str, list[str]]]:
    """Draw the boxes of the form in order of print."""
    words = table("licences")
    fields: list[tuple[str, list[str]]] = []

    def put(chance: float, key: str, fact: Fact | None, text: str = "") -> None:
        if rng.random() < chance:
            fields.append((key, [fact.raw if fact else text]))
            if fact:
                truth.add(fact)

    put(1, "number", Fact("document_number", deal.licence, deal.licence))
    fields += _chinese_parties(rng, deal, style, truth)
    if rng.random() < 0.75:
        fields.append(("end_use", [end_use(rng, truth, chinese=True)]))
    place = table("places")[deal.discharge.country]
    country = place["zh"][0] if rng.random() < 0.8 else f"{place['zh'][0]} {place['names'][0]}"
    if rng.random() < 0.93:
        put(1, "destination", Fact("country_of_destination", deal.discharge.country, country))
    else:
        truth.ignore("country_of_destination")
    put(0.45, "purchase", Fact("country_of_purchase", deal.buyer.country, table("places")[deal.buyer.country]["zh"][0]))
    contract = deal.contract[:17]
    put(0.9, "contract", Fact("contract_number", contract.upper(), contract))
    put(0.4, "contract_date", None, style.date(deal.contract_day))
    mode = rng.choice(words["transport"]).split("|")[0]
    put(0.8, "transport", Fact("mode_of_transport", mode, mode))
    customs = rng.choice(words["customs"])
    put(0.85, "port", Fact("port_of_clearance", customs, customs))
    put(0.35, "payment", None, rng.choice(words["payment"]))
    put(0.35, "trade", Fact("terms_of_trade", "一般贸易", "一般贸易"))
    code = next((good.control for good in deal.goods if good.control), "")
    if code:
        put(0.3, "control", Fact("control_code", code.upper(), code))
    until = deal.licence_day + timedelta(days=rng.choice([90, 180, 180, 365, 364, 150]))
    dates = [("date", Fact("issue_date", deal.licence_day.isoformat(), style.date(deal.licence_day))),
             ("until", Fact("valid_until", until.isoformat(), style.date(until)))]  # fmt: skip
    for key, fact in dates:
        put(1, key, fact)
    remark = rng.choice(words["remarks"])
    if remark:
        put(0.4, "remarks", None, remark)
    if rng.random() < 0.4:
        first, rest = fields[:1], fields[1:]
        moved = [rest.pop(rng.randrange(len(rest))) for _ in range(2)]
        fields = [*first, moved[0], *rest, moved[1]]
    return fields


def _chinese_parties(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[tuple[str, list[str]]]:
    plain_style = replace(style, language="en")
    fields = []
    chinese = Company(**{**vars(deal.seller), "name": deal.seller.chinese or deal.seller.name, "chinese": ""})
    for chance, key, role, company in (
        (1.0, "exporter", "exporter", chinese), (0.45, "consignor", "consignor", chinese),
        (1.0, "importer", "importer", deal.buyer), (0.85, "end_user", "end_user",
                                                    deal.end_user if rng.random() < 0.6 else deal.buyer),
    ):  # fmt: skip
        if rng.random() >= chance:
            continue
        own = company is chinese
        printed = print_company(
            rng, replace(company, tax=None), plain_style, address=not own and rng.random() < 0.5, contact=0
        )
        lines, facts = list(printed.lines), list(printed.facts)
        if own and deal.seller.chinese and style.language != "zh" and rng.random() < 0.2:
            lines.append(deal.seller.name)
            facts[0] = replace(facts[0], alt=(deal.seller.name,))
        if own and key == "exporter" and deal.seller.tax and rng.random() < 0.7:
            lines.append(deal.seller.tax[1])
            facts.append(Fact("tax_id", deal.seller.tax[1], deal.seller.tax[1]))
        truth.add_party(role, facts)
        fields.append((key, lines))
    return fields


def end_use(rng: Random, truth: Truth, *, chinese: bool) -> str:
    """Draw what the goods are for, and note it with its wording in the other language."""
    uses = table("goods")["uses"]
    at = rng.randrange(len(uses["en"]))
    text, other = (uses["zh"][at], uses["en"][at]) if chinese else (uses["en"][at], uses["zh"][at])
    truth.add(Fact("end_use", text, text, (other,)))
    return str(text)


def _licence_table(rng: Random, deal: Deal, style: Style, truth: Truth, rule: str) -> Table:
    """Draw the grid of goods of the Chinese form; quantities in kilograms."""
    dollars = rng.random() < 0.25
    names = [
        "name",
        "hs",
        "spec",
        "unit",
        "qty",
        "price",
        "amount",
        *(["usd"] if dollars and deal.currency != "USD" else []),
    ]
    if rng.random() < 0.25:
        names[:2] = ["hs", "name"]
    money = (
        f"({deal.currency})"
        if rng.random() < 0.8
        else f"({deal.currency}币种)"
        if style.language == "zh"
        else f"( {deal.currency} )"
    )
    truth.add(Fact("currency", deal.currency, deal.currency))
    heads = {
        name: style.label(rng, f"lic_col_{name}") + (money if name in {"price", "amount"} else "") for name in names
    }
    form = rng.choice(["plain", "plain", "dots2"])
    unit = rng.choice(["千克", "千克", "公斤", "KG"])
    places = money_places(deal.currency)
    rows, goods = [], [licensed(good, deal.currency) for good in deal.goods]
    with_size = rng.random() < 0.3
    for good in goods:
        spec = good.grade or good.purity
        if not good.grade:
            truth.ignore("grade")
        code, code_facts = hs_code(good, form)
        cells = {"name": good.chinese, "hs": code, "spec": f"{spec} {good.size}".strip() if with_size else spec,
                 "unit": unit,
                 "qty": style.number(good.quantity, 2), "price": style.number(good.price, 2),
                 "amount": style.number(good.amount, places),
                 "usd": style.number(good.amount / Decimal(RATES[deal.currency]), 2)}  # fmt: skip
        truth.add_line(line_facts(good, good.chinese, cells, unit, code_facts))
        rows.append(Row(tuple(cells[name] for name in names)))
    total, quantity = sum((g.amount for g in goods), Decimal(0)), sum((g.quantity for g in goods), Decimal(0))
    foot = {"qty": style.number(quantity, 2), "amount": style.number(total, places)}
    truth.add(
        Fact("total_quantity", plain(round(quantity, 2)), foot["qty"]),
        Fact("total_amount", plain(total), foot["amount"]),
    )
    first = names.index("qty")
    rows.append(Row((style.label(rng, "lic_total"), *(foot.get(name, "") for name in names[first:])), "total", first))
    right = {"qty", "price", "amount", "usd"}
    columns = tuple(
        Column(heads[n], "right" if n in right else "left", {"name": 3.2, "spec": 1.8, "hs": 1.7}.get(n, 1.1))
        for n in names
    )
    return Table(columns, tuple(rows), rule)


def line_facts(good: Good, name: str, cells: dict[str, str], unit: str, code: tuple[Fact, ...]) -> list[Fact]:
    """Return what a line of a licence is worth; `cells` holds what is printed of quantity, price and amount."""
    facts = [Fact("description", name, name), *code, Fact("quantity", plain(round(good.quantity, 2)), cells["qty"]),
             Fact("unit", "KGM", unit),
             Fact("net_weight_kg", plain(round(good.quantity, 2)), ""),
             Fact("amount", plain(good.amount), cells["amount"])]  # fmt: skip
    if cells.get("price"):
        facts.append(Fact("unit_price", plain(good.price), cells["price"]))
    if good.elements:
        facts.append(Fact("elements", sorted(good.elements), ""))
    if good.grade:
        facts.append(Fact("grade", good.grade, good.grade))
    return facts


def authority_name(rng: Random) -> str:
    """Draw the office that issues a licence."""
    _, city, _, province = rng.choice(table("places")["CN"]["cities"]).split("|")
    name = rng.choice(table("licences")["prc_authorities"])
    return str(name.format(city=city, province=province + ("省" if province != city else "市")))


def _authority(rng: Random, style: Style, truth: Truth) -> list[Block]:
    words = table("licences")
    name = authority_name(rng)
    seal = Seal("round", rng.choice(words["seal"]), "") if rng.random() < 0.8 else None
    label = style.label(rng, "lic_authority").replace("\n", " ")
    blocks: list[Block] = []
    caption = ""
    if rng.random() < 0.8:
        truth.add_party("issuing_authority", [Fact("name", name, name)])
        blocks.append(Lines((f"{label}{rng.choice(['：', ': '])}{name}",)))
    else:
        truth.ignore("issuing_authority")
        caption = label
    return [*blocks, Sign(caption, "", seal, rng.choice([0, rng.randint(1, 9999)]), rng.choice(["right", "left"]))]
