"""Weights and counts told piece by piece with their sum: `Gross weight 4.60 kg` of each piece, and of all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.stages.extract.candidates import Candidate

_SUMMED = frozenset({"total_net_weight_kg", "total_gross_weight_kg", "total_packages", "total_quantity"})
_FEWEST = 3
"""Places of one field from which on one may be the sum of the others; two equal ones are no sum."""


def without(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates without those that are parts of another: it is what all others of its field add up to."""
    parts: set[int] = set()
    for name in _SUMMED:
        mine = [(i, c) for i, c in enumerate(found) if c.name == name and c.finder == "label" and c.words]
        values = {c.words: Decimal(str(c.value)) for _, c in mine}
        total = max(values.values(), default=Decimal())
        rest = [value for value in values.values() if value != total]
        if len(rest) >= _FEWEST - 1 and sum(rest, Decimal()) == total:
            parts.update(i for i, c in mine if values[c.words] != total)
    return [candidate for i, candidate in enumerate(found) if i not in parts]
