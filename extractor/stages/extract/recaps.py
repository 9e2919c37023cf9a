"""Tables that list the goods once more by customs code, with what they cost or weigh: of taxes, or for the customs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.stages.extract.arithmetic import Settled
from extractor.stages.extract.draft import Draft
from extractor.stages.extract.goods import Line

NAMES = frozenset({"description", "name_en", "name_zh", "grade"})
LISTED = ("net_weight_kg", "amount")


def are_recap(items: Sequence[Draft], settled: Sequence[Settled], before: Sequence[Line]) -> bool:
    """Say whether rows name customs codes only and weigh or cost what the goods of the tables before them do."""
    cells = {name for draft in items for name in draft.cells}
    if not before or NAMES & cells or "hs_code" not in cells:
        return False
    return any(_sums_again(field, settled, before) for field in LISTED)


def _sums_again(field: str, settled: Sequence[Settled], before: Sequence[Line]) -> bool:
    values = [one.choices[field].value for one in settled if field in one.choices]
    known = [line[field].value for line in before if field in line]
    total = sum((Decimal(value) for value in known if isinstance(value, str)), Decimal())
    return bool(values) and sum(values, Decimal()) == total
