"""Addresses and tax numbers that stand apart from their company: behind a label of their own, in a cell, in the footer.

`进口商地址` and `Address of end user` say whose they are, `公司地址` and the number in a letter's footer are the sender's, a
bare `地址` belongs to the company beside or right above it. A company that has the part keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.datatypes.document import Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout
from extractor.datatypes.record import Party
from extractor.stages.extract import block as blocks
from extractor.stages.extract.blocklines import PARTING, Block, parted
from extractor.stages.extract.candidates import Candidate
from extractor.stages.extract.labelled import Labelled
from extractor.stages.extract.places import Neighbourhood
from extractor.values import companies, taxnumbers

_OWNERS = (
    (re.compile(r"最终用|最終|终端|需要者|end.?user|ultimate user", re.IGNORECASE), ("end_user",)),
    (re.compile(r"收货|收貨|收件|送货|交货|荷受|consignee|deliver|ship.?to", re.IGNORECASE), ("consignee", "importer")),
    (re.compile(r"购|買|买|客户|客戶|需方|进口|進口|輸入|buyer|importer|customer|client|\byour\b|\bihre\b|kunde|acheteur|"
                r"purchaser|bill.?to|sold.?to", re.IGNORECASE), ("buyer", "importer")),
    (re.compile(r"销|售|卖|賣|供|出口|发货|輸出|seller|exporter|shipper|supplier|vendor|\bour\b|\bunsere\b|公司地址|公司住所|"
                r"厂址|工厂地址|企业地址|单位地址|經營地址|经营地址|company address|office address|head office|siège social|"
                r"firmensitz|sede legale", re.IGNORECASE), ("seller", "exporter")),
)  # fmt: skip
"""Whose part a label says it is. The sender of a paper calls itself the company."""
_SELLS = ("seller", "exporter")
_HEAD, _FOOT = 0.2, 0.85
"""Shares of the page's height within which a tax number of nobody is the sender's: letterhead and footer."""
_REACH = 4.0
"""Heights from a company's name down to its address, where lines stand between."""
_NEXT = 1.0
"""Heights to the very next line, whose part is the company's rather than that of a company to the left."""
_EMPLOYER = re.compile(r"\d{2}-\d{7}")
"""An employer identification number of the United States."""
_SURE, _LIKELY = 0.9, 0.5
"""Scores of a label from which an address follows it; a tax number, whose shape tells besides."""
_CONFIDENCE = {"named": 0.95, "beside": 0.9, "sender": 0.85}
"""How sure a part's owner is: the label names it; it stands beside; the sender's by its place on the page."""


def attach(parties: Sequence[Party], document: Document, taken: dict[int, Sequence[Box]]) -> tuple[Party, ...]:
    """Return the companies with the addresses and tax numbers that stand apart from them."""
    out = list(parties)
    for layout in document.layouts:
        for number in _footers(layout):
            owner = next((party for party in out if party.role in _SELLS), None)
            if owner is not None and owner.tax_id is None and _may_own(owner, "tax_id", number):
                out[out.index(owner)] = _with(owner, "tax_id", number, layout.number, _CONFIDENCE["sender"])
        for sender in _senders(layout):
            owner = next((party for party in out if party.role in _SELLS and _is_called(party, sender)), None)
            fuller = owner is not None and owner.country is None and sender.country
            if owner is not None and (owner.address is None or fuller):
                out[out.index(owner)] = _with(owner, "address", sender, layout.number, _CONFIDENCE["sender"])
        for labelled in Neighbourhood(layout, taken.get(layout.number, ())).labelled():
            for part, found in _parts(labelled, layout):
                how, owner = _owner(out, labelled, layout, part, found)
                if owner is None or getattr(owner, part) is not None or not _may_own(owner, part, found):
                    continue
                out[out.index(owner)] = _with(owner, part, found, labelled.page, _CONFIDENCE[how])
    return tuple(out)


def _footers(layout: Layout) -> Iterator[Block]:
    """Yield the tax numbers in a sender's line of several parts: `A GmbH · Amtsgericht Kiel HRB 71 · VAT ID DE 811 569 869`."""
    height = max(1.0, layout.page.height)
    for segment in layout.segments:
        if _HEAD * height < segment.box.top < _FOOT * height or not any(w.text in PARTING for w in segment.words):
            continue
        for words in parted([segment.words]):
            found = blocks.address([words])
            if found.tax_id:
                yield found


def _senders(layout: Layout) -> Iterator[Block]:
    """Yield the companies whose name and address stand in one line of several parts: `A GmbH · Kai 4 · 24103 Kiel`."""
    for segment in layout.segments:
        if any(word.text in PARTING for word in segment.words):
            found = blocks.read([segment.words])
            if found is not None and found.address and _is_address(found):
                yield found


def _is_called(party: Party, block: Block) -> bool:
    return _folded(str(party.name.value)) == _folded(block.name)


