"""Candidates that others on the same paper outdo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.partycandidate import PartyCandidate
from extractor.stages.extract.surroundings import WHOLE

WEIGHTS = ("total_net_weight_kg", "total_gross_weight_kg")
NAMED = 0.5
"""Likeness to a company's name from which a label names one."""


def without_contract_dates(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates without dates of issue that their label calls a contract's as surely, where another label gives
    the paper's own: `Signed on / 合同签订日期` beside `Date of issue`.
    """
    contracts = {candidate.words for candidate in found if candidate.name == "contract_date"}
    doubtful = [candidate.name == "issue_date" and candidate.words in contracts for candidate in found]
    own = any(
        candidate.name == "issue_date" and not doubt and candidate.evidence.get("label", 0.0) >= WHOLE
        for candidate, doubt in zip(found, doubtful, strict=True)
    )
    return [candidate for candidate, doubt in zip(found, doubtful, strict=True) if not (own and doubt)]


def without_references(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield all candidates but references that stand beside the paper's own number: `Quotation Ref.` on an invoice that
    prints its `Invoice No.`, or on a packing list that names its invoice and has no number of its own.
    """
    own = any(candidate.evidence.get("own_number") for candidate in found)
    named = any(
        candidate.name == "invoice_number" and candidate.evidence.get("label", 0.0) >= WHOLE for candidate in found
    )
    for candidate in found:
        if named and candidate.evidence.get("reference"):
            continue
        if candidate.name != "document_number" or not own or candidate.evidence.get("own_number") != 0.0:
            yield candidate


def without_doubtful_weights(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates without a weight that its label calls net and gross alike, where another label surely gives one
    of the two: `総重量` beside `正味重量` is the gross weight.
    """
    words = {name: {one.words for one in found if one.name == name} for name in WEIGHTS}
    both = words["total_net_weight_kg"] & words["total_gross_weight_kg"]
    sure = {one.name for one in found if one.words not in both and one.evidence.get("label", 0.0) >= WHOLE}
    return [one for one in found if one.name not in WEIGHTS or one.words not in both or one.name not in sure]


def by_own_labels(found: Sequence[PartyCandidate]) -> list[PartyCandidate]:
    """Return companies without those that a label of several roles puts where another has a label of its own: `Ultimate
    Consignee` beside `End User`.
    """
    roles = [candidate.parts["name"].evidence.get("roles", 1.0) for candidate in found]
    own = {one.role for one, count in zip(found, roles, strict=True) if count == 1.0 and _is_sure(one)}
    return [one for one, count in zip(found, roles, strict=True) if count == 1.0 or one.role not in own]


def _is_sure(candidate: PartyCandidate) -> bool:
    evidence = candidate.parts["name"].evidence
    return evidence.get("label", 0.0) >= WHOLE and evidence["likeness"] >= NAMED
