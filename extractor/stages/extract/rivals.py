"""Candidates of a header field that others on the same paper outdo."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.surroundings import WHOLE


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
