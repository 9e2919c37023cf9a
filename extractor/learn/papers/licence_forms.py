"""Chinese licences in further arrangements: wide and narrow boxes mixed, sections with headings, goods first or last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from extractor.learn.papers import licence_goods
from extractor.learn.papers import style as styles
from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Seal, Side, Sign, Table
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.licence import authority_name, end_use
from extractor.learn.papers.names import Company
from extractor.learn.papers.parties import print_company
from extractor.learn.papers.style import Style
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table

Box = tuple[str, tuple[str, ...]]
"""Key of the label and the lines of the value."""
_DATES = ["dot_iso", "zh", "iso", "zh2", "zh_space", "slash_iso", "han"]


def licence(rng: Random, deal: Deal, family: Family) -> Paper:
    """Compose a licence of the People's Republic of China in one of these arrangements."""
    style = replace(
        styles.draw(rng, "CN", rng.choice(["zh+en", "zh+en", "en+zh", "zh"])), date_form=rng.choice(_DATES),
        grouping=rng.choice([",", ",", ""]), point=".", case="",
        joiner=rng.choice([" ", "\n", " / ", " "]) if family.renderer == "html" else rng.choice([" ", " / "]),
        habits=frozenset(name for name in ("sized", "zh_name") if rng.random() < 0.5),
    )  # fmt: skip
    truth = Truth("export_licence", family.name, unscored=["total_net_weight_kg", "payment_terms"])
    parties = _parties(rng, deal, style, truth)
    terms = _terms(rng, deal, style, truth)
    number, dates = _number(deal, truth), _dates(rng, deal, style, truth)
    head, foot = _apart(rng, style, [number], dates)
    boxes = (
        [*([] if head else [number]), *parties, *terms, *([] if foot else dates)]
        if rng.random() < 0.7
        else [*([] if head else [number]), *([] if foot else dates), *parties, *terms]
    )
    made = licence_goods.setting(rng, deal, style, truth)
    rule = rng.choice(family.rule)
    goods = {"boxes": lambda: licence_goods.boxed(made, rule), "cards": lambda: licence_goods.cards(made)}.get(
        family.goods, lambda: licence_goods.tabled(made, rule)
    )()
    form = _form(rng, family, style, boxes, {key for key, _ in parties})
    middle = [*goods, Gap(0.3), *form] if rng.random() < 0.15 else [*form, Gap(rng.choice([0, 0.3])), *goods]
    blocks = [*_title(rng, style), *head, Gap(0.5), *middle, Gap(0.5), *_closing(rng, deal, style, truth, foot)]
    return Paper(tuple(blocks), replace(draw_theme(rng, style, family.renderer), page="A4"), truth, family.renderer)


def _title(rng: Random, style: Style) -> list[Block]:
    words = table("licences")
    align = rng.choice(["center", "center", "left"])
    title: list[Block] = [Lines((rng.choice(words["prc_title"]),), rng.choice([1.5, 1.7, 1.9]), bold=True, align=align)]
    if style.language != "zh":
        title.append(Lines((rng.choice(words["prc_title_en"]),), rng.choice([0.8, 0.9, 1.0]), align=align))
    return title


def _number(deal: Deal, truth: Truth) -> Box:
    truth.add(Fact("document_number", deal.licence, deal.licence))
    return "number", (deal.licence,)


