"""What an indicator is, and how a rule becomes one.

A rule is a pure function over a paper, a shipment or a licence, with the book of all of them beside it. It yields findings;
the rule's code, severity and legal basis are added here, and a finding that rests on one uncertain value is lowered. An
indicator is a reason to look, never a verdict: nothing here asks for intent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from extractor.register.paper import Cite, Goods, Paper

if TYPE_CHECKING:
    from extractor.register.indicators.book import Book

SEVERITIES = ("info", "low", "medium", "high", "critical")
"""Least first."""
Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Indicator:
    """A finding as it is stored and shown. `fingerprint` stays the same as long as its facts do."""

    code: str
    severity: str
    shipment_id: str | None
    document_id: int | None
    message: str
    legal_basis: str
    cites: tuple[Cite, ...]
    readings: tuple[str, ...]
    """The ways to read the same facts, the harmless ones too."""
    fingerprint: str


@dataclass(frozen=True)
class Finding:
    """What a rule found. `severity` where it differs from the rule's."""

    message: str
    cites: tuple[Cite, ...]
    readings: tuple[str, ...] = ()
    severity: str | None = None
    agreeing: int = 1
    """Independent values that say the same; two make a finding sure even where each is uncertain."""
    facts: tuple[str, ...] = field(default=())
    """What the finding rests on beside the values of `cites`."""


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A check with what a reader must know of it. `explanation` is the first paragraph of its function's docstring."""

    code: str
    severity: str
    legal_basis: str
    function: Callable[[Subject, Book], Iterator[Finding]]

    @property
    def explanation(self) -> str:
        """What the rule says, in one line."""
        first = (self.function.__doc__ or "").strip().split("\n\n")[0]
        return " ".join(first.split())

    def __call__(self, subject: Subject, book: Book) -> Iterator[Finding]:
        """Apply the rule to one subject."""
        return self.function(subject, book)


def rule(
    code: str, severity: str, legal_basis: str
) -> Callable[[Callable[[Subject, Book], Iterator[Finding]]], Rule[Subject]]:
    """Make a rule of a function."""
    assert severity in SEVERITIES

    def made(function: Callable[[Subject, Book], Iterator[Finding]]) -> Rule[Subject]:
        return Rule(code, severity, legal_basis, function)

    return made


def finish(
    made_by: Rule[Subject], finding: Finding, subject: str, shipment_id: str | None, sure: float, confirmed: Set[int]
) -> Indicator:
    """Return the indicator of a finding.

    `subject` names what it is about, the same after a new scan; values of `confirmed` documents count as sure. A finding
    with a value below `sure` that no second value supports is lowered one step.
    """
    severity, message = finding.severity or made_by.severity, finding.message
    doubtful = [cite for cite in finding.cites if cite.confidence < sure and cite.document_id not in confirmed]
    if doubtful and finding.agreeing < 2:
        worst = min(doubtful, key=lambda cite: cite.confidence)
        severity = SEVERITIES[max(0, SEVERITIES.index(severity) - 1)]
        message += f" (needs review: {worst.path} was read with {worst.confidence:.0%} certainty)"
    return Indicator(
        code=made_by.code,
        severity=severity,
        shipment_id=shipment_id,
        document_id=finding.cites[0].document_id if finding.cites else None,
        message=message,
        legal_basis=made_by.legal_basis,
        cites=finding.cites,
        readings=finding.readings,
        fingerprint=_fingerprint(made_by.code, subject, finding),
    )


def _fingerprint(code: str, subject: str, finding: Finding) -> str:
    values = sorted((cite.path, cite.value) for cite in finding.cites)
    facts = json.dumps([code, subject, values, list(finding.facts)], ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def name_of(paper: Paper) -> str:
    """Return what a paper is called by people: its number, else the beginning of its hash."""
    return paper.value("document_number") or paper.value("invoice_number") or paper.sha256[:12]


def cited(source: Paper | Goods, *names: str) -> tuple[Cite, ...]:
    """Return the places of those values that are there."""
    return tuple(source.cites[name] for name in names if name in source.cites)


def cited_all(sources: Iterable[Paper | Goods], *names: str) -> tuple[Cite, ...]:
    """Return the places of the values in all of the sources."""
    return tuple(cite for source in sources for cite in cited(source, *names))
