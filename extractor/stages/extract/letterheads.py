"""Companies that no label names: the letterhead, the addressee in the window of a letter, who signs at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.datatypes.layout import Layout, Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract import block as blocks
from extractor.stages.extract import headblocks
from extractor.stages.extract.blocklines import Block
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.partycandidate import PartyCandidate, party_candidate
from extractor.stages.extract.places import Neighbourhood
from extractor.values import companies, labels

NAMED = 0.5
"""Likeness to a company's name from which a label names one."""
_DEALING = frozenset({"seller", "buyer"})
_LETTERHEAD = 0.30
"""Share of the page's height from the top in which a letterhead stands."""
_WINDOW, _WINDOW_GAP = 0.3, 6.0
"""Share of the page in which the window of a letter stands; text heights from the sender's line to the address."""
_SIGNATURE_GAP = 6.0
"""Heights from a company's name down to the words `Authorized signature`."""
_SIGNATURE_SPACE = 85.0
"""Points of empty space for a signature and a seal, below which nothing but those words follows."""
_FOOT = 0.4
"""Share of the page's height from the top below which a company signs."""
_TELLING = 8
"""Letters from which a line that is printed twice tells something."""
_HONORIFIC = re.compile(r"\s*(?:御中|貴中|귀중)$")
"""What follows the name of a company that a Japanese or Korean letter is written to."""
SIGNS_FOR = re.compile(r"^(?:for(?: and on behalf of)?|pour|für|per pro)(?:[\s:]+|$)", re.IGNORECASE)
_SIGNED = re.compile(r"[(（]\s*(?:公章|盖章|签章|印章|章|seal|stamp|signed|sealed)\s*[)）]|[(（]印[)）]", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"authori[sz]ed sign|signature|signed by|signatory|(?:export|sales|general|commercial) manager|president|director"
    r"|授权签字|签字|签名|盖章|签章|^(?:地址|日期|date)\s*[:：]",
    re.IGNORECASE,
)
"""What stands below the name of a company that signs its paper."""
_PARTING = re.compile(r"\s[|–-]\s|\s*[·•∙]\s*")  # dots stand apart in print; ink loses the white around them
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?\d{4,6}(?!\d)|\b\d{2,3}-\d{3,4}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
)
"""`24103`, `315800`, `103-0023`, `SW1A 2AA`, `K1A 0B1`."""


def ranked(
    heads: Sequence[PartyCandidate], labelled: Sequence[PartyCandidate], addressed: bool
) -> Iterator[PartyCandidate]:
    """Yield the companies of a letterhead with their order on the page, whether a label names the seller besides, and
    whether the paper is a letter `addressed` to another company.
    """
    named = any(one.role == "seller" and one.parts["name"].evidence["likeness"] >= NAMED for one in labelled)
    for rank, head in enumerate(heads):
        more = {"rank": float(rank), "unnamed": float(not named), "only": float(len(heads) == 1)}
        more |= {"addressed": 1.0} if addressed else {}
        yield PartyCandidate(head.role, {part: one.with_evidence(**more) for part, one in head.parts.items()})


def written_to(heads: Sequence[PartyCandidate], labelled: Sequence[PartyCandidate]) -> Iterator[PartyCandidate]:
    """Yield the company that a letter is written to: the second of two at its head, below the writer, in another country,
    where no label says who sells or buys.
    """
    named = any(one.role in _DEALING and one.parts["name"].evidence["likeness"] >= NAMED for one in labelled)
    if named or len(heads) != 2 or not all("country" in one.parts for one in heads):
        return
    first, second = heads
    evidence = second.parts["name"].evidence
    lower = evidence["top"] > first.parts["name"].evidence["top"] and evidence["left"] and evidence["form"]
    if lower and first.parts["country"].value != second.parts["country"].value:
        more = {"label": 0.95, "roles": 1.0, "distance": 0.5, "at_below": 1.0, "letterhead": 0.0}
        parts = {
            part: replace(one.with_evidence(**more), name=f"buyer.{part}", finder="party")
            for part, one in second.parts.items()
        }
        yield PartyCandidate("buyer", parts)


