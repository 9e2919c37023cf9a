"""Addresses in boxes of their own: `Address of importer` beside its value, `住所 Address` below a name in one box.

A block under a name holds its address; forms that have a box for each part of a company give it apart from the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word
from extractor.datatypes.record import Party
from extractor.stages.extract import block as blocks
from extractor.stages.extract.block import Block
from extractor.stages.extract.blocklines import ends_block, parted, without_contacts
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.labelled import Labelled
from extractor.stages.extract.parties import role_of
from extractor.stages.extract.places import Neighbourhood
from extractor.stages.extract.surroundings import WHOLE
from extractor.values import labels

_ADDRESS = re.compile(r"address of (?:the )?|(?:['’]s)? ?address|地址|住所|住址|所在地", re.IGNORECASE)
_SCRIPTS = re.compile(r"[\u3040-\u9fff]+|[A-Za-z][A-Za-z -]*")
_ROLES = frozenset({"party"})
_SURE = 0.95


@dataclass(frozen=True)
class _Address:
    role: str | None
    """Whose it is, None where the label says only `Address`."""
    block: Block
    page: int
    cell: Box | None
    """The ruled box of the label."""


def attach(parties: Sequence[Party], document: Document, taken: dict[int, Sequence[Box]]) -> tuple[Party, ...]:
    """Return the companies with the addresses that stand in boxes of their own; one that has an address keeps it."""
    out = list(parties)
    found = [one for layout in document.layouts for one in _addresses(layout, document.doc_type, taken)]
    for address in found:
        owner = next((number for number, party in enumerate(out) if _owns(party, address)), None)
        if owner is not None and out[owner].address is None:
            out[owner] = _housed(out[owner], address)
    return tuple(out)


def _addresses(layout: Layout, doc_type: DocType, taken: dict[int, Sequence[Box]]) -> Iterator[_Address]:
    for labelled in Neighbourhood(layout, taken.get(layout.number, ())).labelled():
        best = labelled.meanings[0]
        if best.field != "address" or best.score < WHOLE or not labelled.places:
            continue
        block = _read(labelled.places[0].lines)
        if block is not None:
            cell = layout.segments[labelled.members[0]].cell
            box = layout.cells[cell].box if cell is not None else None
            yield _Address(_role(labelled, layout, doc_type), block, layout.number, box)


def _read(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Read an address that stands without a name; None where none is there."""
    block = Block(line_count=len(lines))
    for words in parted(lines):
        text, kept = without_contacts(join_texts([word.text for word in words]), words)
        if not text or (block.rest and ends_block(text)):
            break
        block.rest.append((text, kept))
    blocks.take_address(block)
    return block if any(c.isdigit() or c in ",，" for c in block.address) else None


def _role(labelled: Labelled, layout: Layout, doc_type: DocType) -> str | None:
    """Return whose address a label means: what is left of its wording is the label of a company."""
    whole = join_texts([layout.segments[member].text for member in labelled.members])
    for part in _SCRIPTS.findall(_ADDRESS.sub(" ", whole)):
        for match in labels.match(part.strip(), _ROLES):
            role = role_of(match.field, doc_type)
            if role is not None and not match.rest and match.score >= WHOLE:
                return role
    return None


def _owns(party: Party, address: _Address) -> bool:
    if address.role is not None:
        return party.role == address.role
    name = party.name.box
    inside = address.cell is not None and name is not None and address.cell.holds_middle_of(name)
    return inside and party.name.page == address.page


def _housed(party: Party, address: _Address) -> Party:
    block, score = address.block, min(_SURE, party.name.confidence)
    given = Candidate("address", block.address, block.address_words, address.page, "party", alt=block.address_alt)
    country = party.country
    if country is None and block.country:
        words = block.country_words or block.address_words
        country = Candidate("country", block.country, words, address.page, "party").to_field(score)
    return replace(party, address=given.to_field(score), country=country)
