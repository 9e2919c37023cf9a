"""The goods of a Chinese licence in other forms than one table: name and code in boxes above it, or a card for each line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Block, Column, Gap, Item, Lines, Pairs, Row, Table
from extractor.learn.papers.cells import hs_code
from extractor.learn.papers.deal import RATES, Deal
from extractor.learn.papers.goods import Good, money_places
from extractor.learn.papers.licence import licensed, line_facts
from extractor.learn.papers.style import Style, plain
from extractor.learn.papers.truth import Fact, Truth


@dataclass(frozen=True)
class Setting:
    """What the goods of one licence are printed with."""

    rng: Random
    deal: Deal
    style: Style
    truth: Truth
    unit: str
    places: int
    """Decimals of quantities."""
    form: str
    """Of HS codes."""

    def label(self, key: str) -> str:
        """Draw a label of the form."""
        return self.style.label(self.rng, f"lic_{key}")


def setting(rng: Random, deal: Deal, style: Style, truth: Truth) -> Setting:
    """Draw how a licence prints its goods; note its currency."""
    truth.add(Fact("currency", deal.currency, deal.currency))
    unit = rng.choice(["千克", "千克", "公斤", "KG", "千克 KG"])
    return Setting(rng, deal, style, truth, unit, rng.choice([0, 1, 2, 2, 3]), rng.choice(["plain", "plain", "dots2"]))


def sorted_by_code(goods: tuple[Good, ...]) -> tuple[Good, ...]:
    """Return the goods as a form with one code takes them: all those of the first one's kind, under its name."""
    first = goods[0]
    same = [good for good in goods if good.elements == first.elements and bool(good.grade) == bool(first.grade)]
    return tuple(replace(good, chinese=first.chinese, english=first.english, hs=first.hs) for good in same)


def _lines(made: Setting, goods: tuple[Good, ...]) -> tuple[list[Good], Decimal, Decimal]:
    """Return the goods as licensed, with the sums of quantity and value as printed."""
    rounded = [replace(good, net=max(round(good.net, made.places), Decimal(1).scaleb(-made.places))) for good in goods]
    done = [licensed(good, made.deal.currency) for good in rounded]
    return done, sum((g.quantity for g in done), Decimal(0)), sum((g.amount for g in done), Decimal(0))


def _name(made: Setting, good: Good) -> tuple[str, Fact]:
    """Print a name in Chinese, on some papers with the English one behind it."""
    if made.style.language == "zh" or "zh_name" in made.style.habits:
        return good.chinese, Fact("description", good.chinese, good.chinese)
    both = f"{good.chinese} {good.english}"
    return both, Fact("description", good.chinese, both, (good.english, both))


def _texts(made: Setting, good: Good, *, money: bool = False) -> dict[str, str]:
    places, currency = money_places(made.deal.currency), made.deal.currency
    number = made.style.number
    form = "code" if money else "bare"
    return {
        "qty": number(good.quantity, made.places), "price": made.style.money(good.price, currency, 2, form),
        "amount": made.style.money(good.amount, currency, places, form),
        "spec": f"{good.grade or good.purity} {good.size if 'sized' in made.style.habits else ''}".strip(),
        "usd": number(good.amount / Decimal(RATES[currency]), 2), "unit": made.unit,
    }  # fmt: skip


def _note(made: Setting, good: Good, texts: dict[str, str], name: Fact, code: tuple[Fact, ...]) -> None:
    facts = line_facts(good, good.chinese, texts, made.unit, code)
    made.truth.add_line([name if fact.key == "description" else fact for fact in facts])
    if not good.grade:
        made.truth.ignore("grade")


def _note_totals(made: Setting, quantity: Decimal, total: Decimal) -> tuple[str, str]:
    places = money_places(made.deal.currency)
    shown = made.style.number(quantity, made.places), made.style.number(total, places)
    made.truth.add(
        Fact("total_quantity", plain(round(quantity, made.places)), shown[0]),
        Fact("total_amount", plain(total), shown[1]),
    )
    return shown


