"""A company in a role as a finder believes it: its parts with what speaks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin
from extractor.stages.extract.blocklines import Block
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.tags import Tags
from extractor.values import companies

AUTHORITY = re.compile(
    r"\b(?:ministry|bureau|department|federal office|agency|authority|administration|commission|secretariat|bundesamt|"
    r"export control (?:joint )?(?:unit|office|organi[sz]ation|department|division)|"
    r"minist[eè]re|ministerio|ministero|customs|board of trade|directorate|agence|licen[cs]ing (?:unit|office|division)|"
    r"office (?:for|of) .{0,40}\b(?:licensing|trade|controls?|economic affairs))\b|"
    r"商务部|商务厅|商务局|事务局|許可|経済産業|산업통상|管理局|委员会|(?:省|庁|局).{0,12}課$|[가-힣]국$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PartyCandidate:
    """A company in a role, with its parts as candidates; `parts` always holds `name`."""

    role: str
    parts: dict[str, Candidate]

    def witnessed(self, tags: Tags) -> PartyCandidate:
        """Return the company with what the tagger says of its name and address."""
        name, address = self.parts["name"], self.parts.get("address")
        more = tags.evidence("name", name.words, name.page)
        more |= {"ink": float(name.origin is Origin.OCR), "reading": name.reading_confidence}
        if address is not None:
            more |= {f"address_{k}": v for k, v in tags.evidence("address", address.words, address.page).items()}
        return PartyCandidate(self.role, {**self.parts, "name": name.with_evidence(**more)})


def party_candidate(role: str, block: Block, page: int, finder: str, evidence: dict[str, float]) -> PartyCandidate:
    """Return what a block says of a company in a role."""
    common = {**evidence, "likeness": _likeness(role, block),
              "lines": float(block.line_count), "named": float(block.named), "has_address": float(bool(block.address)),
              "form": float(companies.form_end(block.name) is not None)}  # fmt: skip
    parts = {
        "name": Candidate(
            f"{role}.name", block.name, block.name_words, page, finder, common, block.name_alt, block.raw_name
        )
    }
    if block.address:
        parts["address"] = Candidate(
            f"{role}.address", block.address, block.address_words, page, finder, common, block.address_alt
        )
    if block.country:
        words = block.country_words or block.address_words
        parts["country"] = Candidate(f"{role}.country", block.country, words, page, finder, common)
    if block.tax_id:
        parts["tax_id"] = Candidate(f"{role}.tax_id", block.tax_id, block.tax_words, page, finder, common)
    return PartyCandidate(role, parts)


def _likeness(role: str, block: Block) -> float:
    """Return how much a name looks like what has this role: an authority has no legal form."""
    text = join_texts([word.text for word in block.name_words])
    if role != "issuing_authority":
        return companies.likeness(text)
    if companies.form_end(text) is not None:
        return 0.0
    return 0.75 if AUTHORITY.search(text) else companies.likeness(text)
