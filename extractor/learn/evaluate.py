"""Evaluate: how well records agree with truth by field, quality and layout, and how far confidence can be trusted."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.learn import scoring
from extractor.learn.scoring import Judgement

PRECISION_BAR = 0.995
BINS = 10


@dataclass
class Tally:
    """Right, given and expected values of one kind."""

    right: int = 0
    given: int = 0
    expected: int = 0

    def add(self, judgement: Judgement) -> None:
        """Count one value."""
        self.right += judgement.right
        self.given += judgement.got is not None
        self.expected += judgement.want is not None

    @property
    def precision(self) -> float:
        """Share of the values given that are right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the values expected that were given right."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Paper:
    """One truth document and what was made of it."""

    name: str
    page: int
    quality: str
    layout: str
    type_right: bool
    accepted: bool
    judgements: tuple[Judgement, ...]

    @property
    def flawless(self) -> bool:
        """Type and every value right."""
        return self.type_right and all(judgement.right for judgement in self.judgements)


@dataclass
class Report:
    """All figures over a folder of papers."""

    papers: list[Paper] = field(default_factory=list)
    spurious: int = 0

    def tallies(self, key: str | None = None) -> dict[str, Tally]:
        """Tally values by group: over all, by field, by mission; or, with `key` quality or layout, by that."""
        found: dict[str, Tally] = defaultdict(Tally)
        for paper in self.papers:
            for judgement in paper.judgements:
                groups = _groups(judgement) if key is None else (getattr(paper, key),)
                for group in groups:
                    found[group].add(judgement)
        return dict(sorted(found.items()))

    def confidences(self) -> list[tuple[float, bool]]:
        """Return (confidence, right) for every value given."""
        return [
            (judgement.confidence, judgement.right)
            for paper in self.papers
            for judgement in paper.judgements
            if judgement.confidence is not None
        ]


def _groups(judgement: Judgement) -> Iterator[str]:
    yield "all"
    yield judgement.key
    role, _, part = judgement.key.partition(".")
    if part == "name" and role in scoring.CLIENT_ROLES:
        yield "mission: clients"
    if judgement.key == "line.elements":
        yield "mission: elements"
    if judgement.key in {"line.net_weight_kg", "total_net_weight_kg"}:
        yield "mission: tonnage"
    if role == "line":
        yield "lines"


def calibration_error(confidences: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten equal bins."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in confidences:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    gaps = (abs(sum(c for c, _ in group) - sum(r for _, r in group)) for group in bins.values())
    return sum(gaps) / len(confidences) if confidences else 0.0


def coverage(confidences: Sequence[tuple[float, bool]], precision: float = PRECISION_BAR) -> float:
    """Return the share of values, surest first, that can be taken unseen at this precision."""
    ranked = sorted(confidences, key=lambda item: -item[0])
    right = kept = 0
    for count, (confidence, is_right) in enumerate(ranked, 1):
        right += is_right
        tied = count < len(ranked) and ranked[count][0] == confidence
        if not tied and right / count >= precision:
            kept = count
    return kept / len(ranked) if ranked else 0.0


def reliability(confidences: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share right, count) for each bin that holds a value."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in confidences:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        (sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group))
        for _, group in sorted(bins.items())
    ]


def read_truths(folder: Path) -> dict[str, dict[str, Any]]:
    """Return every truth file under a folder by the name of its paper."""
    return {
        path.name.removesuffix(".truth.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.truth.json"))
    }


def measure(records: Iterable[Mapping[str, Any]], truths: Mapping[str, dict[str, Any]]) -> Report:
    """Hold records (JSON of the contract) against truths; a record belongs to the truth of its file's name."""
    by_name: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for record in records:
        by_name[Path(record["source"]["file"]).stem].append(record)
    report = Report()
    for name, truth in truths.items():
        left = [record for record in by_name[name] if "error" not in record]
        for want in truth["documents"]:
            got = _take(left, set(want.get("pages", ())))
            report.papers.append(_paper(name, truth, want, got))
        report.spurious += len(left)
    return report


def _take(left: list[Mapping[str, Any]], pages: set[int]) -> Mapping[str, Any] | None:
    """Take out the record that shares the most pages with the truth document."""
    best = max(left, key=lambda record: len(pages & set(record["source"]["pages"])), default=None)
    if best is None or (pages and not pages & set(best["source"]["pages"])):
        return None
    left.remove(best)
    return best


def _paper(name: str, truth: dict[str, Any], want: dict[str, Any], got: Mapping[str, Any] | None) -> Paper:
    return Paper(
        name=name,
        page=min(want.get("pages") or [1]),
        quality=truth.get("quality", "?"),
        layout=want.get("layout", truth.get("layout", "?")),
        type_right=got is not None and got["doc_type"]["value"] == want["doc_type"],
        accepted=got is not None and got["review"]["status"] == "auto_accepted",
        judgements=tuple(scoring.judge(got or {}, want)),
    )


def frequent_errors(report: Report, count: int) -> list[tuple[str, int]]:
    """Return the kinds of value that are most often wrong, missing or too many."""
    kinds: Counter[str] = Counter()
    for paper in report.papers:
        for judgement in paper.judgements:
            if not judgement.right:
                how = "missing" if judgement.got is None else "too many" if judgement.want is None else "wrong"
                kinds[f"{judgement.key} {how}"] += 1
    return kinds.most_common(count)
