"""The goods table: which columns stand on the paper, what each cell says, what that is worth, and the totals beneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Column, Row, Table
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.description import describe
from extractor.learn.papers.goods import Good, money_places
from extractor.learn.papers.style import KILOGRAMS, Style, plain
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table

POUND = KILOGRAMS["LBR"]


@dataclass(frozen=True)
class Plan:
    """What one paper's table prints, drawn once for all of its lines."""

    columns: tuple[str, ...]
    units: str
    """cell, column, head or none: where the unit of a quantity stands."""
    money: str
    """head or none: bare numbers; else a money form of the style in each cell."""
    weight_unit: str
    weight_in: str
    """head or cell."""
    places: int
    """Decimals of a quantity of pieces."""
    package_words: bool
    hs_form: str
    total_row: bool
    price_places: int
    weight_places: int


@dataclass(frozen=True)
class Cell:
    """One cell of a line and what it is worth."""

    text: str
    facts: tuple[Fact, ...] = ()


_WIDTHS = {"description": 4.6, "quantity": 1.6, "unit_price": 1.5, "amount": 1.7, "size": 2.0, "hs": 1.5, "marks": 1.6,
           "composition": 2.4, "item": 0.7, "unit": 0.8, "packages": 1.3, "carton": 1.2}  # fmt: skip
_RIGHT = {"quantity", "unit_price", "amount", "net", "gross", "packages", "net_each"}
_CENTRE = {"item", "unit", "hs", "origin", "carton", "grade", "dims"}


def plan(rng: Random, deal: Deal, kind: str, style: Style, *, total_row: bool) -> Plan:
    """Draw what the table of a trade paper looks like."""
    columns = _columns(rng, deal, kind)
    one_unit = len({good.unit for good in deal.goods}) == 1
    units = rng.choice(["cell", "cell", "cell", "column", "column", *(["head", "head"] if one_unit else [])])
    money = rng.choice(["head", "head", "head", "none", "cell"])
    money = style.money_form if money == "cell" and style.money_form != "bare" else "head" if money == "cell" else money
    american = style.country == "US" and rng.random() < 0.4
    heavy = deal.net > 2000 and rng.random() < 0.15
    return Plan(
        columns=columns, units=units, money=money, weight_unit="LBR" if american else "TNE" if heavy else "KGM",
        weight_in=rng.choice(["head", "head", "cell"]), places=rng.choice([0, 0, 0, 0, 2]), package_words=rng.random() < 0.5,
        hs_form=rng.choice(["plain", "plain", "dots", "dots2", "space"]), total_row=total_row,
        price_places=rng.choice([2, 2, 3, 4]), weight_places=rng.choice([2, 2, 2, 1, 3]) if not heavy else 3,
    )  # fmt: skip


def _columns(rng: Random, deal: Deal, kind: str) -> tuple[str, ...]:
    def maybe(chance: float, name: str) -> list[str]:
        return [name] if rng.random() < chance else []

    magnets = any(good.grade for good in deal.goods)
    bulk = any(good.purity for good in deal.goods)
    chosen = maybe(0.55, "item")
    if kind != "packing_list":
        chosen += maybe(0.1, "marks") + maybe(0.12, "part") + maybe(0.1, "po")
        chosen += maybe(0.12, "hs") + ["description"]
    else:
        chosen += maybe(0.35, "carton") + maybe(0.08, "part") + ["description"]
    if magnets:
        chosen += maybe(0.3, "grade") + maybe(0.22, "size") + maybe(0.08, "coating")
    if bulk:
        chosen += maybe(0.3, "purity")
    if "hs" not in chosen:
        chosen += maybe(0.3 if kind != "packing_list" else 0.12, "hs")
    if kind != "packing_list":
        chosen += maybe(0.07, "origin") + ["quantity"]
        tail = ["unit_price", "amount"] if rng.random() < 0.93 else ["amount"]
        weights = ["net", "gross", "packages"] if kind == "combined" else maybe(0.08, "net")
        return tuple(chosen + (weights + tail if rng.random() < 0.7 else tail + weights))
    weights = maybe(0.1, "net_each") + ["net", "gross"] if rng.random() < 0.93 else ["gross"]
    packages = maybe(0.75, "packages")
    chosen += maybe(0.9, "quantity") + (packages + weights if rng.random() < 0.8 else weights + packages)
    return tuple(chosen + maybe(0.25, "dims"))


