"""Papers of another kind, a bill of lading or a contract: they give only the numbers that stand plainly behind their label.

Such numbers bind a paper to the trade that it belongs to. Where a paper gives two of a kind, neither is its own.
"""

from __future__ import annotations

from extractor.datatypes.document import Document
from extractor.datatypes.record import Field
from extractor.stages.extract import header
from extractor.stages.extract.candidates import Candidate

PLAIN = 0.9
"""Score of a label, and fit of a value, from which they are plain."""
SURE = 0.96
"""How sure such a number is, read without fault: the judge was taught on papers of the other kinds."""
SHORTEST = 5
OWN_PLACES = ("at_inline", "at_right", "at_cell_right", "at_same_cell", "at_below")
NEAR = 8.0
"""Farthest a value may stand from its label without a ruled box, in heights of print."""


def fields(document: Document) -> dict[str, Field]:
    """Return the numbers that a paper names once, each behind a whole label."""
    found: dict[str, list[Candidate]] = {}
    for candidate in header.find(document, {}):
        if candidate.name in header.FIELDS[document.doc_type] and _is_plain(candidate):
            found.setdefault(candidate.name, []).append(candidate)
    out: dict[str, Field] = {}
    for name, candidates in sorted(found.items()):
        if len({candidate.value for candidate in candidates}) == 1:
            out[name] = candidates[0].to_field(SURE * candidates[0].reading_confidence)
    return out


def _is_plain(candidate: Candidate) -> bool:
    evidence, value = candidate.evidence, candidate.value
    if isinstance(value, tuple):
        return True  # containers prove themselves by their check digits
    labelled = evidence.get("label", 0.0) >= PLAIN and not evidence.get("weak") and not evidence.get("blocked")
    formed = len(value) >= SHORTEST and any(c.isdigit() for c in value) and evidence.get("fit", 0.0) >= PLAIN
    near = any(evidence.get(place) for place in OWN_PLACES) and evidence.get("distance", NEAR) < NEAR
    return labelled and formed and near
