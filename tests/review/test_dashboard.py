"""The dashboard draws what is known."""

from decimal import Decimal
from typing import Any

from extractor.review.dashboard import _volumes


def test_a_month_without_a_weight_is_not_drawn_as_zero() -> None:
    rows: list[dict[str, Any]] = [
        {"month": "2025-05", "net_weight_kg": None}, {"month": "2025-06", "net_weight_kg": 1.5},
        {"month": "2025-06", "net_weight_kg": None}, {"month": None, "net_weight_kg": 2.0},
    ]  # fmt: skip
    assert _volumes(rows) == {"2025-06": Decimal("1.5"), "no date": Decimal(2)}