def letterhead(layout: Layout, around: Neighbourhood) -> Iterator[PartyCandidate]:
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
            or around.is_taken(segment.box)
            or labels.best(segment.text) is not None
            or _claimed(layout, around, index)
        ):
            continue
        if _addressed(layout, index) is not None:
            continue
        behind = () if is_sender(segment.text) else headblocks.below(layout, around, index)
        block = blocks.read([segment.words, *(behind or headblocks.house_beside(layout, index))])
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
        yield party_candidate("seller", block, layout.number, "letterhead", evidence)


def _addressed(layout: Layout, index: int) -> tuple[Word, ...] | None:
    """Return the name of a company that a Japanese or Korean letter addresses: `某社 御中`; None where it does not."""
    segment = layout.segments[index]
    line = layout.lines[segment.line]
    right = line[line.index(index) + 1 :][:1]
    if right and _HONORIFIC.fullmatch(layout.segments[right[0]].text):
        return segment.words
    found = _HONORIFIC.search(segment.text)
    return words_of(segment.words, 0, found.start()) if found is not None and found.start() > 1 else None


def is_sender(text: str) -> bool:
    """Say whether print is a sender's name and address in one line: `Nordwerk GmbH · Hafenstr. 2 · 24103 Kiel`."""
    return len(_PARTING.findall(text)) > 1 and _POSTCODE.search(text) is not None


def apart(heads: Sequence[PartyCandidate], addressed: Sequence[PartyCandidate]) -> list[PartyCandidate]:
    """Return the companies of a letter's head without the one it is addressed to, and without a name that another, longer
    one begins with: the sender's short name over its full one.
    """
    taken = {_letters(one) for one in addressed}
    kept = [one for one in heads if _letters(one) not in taken] if addressed else list(heads)
    names = [_letters(one) for one in kept]
    short = {name for name in names if any(other.startswith(name) and other != name for other in names)}
    return [one for one, name in zip(kept, names, strict=True) if name not in short or not addressed]


def _letters(party: PartyCandidate) -> str:
    return "".join(c for c in str(party.parts["name"].value).casefold() if c.isalnum())


def _first_part(text: str) -> str:
    """Return a sender's line up to its first parting mark: `Nordwerk GmbH · Hafenstr. 2 · 24103 Kiel`."""
    return _PARTING.split(text, maxsplit=1)[0]


def _is_repeated(layout: Layout, index: int) -> bool:
    """Say whether a line at the head stands again in the footer or over the signature: a company's name does."""
    text = layout.segments[index].text.strip()
    if len(text.split()) < 2 or len(text) < _TELLING or any(c.isdigit() for c in text):
        return False
    below = (segment.text for segment in layout.segments[index + 1 :] if segment.box.top > 0.5 * layout.page.height)
    return any(_run_together(SIGNS_FOR.sub("", other.strip())).startswith(_run_together(text)) for other in below)


def _run_together(text: str) -> str:
    """Return a text as small print is read from ink, without the spaces between its words."""
    return "".join(text.casefold().split())


def addressee(layout: Layout, around: Neighbourhood) -> Iterator[PartyCandidate]:
    """The company in the window of a European letter: the block below the sender's own address in one small line; or that
    which a Japanese or Korean letter addresses.
    """
    height = max(1.0, layout.page.height)
    for index, segment in enumerate(layout.segments):
        if segment.box.top > _WINDOW * height:
            return
        addressed = _addressed(layout, index)
        block = blocks.read([addressed, *headblocks.below(layout, around, index)]) if addressed is not None else None
        if block is not None:
            yield _buyer(block, segment, layout)
        if not is_sender(segment.text):
            continue
        first = around.beneath(index, _WINDOW_GAP)
        if first is None or labels.best(layout.segments[first].text) is not None:
            continue
        block = blocks.read([layout.segments[first].words, *headblocks.below(layout, around, first)])
        if block is None or not block.address:
            continue
        yield _buyer(block, segment, layout)