def build(rng: Random, deal: Deal, kind: str, style: Style, truth: Truth, drawn: Plan, rule: str) -> tuple[Table, str]:
    """Build the table of a paper; also return the currency forms that it prints (`` where none names the currency)."""
    makers = _makers(rng, deal, kind, style, drawn, truth)
    names = [name for name in drawn.columns if name in makers or name == "unit"]
    if drawn.units == "column" and "quantity" in names:
        at = names.index("quantity") + (1 if rng.random() < 0.8 else 0)
        names.insert(at, "unit")
    rows = []
    for number, good in enumerate(deal.goods, 1):
        cells = [makers[name](number, good) for name in names]
        truth.add_line([fact for cell in cells for fact in cell.facts] + _implied(good, names))
        rows.append(Row(tuple(cell.text for cell in cells)))
    if drawn.total_row:
        rows.append(_total_row(rng, deal, kind, style, truth, drawn, names))
    heads = tuple(_column(rng, deal, style, drawn, name) for name in names)
    return Table(heads, tuple(rows), rule), _money_shown(style, drawn, deal.currency, names)


def _money_shown(style: Style, drawn: Plan, currency: str, names: list[str]) -> str:
    """Return what of the table's money names the currency; nothing where none does."""
    if not {"unit_price", "amount"} & set(names) or drawn.money == "none":
        return ""
    return currency if drawn.money == "head" else style.currency_mark(currency, drawn.money)


def _implied(good: Good, names: list[str]) -> list[Fact]:
    """Facts that a line states without a cell of their own: its elements, and its mass where that is its quantity."""
    facts = [Fact("elements", sorted(good.elements), "")] if good.elements else []
    if good.weighed and "quantity" in names and "net" not in names:
        facts.append(Fact("net_weight_kg", plain(good.quantity * KILOGRAMS[good.unit]), ""))
    return facts


def _makers(
    rng: Random, deal: Deal, kind: str, style: Style, drawn: Plan, truth: Truth
) -> dict[str, Callable[[int, Good], Cell]]:
    """Return, by column, what makes its cell."""
    columns = set(drawn.columns)
    say = describe(rng, deal, kind, style, columns, drawn.hs_form)
    first = iter(range(1, 10**6))
    coat = style.language == "zh"

    def carton(_: int, good: Good) -> Cell:
        start = next(first)
        for _ in range(good.packages - 1):
            next(first)
        return Cell(str(start) if good.packages == 1 else f"{start}-{start + good.packages - 1}")

    return {
        "item": lambda number, _: Cell(str(number)),
        "marks": lambda number, _: Cell("N/M" if number == 1 else ""),
        "part": lambda _, good: Cell(good.part),
        "po": lambda _, good: Cell(good.order, (Fact("purchase_order_number", good.order.upper(), good.order),)),
        "carton": carton,
        "description": lambda _, good: Cell(*say(good)),
        "grade": lambda _, good: Cell(good.grade, (Fact("grade", good.grade, good.grade),) if good.grade else ()),
        "size": lambda _, good: Cell(good.size),
        "coating": lambda _, good: Cell(good.coating_zh if coat else good.coating),
        "purity": lambda _, good: Cell(good.purity),
        "hs": lambda _, good: Cell(*hs_code(good, drawn.hs_form)),
        "origin": lambda _, good: Cell(_origin(style, deal)),
        "quantity": lambda _, good: _quantity(good, style, drawn),
        "unit": lambda _, good: Cell(style.unit(good.unit)),
        "unit_price": lambda _, good: _price(good, deal, style, drawn),
        "amount": lambda _, good: _amount(good, deal, style, drawn),
        "net": lambda _, good: _weight("net_weight_kg", good.net, style, drawn),
        "gross": lambda _, good: _weight("gross_weight_kg" if kind in {"packing_list", "combined"} else "", good.gross, style, drawn),
        "net_each": lambda _, good: Cell(style.number(good.net / good.packages, 2)),
        "packages": lambda _, good: _packages(good, deal, style, drawn),
        "dims": lambda _, good: Cell(good.box or "-"),
    }  # fmt: skip


def hs_code(good: Good, form: str) -> tuple[str, tuple[Fact, ...]]:
    """Print an HS code in one of the trade's forms."""
    code = good.hs
    if not code:
        return "", ()
    if form == "dots":
        text = code[:4] + "." + ".".join(code[i : i + 2] for i in range(4, len(code), 2))
    elif form == "dots2":
        text = (
            f"{code[:4]}.{code[4:]}"
            if len(code) <= 6
            else f"{code[:8]}.{code[8:]}"
            if len(code) > 8
            else f"{code[:4]}.{code[4:6]}.{code[6:]}"
        )
    elif form == "space":
        text = f"{code[:4]} {code[4:]}"
    else:
        text = code
    return text, (Fact("hs_code", code, text),)


def _origin(style: Style, deal: Deal) -> str:
    place = table("places")[deal.seller.country]
    return str(place["zh"][0] if style.language == "zh" else place["names"][0])


def _quantity(good: Good, style: Style, drawn: Plan) -> Cell:
    places = drawn.places if not good.weighed else None
    number = style.number(good.quantity, places)
    text = style.measured(good.quantity, good.unit, places) if drawn.units in {"cell", "none"} else number
    return Cell(text, (Fact("quantity", plain(good.quantity), number), Fact("unit", good.unit, style.unit(good.unit))))


