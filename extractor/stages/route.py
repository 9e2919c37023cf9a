"""Route: does a person have to look?

No only where every value that a register or report uses is sure, and nothing on the paper disagrees.
"""

from __future__ import annotations

from extractor.datatypes.record import Record
from extractor.rules import doubts
from extractor.settings import ReviewSettings


def decide(record: Record, settings: ReviewSettings) -> Record:
    """Return the record with its review status and the reasons, most telling first."""
    reasons = tuple(dict.fromkeys((*doubts.reasons(record, settings), *record.review_reasons)))
    status = "needs_review" if reasons else "auto_accepted"
    return record.with_(review_status=status, review_reasons=reasons)
