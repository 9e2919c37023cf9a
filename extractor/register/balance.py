"""The mass balance: kilograms of an element that a party received, passed on and still holds, month by month.

Oxide, metal, alloy and magnet are counted by the element that they contain, so that goods which change form still balance.
Each weight is a range; a question is asked only where the least that went out exceeds the most that was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Flow:
    """Contained kilograms of an element that a party received (`in`) or passed on (`out`) in a month, as one kind of goods."""

    party: str
    name: str
    month: str
    """YYYY-MM; empty for goods without a date, which come before all others."""
    element: str
    side: str
    kind: str
    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass
class Month:
    """One month of one party and element. `held_*` is what is left at its end, counted from the first month or given stock."""

    party: str
    name: str
    element: str
    month: str
    came: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """Likely kilograms that came in, by kind of goods."""
    went: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    in_low: Decimal = Decimal()
    in_high: Decimal = Decimal()
    out_low: Decimal = Decimal()
    out_high: Decimal = Decimal()
    held_low: Decimal = Decimal()
    held_likely: Decimal = Decimal()
    held_high: Decimal = Decimal()
    question: str = ""

    @property
    def in_likely(self) -> Decimal:
        """What came in, at the likely content."""
        return sum(self.came.values(), Decimal())

    @property
    def out_likely(self) -> Decimal:
        """What went out, at the likely content."""
        return sum(self.went.values(), Decimal())


Stocks = Mapping[tuple[str, str], tuple[str, Decimal]]
"""Month from which a stock holds, and its kilograms, by party and element."""


def balance(flows: Iterable[Flow], stocks: Stocks, tolerance: Decimal) -> list[Month]:
    """Return the months of every party and element in order; a stock replaces all that was before its month."""
    months: dict[tuple[str, str], dict[str, Month]] = defaultdict(dict)
    for flow in flows:
        found = months[flow.party, flow.element]
        month = found.setdefault(flow.month, Month(flow.party, flow.name, flow.element, flow.month))
        if flow.side == "in":
            month.came[flow.kind] += flow.likely
            month.in_low, month.in_high = month.in_low + flow.low, month.in_high + flow.high
        else:
            month.went[flow.kind] += flow.likely
            month.out_low, month.out_high = month.out_low + flow.low, month.out_high + flow.high
    out: list[Month] = []
    for key in sorted(months):
        out += _held([months[key][name] for name in sorted(months[key])], stocks.get(key), tolerance)
    return out


def _held(months: list[Month], stock: tuple[str, Decimal] | None, tolerance: Decimal) -> list[Month]:
    """Fill in what is held at the end of each month, and the question where more went out than was there."""
    since, opening = stock or ("", Decimal())
    low = likely = high = opening
    came_high, went_low, anything = opening, Decimal(), stock is not None
    counted = [month for month in months if month.month >= since]
    for month in counted:
        low += month.in_low - month.out_high
        likely += month.in_likely - month.out_likely
        high += month.in_high - month.out_low
        month.held_low, month.held_likely, month.held_high = low, likely, high
        came_high, went_low = came_high + month.in_high, went_low + month.out_low
        anything = anything or month.in_high > 0
        if anything and went_low > came_high * (1 + tolerance):
            month.question = (
                f"at least {went_low - came_high:.3f} kg more went out than came in: stock from before, own production, "
                "or a purchase whose papers are missing?"
            )
    return counted
