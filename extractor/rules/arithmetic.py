"""The arithmetic of a paper: quantity x price = amount, lines and charges = total. "Equal" allows for what printing took away.

Reading, validation and the register all ask here, so that no two of them differ about one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

LOTS = (Decimal(1), Decimal(1000))
"""How many a price is for: one, or a thousand (`/K`, or per tonne with kilograms)."""
RARE_LOTS = (*LOTS, Decimal(100))
"""A price per hundred is a way to read a row, never a proof of it: a decimal mark that was lost looks the same."""
CHARGES = ("freight_amount", "insurance_amount", "tax_amount")
"""What is added to the lines; a discount is taken off."""


def last_place(number: Decimal) -> Decimal:
    """Return one unit of a number's last printed place."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of a number's last printed place: what rounding may have taken away."""
    return last_place(number) / 2


def slack(*numbers: Decimal) -> Decimal:
    """Return what rounding may have taken from printed numbers together."""
    return sum((half_unit(number) for number in numbers), Decimal(0))


def fitting_lot(quantity: Decimal, price: Decimal, amount: Decimal, lots: Iterable[Decimal] = LOTS) -> Decimal | None:
    """Return the first lot with which quantity x price / lot is the amount, None where none is.

    The price's rounding counts as often as the price does; an amount may also have been cut off in place of rounded.
    """
    for lot in lots:
        off = abs(quantity * price / lot - amount)
        if off <= max(last_place(amount), abs(quantity) / lot * half_unit(price) + half_unit(amount)):
            return lot
    return None


def line_fits(counts: Iterable[Decimal], price: Decimal, amount: Decimal) -> bool:
    """Say whether one of a line's counts makes its amount: its quantity, or its kilograms where goods are sold by weight."""
    return any(fitting_lot(count, price, amount) is not None for count in counts)


def with_charges(amounts: Sequence[Decimal], charges: Iterable[Decimal], discount: Decimal) -> Decimal:
    """Return the lines with charges on top and a discount off, which is printed with a minus and without."""
    return sum((*amounts, *charges), Decimal(0)) - abs(discount)


def adds_up(added: Decimal, total: Decimal, numbers: Iterable[Decimal]) -> bool:
    """Say whether a sum is the printed total, within the rounding of the numbers that went into it and its own."""
    return abs(added - total) <= slack(*numbers, total)
