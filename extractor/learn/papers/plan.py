"""The plan of a goods table: which columns it has and how it prints them, drawn once for all lines of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import money_places
from extractor.learn.papers.style import Style


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
    mass_places: int | None
    """Decimals of a quantity by mass; None prints no more than it has."""
    package_words: bool
    hs_form: str
    total_row: bool
    price_places: int
    weight_places: int
    each: bool
    """A unit price says of what: 1.20/pc."""
    term_head: bool
    """The Incoterm stands in a merged heading above the money columns."""
    weight_head: bool
    """One merged heading above net and gross weight."""
    grouped: bool
    """Lines stand under headings of their order numbers."""
    detail: bool
    """HS code and origin stand in a row of their own under each line."""
    price_head: bool
    """The head of the unit price names its unit: USD/pc."""
    charges: tuple[tuple[str, str, Decimal], ...]
    """Rows of their own above the total: label, key of the fact or nothing, value with its sign."""
    hs_once: str = ""
    """all or items: the HS code is named once, in a line beside the table."""
    per_carton: str = ""
    """columns or cell: quantity and weights of one carton stand beside those of the line."""
    thousand: bool = False
    """Prices are those of a thousand pieces."""

    @property
    def charge(self) -> Decimal:
        """What all rows of charges come to."""
        return sum((value for _, _, value in self.charges), Decimal(0))


def plan(rng: Random, deal: Deal, kind: str, style: Style, *, total_row: bool, term_head: bool = False) -> Plan:
    """Draw what the table of a trade paper looks like."""
    columns = _columns(rng, deal, kind)
    one_unit = len({good.unit for good in deal.goods}) == 1
    units = rng.choice(["cell", "cell", "cell", "column", "column", *(["head", "head"] if one_unit else [])])
    money = rng.choice(["head", "head", "head", "none", "cell"])
    money = style.money_form if money == "cell" and style.money_form != "bare" else "head" if money == "cell" else money
    american = style.country == "US" and rng.random() < 0.4
    heavy = deal.net > 2000 and rng.random() < 0.15
    light = deal.net < 20 and rng.random() < 0.12
    weight_unit = "LBR" if american else "TNE" if heavy else "GRM" if light else "KGM"
    total = total_row and kind != "packing_list"
    charge = round(deal.total * Decimal(str(round(rng.uniform(0.004, 0.05), 4))), money_places(deal.currency))
    hs_once = _hs_once(deal) if "hs_once" in style.habits else ""
    if hs_once:
        columns = ("item", *(name for name in columns if name not in {"item", "hs"}), "hs")
    per_carton = ""
    if kind == "packing_list" and "per_carton" in style.habits and {"packages", "net"} <= set(columns):
        per_carton = rng.choice(["columns", "cell"])
        columns = _each(columns) if per_carton == "columns" else tuple(n for n in columns if n != "net_each")
    pieces = one_unit and not deal.goods[0].weighed and money_places(deal.currency) == 2
    return Plan(
        columns=columns, units=units, money=money, weight_unit=weight_unit,
        weight_in=rng.choice(["head", "head", "cell"]), places=rng.choice([0, 0, 0, 0, 2]),
        mass_places=rng.choice([None, None, 2, 3]), package_words=rng.random() < 0.5,
        hs_form=rng.choice(["plain", "plain", "dots", "dots2", "space"]), total_row=total_row,
        price_places=rng.choice([2, 2, 3, 4]), weight_places=rng.choice([2, 2, 2, 1, 3]) if not heavy else 3,
        each=rng.random() < 0.1 and units == "cell", term_head=term_head, weight_head=rng.random() < 0.25,
        grouped=rng.random() < 0.08 and len(deal.goods) > 2,
        detail=rng.random() < 0.05 and kind != "packing_list" and not hs_once,
        price_head=one_unit and money == "head" and rng.random() < 0.2,
        charges=_charges(rng, deal, charge, many="charges" in style.habits) if total else (),
        hs_once=hs_once, per_carton=per_carton,
        thousand=pieces and kind != "packing_list" and "thousand" in style.habits,
    )  # fmt: skip


def _charges(rng: Random, deal: Deal, charge: Decimal, *, many: bool) -> tuple[tuple[str, str, Decimal], ...]:
    """Draw rows of charges above the total: freight alone on some papers, several where that is a habit."""
    places = money_places(deal.currency)

    def part(low: float, high: float) -> Decimal:
        return round(deal.total * Decimal(str(round(rng.uniform(low, high), 4))), places)

    freight = ("freight_amount", "freight_amount", charge)
    if not many:
        return (freight,) if rng.random() < 0.08 else ()
    kinds = [
        freight, ("insurance_amount", "insurance_amount", part(0.001, 0.01)), ("mould", "", part(0.01, 0.1)),
        ("packing_charge", "", part(0.004, 0.02)), ("document_fee", "", part(0.001, 0.01)),
        ("discount_amount", "discount_amount", -part(0.01, 0.06)), ("tax", "tax_amount", part(0.03, 0.2)),
        ("round_off", "", Decimal(rng.randint(-49, 49)).scaleb(-places)),
    ]  # fmt: skip
    drawn = sorted(rng.sample(range(len(kinds)), rng.choice([1, 1, 2, 2, 3])))
    return tuple(kinds[at] for at in drawn if kinds[at][2])


def _hs_once(deal: Deal) -> str:
    """Say how the HS codes of the lines can be told once: one for all, or by item numbers."""
    codes = [good.hs for good in deal.goods]
    if not any(codes):
        return ""
    return "all" if len(set(codes)) == 1 else "items"


def _each(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Put the figures of one carton before those of the line."""
    each = {"quantity": "quantity_each", "net": "net_each", "gross": "gross_each"}
    spared = {"net_each", "size", "coating", "part", "dims", "origin", "purity"}
    named = [name for name in columns if name not in spared]
    return tuple(part for name in named for part in ([each[name], name] if name in each else [name]))


def _columns(rng: Random, deal: Deal, kind: str) -> tuple[str, ...]:
    def maybe(chance: float, name: str) -> list[str]:
        return [name] if rng.random() < chance else []

    magnets = any(good.grade for good in deal.goods)
    bulk = any(good.purity for good in deal.goods)
    chosen = maybe(0.55, "item")
    if kind != "packing_list":
        chosen += maybe(0.1, "marks") + maybe(0.12, "part") + maybe(0.08, "po")
        chosen += [*maybe(0.12, "hs"), "description"]
    else:
        chosen += maybe(0.35, "carton") + maybe(0.08, "part") + ["description"]
    if magnets:
        chosen += maybe(0.3, "grade") + maybe(0.22, "size") + maybe(0.08, "coating")
    if bulk:
        chosen += maybe(0.3, "purity")
    if "hs" not in chosen:
        chosen += maybe(0.3 if kind != "packing_list" else 0.12, "hs")
    if kind != "packing_list":
        chosen += [*maybe(0.07, "origin"), "quantity"]
        if rng.random() < 0.12:
            chosen.insert(0, chosen.pop())
        tail = ["unit_price", "amount"] if rng.random() < 0.93 else ["amount"]
        weights = ["net", "gross", "packages"] if kind == "combined" else maybe(0.08, "net")
        return tuple(chosen + (weights + tail if rng.random() < 0.7 else tail + weights))
    weights = [*maybe(0.1, "net_each"), "net", "gross"] if rng.random() < 0.93 else ["gross"]
    packages = maybe(0.75, "packages")
    chosen += maybe(0.9, "quantity") + (packages + weights if rng.random() < 0.8 else weights + packages)
    return tuple(chosen + maybe(0.25, "dims"))
