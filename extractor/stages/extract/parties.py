"""Parties: who sells, buys, receives. A role label with its block, or the letterhead where no label names the seller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout
from extractor.stages.extract import block as blocks
from extractor.stages.extract import letterheads, prose
from extractor.stages.extract.labelled import Labelled
from extractor.stages.extract.partycandidate import AUTHORITY, PartyCandidate, party_candidate
from extractor.stages.extract.places import Neighbourhood
from extractor.values import labels

_UNFINISHED = re.compile(r"(?:\b(?:for|of|and|the|to|by)|&|,)$", re.IGNORECASE)
"""A line that ends so is half of an office's name: `Department for` over `Business & Trade`."""
_LONGEST_OFFICE = 45
_IN_BRACKETS = re.compile(r"[(（][\u4e00-\u9fff]+[)）]")
"""What tells the meaning of a label of many."""
TRADE_ROLES = {"exporter": "seller", "consignor": "seller", "importer": "buyer", "manufacturer": "seller"}
LICENCE_ROLES = {"seller": "exporter", "buyer": "importer", "consignee": "importer"}
TRADE = frozenset({"seller", "buyer", "consignee", "notify_party", "end_user"})
LICENCE = frozenset({"exporter", "consignor", "importer", "end_user", "issuing_authority"})


def role_of(name: str, doc_type: DocType) -> str | None:
    """Return the contract's role for a label on this type of paper, None where the paper knows no such role."""
    if doc_type is DocType.EXPORT_LICENCE:
        role = LICENCE_ROLES.get(name, name)
        return role if role in LICENCE else None
    role = TRADE_ROLES.get(name, name)
    return role if role in TRADE else None


def find(document: Document, taken: dict[int, Sequence[Box]]) -> list[PartyCandidate]:
    """Return every company that a label, or a letterhead, puts into a role."""
    found: list[PartyCandidate] = []
    for position, layout in enumerate(document.layouts):
        around = Neighbourhood(layout, taken.get(layout.number, ()))
        for labelled in around.labelled():
            found += _labelled(labelled, document.doc_type, layout)
        if position == 0 and document.doc_type is DocType.EXPORT_LICENCE:
            found += _authority(layout)
        elif position == 0:
            addressed = list(letterheads.addressee(layout, around))
            heads = letterheads.apart(list(letterheads.letterhead(layout, around)), addressed)
            found += letterheads.written_to(heads, found)
            found += letterheads.ranked(heads, found, bool(addressed))
            found += addressed
        if document.doc_type is not DocType.EXPORT_LICENCE:
            found += letterheads.signature(layout, around)
            found += prose.told(layout)
    return found


def _labelled(labelled: Labelled, doc_type: DocType, layout: Layout) -> Iterator[PartyCandidate]:
    meanings = [match for match in labelled.meanings if match.kind == "party" or match.field in {"port_of_discharge"}]
    roles: dict[str, float] = {}
    surely: set[str] = set()
    on_trade = doc_type is not DocType.EXPORT_LICENCE
    on_trade = on_trade and any(match.field in {"consignee", "end_user"} for match in meanings)
    for match in meanings:
        if on_trade and match.field == "importer":
            continue  # a consignee is the importer on a licence, on trade papers it is itself; so is the ultimate one
        role = role_of(match.field, doc_type) if match.kind == "party" else None
        if role is not None and match.score >= 0.3:
            roles[role] = max(roles.get(role, 0.0), match.score)
            surely |= {role} if not match.weak else set()
    wording = layout.segments[labelled.members[0]].text[: labelled.meanings[0].end + 1]
    if surely and _IN_BRACKETS.search(wording):
        roles = {role: score for role, score in roles.items() if role in surely}  # `TO(收货方)` is the consignee alone
    if not roles:
        return
    best = labelled.meanings[0].score
    also = any(m.kind != "party" and m.score >= best - 0.01 for m in labelled.meanings)
    for place in labelled.places:
        block = blocks.office(place.lines) if "issuing_authority" in roles else blocks.read(place.lines)
        if block is None or letterheads.SIGNS_FOR.match(block.name):
            continue  # `Accepted by the Buyer      For A Ltd.` are two signatures
        for role, score in roles.items():
            evidence = {
                "label": score,
                "weak": float(labelled.meanings[0].weak),
                "delimited": float(labelled.meanings[0].delimited),
                "also_field": float(also),
                "roles": float(len(roles)),
                "maker": float(all(match.field == "manufacturer" for match in meanings)),
                "distance": min(place.distance, 40.0),
                "top": labelled.box.top / max(1.0, layout.page.height),
                f"at_{place.how}": 1.0,
            }
            yield party_candidate(role, block, labelled.page, "party", evidence)


def _authority(layout: Layout) -> Iterator[PartyCandidate]:
    """The office that issues a licence, named at its head or foot without a label."""
    height = max(1.0, layout.page.height)
    for segment in layout.segments:
        if not AUTHORITY.search(segment.text) or len(segment.text) > 90 or labels.best(segment.text) is not None:
            continue
        if segment.text.rstrip().endswith((".", "。")) and len(segment.text) > _LONGEST_OFFICE:
            continue  # a sentence that speaks of the office
        block = blocks.read([segment.words])
        if block is None or _UNFINISHED.search(block.name):
            continue
        size = min(3.0, segment.box.height / max(1.0, layout.segments[-1].box.height))
        evidence = {"letterhead": 1.0, "top": segment.box.top / height, "size": size}
        yield party_candidate("issuing_authority", block, layout.number, "letterhead", evidence)