def _parts(labelled: Labelled, layout: Layout) -> Iterator[tuple[str, Block]]:
    """Yield what a label of an address or a tax number announces, where that is what stands there."""
    best = labelled.meanings[0].score
    fields = {match.field for match in labelled.meanings if match.score >= best}
    text = _label_text(labelled, layout)
    house = "address" in fields or (
        "consignee" in fields and re.search(r"address|地址|地点|anschrift", text, re.IGNORECASE)
    )
    for place in labelled.places[:1]:
        if house and best >= _SURE:
            found = blocks.address(place.lines)
            if found.address and not _names_company(found.address) and _is_address(found):
                yield "address", found
        elif "tax_id" in fields and best >= _LIKELY and not taxnumbers.REGISTERS.search(text):
            found = blocks.tax_number(place.lines[0])
            if found.tax_id:
                yield "tax_id", found


def _label_text(labelled: Labelled, layout: Layout) -> str:
    match = labelled.meanings[0]
    whole = " ".join(layout.segments[index].text for index in labelled.members)
    return whole if len(labelled.members) > 1 or not match.rest else f"{match.label} {whole[: match.end]}"


def _names_company(text: str) -> bool:
    """Say whether a company's name stands at the head of a text; a building may be called as companies are: `贸易中心`."""
    end = companies.form_end(text)
    return end is not None and companies.address_likeness(text[:end]) < 0.5


def _is_address(found: Block) -> bool:
    return bool(found.country) or companies.address_likeness(found.address) >= 0.5


def _owner(
    parties: Sequence[Party], labelled: Labelled, layout: Layout, part: str, found: Block
) -> tuple[str, Party | None]:
    """Return whose part it is: the label says so, or it stands beside or below a name, or in the sender's own lines."""
    text = _label_text(labelled, layout)
    by_role = {party.role: party for party in parties}
    for pattern, roles in _OWNERS:
        if pattern.search(text):
            return "named", next((by_role[role] for role in roles if role in by_role), None)
    beside = _beside(parties, labelled, layout, found)
    if beside is not None:
        return "beside", beside
    height = max(1.0, layout.page.height)
    edge = labelled.box.bottom < _HEAD * height or labelled.box.top > _FOOT * height
    own = next((by_role[role] for role in _SELLS if role in by_role), None)
    return "sender", own if part == "tax_id" and edge else None


def _beside(parties: Sequence[Party], labelled: Labelled, layout: Layout, found: Block) -> Party | None:
    """Return the company whose name stands left of a label on its line, or right above it or its value in a column; of
    several that are called the same, that whose name was read there.
    """
    box = labelled.box
    value = (found.address_words or found.tax_words)[0].box
    height = max(1.0, box.height)
    near: list[tuple[float, bool, int]] = []
    for index, party in enumerate(parties):
        for name in _mentions(party, layout):
            elsewhere = name != party.name.box
            if name.x1 <= box.x0 + 1 and name.y_overlap(box) > 0.5 * min(name.height, height):
                near.append(((box.x0 - name.x1) / layout.page.width, elsewhere, index))
            gap = (box.top - name.bottom) / height
            aligned = name.x_overlap(box) > 0 or abs(name.x0 - box.x0) < 4 * height
            listed = min(abs(name.x0 - box.x0), abs(name.x0 - value.x0)) < 0.5 * height
            if -0.5 < gap < _REACH and (aligned or listed):
                near.append((0.0 if listed and gap < _NEXT else 1 + gap, elsewhere, index))
    return parties[min(near)[2]] if near else None


def _mentions(party: Party, layout: Layout) -> Iterator[Box]:
    """Yield where a company's name stands: where it was read, and wherever else a piece of print is nothing but it."""
    if party.name.box is not None and party.name.page == layout.number:
        yield party.name.box
    name = _folded(str(party.name.value))
    yield from (segment.box for segment in layout.segments if _folded(segment.text) == name)


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _may_own(owner: Party, part: str, found: Block) -> bool:
    """Say whether a tax number has the shape of one, and the state that it names is the company's."""
    if part != "tax_id":
        return True
    country = str(owner.country.value) if owner.country is not None else None
    number = found.tax_id
    if country == "US" and _EMPLOYER.fullmatch(number):
        return True
    if (
        number[:2].isalpha()
        and taxnumbers.is_vat_state(number)
        and country is not None
        and not number.startswith(country)
    ):
        return False
    return taxnumbers.check_of(number, country) is not None


def _with(owner: Party, part: str, found: Block, page: int, confidence: float) -> Party:
    score = min(confidence, owner.name.confidence)
    if part == "tax_id":
        return replace(owner, tax_id=Candidate(part, found.tax_id, found.tax_words, page, "party").to_field(score))
    told = Candidate(part, found.address, found.address_words, page, "party", alt=found.address_alt).to_field(score)
    country = owner.country
    if country is None and found.country:
        words = found.country_words or found.address_words
        country = Candidate("country", found.country, words, page, "party").to_field(score)
    return replace(owner, address=told, country=country)
