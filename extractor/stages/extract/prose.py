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
_ENDS = re.compile(
    r",?\s*\b(?:the following|the (?:under|above)|as (?:per|follows|below)|hereinafter|for (?:the|your|supply)|against|whereby|"
    r"and (?:M/s|Messrs))\b|[;；:：)）。]|\.\s+[A-Z][a-z]+ [a-z]",
    re.IGNORECASE,
)
"""Where the sentence goes on behind the company's address."""
_FEWEST = 8
"""Characters of the sentence that stand before the company's name at least: a label has none."""
_LINES, _PITCH, _INDENT = 3, 1.2, 4.0
"""Lines over which a company's name and address run at most; their distance, and the first one's indent, in heights."""


def told(layout: Layout) -> Iterator[PartyCandidate]:
    """Yield the companies that a page's sentences put into a role, where a legal form says that they are companies."""
    height = max(1.0, layout.page.height)
    for number, line in enumerate(layout.lines):
        first = layout.segments[line[0]]
        if len(line) > 1 or labels.best(first.text) is not None:
            continue
        words = _paragraph(layout, number)
        text = join_texts([word.text for word in words])
        for pattern, role in _NAMES:
            start = pattern.search(text)
            if start is None or not _FEWEST <= start.start() < len(first.text):
                continue
            end = _ENDS.search(text, start.end())
            stop = end.start() if end is not None else len(text)
            if companies.form_end(text[start.end() : stop]) is None:
                continue
            block = blocks.read([words_of(words, start.end(), stop)])
            if block is not None:
                evidence = {"told": 1.0, "label": 0.9, "top": first.box.top / height}
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
