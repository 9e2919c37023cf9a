"""Figures of one carton: columns of their own beside the line's, or `@` above them in the same cell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from extractor.learn.papers.blocks import Column
from extractor.learn.papers.goods import Good
from extractor.learn.papers.plan import Plan
from extractor.learn.papers.style import KILOGRAMS, Style

EACH = {"quantity_each": "quantity", "net_each": "net", "gross_each": "gross"}


def each(good: Good, name: str, style: Style, drawn: Plan) -> str:
    """Print the figure of one carton, for a column of its own."""
    if name == "quantity":
        return style.number(good.quantity / good.packages, 2 if good.weighed else 0)
    return style.number(_share(good, name) / KILOGRAMS[drawn.weight_unit], max(drawn.weight_places, 2))


def above(good: Good, name: str, style: Style, drawn: Plan, text: str) -> str:
    """Put the figure of one carton above that of the line: `@12.30KGS`; not where the line is one carton."""
    if drawn.per_carton != "cell" or (name == "quantity" and good.weighed):
        return text
    if name == "quantity":
        shown = drawn.units in {"cell", "none"}
        unit = f"{style.unit_gap}{style.unit(good.unit)}" if shown else ""
        return f"@{style.number(good.quantity / good.packages, 0)}{unit}\n{text}"
    value = _share(good, name) / KILOGRAMS[drawn.weight_unit]
    places = max(drawn.weight_places, 2)
    unit = f"{style.unit_gap}{style.unit(drawn.weight_unit)}" if drawn.weight_in == "cell" else ""
    return f"@{style.number(value, places)}{unit}\n{text}"


def _share(good: Good, name: str) -> Decimal:
    return (good.net if name == "net" else good.gross) / good.packages


def headed(rng: Random, style: Style, drawn: Plan, columns: dict[str, Column]) -> dict[str, Column]:
    """Name the columns of one carton and of the line: under a merged heading, or each by itself."""
    one = rng.choice(
        ["/CTN", "per ctn", "PER CTN", "each", "/Ctn.", "@"] if style.language != "zh" else ["每箱", "单箱"]
    )
    whole = style.label(rng, "col_total").rstrip(":")
    merged = rng.random() < 0.6
    done = dict(columns)
    for part, name in EACH.items():
        if part not in columns or name not in columns:
            continue
        head = columns[name].head
        if merged:
            done[part] = replace(columns[part], head=one, group=head.replace("\n", " "))
            done[name] = replace(columns[name], head=whole, group=head.replace("\n", " "))
        else:
            done[part] = replace(columns[part], head=f"{head}\n{one}")
            done[name] = replace(columns[name], head=f"{whole}\n{head}" if rng.random() < 0.5 else head)
    return done
