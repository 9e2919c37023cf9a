"""Parties: who sells, buys, receives. A role label with its block, or the letterhead where no label names the seller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract import block as blocks
from extractor.stages.extract.block import Block
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.labelled import Labelled, is_part_of_block
from extractor.stages.extract.places import Neighbourhood
from extractor.stages.extract.tags import Tags
from extractor.values import companies, labels

TRADE_ROLES = {"exporter": "seller", "consignor": "seller", "importer": "buyer", "manufacturer": "seller"}
LICENCE_ROLES = {"seller": "exporter", "buyer": "importer", "consignee": "importer"}
TRADE = frozenset({"seller", "buyer", "consignee", "notify_party", "end_user"})
LICENCE = frozenset({"exporter", "consignor", "importer", "end_user", "issuing_authority"})
_AUTHORITY = re.compile(
    r"\b(?:ministry|bureau|department|federal office|agency|authority|administration|commission|secretariat|bundesamt|"
    r"minist[eè]re|ministerio|ministero|customs|board of trade|directorate|agence|licen[cs]ing (?:unit|office|division))\b|"
    r"商务部|商务厅|商务局|事务局|許可|経済産業|산업통상|管理局|委员会|(?:省|庁|局).{0,12}課$|[가-힣]국$",
    re.IGNORECASE,
)
NAMED = 0.5
"""Likeness to a company's name from which a label names one."""
_LETTERHEAD = 0.30
"""Share of the page's height from the top in which a letterhead stands."""


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


_WINDOW, _WINDOW_GAP = 0.3, 6.0
"""Share of the page in which the window of a letter stands; text heights from the sender's line to the address."""
_TELLING = 8
"""Letters from which a line that is printed twice tells something."""
_SIGNS_FOR = re.compile(r"^(?:for(?: and on behalf of)?|pour|für|per pro)[\s:]+", re.IGNORECASE)
_PARTING = re.compile(r"\s[·•|∙–-]\s")
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,5}\b")


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
            found += _ranked(list(_letterhead(layout, around)), found)
            found += _addressee(layout, around)
    return found


def _ranked(heads: Sequence[PartyCandidate], labelled: Sequence[PartyCandidate]) -> Iterator[PartyCandidate]:
    """Yield the companies of a letterhead with their order on the page, and whether a label names the seller besides."""
    named = any(one.role == "seller" and one.parts["name"].evidence["likeness"] >= NAMED for one in labelled)
    for rank, head in enumerate(heads):
        more = {"rank": float(rank), "unnamed": float(not named), "only": float(len(heads) == 1)}
        yield PartyCandidate(head.role, {part: one.with_evidence(**more) for part, one in head.parts.items()})


def _labelled(labelled: Labelled, doc_type: DocType, layout: Layout) -> Iterator[PartyCandidate]:
    meanings = [match for match in labelled.meanings if match.kind == "party" or match.field in {"port_of_discharge"}]
    roles: dict[str, float] = {}
    on_trade = doc_type is not DocType.EXPORT_LICENCE and any(match.field == "consignee" for match in meanings)
    for match in meanings:
        if on_trade and match.field == "importer":
            continue  # a consignee is the importer on a licence, on trade papers it is itself
        role = role_of(match.field, doc_type) if match.kind == "party" else None
        if role is not None and match.score >= 0.3:
            roles[role] = max(roles.get(role, 0.0), match.score)
    if not roles:
        return
    best = labelled.meanings[0].score
    also = any(m.kind != "party" and m.score >= best - 0.01 for m in labelled.meanings)
    for place in labelled.places:
        block = blocks.office(place.lines) if "issuing_authority" in roles else blocks.read(place.lines)
        if block is None:
            continue
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
            yield _candidate(role, block, labelled.page, "party", evidence)


