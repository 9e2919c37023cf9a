"""Unified social credit codes that stand apart from their company: in a footer, in a cell of their own, behind its name.

The code is GB 32100-2015: 18 characters, companies' begin with 91 to 93. Forms give it as `发货单位税号` or `销货单位税号`, far
from the name; a licence prints it on the exporter's line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.datatypes.document import Document
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import Word
from extractor.datatypes.record import Party
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.values import checkdigits

_CODE = re.compile(r"(?<![A-Z0-9])9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Z0-9])")
_LABEL = re.compile(r"信用代码|税号|纳税人识别号|USCC|credit code|tax", re.IGNORECASE)
_BUYS = re.compile(r"购|买|收货|进口|buyer|importer|consignee", re.IGNORECASE)
_SELLERS, _BUYERS = ("seller", "exporter", "consignor"), ("buyer", "importer", "consignee")
_LABELLED, _BARE = 0.95, 0.85
"""How sure a code is that a label announces; one that stands alone and whose check character fits."""


@dataclass(frozen=True)
class _Code:
    text: str
    words: tuple[Word, ...]
    page: int
    before: str
    """What stands before it on its line."""


def attach(parties: Sequence[Party], document: Document) -> tuple[Party, ...]:
    """Return the companies with the codes that stand apart from them; a company that has a tax number keeps it."""
    out = list(parties)
    taken = {str(party.tax_id.value) for party in parties if party.tax_id is not None}
    for code in (found for layout in document.layouts for found in _codes(layout)):
        labelled = _LABEL.search(code.before) is not None
        if code.text in taken or not (labelled or checkdigits.is_uscc(code.text) or _named(out, code)):
            continue
        owner = _named(out, code) or _owner(out, code)
        if owner is None or owner.tax_id is not None:
            continue
        taken.add(code.text)
        score = min(_LABELLED if labelled else _BARE, owner.name.confidence)
        found = Candidate("tax_id", code.text, code.words, code.page, "pattern")
        field = found.to_field(min(score, 0.5 + found.reading_confidence / 2))
        out[out.index(owner)] = replace(owner, tax_id=field)
    return tuple(out)


def _codes(layout: Layout) -> Iterator[_Code]:
    for line in layout.lines:
        before = ""
        for index in line:
            segment = layout.segments[index]
            for match in _CODE.finditer(segment.text):
                words = words_of(segment.words, match.start(), match.end())
                told = join_texts([before, segment.text[: match.start()]])
                yield _Code(match.group(), words, layout.number, told)
            before = segment.text


def _named(parties: Sequence[Party], code: _Code) -> Party | None:
    """Return the company whose name stands right before the code."""
    return next(
        (party for party in parties if code.before.strip() and code.before.strip() == str(party.name.value)), None
    )


def _owner(parties: Sequence[Party], code: _Code) -> Party | None:
    """Return the company that a code's label means: the seller, where it does not speak of who buys."""
    roles = _BUYERS if _BUYS.search(code.before) else _SELLERS
    by_role = {party.role: party for party in parties}
    return next((by_role[role] for role in roles if role in by_role), None)
