"""One paper may arrive many times: a copy, a second scan, a corrected version. One of them counts.

Papers of one kind with one number and one seller are versions of the same paper. Those that agree are copies, and the
best read one counts; of those that do not, the last one does, and says what it replaces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.register.indicators.companies import same
from extractor.register.linking import base_number, likeness, own_number
from extractor.register.paper import Paper
from extractor.register.shipment import Link

COPY = 0.80
"""Share of values that agree from which two papers are copies of one: a second scan reads some digit otherwise."""


@dataclass(frozen=True)
class Versions:
    """The version that counts, those that do not, and why."""

    counts: Paper
    others: tuple[Paper, ...]
    links: tuple[Link, ...]


def distinct(papers: Iterable[Paper]) -> list[Versions]:
    """Group papers of one kind into versions; one without a number stands for itself. The order given does not matter."""
    by_number: dict[str, list[Paper]] = defaultdict(list)
    alone: list[Paper] = []
    for paper in papers:
        if own_number(paper):
            by_number[base_number(paper.value("document_number") or "")].append(paper)
        else:
            alone.append(paper)
    groups = [group for found in by_number.values() for group in _by_seller(found)]
    groups += _by_content(alone)
    return [_settled(group) for group in groups]


def _by_seller(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Part papers that have a number in common by who wrote them: `1001` is a number of many sellers."""
    groups: list[list[Paper]] = []
    for paper in sorted(papers, key=_steady):
        home = next((group for group in groups if all(_one_seller(paper, other) for other in group)), None)
        if home is None:
            groups.append([paper])
        else:
            home.append(paper)
    return groups


def _one_seller(left: Paper, right: Paper) -> bool:
    roles = ("seller", "exporter", "issuing_authority")
    a, b = left.company(*roles), right.company(*roles)
    return a is None or b is None or same(a, b) is not False


def _by_content(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Put papers without a number together where every value is the same and there are goods to compare."""
    groups: list[list[Paper]] = []
    for paper in sorted(papers, key=_steady):
        home = next(
            (g for g in groups if paper.goods and likeness(paper, g[0]) == 1.0 and _one_seller(paper, g[0])), None
        )
        if home is None:
            groups.append([paper])
        else:
            home.append(paper)
    return groups


def _settled(group: Sequence[Paper]) -> Versions:
    """Choose the version that counts: the last by its date, the best read of its copies."""
    editions: list[list[Paper]] = []
    for paper in sorted(group, key=_steady):
        home = next((edition for edition in editions if _is_copy(paper, edition[0])), None)
        if home is None:
            editions.append([paper])
        else:
            home.append(paper)
    bests = [max(edition, key=_quality) for edition in editions]
    counts = max(bests, key=_lateness)
    links = [
        Link(best.document_id, other.document_id, "same_paper", round(likeness(best, other), 3), ("same number and values",))
        for best, edition in zip(bests, editions, strict=True)
        for other in edition
        if other is not best
    ]  # fmt: skip
    for best in bests:
        if best is not counts:
            doubtful = _lateness(counts)[:2] == _lateness(best)[:2]
            why = "same number, other values" + (", same date: a person should choose" if doubtful else ", later")
            links.append(
                Link(counts.document_id, best.document_id, "replaces", 0.5 if doubtful else 0.9, (why,), doubtful)
            )
    others = tuple(paper for paper in sorted(group, key=_steady) if paper is not counts)
    return Versions(counts, others, tuple(links))


def _is_copy(paper: Paper, other: Paper) -> bool:
    if own_number(paper) != own_number(other):
        return False
    return paper.sha256 == other.sha256 or likeness(paper, other) >= COPY


def _steady(paper: Paper) -> tuple[str, str, str]:
    """Return an order that depends on content alone, not on arrival."""
    return (paper.value("document_number") or "", paper.sha256, str(sorted(paper.values.items())))


def _quality(paper: Paper) -> tuple[bool, float, tuple[str, str, str]]:
    sure = [cite.confidence for cite in paper.cites.values()]
    return paper.confirmed, sum(sure) / len(sure) if sure else 0.0, _steady(paper)


def _lateness(paper: Paper) -> tuple[str, bool, str, tuple[str, str, str]]:
    """Order editions: by date, then the one whose number is marked as a revision, then by arrival."""
    number = paper.value("document_number") or ""
    revised = base_number(number) != own_number(paper)
    return paper.value("issue_date") or "", revised, paper.received_at, _steady(paper)
