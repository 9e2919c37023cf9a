"""Companies that a sentence names: `we are pleased to offer to M/s. A Ltd., 4 Harbour Road, Pune, the following goods`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract import block as blocks
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.partycandidate import PartyCandidate, party_candidate
from extractor.values import companies, labels

_NAMES = (
    (re.compile(r"\b(?:to|for|with|of)\s+(?:M/s\.?|Messrs\.?)\s+(?=[A-Z])", re.IGNORECASE), "buyer"),
    (re.compile(r"(?:贵公司|贵司|贵方)\s*[(（](?=[\u4e00-\u9fff])"), "buyer"),
    (re.compile(r"(?:我公司|我司|我方|本公司)\s*[(（](?=[\u4e00-\u9fff])"), "seller"),
)
"""What stands before a company's name in a sentence, and the role that it gives."""
_ADDRESSED = (
    re.compile(r"To\s+(?=[A-Z0-9])(?P<block>\S.+?),?\s+we\s+(?:here|offer|quote|are\s+pleased|submit|sell|confirm)"),
    re.compile(
        r"We\s+(?:here(?:with|by)\s+)?(?:invoice|bill|debit|offer(?:\s+to)?|quote|sell\s+to)\s+(?=[A-Z])(?P<block>\S.+?),?\s+"
        r"(?:for\s+the|the\s+(?:following|goods|under)|as\s+(?:per|follows|below))\b"
    ),
)
"""Whole lines: `To A Ltd., 4 Harbour Road, Pune, we offer without obligation:`, `We herewith invoice A Ltd. for the goods`"""
_ENDS = re.compile(
    r",?\s*\b(?:the following|the (?:under|above)|as (?:per|follows|below)|hereinafter|for (?:the|your|supply)|against|whereby|"
    r"and (?:M/s|Messrs))\b|[;；:：)）。]|\.\s+[A-Z][a-z]+ [a-z]",
    re.IGNORECASE,
)
"""Where the sentence goes on behind the company's address."""
_FEWEST = 8
"""Characters of the sentence that stand before the company's name at least: a label has none."""
_SURE = 0.5
"""Score from which a line that begins with a label is its value, and no sentence."""
_LINES, _PITCH, _INDENT = 3, 1.2, 4.0
"""Lines over which a company's name and address run at most; their distance, and the first one's indent, in heights."""


def told(layout: Layout) -> Iterator[PartyCandidate]:
    """Yield the companies that a page's sentences put into a role, where a legal form says that they are companies."""
    for number, line in enumerate(layout.lines):
        first = layout.segments[line[0]]
        label = labels.best(first.text)
        if len(line) > 1 or (label is not None and label.score >= _SURE):
            continue
        words = _paragraph(layout, number)
        text = join_texts([word.text for word in words])
        for addressed in (found for pattern in _ADDRESSED if (found := pattern.match(text)) is not None):
            yield from _named("buyer", words, addressed.span("block"), text, layout)
        for pattern, role in _NAMES:
            start = pattern.search(text)
            if start is None or not _FEWEST <= start.start() < len(first.text):
                continue
            end = _ENDS.search(text, start.end())
            stop = end.start() if end is not None else len(text)
            yield from _named(role, words, (start.end(), stop), text, layout)


def _named(
    role: str, words: Sequence[Word], span: tuple[int, int], text: str, layout: Layout
) -> Iterator[PartyCandidate]:
    """Yield the company that stands in a part of a sentence, where it has a legal form."""
    start, stop = span
    block = blocks.read([words_of(words, start, stop)]) if companies.form_end(text[start:stop]) is not None else None
    if block is not None:
        evidence = {"told": 1.0, "label": 0.9, "top": words[0].box.top / max(1.0, layout.page.height)}
        yield party_candidate(role, block, layout.number, "party", evidence)


def _paragraph(layout: Layout, number: int) -> Sequence[Word]:
    """Return the words of a line and of those below it that begin where it begins, or a little to its left."""
    start = layout.segments[layout.lines[number][0]].box
    words: list[Word] = []
    for place in range(number, min(len(layout.lines), number + _LINES)):
        line = [layout.segments[index] for index in layout.lines[place]]
        far = bool(words) and line[0].box.top - words[-1].box.bottom > _PITCH * max(1.0, words[-1].box.height)
        if far or len(line) > 1 or not start.x0 - _INDENT * start.height < line[0].box.x0 < start.x0 + start.height:
            break
        words += [word for segment in line for word in segment.words]
    return words
