"""The office that issues a licence: behind its label, in a sentence, or named at the head or foot of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract import block as blocks
from extractor.stages.extract.block import Block
from extractor.stages.extract.blocklines import to_wide_space
from extractor.stages.extract.candidates import words_of
from extractor.values import labels, textual

AUTHORITY = re.compile(
    r"\b(?:ministry|bureau|department|federal office|agency|authority|administration|commission|secretariat|bundesamt|"
    r"minist[eè]re|ministerio|ministero|customs|board of trade|directorate|agence|licen[cs]ing (?:unit|office|division)|"
    r"export control (?:joint )?(?:unit|office|division|organi[sz]ation))\b|"
    r"商务部|商务厅|商务局|事务局|許可|経済産業|산업통상|管理局|委员会|(?:省|庁|局).{0,12}課$|[가-힣]국$",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(
    r"\b[Ii]ssued (?:on behalf of [\w .]{3,40} )?by the ([A-Z][\w&',]*(?: (?:of|for|and|the|&|[A-Z][\w&',]*))+)"
)
"""Who issues a licence, told in a sentence."""
_SENTENCE = re.compile(r"[、。；]|\b(?:of|for|and)$", re.IGNORECASE)
"""What no name of an office holds or ends with."""


def office(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Read the name of an authority, which may go on in the next line and has no address; None where none is there."""
    lines = [to_wide_space(words) for words in lines]
    block = Block(line_count=len(lines))
    texts = [join_texts([word.text for word in words]) for words in lines]
    stop = next((i for i, text in enumerate(texts, start=1) if not blocks.NAME_GOES_ON.search(text)), len(texts))
    block.name_words = tuple(word for line in lines[:stop] for word in line)
    block.raw_name = join_texts(texts[:stop])
    block.name = textual.trimmed(blocks.SEALED.sub("", block.raw_name))
    first, others = textual.bilingual(block.name)
    if others:
        block.name, block.name_alt = first, (*others, block.name)
    return block if blocks.is_name(block.name) else None


def unlabelled(layout: Layout) -> Iterator[tuple[Block, str, dict[str, float]]]:
    """Yield the office that issues a licence, named at its head or foot without a label: its name, finder and evidence."""
    height = max(1.0, layout.page.height)
    signed = list(_issuer(layout))
    if signed:
        yield from signed
        return
    for segment in layout.segments:
        named = AUTHORITY.search(segment.text) is not None and _SENTENCE.search(segment.text) is None
        if not named or len(segment.text) > 90 or labels.best(segment.text) is not None:
            continue
        block = blocks.read([segment.words])
        if block is None:
            continue
        size = min(3.0, segment.box.height / max(1.0, layout.segments[-1].box.height))
        evidence = {"letterhead": 1.0, "top": segment.box.top / height, "size": size}
        yield block, "letterhead", evidence


def _issuer(layout: Layout) -> Iterator[tuple[Block, str, dict[str, float]]]:
    """The office that a sentence says has issued a licence."""
    for segment in layout.segments:
        issued = _ISSUED_BY.search(segment.text)
        block = blocks.read([words_of(segment.words, *issued.span(1))]) if issued is not None else None
        if block is not None:
            top = segment.box.top / max(1.0, layout.page.height)
            evidence = {"label": 0.95, "roles": 1.0, "distance": 0.5, "top": top, "at_inline": 1.0}
            yield block, "party", evidence
