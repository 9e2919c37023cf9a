"""How a rule becomes an indicator, and how long it stays the same one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from extractor.register.indicators.base import Finding, finish, rule
from extractor.register.indicators.book import Book
from extractor.register.paper import Paper
from tests.register.indicators import made


@rule("W9", "high", "a law")
def example(paper: Paper, book: Book) -> Iterator[Finding]:
    """The first paragraph
    says it.

    The second explains.
    """
    yield Finding("too heavy", tuple(paper.cites.values()))


def test_a_rule_explains_itself() -> None:
    assert (example.code, example.severity, example.legal_basis) == ("W9", "high", "a law")
    assert example.explanation == "The first paragraph says it."


@pytest.mark.parametrize(
    ("confidence", "agreeing", "confirmed", "severity"),
    [(0.99, 1, False, "high"), (0.7, 1, False, "medium"), (0.7, 2, False, "high"), (0.7, 1, True, "high")],
)
def test_one_uncertain_value_alone_is_lowered(confidence: float, agreeing: int, confirmed: bool, severity: str) -> None:
    paper = made.paper(values={"total_net_weight_kg": "5"}, confidence=confidence)
    finding = replace(next(example(paper, made.book())), agreeing=agreeing)
    known = {paper.document_id} if confirmed else set()
    found = finish(example, finding, "x", "s1", 0.9, known)
    assert found.severity == severity
    assert ("needs review: total_net_weight_kg was read with 70% certainty" in found.message) == (severity == "medium")


def test_info_can_not_fall_lower() -> None:
    paper = made.paper(values={"total_net_weight_kg": "5"}, confidence=0.5)
    finding = replace(next(example(paper, made.book())), severity="info")
    assert finish(example, finding, "x", None, 0.9, set()).severity == "info"


def test_the_fingerprint_follows_the_facts_alone() -> None:
    def print_of(value: str, subject: str = "x", **changes: object) -> str:
        paper = made.paper(values={"total_net_weight_kg": value})  # another document each time: a re-scan
        finding = replace(next(example(paper, made.book())), **changes)  # type: ignore[arg-type]
        return finish(example, finding, subject, "s1", 0.9, set()).fingerprint

    assert print_of("5") == print_of("5")
    assert print_of("5") == print_of("5", message="in other words", readings=("more",))
    assert len({print_of("5"), print_of("6"), print_of("5", subject="y"), print_of("5", facts=("z",))}) == 4