def _price(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    exponent = good.price.as_tuple().exponent
    places = max(
        -exponent if isinstance(exponent, int) else 0, min(drawn.price_places, 4) if money_places(deal.currency) else 0
    )
    text = style.money(good.price, deal.currency, places, _form(drawn))
    return Cell(text, (Fact("unit_price", plain(good.price), style.number(good.price, places)),))


def _form(drawn: Plan) -> str:
    return "bare" if drawn.money in {"head", "none"} else drawn.money


def _amount(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    places = money_places(deal.currency)
    text = style.money(good.amount, deal.currency, places, _form(drawn))
    return Cell(text, (Fact("amount", plain(good.amount), style.number(good.amount, places)),))


def weight_text(kilograms: Decimal, style: Style, drawn: Plan, *, unit: bool) -> tuple[str, str, str]:
    """Print a weight; return text, the number in it, and its worth in kilograms."""
    factor = KILOGRAMS[drawn.weight_unit]
    exact = round(kilograms / factor, drawn.weight_places)
    exact = exact or Decimal(1).scaleb(-drawn.weight_places)
    number = style.number(exact, drawn.weight_places)
    return (
        style.measured(exact, drawn.weight_unit, drawn.weight_places) if unit else number,
        number,
        plain(exact * factor),
    )


def _weight(key: str, kilograms: Decimal, style: Style, drawn: Plan) -> Cell:
    text, number, worth = weight_text(kilograms, style, drawn, unit=drawn.weight_in == "cell")
    return Cell(text, (Fact(key, worth, number),) if key else ())


def package_word(deal: Deal, style: Style) -> str:
    """Return the packages' name in the paper's language."""
    english, chinese = deal.packages_in.split("|")
    return chinese if style.language == "zh" else english


def _packages(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    text = f"{good.packages} {package_word(deal, style)}" if drawn.package_words else str(good.packages)
    return Cell(text, (Fact("package_count", str(good.packages), str(good.packages)),))


def _column(rng: Random, deal: Deal, style: Style, drawn: Plan, name: str) -> Column:
    head = style.label(rng, f"col_{'net' if name == 'net_each' else name}")
    join = rng.choice(["\n", " "])
    if name == "net_each":
        head += rng.choice(["/ctn", " per ctn", "\n(each)"])
    if name in {"unit_price", "amount"} and drawn.money == "head":
        head += join + rng.choice([f"({deal.currency})", deal.currency, f"in {deal.currency}"])
    if name in {"net", "gross", "net_each"} and drawn.weight_in == "head":
        head += join + f"({style.unit(drawn.weight_unit)})"
    if name == "quantity" and drawn.units == "head":
        head += join + f"({style.unit(deal.goods[0].unit)})"
    align = "right" if name in _RIGHT else "center" if name in _CENTRE else "left"
    return Column(head, align, _WIDTHS.get(name, 1.2))


def totals_of(deal: Deal, style: Style, drawn: Plan) -> tuple[Decimal, Decimal, Decimal]:
    """Return quantity, net and gross as the columns add up in print (rounded as printed)."""
    factor = KILOGRAMS[drawn.weight_unit]

    def add(weights: list[Decimal]) -> Decimal:
        least = Decimal(1).scaleb(-drawn.weight_places)
        return sum((round(w / factor, drawn.weight_places) or least for w in weights), Decimal(0)) * factor

    quantity = sum((good.quantity for good in deal.goods), Decimal(0))
    return quantity, add([good.net for good in deal.goods]), add([good.gross for good in deal.goods])


def _total_row(rng: Random, deal: Deal, kind: str, style: Style, truth: Truth, drawn: Plan, names: list[str]) -> Row:
    quantity, net, gross = totals_of(deal, style, drawn)
    same = len({good.unit for good in deal.goods}) == 1
    whole = Good(**{**vars(deal.goods[0]), "quantity": quantity, "packages": deal.packages, "amount": deal.total})
    cells = [""] * len(names)
    facts: list[Fact] = []

    def put(name: str, key: str, cell: Cell) -> None:
        if name in names:
            cells[names.index(name)] = cell.text
            facts.extend(replace(fact, key=key) for fact in cell.facts[:1])

    if same and rng.random() < 0.85:
        put("quantity", "total_quantity", _quantity(whole, style, drawn))
        if whole.weighed:
            truth.ignore("total_net_weight_kg")
    if kind != "packing_list":
        put("amount", "total_amount", _amount(whole, deal, style, drawn))
    put("net", "total_net_weight_kg", _weight("x", net, style, drawn))
    put("gross", "total_gross_weight_kg", _weight("x", gross, style, drawn))
    put("packages", "total_packages", _packages(whole, deal, style, drawn))
    truth.add(*facts)
    span = next((i for i, text in enumerate(cells) if text), len(cells))
    cells[0] = cells[0] or style.label(rng, "col_total")
    return Row((cells[0], *cells[max(span, 1) :]), "total", max(span, 1))
