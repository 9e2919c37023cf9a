"""Labels whose value was not read: what is absent from a record must not be absent silently."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractor.datatypes.document import Document
from extractor.datatypes.geometry import Box
from extractor.stages.extract import header, kinds, parties
from extractor.stages.extract.labelled import Labelled
from extractor.stages.extract.places import Neighbourhood

SURE = 0.9
"""Score of a label's wording from which it surely announces something."""
_EMPTY = re.compile(
    r"\W*(?:n/?a|nil|none|tb[acd]|to be (?:advised|confirmed)|as (?:above|per .*)|same.*|无|/)?\W*", re.IGNORECASE
)
_OPTIONAL = frozenset({"remarks", "amount_in_words", "terms_of_trade", "currency", "multiple_use"})
"""Fields that nobody misses."""


def labels_without_value(
    document: Document, taken: dict[int, Sequence[Box]], fields: Collection[str], roles: Collection[str]
) -> Iterator[str]:
    """Yield a reason to look for every label with print beside it that gave neither a field nor a party."""
    known = {*fields, *roles}
    told: set[str] = set()
    for layout in document.layouts:
        for labelled in Neighbourhood(layout, taken.get(layout.number, ())).labelled():
            names = _announced(labelled, document)
            if names and not (known | told) & set(names) and _has_print(labelled):
                told |= set(names)
                yield f"{names[0]}: `{labelled.meanings[0].label}` stands on page {labelled.page}, its value was not read"


def _announced(labelled: Labelled, document: Document) -> list[str]:
    """Return the fields and roles that a label announces, the likeliest first.

    None where the label is unsure, or announces what no record holds.
    """
    best = labelled.meanings[0]
    if best.score < SURE or best.weak or best.kind not in {"field", "total", "party"}:
        return []
    names: list[str] = []
    for match in labelled.meanings:
        if match.score < best.score:
            continue
        name = header.field_of(match, document.doc_type)
        role = parties.role_of(match.field, document.doc_type) if match.kind == "party" else None
        if match.kind == "distractor" or (name is None and role is None):
            return []
        if name is not None and name in kinds.PARSERS:
            names.append(name)
        if role is not None:
            names.append(role)
    return [name for name in dict.fromkeys(names) if name not in _OPTIONAL]


def _has_print(labelled: Labelled) -> bool:
    return any(not _EMPTY.fullmatch(place.texts[0]) for place in labelled.places if place.texts)