def _dates(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[Box]:
    """Date of issue and validity: until a day, from and until in boxes, or both in one box."""
    issued, until = deal.licence_day, deal.licence_day + timedelta(days=rng.choice([90, 180, 183, 364, 150]))
    start = issued + timedelta(days=rng.choice([0, 1, 3]))
    truth.add(Fact("issue_date", issued.isoformat(), style.date(issued)))
    last = Fact("valid_until", until.isoformat(), style.date(until))
    form = rng.choice(["until", "until", "both", "one"])
    boxes: list[Box] = [("date", (style.date(issued),))]
    if form == "until":
        boxes.append(("until", (last.raw,)))
    else:
        truth.add(Fact("valid_from", start.isoformat(), style.date(start)))
        joint = rng.choice(["自 {} 至 {}", "{} 至 {}", "{} - {}", "{} ~ {}"])
        one: list[Box] = [("validity", (joint.format(style.date(start), last.raw),))]
        boxes += one if form == "one" else [("from", (style.date(start),)), ("until", (last.raw,))]
    truth.add(last)
    return boxes


def _parties(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[Box]:
    """Exporter, consignor, importer, end user; code and address stand in their boxes or in boxes of their own."""
    plain_style = replace(style, language="en", habits=frozenset())
    chinese = Company(**{**vars(deal.seller), "name": deal.seller.chinese or deal.seller.name, "chinese": ""})
    user = deal.end_user if rng.random() < 0.6 else deal.buyer
    apart = rng.random() < 0.3
    boxes: list[Box] = []
    for chance, role, company in (
        (1.0, "exporter", chinese), (0.6, "consignor", chinese), (1.0, "importer", deal.buyer), (0.9, "end_user", user)
    ):  # fmt: skip
        if rng.random() >= chance:
            continue
        own = company is chinese
        address = rng.random() < (0.2 if own else 0.5)
        shown = replace(company, tax=None, address=(company.chinese_address,) if own else company.address)
        printed = print_company(rng, shown, plain_style, address=address and not own, contact=0)
        lines, facts = list(printed.lines), list(printed.facts)
        extra: list[Box] = []
        if own and address:
            facts.append(Fact("address", company.chinese_address, company.chinese_address))
            lines.append(company.chinese_address)
        if apart and len(lines) > 1:
            extra.append(("address", tuple(lines[1:])))
            lines = lines[:1]
        if own and deal.seller.chinese and style.language != "zh" and rng.random() < 0.25:
            lines.insert(1, deal.seller.name)
            facts[0] = replace(facts[0], alt=(deal.seller.name,))
        if own and role == "exporter" and deal.seller.tax and rng.random() < 0.8:
            code = deal.seller.tax[1]
            facts.append(Fact("tax_id", code, code))
            if rng.random() < 0.4:
                extra.append(("code", (code,)))
            else:
                lines = [*lines[:-1], lines[-1] + rng.choice(["（{}）", "  {}", " 编码 {}"]).format(code)]
        truth.add_party(role, facts)
        boxes += [(role, tuple(lines)), *extra]
    return boxes


def _terms(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[Box]:
    """The boxes of the trade, in an order of the authority's own."""
    words, places = table("licences"), table("places")
    bilingual = style.language != "zh" and rng.random() < 0.3

    def country(code: str) -> str:
        return str(places[code]["zh"][0]) + (f" {places[code]['names'][0]}" if bilingual else "")

    boxes: list[Box] = []

    def put(chance: float, key: str, fact: Fact) -> None:
        if rng.random() < chance:
            truth.add(fact)
            boxes.append((key, (fact.raw,)))

    target, contract = deal.discharge.country, deal.contract[:17]
    trade = rng.choice(words["trade"])
    put(0.6, "trade", Fact("terms_of_trade", trade, trade))
    put(0.9, "contract", Fact("contract_number", contract.upper(), contract))
    if rng.random() < 0.5:
        boxes.append(("contract_date", (style.date(deal.contract_day),)))
    put(0.6, "purchase", Fact("country_of_purchase", deal.buyer.country, country(deal.buyer.country)))
    if rng.random() < 0.95:
        put(1, "destination", Fact("country_of_destination", target, country(target)))
    else:
        truth.ignore("country_of_destination")
    if rng.random() < 0.55:
        boxes.append(("payment", (rng.choice(words["payment"]),)))
    customs = rng.choice(words["customs"])
    put(0.9, "port", Fact("port_of_clearance", customs, customs))
    mode, english = rng.choice(words["transport"]).split("|")
    put(0.85, "transport", Fact("mode_of_transport", mode, f"{mode} {english.title()}" if bilingual else mode))
    if rng.random() < 0.8:
        boxes.append(("end_use", (end_use(rng, truth, chinese=True),)))
    code = next((good.control for good in deal.goods if good.control), "")
    if code:
        put(0.4, "control", Fact("control_code", code.upper(), code))
    if rng.random() < 0.3:
        boxes.append(("uses", (rng.choice(["一批一证", "非一批一证"]),)))
    if rng.random() < 0.4:
        rng.shuffle(boxes)
    return boxes


def _apart(rng: Random, style: Style, number: list[Box], dates: list[Box]) -> tuple[list[Block], list[Box]]:
    """Take the number out of the boxes to the top, the dates to the end, on some forms."""
    head: list[Block] = []
    if rng.random() < 0.35:
        label = style.label(rng, "lic_number").replace("\n", " ")
        head = [
            Lines(
                (f"{label}{rng.choice(['：', ': ', ' '])}{number[0][1][0]}",),
                align=rng.choice(["right", "right", "left"]),
            )
        ]
    return head, dates if rng.random() < 0.3 else []


def _form(rng: Random, family: Family, style: Style, boxes: list[Box], wide: set[str]) -> list[Block]:
    """Arrange the boxes: parties and end use over the width or in pairs, all others in two to four columns."""
    wide = wide | {"end_use"}
    number = rng.choice(["", "", "{}. ", "({}) ", "（{}）", "{} "])
    items = [
        (key in wide, Item(f"{number.format(at) if number else ''}{style.label(rng, f'lic_{key}')}", lines))
        for at, (key, lines) in enumerate(boxes, 1)
    ]
    columns = {True: rng.choice([1, 1, 2]), False: max(2, family.columns)}
    colon = rng.choice(["：", ":", ""])
    form = rng.choice(["cell", "grid"]) if family.parties == "free" else family.parties
    headed = rng.random() < 0.35
    first, second = rng.choice(table("licences")["sections"]).split("|")
    titles = {True: first, False: second}
    blocks: list[Block] = []
    at = 0
    while at < len(items):
        kind, end = items[at][0], at
        while end < len(items) and items[end][0] == kind:
            end += 1
        if headed and (title := titles.pop(kind, "")):
            blocks.append(Table((Column(title),), (), "zebra"))
        chunk = [item for _, item in items[at:end]]
        short = len(chunk) % columns[kind] if columns[kind] > 1 else 0
        body, rest = chunk[: len(chunk) - short], chunk[len(chunk) - short :]
        for part, count in ((body, columns[kind]), (rest, len(rest))):
            if part:
                blocks.append(Pairs(tuple(part), form, min(count, len(part)), colon if form != "cell" else ""))
        at = end
    return blocks


def _closing(rng: Random, deal: Deal, style: Style, truth: Truth, dates: list[Box]) -> list[Block]:
    """Remarks, authority, its stamp, and the dates where they stand last."""
    words = table("licences")
    remark = rng.choice(words["remarks"])
    code = next((good.control for good in deal.goods if good.control), "")
    if code and "control_code" not in truth.fields and "control_code" not in truth.unscored and rng.random() < 0.3:
        truth.add(Fact("control_code", code.upper(), code))
        remark = f"管制编码：{code}" + (f"；{remark}" if remark else "")
    name = authority_name(rng)
    truth.add_party("issuing_authority", [Fact("name", name, name)])
    seal = Seal("round", rng.choice([name, *words["seal"]]), "") if rng.random() < 0.8 else None
    label = style.label(rng, "lic_authority").replace("\n", " ")
    notes = Item(style.label(rng, "lic_remarks"), (remark or "无",))
    stamp = Item(style.label(rng, "lic_authority"), (name,))
    dated = tuple(Item(style.label(rng, f"lic_{key}"), lines) for key, lines in dates)
    sign = Sign("", "", seal, 0, rng.choice(["right", "left"]))
    form = rng.choice(["boxes", "lines", "lines", "pairs"])
    if form == "boxes":
        left: tuple[Block, ...] = (Pairs((notes,), "cell", 1),)
        right: tuple[Block, ...] = (Pairs((stamp, *dated), "cell", 1), sign)
        return [Side((left, right), (1, 1), boxed=True)]
    if form == "pairs":
        return [Pairs((notes, stamp, *dated), rng.choice(["grid", "rows"]), 1, "："), sign]
    said = [f"{label}{rng.choice(['：', ': '])}{name}"]
    said += [f"{item.label.replace(chr(10), ' ')}：{' '.join(item.lines)}" for item in dated]
    top: list[Block] = [Lines((f"{notes.label.replace(chr(10), ' ')}：{remark}",))] if remark else []
    return [*top, Lines(tuple(said), align=rng.choice(["left", "right"])), sign]
