"""From scikit-learn to plain arrays: trees laid side by side, and the curve from a probability to the share that was right."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.engines.forest import Floats, Forest

_GRID = 60


def export(model: Any, names: tuple[str, ...]) -> Forest:
    """Lay scikit-learn's trees out as arrays: the starting score, and for each tree its nodes."""
    trees = [estimator[0].tree_ for estimator in model.estimators_]
    most = max(tree.node_count for tree in trees)

    def laid(name: str, kind: type, scale: float = 1.0) -> NDArray[Any]:
        out = np.zeros((len(trees), most), dtype=kind)
        for row, tree in enumerate(trees):
            values = getattr(tree, name)
            out[row, : tree.node_count] = (values[:, 0, 0] * scale) if name == "value" else values
        return out

    feature = laid("feature", np.int32)
    feature[feature < 0] = -1
    for row, tree in enumerate(trees):
        feature[row, tree.node_count :] = -1
    prior = float(model.init_.class_prior_[1])
    even = np.array([0.0, 1.0])
    return Forest(
        names=names,
        feature=feature,
        threshold=laid("threshold", np.float64),
        left=laid("children_left", np.int32),
        right=laid("children_right", np.int32),
        value=laid("value", np.float64, model.learning_rate),
        start=float(np.log(prior / (1 - prior))),
        curve_x=even,
        curve_y=even,
        ink_x=even,
        ink_y=even,
    )


def curve(x: Floats, y: Floats, least: float = 0.005, most: float = 0.998) -> tuple[Floats, Floats]:
    """Return the calibration curve of probabilities `x` that were right where `y` is 1."""
    from sklearn.isotonic import IsotonicRegression

    if not len(x):
        return np.array([0.0, 1.0]), np.array([0.0, 1.0])
    smooth = IsotonicRegression(y_min=least, y_max=most, out_of_bounds="clip").fit(x, y)
    grid = np.unique(np.concatenate([[0.0, 1.0], np.quantile(x, np.linspace(0, 1, _GRID))]))
    return grid, np.maximum.accumulate(smooth.predict(grid))
