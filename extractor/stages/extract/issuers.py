"""Who issues a licence, told in a sentence: `Issued on behalf of the Secretary of State by the Export Control Joint Unit.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.datatypes.document import Document
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.stages.extract.partycandidate import PartyCandidate

_ISSUED_BY = re.compile(
    r"\b[Ii]ssued (?:on behalf of [\w .]{3,40} )?by the ([A-Z][\w&',]*(?: (?:of|for|and|the|&|[A-Z][\w&',]*))+)"
)
_LIKELY = 0.75
"""Likeness of what such a sentence names to an office."""


def find(document: Document) -> Iterator[PartyCandidate]:
    """Yield the offices that sentences say have issued a licence."""
    for layout in document.layouts[:1]:
        for segment in layout.segments:
            issued = _ISSUED_BY.search(segment.text)
            if issued is None:
                continue
            evidence = {
                "label": 0.95,
                "roles": 1.0,
                "distance": 0.5,
                "top": segment.box.top / max(1.0, layout.page.height),
                "at_inline": 1.0,
                "likeness": _LIKELY,
                "lines": 1.0,
            }
            words = words_of(segment.words, *issued.span(1))
            name = Candidate(
                "issuing_authority.name", issued[1], words, layout.number, "party", evidence, (), issued[1]
            )
            yield PartyCandidate("issuing_authority", {"name": name})
