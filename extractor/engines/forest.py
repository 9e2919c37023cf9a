"""Boosted trees evaluated with numpy: models trained with scikit-learn are used without it, and nothing is ever unpickled.

A model is a `.npz` file: for each tree its nodes (feature, threshold, left, right, value), the features' names, the starting
score, and two calibration curves from the model's probability to the share that was right on papers never trained on:
one for print that a file brings along, one for what was read from ink.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Trees laid side by side: row t of each array holds the nodes of tree t; a leaf has feature -1."""

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    start: float
    curve_x: Floats
    curve_y: Floats
    ink_x: Floats
    ink_y: Floats

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the calibrated probability for each row of evidence; a name that a row lacks counts as 0."""
        if not rows:
            return []
        raw = self.uncalibrated(rows)
        print_, ink = np.interp(raw, self.curve_x, self.curve_y), np.interp(raw, self.ink_x, self.ink_y)
        return [float(b if is_ink(row) else a) for a, b, row in zip(print_, ink, rows, strict=True)]

    def uncalibrated(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Return the model's own probabilities, from which the curves are made."""
        return self.raw(np.array([[row.get(name, 0.0) for name in self.names] for row in rows]))

    def raw(self, table: Floats) -> Floats:
        """Return the model's own probabilities for rows whose columns are in the order of `names`."""
        found: Floats = 1 / (1 + np.exp(-self._scores(table)))
        return found

    def _scores(self, table: Floats) -> Floats:
        """Walk all rows down all trees at once; the deepest path bounds the number of steps."""
        count, trees = len(table), len(self.feature)
        at = np.zeros((count, trees), dtype=np.int32)
        tree = np.arange(trees)
        rows = np.arange(count)[:, None]
        while True:
            feature = self.feature[tree, at]
            inner = feature >= 0
            if not inner.any():
                break
            goes_left = table[rows, np.maximum(feature, 0)] <= self.threshold[tree, at]
            step = np.where(goes_left, self.left[tree, at], self.right[tree, at])
            at = np.where(inner, step, at)
        scores: Floats = self.start + self.value[tree, at].sum(axis=1)
        return scores

    def save(self, path: Path) -> None:
        """Write the model."""
        arrays: dict[str, Any] = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(path, names=np.array(self.names), start=np.array(self.start), **arrays)


def is_ink(row: Mapping[str, float]) -> bool:
    """Say whether a row's value was read from ink."""
    return bool(row.get("ink") or row.get("origin=ocr"))


_ARRAYS = ("feature", "threshold", "left", "right", "value", "curve_x", "curve_y", "ink_x", "ink_y")


def load(path: Path) -> Forest:
    """Read a model that `save` wrote; pickled content is refused."""
    with np.load(path, allow_pickle=False) as data:
        arrays = {name: data[name] for name in _ARRAYS}
        return Forest(names=tuple(str(name) for name in data["names"]), start=float(data["start"]), **arrays)
