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
    charge: Decimal
    """Freight as a row of its own above the total; 0 for none."""


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
    return Plan(
        columns=columns, units=units, money=money, weight_unit=weight_unit,
        weight_in=rng.choice(["head", "head", "cell"]), places=rng.choice([0, 0, 0, 0, 2]),
        mass_places=rng.choice([None, None, 2, 3]), package_words=rng.random() < 0.5,
        hs_form=rng.choice(["plain", "plain", "dots", "dots2", "space"]), total_row=total_row,
        price_places=rng.choice([2, 2, 3, 4]), weight_places=rng.choice([2, 2, 2, 1, 3]) if not heavy else 3,
        each=rng.random() < 0.1 and units == "cell", term_head=term_head, weight_head=rng.random() < 0.25,
        grouped=rng.random() < 0.08 and len(deal.goods) > 2,
        detail=rng.random() < 0.05 and kind != "packing_list",
        price_head=one_unit and money == "head" and rng.random() < 0.2,
        charge=charge if total and rng.random() < 0.08 else Decimal(0),
    )  # fmt: skip


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
