"""The cells of a goods table: what each column prints for a good, what that is worth, and what its head says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from extractor.learn.papers import percarton
from extractor.learn.papers.blocks import Column
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.description import describe
from extractor.learn.papers.goods import Good, money_places
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import KILOGRAMS, Style, plain
from extractor.learn.papers.told import told
from extractor.learn.papers.truth import Fact
from extractor.learn.papers.words import table


@dataclass(frozen=True)
class Cell:
    """One cell of a line and what it is worth."""

    text: str
    facts: tuple[Fact, ...] = ()


_WIDTHS = {"description": 4.6, "quantity": 1.6, "unit_price": 1.5, "amount": 1.7, "size": 2.0, "hs": 1.5, "marks": 1.6,
           "composition": 2.4, "item": 0.7, "unit": 0.8, "packages": 1.3, "carton": 1.2}  # fmt: skip
_RIGHT = {"quantity", "unit_price", "amount", "net", "gross", "packages", *percarton.EACH}
_CENTRE = {"item", "unit", "hs", "origin", "carton", "grade", "dims"}


def makers(rng: Random, deal: Deal, kind: str, style: Style, drawn: Plan) -> dict[str, Callable[[int, Good], Cell]]:
    """Return, by column, what makes its cell."""
    columns = set(drawn.columns)
    more = None
    if "told" in style.habits:
        more = told(
            rng, deal, style, columns | ({"net"} if kind == "packing_list" else set()),
            lambda good: weight_text(good.net, style, drawn, unit=True),
            lambda code: hs_code_text(code, drawn.hs_form),
        )  # fmt: skip
    say = describe(rng, kind, style, columns, more)
    marks = rng.choice(["N/M", "N/M", f"{deal.order}\n{deal.discharge.english.upper()}\nC/NO.1-{deal.packages}"])
    first = iter(range(1, 10**6))
    coat = style.language == "zh"
    gross = "gross_weight_kg" if kind in {"packing_list", "combined"} else ""

    def carton(_: int, good: Good) -> Cell:
        start = next(first)
        for _ in range(good.packages - 1):
            next(first)
        return Cell(str(start) if good.packages == 1 else f"{start}-{start + good.packages - 1}")

    return {
        "item": lambda number, _: Cell(str(number)),
        "marks": lambda number, _: Cell(marks if number == 1 else ""),
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
        "quantity": lambda _, good: _over(good, "quantity", quantity_cell(good, style, drawn), style, drawn),
        "unit": lambda _, good: Cell(style.unit(good.unit)),
        "unit_price": lambda _, good: price_cell(good, deal, style, drawn),
        "amount": lambda _, good: amount_cell(good, deal, style, drawn),
        "net": lambda _, good: _over(
            good, "net", weight_cell("net_weight_kg", good.net, style, drawn), style, drawn
        ),
        "gross": lambda _, good: _over(good, "gross", weight_cell(gross, good.gross, style, drawn), style, drawn),
        "quantity_each": lambda _, good: Cell(percarton.each(good, "quantity", style, drawn)),
        "net_each": lambda _, good: Cell(percarton.each(good, "net", style, drawn)),
        "gross_each": lambda _, good: Cell(percarton.each(good, "gross", style, drawn)),
        "packages": lambda _, good: packages_cell(good, deal, style, drawn),
        "dims": lambda _, good: Cell(good.box or "-"),
    }  # fmt: skip


def _over(good: Good, name: str, cell: Cell, style: Style, drawn: Plan) -> Cell:
    """Print the figure of one carton above that of the line, where the plan says so."""
    return replace(cell, text=percarton.above(good, name, style, drawn, cell.text))


def hs_code(good: Good, form: str) -> tuple[str, tuple[Fact, ...]]:
    """Print an HS code in one of the trade's forms."""
    if not good.hs:
        return "", ()
    text = hs_code_text(good.hs, form)
    return text, (Fact("hs_code", good.hs, text),)