def _buyer(block: Block, segment: Segment, layout: Layout) -> PartyCandidate:
    top = segment.box.top / max(1.0, layout.page.height)
    evidence = {"label": 0.95, "roles": 1.0, "distance": 0.5, "top": top, "at_below": 1.0}
    return party_candidate("buyer", block, layout.number, "party", evidence)


def signature(layout: Layout, around: Neighbourhood) -> Iterator[PartyCandidate]:
    """The one company that signs at the foot of a paper, `For A Ltd.` or with its seal; two that sign say nothing."""
    height = max(1.0, layout.page.height)
    found: dict[str, PartyCandidate] = {}
    used: set[int] = set()
    for index, segment in enumerate(layout.segments):
        if segment.box.top < _FOOT * height or index in used or _claimed(layout, around, index):
            continue
        start = len(segment.text) - len(SIGNS_FOR.sub("", segment.text))
        last = _last_of_name(layout, around, index, start > 0)
        used.add(last)
        lines = [words_of(segment.words, start, len(segment.text))]
        lines = [*filter(None, lines), *([layout.segments[last].words] if last != index else [])]
        name = join_texts([word.text for line in lines for word in line])
        if not _signs(layout, last, name, start > 0):
            continue
        behind = headblocks.below(layout, around, last)
        lines += [words for words in behind if headblocks.is_house(join_texts([w.text for w in words]))]
        block = blocks.read(lines)
        if block is not None and companies.form_end(block.name) is not None:
            evidence = {"signature": 1.0, "top": segment.box.top / height}
            party = party_candidate("seller", block, layout.number, "letterhead", evidence)
            found.setdefault("".join(c for c in block.name.casefold() if c.isalnum()), party)
    if len(found) == 1:
        yield from found.values()


def _last_of_name(layout: Layout, around: Neighbourhood, index: int, signs: bool) -> int:
    """Return the segment in which a name at the foot ends: `For Nordwind Rare Earth` goes on in `Materials Co., Ltd.`."""
    below = around.beneath(index, 1.2)
    if below is None or companies.form_end(layout.segments[index].text) is not None:
        return index
    text = layout.segments[below].text
    whole = companies.form_end(text) == len(text) and not any(c.isdigit() for c in text)
    return below if companies.is_rest_of_name(text) or (signs and whole) else index


def _signs(layout: Layout, index: int, name: str, signs: bool) -> bool:
    """Say whether print is a company's name and nothing else, with the mark of a signature in it or right below."""
    segment = layout.segments[index]
    bare = _SIGNED.sub("", name).strip()
    end = companies.form_end(bare)
    if end is None or end < len(bare.rstrip(" .,")) - 1 or any(c.isdigit() for c in bare):
        return False
    if signs or bare != name.strip():
        return True
    near = [other for other in layout.segments[index + 1 :] if other.box.x_overlap(segment.box) > 0]
    next_one = bool(near) and near[0].box.top - segment.box.bottom < _SIGNATURE_SPACE
    gaps = ((other, (other.box.top - segment.box.bottom) / max(1.0, segment.box.height)) for other in near)
    return (next_one and _SIGNATURE.search(near[0].text) is not None) or any(
        _SIGNATURE.search(other.text) for other, gap in gaps if -1 < gap < _SIGNATURE_GAP
    )


def _with_form(layout: Layout, around: Neighbourhood, index: int) -> str:
    """Return a piece of print with the next line where that only ends its name: a long one broken before `Limited`."""
    segment = layout.segments[index]
    below = around.beneath(index, 1.2)
    if below is None or companies.form_end(segment.text) is not None:
        return segment.text
    behind = layout.segments[below]
    aligned = min(abs(behind.box.x0 - segment.box.x0), abs(behind.box.x_mid - segment.box.x_mid)) < segment.box.height
    return f"{segment.text} {behind.text}" if aligned and companies.is_rest_of_name(behind.text) else segment.text


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
