"""What printing rounds away, and thresholds as decimals."""

from __future__ import annotations

from decimal import Decimal


def tolerance(setting: float) -> Decimal:
    """Return a threshold of the settings as a decimal, as it was written."""
    return Decimal(str(setting))


def slack(*numbers: Decimal) -> Decimal:
    """Return what rounding may have taken from printed numbers: half a unit of the last place of each."""
    return sum((half_unit(number) for number in numbers), Decimal())


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of a number's last printed place."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal()
