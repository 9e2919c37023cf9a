"""Train the judge: every candidate of every paper, right or wrong by the truth, with its evidence.

Gradient boosting (scikit-learn) for each group; calibrated by isotonic regression on layout families that were kept out of the
fit, over the candidates that would be chosen: that is where a confidence is read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.datatypes.document import DocType, Document
from extractor.engines.forest import Forest, is_ink
from extractor.engines.tagger import Tagger
from extractor.learn import corpus, forests, scoring
from extractor.learn.corpus import Paper
from extractor.stages import extract
from extractor.stages.extract import assemble
from extractor.stages.extract.goods import CellValue, GoodsReading
from extractor.stages.extract.judge import GROUPS

Say = Callable[[str], None]
Floats = NDArray[np.float64]
HELD_OUT = 0.3
"""Share of the layout families that calibration is fitted on."""
TREES, DEPTH, RATE = 160, 4, 0.12
_FEWEST_FOR_INK = 150
_RAREST = 12
"""Evidence that fewer candidates than this carry is left out."""


@dataclass(frozen=True)
class Example:
    """One candidate: its evidence, whether it is right, its layout family, and what it competes for."""

    row: Mapping[str, float]
    right: bool
    family: str
    contest: str
    real: bool = False
    """Whether the paper really went through an OCR engine."""

    @property
    def ink(self) -> bool:
        """Whether the value was read from ink, or made to look so."""
        return is_ink(self.row)


@dataclass
class Examples:
    """Candidates by group."""

    by_group: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    real: bool = False
    """Whether the papers added now went through an engine."""

    def add_paper(self, paper: Paper, tagger: Tagger) -> None:
        """Add every candidate of a paper's documents."""
        self.real = paper.quality in corpus.INK
        for number, (document, truth, family) in enumerate(corpus.documents(paper)):
            self.add(document, truth, family, f"{paper.name}/{paper.quality}/{number}", tagger)

    def add(self, document: Document, truth: dict[str, Any], family: str, where: str, tagger: Tagger) -> None:
        """Add every candidate of one document."""
        goods, candidates, companies = extract.find(document, tagger)
        unscored = set(truth.get("unscored", ()))
        fields = truth.get("fields", {})
        for candidate in candidates:
            name = candidate.name
            if name in unscored or name not in scoring.SCORED_FIELDS:
                continue
            got = {"value": _plain(candidate.value), "alt": list(candidate.alt)}
            right = name in fields and scoring.is_right(name, got, fields[name])
            self._put("header", name, candidate.evidence, right, family, where)
        by_role = {party["role"]: party for party in truth.get("parties", ())}
        for company in companies:
            wanted = by_role.get(company.role)
            found = company.parts["name"]
            got = {"value": _plain(found.value), "alt": list(found.alt)}
            right = wanted is not None and scoring.is_right("name", got, wanted["name"])
            self._put("party", found.name, found.evidence, right, family, where)
        self._add_lines(goods, document.doc_type, truth, family, where)

    def _add_lines(
        self, goods: GoodsReading, doc_type: DocType, truth: dict[str, Any], family: str, where: str
    ) -> None:
        if truth.get("partial"):
            return
        unscored = set(truth.get("unscored", ()))
        got = [{name: _as_json(value) for name, value in line.items()} for line in goods.lines]
        for index, _, wanted in scoring.align(got, truth.get("lines", [])):
            if index < 0:
                continue
            for value in assemble.line_values(goods.lines[index], doc_type):
                name = value.field
                if name in unscored or name not in scoring.SCORED_LINE_FIELDS:
                    continue
                right = wanted is not None and name in wanted and scoring.is_right(name, _as_json(value), wanted[name])
                row = assemble.line_evidence(value, doc_type)
                self._put("line", name, row, right, family, f"{where}/{index}")

    def _put(self, group: str, name: str, row: Mapping[str, float], right: bool, family: str, where: str) -> None:
        self.by_group[group].append(Example({**row, f"name={name}": 1.0}, right, family, f"{where}/{name}", self.real))


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _as_json(value: CellValue) -> dict[str, Any]:
    return {"value": _plain(value.value), "alt": list(value.alt)}


