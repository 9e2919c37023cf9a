"""What printing rounds away: half a unit of the last decimal that stands on the paper."""

from __future__ import annotations

import re
from decimal import Decimal

_FIGURES = re.compile(r"\d[\d.,'’ \u00a0\u202f]*")


def half_unit(value: Decimal, raw: str = "") -> Decimal:
    """Return half a unit of the last printed place of a number, which was read from `raw`.

    `2.00` says more than `2`, though both are the same number. Where the print can't be found again, since the value was
    brought to other units, the value's own decimals count.
    """
    places = printed_places(value, raw)
    if places is not None:
        return Decimal(5).scaleb(-places - 1)
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)


def printed_places(value: Decimal, raw: str) -> int | None:
    """Return how many decimals a number has where it is printed; None where it can't be found there."""
    for found in _FIGURES.finditer(raw):
        text = found[0].rstrip(".,'’ \u00a0\u202f")
        number = Decimal(re.sub(r"\D", "", text))
        behind = len(text) - 1 - max(text.rfind("."), text.rfind(","))
        if behind < len(text) and number.scaleb(-behind) == abs(value):
            return behind
        if behind in {3, len(text)} and number == abs(value):  # no mark, or one between thousands
            return 0
    return None
