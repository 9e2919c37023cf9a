"""Candidates that others on the same paper outdo."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.partycandidate import PartyCandidate
from extractor.stages.extract.surroundings import WHOLE

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