def train(papers: Iterable[Paper], tagger: Tagger, out: Path, seed: int, say: Say) -> dict[str, dict[str, float]]:
    """Fit and calibrate the judge on papers, write it to `out`; return figures for each group."""
    examples = Examples()
    for count, paper in enumerate(papers, 1):
        examples.add_paper(paper, tagger)
        if count % 100 == 0:
            say(f"judge: {count} papers looked at")
    figures = {}
    digest = hashlib.sha256()
    for group in GROUPS:
        found = examples.by_group[group]
        say(f"judge: fitting {group} on {len(found)} candidates")
        forest, figures[group] = fit(found, seed)
        forest.save(out / f"judge_{group}.npz")
        digest.update(forest.value.tobytes())
    (out / "judge.version").write_text(f"judge-{digest.hexdigest()[:10]}\n", encoding="utf-8")
    return figures


def fit(examples: list[Example], seed: int) -> tuple[Forest, dict[str, float]]:
    """Fit one group's model and its calibration."""
    from sklearn.ensemble import GradientBoostingClassifier

    names = _names(examples)
    held = _held_out({example.family for example in examples}, seed)
    train_set = [example for example in examples if example.family not in held]
    rest = [example for example in examples if example.family in held]
    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=0.7, min_samples_leaf=8, random_state=seed
    )
    model.fit(_table(train_set, names), [example.right for example in train_set])
    forest = forests.export(model, names)
    forest, figures = _calibrated(forest, rest)
    figures |= {
        "candidates": len(examples),
        "right": sum(e.right for e in examples),
        "families": len({e.family for e in examples}),
    }
    return forest, figures


def _names(examples: list[Example]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        for name, value in example.row.items():
            counts[name] += bool(value)
    return tuple(sorted(name for name, count in counts.items() if count >= _RAREST))


def _held_out(families: set[str], seed: int) -> set[str]:
    """Choose families for calibration, always the same ones for a seed."""
    ranked = sorted(families, key=lambda name: hashlib.sha256(f"{seed}/{name}".encode()).hexdigest())
    return set(ranked[: max(1, round(HELD_OUT * len(ranked)))])


def _table(examples: list[Example], names: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array([[example.row.get(name, 0.0) for name in names] for example in examples])


def _calibrated(forest: Forest, rest: list[Example]) -> tuple[Forest, dict[str, float]]:
    """Fit the curves on the likeliest candidate of each contest, and say how well the model does there.

    The curve for ink is fitted on papers that really went through the engines: noise that was laid over a page is made
    to train on, and harder than paper.
    """
    print_, ink = _contests(forest, [e for e in rest if not e.ink]), _contests(forest, [e for e in rest if e.real])
    curve_x, curve_y = forests.curve(*print_)
    ink_x, ink_y = forests.curve(*ink) if len(ink[0]) >= _FEWEST_FOR_INK else (curve_x, curve_y)
    x, y = np.concatenate([print_[0], ink[0]]), np.concatenate([print_[1], ink[1]])
    taken = x >= 0.5
    figures = {
        "precision": float(y[taken].mean()) if taken.any() else 0.0,
        "recall": float(y[taken].sum() / max(1.0, y.sum())),
        "read_from_ink": float(len(ink[0])),
    }
    return replace(forest, curve_x=curve_x, curve_y=curve_y, ink_x=ink_x, ink_y=ink_y), figures


def _contests(forest: Forest, examples: list[Example]) -> tuple[Floats, Floats]:
    """Return the model's probability for the likeliest candidate of each contest, and whether it is right, sorted."""
    if not examples:
        return np.zeros(0), np.zeros(0)
    best: dict[str, tuple[float, bool]] = {}
    for probability, example in zip(forest.uncalibrated([e.row for e in examples]), examples, strict=True):
        if example.contest not in best or probability > best[example.contest][0]:
            best[example.contest] = (float(probability), example.right)
    chosen = sorted(best.values())
    return np.array([p for p, _ in chosen]), np.array([float(r) for _, r in chosen])
