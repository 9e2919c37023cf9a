"""Papers of trade within China: the electronic VAT invoice 电子发票, an invoice; the delivery note 送货单, a packing list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from extractor.learn.papers import identifiers, names, spelling
from extractor.learn.papers import style as styles
from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Seal, Side, Sign, Table
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import RATES, Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.goods import CENT, Good
from extractor.learn.papers.names import Company
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table


def paper(rng: Random, deal: Deal, family: Family) -> Paper:
    """Compose an inland paper: a VAT invoice, or a delivery note."""
    seller = deal.seller if deal.seller.country == "CN" else names.company(rng, "CN")
    buyer = names.company(rng, "CN")
    style = replace(
        styles.draw(rng, "CN", "zh"), grouping=rng.choice(["", "", ","]), point=".",
        date_form=rng.choice(["zh2", "zh2", "zh", "iso"]),
    )  # fmt: skip
    make = _invoice if rng.random() < 0.55 else _delivery
    blocks, truth = make(rng, replace(deal, seller=seller, buyer=buyer), family, style)
    theme = draw_theme(rng, style, family.renderer)
    if rng.random() < 0.3:
        theme = replace(theme, colour="#8c3b1f")
    return Paper(tuple(blocks), theme, truth, family.renderer)


def _lines(rng: Random, deal: Deal) -> tuple[Good, ...]:
    """Return the goods in yuan without tax; prices of an invoice have many digits where the tax was taken out."""
    goods, yuan = [], Decimal(RATES["CNY"]) / Decimal(RATES[deal.currency])
    for good in deal.goods:
        quantity = good.quantity if good.weighed and good.unit == "KGM" else good.net if good.weighed else good.quantity
        unit = "KGM" if good.weighed else good.unit
        amount = max(round(good.amount * yuan, 2), CENT)
        price = amount / quantity
        if rng.random() < 0.5:
            price = max(round(price, 2), CENT)
            amount = round(price * quantity, 2)
        goods.append(replace(good, unit=unit, quantity=quantity, price=_digits(price), amount=amount))
    return tuple(goods)


def _digits(price: Decimal) -> Decimal:
    """Return a price as the tax system prints it: up to thirteen decimals, no zeros at the end."""
    return Decimal(plain(round(price, 13)))


def _elements(good: Good) -> list[Fact]:
    return [Fact("elements", sorted(good.elements), "")] if good.elements else []


def _invoice(rng: Random, deal: Deal, family: Family, style: Style) -> tuple[list[Block], Truth]:
    """A VAT invoice: parties side by side, goods with rate and tax, sums, the whole in words and figures."""
    truth = Truth("commercial_invoice", family.name)
    words = table("inland")
    number = identifiers.digits(rng, 20) if rng.random() < 0.8 else identifiers.digits(rng, 8)
    day = style.date(deal.day)
    truth.add(Fact("document_number", number, number), Fact("issue_date", deal.day.isoformat(), day))
    special = rng.random() < 0.6
    title = rng.choice(words["title_special" if special else "title_plain"])
    top = Pairs((Item("发票号码", (number,)), Item("开票日期", (day,))), rng.choice(["colon", "rows"]), 1, "：")
    head = rng.choice([
        Side(((Lines((title,), 1.6, bold=True, align="center"),), (top,)), (2, 1)),
        Side(((Lines(("",)),), (Lines((title,), 1.6, align="center"),), (top,)), (1, 2, 1.2)),
    ])  # fmt: skip
    buyer = _taxpayer(rng, truth, deal.buyer, "buyer")
    seller = _taxpayer(rng, truth, deal.seller, "seller")
    form = rng.choice(["colon", "colon", "rows"])
    captions = rng.choice(words["captions"]).split("|")
    sides: list[tuple[Block, ...]] = []
    for caption, items in zip(captions, (buyer, seller), strict=True):
        labelled = [Lines((caption,), bold=True)] if rng.random() < 0.5 else []
        upright = Lines(tuple(caption), align="center")
        body = Pairs(tuple(items), form, 1, "：")
        sides.append((*labelled, body) if labelled else (Side(((upright,), (body,)), (1, 12)),))
    parties = Side((sides[0], sides[1]), (1, 1), boxed=rng.random() < 0.5)
    table_, total, tax = _taxed(rng, deal, style, truth, rng.choice(family.rule))
    truth.add(Fact("currency", "CNY", ""))
    whole = total + tax
    figures = f"¥{style.number(whole, 2)}"
    truth.add(
        Fact("total_amount", plain(whole), figures), Fact("net_amount", plain(total), style.number(total, 2)),
        Fact("tax_amount", plain(tax), style.number(tax, 2)),
    )  # fmt: skip
    written = spelling.chinese(whole, "CNY").removeprefix("人民币")
    sums = f"价税合计（大写）  {rng.choice(['ⓧ', '', ''])}{written}      （小写）{figures}"
    note = _remarks(rng, deal, truth)
    blocks: list[Block] = [head, Gap(0.6), parties, table_, Pairs((Item("", (sums,)),), "cell", 1)]
    if note:
        blocks.append(Pairs((Item("备注", (note,)),), rng.choice(["grid", "cell", "colon"]), 1, "："))
    return [*blocks, Gap(0.5), Lines((f"开票人：{_clerk(rng)}",))], truth


def _taxpayer(rng: Random, truth: Truth, company: Company, role: str) -> list[Item]:
    """Print name and tax number of one side; older forms add address, telephone and bank."""
    code = identifiers.uscc(rng)
    label = rng.choice(["统一社会信用代码/纳税人识别号", "统一社会信用代码/纳税人识别号", "纳税人识别号"])
    facts = [Fact("name", company.chinese, company.chinese), Fact("tax_id", code, code)]
    items = [Item("名称", (company.chinese,)), Item(label, (code,))]
    if rng.random() < 0.25:
        facts.append(Fact("address", company.chinese_address, company.chinese_address))
        items.append(Item("地址、电话", (f"{company.chinese_address} {company.phone}",)))
        items.append(Item("开户行及账号", (f"{company.city}农商银行 {identifiers.digits(rng, 16)}",)))
    truth.add_party(role, facts)
    return items


def _taxed(rng: Random, deal: Deal, style: Style, truth: Truth, rule: str) -> tuple[Table, Decimal, Decimal]:
    """Return the table of goods with their tax, and the sums of amounts and tax."""
    words = table("inland")
    rate = rng.choice([13, 13, 13, 9, 3])
    kind = rng.choice(words["kinds"])
    heads = list(rng.choice(words["heads"]).split("|"))
    rows, taxes = [], Decimal(0)
    goods = _lines(rng, deal)
    for good in goods:
        tax = round(good.amount * rate / 100, 2)
        taxes += tax
        name = f"*{kind}*{good.chinese}"
        spec = f"{good.grade or good.purity} {good.size}".strip() if rng.random() < 0.5 else good.grade or good.purity
        unit = rng.choice(styles.UNITS[good.unit][1][:3])
        facts = [
            Fact("description", name, name), *_elements(good),
            Fact("quantity", plain(good.quantity), plain(good.quantity)), Fact("unit", good.unit, unit),
            Fact("unit_price", plain(good.price), plain(good.price)),
            Fact("amount", plain(good.amount), style.number(good.amount, 2)),
        ]  # fmt: skip
        facts += [Fact("grade", good.grade, good.grade)] if good.grade else []
        facts += [Fact("net_weight_kg", plain(good.quantity), "")] if good.weighed else []
        truth.add_line(facts)
        rows.append(Row((
            name, spec, unit, plain(good.quantity), plain(good.price), style.number(good.amount, 2), f"{rate}%",
            style.number(tax, 2),
        )))  # fmt: skip
    if any(not good.grade for good in goods):
        truth.ignore("grade")
    truth.ignore("total_quantity", "total_net_weight_kg")
    total = sum((good.amount for good in goods), Decimal(0))
    empty = ("",) * len(heads)
    rows += [Row(empty) for _ in range(rng.choice([0, 1, 2]))]
    sums = ("合  计", "", "", "", "", f"¥{style.number(total, 2)}", "", f"¥{style.number(taxes, 2)}")
    rows.append(Row(sums, "total"))
    aligns = ("left", "left", "center", "right", "right", "right", "center", "right")
    widths = (3.4, 1.8, 0.8, 1.2, 1.9, 1.5, 1.0, 1.4)
    columns = tuple(Column(head, align, width) for head, align, width in zip(heads, aligns, widths, strict=True))
    return Table(columns, tuple(rows), rule), total, taxes


def _remarks(rng: Random, deal: Deal, truth: Truth) -> str:
    """What stands in the box of remarks: contract, order, bank."""
    parts = []
    if rng.random() < 0.4:
        truth.add(Fact("contract_number", deal.contract.upper(), deal.contract))
        parts.append(f"合同号：{deal.contract}")
    if rng.random() < 0.25:
        truth.add(Fact("purchase_order_number", deal.order.upper(), deal.order))
        parts.append(f"订单号：{deal.order}")
    if rng.random() < 0.4:
        parts.append(f"销方开户银行：{deal.seller.city}农商银行；银行账号：{identifiers.digits(rng, 18)}")
    return rng.choice(["；", "  "]).join(parts)


def _clerk(rng: Random) -> str:
    words = table("names")["zh"]
    return str(rng.choice(words["surname"]) + "".join(rng.sample(words["given"], rng.randint(1, 2))))


def _delivery(rng: Random, deal: Deal, family: Family, style: Style) -> tuple[list[Block], Truth]:
    """A delivery note: the seller on top, a line of header fields, goods with cartons and weights, who signs."""
    truth = Truth("packing_list", family.name)
    words = table("inland")
    name = deal.seller.chinese
    facts = [Fact("name", name, name)]
    foot: list[Block] = []
    if rng.random() < 0.5:
        facts.append(Fact("address", deal.seller.chinese_address, deal.seller.chinese_address))
        foot = [Gap(0.5), Lines((f"{name}  地址：{deal.seller.chinese_address}  电话：{deal.seller.phone}",), 0.9)]
    truth.add_party("seller", facts)
    number, day = deal.packing, style.date(deal.day)
    truth.add(Fact("document_number", number.upper(), number), Fact("issue_date", deal.day.isoformat(), day))
    items = [Item(rng.choice(words["customer"]), (deal.buyer.chinese,)), Item(rng.choice(words["day"]), (day,))]
    truth.add_party("buyer", [Fact("name", deal.buyer.chinese, deal.buyer.chinese)])
    if rng.random() < 0.4:
        place = names.company(rng, "CN")
        truth.add_party("consignee", [
            Fact("name", place.chinese, place.chinese),
            Fact("address", place.chinese_address, place.chinese_address),
        ])  # fmt: skip
        items += [Item("收货单位", (place.chinese,)), Item("收货地址", (place.chinese_address,))]
    for chance, key, label, value in (
        (0.5, "purchase_order_number", "order", deal.order), (0.35, "contract_number", "contract", deal.contract),
        (0.3, "invoice_number", "invoice", deal.invoice),
    ):  # fmt: skip
        if rng.random() < chance:
            truth.add(Fact(key, value.upper(), value))
            items.append(Item(rng.choice(words[label]), (value,)))
    title = Lines((rng.choice(words["title_delivery"]),), 1.5, bold=True, align="center")
    mark = rng.choice(["No. {}", "№ {}", "编号：{}", "单号：{}"]).format(number)
    top = Side(((Lines((name,), 1.2, align="center"), title), (Lines((mark,), align="right"),)), (3, 1))
    form = rng.choice(["colon", "rows", "grid", "inline"])
    header = Pairs(tuple(items), form, rng.choice([1, 2]), "：")
    goods = _delivered(rng, deal, style, truth, rng.choice(family.rule))
    signs = tuple(f"{label}：{_clerk(rng)}" for label in rng.sample(words["signs"], 3))
    seal = Seal("round", name, "发货专用章") if rng.random() < 0.4 else None
    blocks: list[Block] = [
        top, Gap(0.4), header, Gap(0.4), goods, Gap(0.4), Lines((rng.choice(words["notes"]),), 0.9), Gap(0.4),
        Lines(("      ".join([*signs, "收货人（签字）："]),)), *([Sign("", "", seal, 0)] if seal else []), *foot,
    ]  # fmt: skip
    return blocks, truth


def _delivered(rng: Random, deal: Deal, style: Style, truth: Truth, rule: str) -> Table:
    """Return the table of a delivery note; its quantities have their unit in the head or a column."""
    goods = [replace(good, unit="KGM", quantity=good.net) if good.weighed else good for good in deal.goods]
    one = len({good.unit for good in goods}) == 1
    unit = {code: rng.choice(names_[1]) for code, names_ in styles.UNITS.items()}
    tail = [name for name, chance in (("packages", 0.8), ("net", 0.7), ("gross", 0.5)) if rng.random() < chance]
    united = [] if one and rng.random() < 0.6 else ["unit"]
    columns = ["item", "name", "spec", *united, "quantity", *tail, *(["note"] if rng.random() < 0.5 else [])]
    heads = {"item": "序号", "name": rng.choice(["品名", "产品名称", "货物名称"]), "spec": rng.choice(["牌号", "型号"]),
             "unit": "单位", "quantity": "数量" + ("" if united else f"({unit[goods[0].unit]})"),
             "packages": rng.choice(["箱数", "件数"]), "net": "净重(kg)", "gross": "毛重(kg)", "note": "备注"}  # fmt: skip
    rows = []
    for at, good in enumerate(goods, 1):
        cells = {"item": str(at), "name": good.chinese, "spec": good.grade or good.purity, "unit": unit[good.unit],
                 "quantity": plain(good.quantity), "packages": str(good.packages), "net": style.number(good.net, 2),
                 "gross": style.number(good.gross, 2), "note": ""}  # fmt: skip
        facts = [Fact("description", good.chinese, good.chinese), *_elements(good),
                 Fact("quantity", plain(good.quantity), cells["quantity"]),
                 Fact("unit", good.unit, unit[good.unit])]  # fmt: skip
        facts += [Fact("grade", good.grade, good.grade)] if good.grade else []
        truth.add_line([*facts, *_weighed(good, tail, cells)])
        rows.append(Row(tuple(cells[name] for name in columns)))
    if any(not good.grade for good in goods):
        truth.ignore("grade")
    rows.append(_sum(goods, style, truth, columns))
    right = {"quantity", "packages", "net", "gross"}
    made = [
        Column(heads[name], "right" if name in right else "left", 3.0 if name == "name" else 1.2) for name in columns
    ]
    return Table(tuple(made), tuple(rows), rule)


def _weighed(good: Good, tail: list[str], cells: dict[str, str]) -> list[Fact]:
    """Return what a line of a delivery note tells of weight and packages."""
    found = {"packages": Fact("package_count", str(good.packages), cells["packages"]),
             "net": Fact("net_weight_kg", plain(round(good.net, 2)), cells["net"]),
             "gross": Fact("gross_weight_kg", plain(round(good.gross, 2)), cells["gross"])}  # fmt: skip
    facts = [found[name] for name in tail]
    if good.weighed and "net" not in tail:
        facts.append(Fact("net_weight_kg", plain(good.quantity), ""))
    return facts


def _sum(goods: Sequence[Good], style: Style, truth: Truth, columns: list[str]) -> Row:
    """Return the row of totals of a delivery note."""
    cells = dict.fromkeys(columns, "")
    if len({good.unit for good in goods}) == 1:
        cells["quantity"] = plain(sum((good.quantity for good in goods), Decimal(0)))
        truth.add(Fact("total_quantity", cells["quantity"], cells["quantity"]))
        if goods[0].weighed:
            truth.ignore("total_net_weight_kg")
    if "packages" in columns:
        cells["packages"] = str(sum(good.packages for good in goods))
        truth.add(Fact("total_packages", cells["packages"], cells["packages"]))
    for name, key in (("net", "total_net_weight_kg"), ("gross", "total_gross_weight_kg")):
        if name in columns:
            total = sum((round(good.net if name == "net" else good.gross, 2) for good in goods), Decimal(0))
            cells[name] = style.number(total, 2)
            truth.add(Fact(key, plain(total), cells[name]))
    cells["item"] = "合计"
    return Row(tuple(cells[name] for name in columns), "total")