def _letterhead(layout: Layout, around: Neighbourhood) -> Iterator[PartyCandidate]:
    """The company whose paper this is: a company's name high on the page that no label claims."""
    height = max(1.0, layout.page.height)
    usual = sorted(segment.box.height for segment in layout.segments) or [1.0]
    middle = usual[len(usual) // 2]
    used: set[int] = set()
    for index, segment in enumerate(layout.segments):
        if segment.box.top > _LETTERHEAD * height:
            break
        likeness = companies.likeness(_first_part(_with_form(layout, around, index))) + 0.25 * _is_repeated(
            layout, index
        )
        if (
            id(segment.words[0]) in used
            or likeness < 0.5
            or labels.best(segment.text) is not None
            or _claimed(layout, around, index)
        ):
            continue
        lines = [segment.words, *_below(layout, around, index)]
        block = blocks.read(lines)
        if block is None:
            continue
        used |= {id(word) for word in block.name_words}
        evidence = {
            "letterhead": 1.0,
            "top": segment.box.top / height,
            "size": min(3.0, segment.box.height / max(1.0, middle)),
            "centred": float(abs(segment.box.x_mid - layout.page.width / 2) < 0.08 * layout.page.width),
            "left": float(segment.box.x0 < 0.3 * layout.page.width),
        }
        yield _candidate("seller", block, layout.number, "letterhead", evidence)


def _first_part(text: str) -> str:
    """Return a sender's line up to its first parting mark: `Nordwerk GmbH · Hafenstr. 2 · 24103 Kiel`."""
    return _PARTING.split(text, maxsplit=1)[0]


def _is_repeated(layout: Layout, index: int) -> bool:
    """Say whether a line at the head stands again in the footer or over the signature: a company's name does."""
    text = layout.segments[index].text.strip()
    if len(text.split()) < 2 or len(text) < _TELLING or any(c.isdigit() for c in text):
        return False
    below = (segment.text for segment in layout.segments[index + 1 :] if segment.box.top > 0.5 * layout.page.height)
    return any(_SIGNS_FOR.sub("", other.strip()).casefold().startswith(text.casefold()) for other in below)


def _addressee(layout: Layout, around: Neighbourhood) -> Iterator[PartyCandidate]:
    """The company in the window of a European letter: the block below the sender's own address in one small line."""
    height = max(1.0, layout.page.height)
    for index, segment in enumerate(layout.segments):
        if segment.box.top > _WINDOW * height:
            return
        if len(_PARTING.findall(segment.text)) < 2 or not _POSTCODE.search(segment.text):
            continue
        first = around.beneath(index, _WINDOW_GAP)
        if first is None or labels.best(layout.segments[first].text) is not None:
            continue
        block = blocks.read([layout.segments[first].words, *_below(layout, around, first)])
        if block is None or not block.address:
            continue
        evidence = {"label": 0.95, "roles": 1.0, "distance": 0.5, "top": segment.box.top / height, "at_below": 1.0}
        yield _candidate("buyer", block, layout.number, "party", evidence)


def _with_form(layout: Layout, around: Neighbourhood, index: int) -> str:
    """Return a piece of print with the next line where that only ends its name: a long one broken before `Limited`."""
    segment = layout.segments[index]
    below = around.beneath(index, 1.2)
    if below is None or companies.form_end(segment.text) is not None:
        return segment.text
    behind = layout.segments[below]
    aligned = min(abs(behind.box.x0 - segment.box.x0), abs(behind.box.x_mid - segment.box.x_mid)) < segment.box.height
    return f"{segment.text} {behind.text}" if aligned and companies.is_rest_of_name(behind.text) else segment.text


def _authority(layout: Layout) -> Iterator[PartyCandidate]:
    """The office that issues a licence, named at its head or foot without a label."""
    height = max(1.0, layout.page.height)
    for segment in layout.segments:
        if not _AUTHORITY.search(segment.text) or len(segment.text) > 90 or labels.best(segment.text) is not None:
            continue
        block = blocks.read([segment.words])
        if block is None:
            continue
        size = min(3.0, segment.box.height / max(1.0, layout.segments[-1].box.height))
        evidence = {"letterhead": 1.0, "top": segment.box.top / height, "size": size}
        yield _candidate("issuing_authority", block, layout.number, "letterhead", evidence)


def _claimed(layout: Layout, around: Neighbourhood, index: int) -> bool:
    """Say whether a label to the left of or above the print puts it into a role."""
    segment = layout.segments[index]
    line = layout.lines[segment.line]
    left = [other for other in line if layout.segments[other].box.x1 <= segment.box.x0 + 1]
    if left and _announces(layout.segments[left[-1]].text):
        return True
    for other, above in enumerate(layout.segments[:index]):
        gap = segment.box.top - above.box.bottom
        near = -1 < gap < 1.6 * segment.box.height and abs(above.box.x0 - segment.box.x0) < 2 * segment.box.height
        if near and other != index and _announces(above.text):
            return True
    return False


def _announces(text: str) -> bool:
    """Say whether a piece of print is a label that wants a value; a title wants none."""
    found = labels.best(text)
    return found is not None and found.kind in {"party", "field"} and not found.rest and found.score >= 0.75


def _below(layout: Layout, around: Neighbourhood, index: int) -> list[tuple[Word, ...]]:
    lines: list[tuple[Word, ...]] = []
    at = index
    centre = layout.segments[index].box.x_mid
    for _ in range(7):
        below = around.next_line(at, 1.6)
        if below is None:
            break
        segment = layout.segments[below]
        start = layout.segments[index].box
        aligned = abs(segment.box.x0 - start.x0) < 2 * segment.box.height
        aligned = aligned or abs(segment.box.x1 - start.x1) < 0.5 * segment.box.height  # set to the right
        other_label = around.is_label(segment) and not is_part_of_block(segment.text)
        if other_label or not (aligned or abs(segment.box.x_mid - centre) < 12):
            break
        lines.append(around.whole_line(below))
        at = below
    return lines


def _likeness(role: str, block: Block) -> float:
    """Return how much a name looks like what has this role: an authority has no legal form."""
    text = join_texts([word.text for word in block.name_words])
    if role != "issuing_authority":
        return companies.likeness(text)
    if companies.form_end(text) is not None:
        return 0.0
    return 0.75 if _AUTHORITY.search(text) else companies.likeness(text)


def _candidate(role: str, block: Block, page: int, finder: str, evidence: dict[str, float]) -> PartyCandidate:
    common = {**evidence, "likeness": _likeness(role, block),
              "lines": float(block.line_count), "has_address": float(bool(block.address)),
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
