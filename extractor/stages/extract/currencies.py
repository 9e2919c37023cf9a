"""The currency of a paper: a census of every code, sign and name of money that it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extractor.datatypes.document import Document
from extractor.datatypes.layout import Layout, Segment
from extractor.gazetteer import currencies
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.values import money

_SIGNS = "$€£¥￥₩₹"
_PART_OF_NAME = re.compile(r"[A-Z][a-z]{1,4}\s+[A-Z]")
"""`Dong Bao Magnets` is no money: a short word with a capital, before another one."""
_IN_NUMBER = re.compile(r"[A-Za-z0-9]-[A-Za-z]+(?:-|$)|.{0,2}(?<![A-Za-z])[A-Za-z]+-[A-Za-z0-9]")
"""`KN-NT-FA-2025` is a number, and no money of Taiwan."""
_SHORT = 5
_CONVERTED = re.compile(r"折(?:合|算)?(?:美元|人民币)|\bequivalent\b|exchange rate|汇率", re.IGNORECASE)
"""A sum told again in another currency: the licence form has a column `总值折美元 Amount in USD` (DOMAIN.md, licence)."""


@cache
def _pattern() -> re.Pattern[str]:
    words = {word for c in currencies() for word in (c.code, *c.aliases) if len(word) >= 2 or word in _SIGNS}
    latin = sorted((re.escape(w) for w in words if w.isascii() and w[0].isalpha()), key=len, reverse=True)
    other = sorted(
        (re.escape(w) for w in words if not (w.isascii() and w[0].isalpha()) and w not in "元圆円圓"), key=len
    )
    joined = "|".join((*reversed(other), *(re.escape(sign) for sign in _SIGNS)))
    return re.compile(
        rf"(?<![A-Za-z])(?<![A-Za-z]-)(?:{'|'.join(latin)})(?![A-Za-z])(?!-[A-Za-z])|{joined}|(?<=\d)元", re.IGNORECASE
    )


def _around(layout: Layout, segment: Segment) -> str:
    """Return the text of a segment's ruled cell, or its own."""
    if segment.cell is None:
        return segment.text
    return " ".join(layout.segments[index].text for index in layout.cells[segment.cell].segments)


def find(document: Document) -> Iterator[Candidate]:
    """Yield one candidate for each currency that the paper names, with its share of all such prints."""
    seen: dict[str, list[tuple[Segment, int, int, bool, bool]]] = defaultdict(list)
    yen: list[tuple[Segment, int, int]] = []
    for layout in document.layouts:
        for segment in layout.segments:
            for match in _pattern().finditer(segment.text):
                named = money.find_currency(match.group())
                if named is None or (match.group().islower() and len(match.group()) <= 3):
                    continue
                if _PART_OF_NAME.match(segment.text, match.start()) and len(match.group()) <= _SHORT:
                    continue
                if _IN_NUMBER.match(segment.text[max(0, match.start() - 2) : match.end() + 2]):
                    continue
                if _CONVERTED.search(_around(layout, segment)):
                    continue
                if match.group() in money.YEN_SIGNS:
                    yen.append((segment, match.start(), match.end()))
                    continue
                after = segment.text[match.end() : match.end() + 2].strip()
                beside = bool(
                    after[:1].isdigit()
                    or segment.text[max(0, match.start() - 2) : match.start()].strip()[-1:].isdigit()
                )
                seen[named[0]].append((segment, match.start(), match.end(), named[1], beside))
    if yen:
        japanese = any("円" in segment.text for layout in document.layouts for segment in layout.segments)
        code = "JPY" if "JPY" in seen or japanese else "CNY"
        seen[code] += [(segment, start, end, False, True) for segment, start, end in yen]
    total = sum(len(found) for found in seen.values())
    for code, found in seen.items():
        segment, start, end, _, _ = max(found, key=lambda item: (item[4], item[3]))
        evidence = {
            "share": len(found) / total,
            "count": min(10.0, len(found)),
            "certain": float(any(item[3] for item in found)),
            "beside": sum(item[4] for item in found) / len(found),
            "pattern": 1.0,
            "fit": 1.0,
        }
        words = words_of(segment.words, start, end)
        yield Candidate("currency", code, words, segment.page, "pattern", evidence, raw=segment.text[start:end])