def hs_code_text(code: str, form: str) -> str:
    """Print the digits of an HS code."""
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
    return text


def _origin(style: Style, deal: Deal) -> str:
    place = table("places")[deal.seller.country]
    return str(place["zh"][0] if style.language == "zh" else place["names"][0])


def quantity_cell(good: Good, style: Style, drawn: Plan) -> Cell:
    """Print a quantity, with its unit where no column or head names it."""
    places = drawn.mass_places if good.weighed else drawn.places
    if places is not None and good.quantity != round(good.quantity, places):
        places = None
    number = style.number(good.quantity, places)
    text = style.measured(good.quantity, good.unit, places) if drawn.units in {"cell", "none"} else number
    return Cell(text, (Fact("quantity", plain(good.quantity), number), Fact("unit", good.unit, style.unit(good.unit))))


def price_cell(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    """Print a unit price with all of its decimals."""
    price = good.price * 1000 if drawn.thousand else good.price
    exponent = price.as_tuple().exponent
    places = max(
        -exponent if isinstance(exponent, int) else 0, min(drawn.price_places, 4) if money_places(deal.currency) else 0
    )
    text = style.money(price, deal.currency, places, _form(drawn))
    text += f"/{style.unit(good.unit)}" if drawn.each and not drawn.thousand else ""
    return Cell(text, (Fact("unit_price", plain(price), style.number(price, places)),))


def _form(drawn: Plan) -> str:
    return "bare" if drawn.money in {"head", "none"} else drawn.money


def amount_cell(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    """Print a line's amount."""
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


def weight_cell(key: str, kilograms: Decimal, style: Style, drawn: Plan) -> Cell:
    """Print a weight; without a key it is worth nothing."""
    text, number, worth = weight_text(kilograms, style, drawn, unit=drawn.weight_in == "cell")
    return Cell(text, (Fact(key, worth, number),) if key else ())


def package_word(deal: Deal, style: Style) -> str:
    """Return the packages' name in the paper's language."""
    english, chinese = deal.packages_in.split("|")
    return chinese if style.language == "zh" else english


def packages_cell(good: Good, deal: Deal, style: Style, drawn: Plan) -> Cell:
    """Print a count of packages."""
    text = f"{good.packages} {package_word(deal, style)}" if drawn.package_words else str(good.packages)
    return Cell(text, (Fact("package_count", str(good.packages), str(good.packages)),))


def column(rng: Random, deal: Deal, style: Style, drawn: Plan, name: str) -> Column:
    """Return a column's head, alignment and relative width."""
    head = style.label(rng, f"col_{percarton.EACH.get(name, name)}")
    join = rng.choice(["\n", " "])
    if name == "net_each" and not drawn.per_carton:
        head += rng.choice(["/ctn", " per ctn", "\n(each)"])
    if name == "unit_price" and drawn.thousand:
        piece = style.unit(deal.goods[0].unit)
        each = rng.choice([f"/1000{piece}", f"/1,000 {piece}", f" per 1000 {piece}", f"/K{piece}", "/M"])
        each = f"/千{piece}" if style.language == "zh" else each
        head += f"{join}({deal.currency if drawn.money == 'head' else ''}{each.strip()})"
    elif name == "unit_price" and drawn.price_head:
        head += join + f"({deal.currency}/{style.unit(deal.goods[0].unit)})"
    elif name in {"unit_price", "amount"} and drawn.money == "head":
        head += join + rng.choice([f"({deal.currency})", deal.currency, f"in {deal.currency}"])
    if name in {"net", "gross", "net_each", "gross_each"} and drawn.weight_in == "head":
        head += join + f"({style.unit(drawn.weight_unit)})"
    if name == "quantity" and drawn.units == "head":
        head += join + f"({style.unit(deal.goods[0].unit)})"
    align = "right" if name in _RIGHT else "center" if name in _CENTRE else "left"
    return Column(head, align, _WIDTHS.get(name, 1.2))
