"""The joint reading of a row's numbers: quantity x price = amount picks among the ways to read each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from extractor.rules.arithmetic import RARE_LOTS, fitting_lot
from extractor.stages.extract.draft import Choice, Draft
from extractor.stages.extract.figures import kilograms

AGREES, MARK, FIRST, PRIOR, LOT = 4.0, 1.5, 1.0, 1.0, 0.8
"""Worth of: the product fits, the decimal mark is the table's, the number is its cell's first, its prior, no lot."""
DISSENTS = 3.0
"""What a product is worth less where the units printed ask for another: tonnes at a price per kilogram."""
MOST_WAYS = 400


@dataclass(frozen=True)
class Settled:
    """One row's numbers, each read in one way; `product`: 1 where quantity x price = amount, 0 where not, else None."""

    choices: Mapping[str, Choice]
    product: float | None
    lot: Decimal = Decimal(1)


def settle(draft: Draft, mark: str) -> Settled:
    """Choose one reading for each number of a row. `mark` is the table's decimal mark, empty where unknown."""
    best = {field: max(choices, key=lambda one: _worth(one, mark)) for field, choices in draft.choices.items()}
    amounts, prices = draft.choices.get("amount", ()), draft.choices.get("unit_price", ())
    if not amounts or not prices:
        return Settled(best, None)
    factors = [("quantity", one) for one in draft.choices.get("quantity", ())]
    factors += [("net_weight_kg", one) for one in draft.choices.get("net_weight_kg", ())]
    if not factors:
        return Settled(best, None)
    top, settled = float("-inf"), Settled(best, 0.0)
    for (field, factor), price, amount in _ways(factors, prices, amounts):
        worth = _worth(factor, mark) + _worth(price, mark) + _worth(amount, mark) - (field != "quantity") * LOT
        stated = stated_lot(factor, price)
        lots = RARE_LOTS if stated is None else (stated, *RARE_LOTS)
        lot = fitting_lot(factor.printed, price.printed, amount.printed, lots)
        if lot is not None:
            worth += AGREES - (LOT * (lot != 1) if stated is None else DISSENTS * (lot != stated))
        if worth > top:
            top = worth
            chosen = {**best, field: factor, "unit_price": price, "amount": amount}
            settled = Settled(chosen, float(lot is not None), lot or Decimal(1))
    return settled


def _ways(
    factors: Sequence[tuple[str, Choice]], prices: Sequence[Choice], amounts: Sequence[Choice]
) -> Iterable[tuple[tuple[str, Choice], Choice, Choice]]:
    if len(factors) * len(prices) * len(amounts) > MOST_WAYS:
        return product(factors[:4], prices[:6], amounts[:6])
    return product(factors, prices, amounts)


def _worth(choice: Choice, mark: str) -> float:
    right_mark = not mark or not choice.mark or choice.mark == mark
    return MARK * right_mark + FIRST * choice.first + PRIOR * choice.prior


def stated_lot(quantity: Choice, price: Choice) -> Decimal | None:
    """Return the lot size that two units of mass ask for: 1/1000 for tonnes at a price per kilogram; None where unsaid."""
    own, per = kilograms(quantity.unit), kilograms(price.per)
    return per / own if own and per else None


def sums_to(values: Sequence[Decimal], total: Decimal, step: Decimal) -> bool:
    """Say whether values add up to a total, within half a last place for each of them."""
    return abs(sum(values, Decimal(0)) - total) <= step * max(1, len(values)) / 2
