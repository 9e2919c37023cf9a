"""The numpy forest gives what scikit-learn gave."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from extractor.engines import forest
from extractor.learn import forests

NAMES = ("a", "b", "c")


@pytest.fixture(scope="module")
def trained() -> tuple[GradientBoostingClassifier, np.ndarray]:
    rng = np.random.default_rng(3)
    table = rng.random((400, 3))
    right = (table[:, 0] > 0.5) ^ (table[:, 1] * table[:, 2] > 0.3)
    return GradientBoostingClassifier(n_estimators=25, max_depth=3, random_state=1).fit(table, right), table


def test_same_probabilities(trained: tuple[GradientBoostingClassifier, np.ndarray]) -> None:
    model, table = trained
    ours = forests.export(model, NAMES).probabilities([dict(zip(NAMES, row, strict=True)) for row in table])
    assert ours == pytest.approx(model.predict_proba(table)[:, 1], abs=1e-9)


def test_saved_and_loaded(trained: tuple[GradientBoostingClassifier, np.ndarray], tmp_path: Path) -> None:
    model, _ = trained
    made = forests.export(model, NAMES)
    made.save(tmp_path / "m.npz")
    row = [{"a": 0.9, "c": 0.2}]
    assert forest.load(tmp_path / "m.npz").probabilities(row) == made.probabilities(row)


def test_no_rows(trained: tuple[GradientBoostingClassifier, np.ndarray]) -> None:
    assert forests.export(trained[0], NAMES).probabilities([]) == []


def test_ink_has_a_curve_of_its_own(trained: tuple[GradientBoostingClassifier, np.ndarray]) -> None:
    made = replace(forests.export(trained[0], NAMES), ink_x=np.array([0.0, 1.0]), ink_y=np.array([0.25, 0.25]))
    row = {"a": 0.9, "b": 0.1, "c": 0.2}
    printed, ink, line = made.probabilities([row, {**row, "ink": 1.0}, {**row, "origin=ocr": 1.0}])
    assert printed != 0.25
    assert (ink, line) == (0.25, 0.25)