def boxed(made: Setting, rule: str) -> list[Block]:
    """Name and code once, in boxes; below them a table of grades with their quantities, as the printed form has it."""
    rng, deal = made.rng, made.deal
    goods, quantity, total = _lines(made, sorted_by_code(deal.goods))
    name, fact = _name(made, goods[0])
    code, code_facts = hs_code(goods[0], made.form)
    heads = ["spec", "unit", "qty", "price", "amount", *(["usd"] if rng.random() < 0.6 else [])]
    number = rng.choice([0, 0, 11, 15])
    marks = [f"{number + at}. " if number else "" for at in range(len(heads) + 2)]
    joint = rng.choice(["：", ": ", " ", "\n"])
    if rng.random() < 0.5:
        top: Pairs = Pairs((Item(marks[0] + made.label("col_name"), (name,)),
                            Item(made.label("col_hs"), (code,))), rng.choice(["grid", "cell"]), 2)  # fmt: skip
    else:
        label, other = made.label("col_name").replace("\n", " "), made.label("col_hs").replace("\n", " ")
        top = Pairs((Item("", (f"{marks[0]}{label}{joint.strip() or '：'} {name}    {other}：{code}",)),), "cell", 1)
    rows = []
    for good in goods:
        texts = _texts(made, good)
        _note(made, good, texts, fact, code_facts)
        rows.append(Row(tuple(texts[head] for head in heads)))
    for _ in range(rng.choice([0, 0, 1, 2])):
        rows.append(Row(tuple(rng.choice([("***",) * len(heads), ("",) * len(heads)]))))
    shown = _note_totals(made, quantity, total)
    foot = {"qty": shown[0], "amount": shown[1], "unit": made.unit}
    foot["usd"] = made.style.number(total / Decimal(RATES[deal.currency]), 2)
    rows.append(Row((made.label("total"), *(foot.get(head, "") for head in heads[1:])), "total"))
    return [top, Table(_columns(made, heads, marks[1:]), tuple(rows), rule)]


def _columns(made: Setting, heads: list[str], marks: list[str]) -> tuple[Column, ...]:
    money = made.rng.choice(["({})", "（{}）", " {}"]).format(made.deal.currency)
    align = made.rng.choice(["right", "center", "left"])
    columns = []
    for head, mark in zip(heads, marks, strict=False):
        text = mark + made.label(f"col_{head}") + (money if head in {"price", "amount"} else "")
        right = head in {"qty", "price", "amount", "usd"}
        columns.append(Column(text, align if right else "left", {"name": 3.2, "spec": 2.0, "hs": 1.7}.get(head, 1.2)))
    return tuple(columns)


def tabled(made: Setting, rule: str) -> list[Block]:
    """One table over the width of the form, with numbers of items and the control code as some forms have them."""
    rng = made.rng
    goods, quantity, total = _lines(made, made.deal.goods)
    heads = ["item"] if rng.random() < 0.5 else []
    heads += [*rng.choice([["name", "hs"], ["hs", "name"]]), *(["control"] if rng.random() < 0.3 else []), "spec"]
    heads += [*rng.choice([["qty", "unit"], ["unit", "qty"]]), "price", "amount"]
    rows = []
    for at, good in enumerate(goods, 1):
        name, fact = _name(made, good)
        code, code_facts = hs_code(good, made.form)
        texts = _texts(made, good) | {"item": str(at), "name": name, "hs": code, "control": good.control}
        _note(made, good, texts, fact, code_facts)
        rows.append(Row(tuple(texts[head] for head in heads)))
    if "control" in heads:
        made.truth.ignore("control_code")
    shown = _note_totals(made, quantity, total)
    first = min(heads.index("qty"), heads.index("unit"))
    foot = {"qty": shown[0], "amount": shown[1]}
    rows.append(Row((made.label("total"), *(foot.get(head, "") for head in heads[first:])), "total", first))
    return [Table(_columns(made, heads, [""] * len(heads)), tuple(rows), rule)]


def cards(made: Setting) -> list[Block]:
    """A card of boxes for each line, and the sums in a line below."""
    rng = made.rng
    goods, quantity, total = _lines(made, made.deal.goods)
    form, short = rng.choice(["cell", "cell", "grid", "rows"]), rng.choice([2, 4])
    title = rng.choice(["商品 {n:02d}", "Item {n}", "第{n}项", "货物 Goods {n}", "{n}."])
    blocks: list[Block] = []
    money = rng.random() < 0.6
    labels = {key: made.label(f"col_{key}") for key in ("name", "hs", "spec", "qty", "price", "amount")}
    for at, good in enumerate(goods, 1):
        name, fact = _name(made, good)
        code, code_facts = hs_code(good, made.form)
        texts = _texts(made, good, money=money)
        _note(made, good, texts, fact, code_facts)
        wide = (Item(labels["name"], (name,)), Item(labels["hs"], (code,)))
        rest = (Item(labels["qty"], (f"{texts['qty']} {made.unit}",)), Item(labels["spec"], (texts["spec"],)),
                Item(labels["price"], (texts["price"],)), Item(labels["amount"], (texts["amount"],)))  # fmt: skip
        head = title.format(n=at)
        bar: Block = Table((Column(head),), (), "zebra") if rng.random() < 0.6 else Lines((head,), bold=True)
        blocks += [bar, Pairs(wide, form, 2), Pairs(rest, form, 2 if form != "cell" else short), Gap(0.4)]
    shown = _note_totals(made, quantity, total)
    said = (
        f"{made.label('total_qty')}：{shown[0]} {made.unit}",
        f"{made.label('total_amount')}：{made.deal.currency} {shown[1]}",
    )
    return [
        *blocks,
        Lines(
            tuple(text.replace("\n", " ") for text in said),
            bold=rng.random() < 0.5,
            align=rng.choice(["left", "right"]),
        ),
    ]
