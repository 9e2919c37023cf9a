"""Thresholds as decimals."""

from __future__ import annotations

from decimal import Decimal


def tolerance(setting: float) -> Decimal:
    """Return a threshold of the settings as a decimal, as it was written."""
    return Decimal(str(setting))
