"""The tagger as a witness: does it, too, take this print for a name, a date, a weight?"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.datatypes.document import Document
from extractor.datatypes.page import Word
from extractor.engines.tagger import Tagger
from extractor.stages.extract.candidates import Candidate, words_of

LABELS = {
    "name": "PARTY",
    "address": "ADDRESS",
    "description": "PRODUCT",
    "grade": "GRADE",
    "hs_code": "HS_CODE",
    "document_number": "DOC_NUMBER",
    "invoice_number": "DOC_NUMBER",
    "contract_number": "DOC_NUMBER",
    "purchase_order_number": "DOC_NUMBER",
    "licence_number": "LICENCE",
    "port_of_loading": "PLACE",
    "port_of_discharge": "PLACE",
    "incoterm_place": "PLACE",
    "end_use": "END_USE",
    "quantity": "QUANTITY",
    "total_quantity": "QUANTITY",
    "package_count": "PACKAGES",
    "total_packages": "PACKAGES",
    "net_weight_kg": "WEIGHT",
    "gross_weight_kg": "WEIGHT",
    "total_net_weight_kg": "WEIGHT",
    "total_gross_weight_kg": "WEIGHT",
    "unit_price": "MONEY",
    "amount": "MONEY",
    "total_amount": "MONEY",
    "issue_date": "DATE",
    "valid_from": "DATE",
    "valid_until": "DATE",
}
"""Field of the contract, or part of a party, to the tagger's label for it."""

Key = tuple[int, int, int]


class Tags:
    """What the tagger says of every word of a document."""

    def __init__(self, document: Document, tagger: Tagger) -> None:
        self._label: dict[Key, str] = {}
        self.active = tagger.version != "none"
        if not self.active:
            return
        for layout in document.layouts:
            found = tagger.spans([segment.text for segment in layout.segments])
            for segment, spans in zip(layout.segments, found, strict=True):
                for span in spans:
                    for word in words_of(segment.words, span.start, span.end):
                        self._label[_key(layout.number, word)] = span.label

    def evidence(self, name: str, words: Sequence[Word], page: int) -> dict[str, float]:
        """Return the share of the words that the tagger labels as this field, and as something else."""
        wanted = LABELS.get(name.rpartition(".")[2])
        if wanted is None or not self.active or not words:
            return {}
        found = [self._label.get(_key(page, word)) for word in words]
        same = sum(label == wanted for label in found) / len(found)
        other = sum(label not in {None, wanted} for label in found) / len(found)
        return {"tagged": same, "tagged_other": other}

    def witness(self, candidate: Candidate) -> Candidate:
        """Return the candidate with the tagger's evidence."""
        return candidate.with_evidence(**self.evidence(candidate.name, candidate.words, candidate.page))


def _key(page: int, word: Word) -> Key:
    """A word by its right end: a word cut from a longer one keeps it."""
    return page, round(word.box.top), round(word.box.x1)
