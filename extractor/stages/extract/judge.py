"""The judge: from the evidence of a candidate to the probability that it is right.

Three trained models in `models/`, one each for header fields, parties and goods lines, weigh all evidence; where none
has been trained a plain rule of thumb stands in, and says so in its version.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

GROUPS = ("header", "party", "line")

Evidence = Mapping[str, float]


class Model(Protocol):
    """What the judge asks of a trained model."""

    def probabilities(self, rows: Sequence[Evidence]) -> list[float]:
        """Return a probability for each row of evidence."""
        ...


class Judge:
    """Weighs candidates; `models` maps group to trained model."""

    def __init__(self, models: Mapping[str, Model], version: str) -> None:
        self._models = models
        self.version = version

    def probabilities(self, group: str, names: Sequence[str], rows: Sequence[Evidence]) -> list[float]:
        """Return for each candidate the probability that its value is right."""
        model = self._models.get(group)
        if model is None:
            return [_thumb(group, row) for row in rows]
        return model.probabilities([{**row, f"name={name}": 1.0} for name, row in zip(names, rows, strict=True)])


_THUMB = {
    "header": (-2.2, {"label": 3.2, "fit": 1.6, "weak": -1.2, "delimited": 0.8, "blocked": -2.5, "distance": -0.06,
                      "at_inline": 0.5, "at_cell_right": 0.4, "at_right": 0.3, "at_below": -0.8, "at_cell_below": -0.2,
                      "rank": -0.4, "sum": 1.2, "head": 1.6, "agree": 0.7, "column_label": -0.5, "share": 2.2,
                      "pattern": 0.6}),
    "party": (-1.6, {"label": 2.2, "likeness": 2.2, "weak": -0.8, "also_field": -1.2, "letterhead": 0.9, "form": 0.7,
                     "has_address": 0.4, "top": -0.8, "distance": -0.05}),
    "line": (-0.6, {"head": 1.2, "table": 0.8, "own": 0.4, "product": 1.2, "sum": 0.8, "filled": 0.6, "reading": 0.6}),
    }  # fmt: skip


def _thumb(group: str, row: Evidence) -> float:
    start, weights = _THUMB[group]
    score = start + sum(weight * row.get(name, 0.0) for name, weight in weights.items())
    return 1 / (1 + math.exp(-score))
