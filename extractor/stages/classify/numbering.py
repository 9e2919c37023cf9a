"""What a page says of its place in a paper: its number, and the numbers of papers that its labels give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.datatypes.document import DocType
from extractor.datatypes.layout import Layout, join_texts
from extractor.values import labels
from extractor.values.fold import skeleton
from extractor.values.labels import LabelMatch

Identifier = tuple[str, str]
"""A label's field with the skeleton of the number that it gives: ink reads the same number in several ways."""
_PAGE_OF = re.compile(
    r"\b(?:page|sheet|seite|blatt|p[aá]gina|pag\.)\s*(?:no\.?)?\s*:?\s*(\d{1,3})\s*(?:of|/|von|di|de|sur)\s*(\d{1,3})"
    r"|第\s*(\d{1,3})\s*页",
    re.IGNORECASE,
)
_PAGE_ALONE = re.compile(
    r"(?:page|sheet|seite|blatt|页码|页次)\s*(?:no\.?)?\s*[:：]?\s*[-–]?\s*(\d{1,3})\s*[-–]?", re.IGNORECASE
)
"""What must fill a piece of print: `see page 2` numbers nothing."""
_NEIGHBOURS = 2
_SHORTEST = 5
"""Characters from which a number in a running head tells papers apart."""
OWN: dict[DocType, tuple[str, ...]] = {
    DocType.COMMERCIAL_INVOICE: ("invoice_number", "document_number"),
    DocType.PROFORMA_INVOICE: ("proforma_number", "invoice_number", "document_number"),
    DocType.PACKING_LIST: ("packing_list_number", "document_number"),
    DocType.EXPORT_LICENCE: ("licence_number", "document_number"),
}
"""The fields whose number is that of the paper itself, by its kind, the surest first."""


def place_in_set(layout: Layout) -> tuple[int, int] | None:
    """Return a page's number and how many pages there are, 0 where that is not said; None where no number stands."""
    text = "\n".join(join_texts([layout.segments[i].text for i in line]) for line in layout.lines)
    match = _PAGE_OF.search(text)
    if match is not None:
        return int(match[1] or match[3]), int(match[2] or 0)
    for line in layout.lines:
        for at in range(len(line)):
            for end in range(at + 1, min(at + _NEIGHBOURS, len(line)) + 1):
                alone = _PAGE_ALONE.fullmatch(join_texts([layout.segments[i].text for i in line[at:end]]))
                if alone is not None:
                    return int(alone[1]), 0
    return None


def identifiers(layout: Layout, matches: Sequence[tuple[int, LabelMatch]]) -> Iterator[Identifier]:
    """Yield the numbers that the labels of a page give, each label with the index of its segment."""
    for index, match in matches:
        if match.kind != "field" or not match.field.endswith("_number"):
            continue
        value = match.rest or _beside(layout, index)
        if any(c.isdigit() for c in value):
            yield match.field, skeleton(value)[0]


def _beside(layout: Layout, index: int) -> str:
    """Return what stands behind a label that fills its piece of print, or else below it in its ruled cell."""
    segment = layout.segments[index]
    line = layout.lines[segment.line]
    right = line[line.index(index) + 1 :][:1]
    below = [i for i in layout.cells[segment.cell].segments if i > index] if segment.cell is not None else []
    for other in (*right, *below[:1]):
        found = layout.segments[other]
        if found.cell == segment.cell and labels.best(found.text) is None:
            return found.text
    return ""


def differ(kind: DocType | None, one: frozenset[Identifier], other: frozenset[Identifier]) -> bool:
    """Say whether two pages of a kind give numbers of their own that are not the same."""
    for field in OWN.get(kind, ()) if kind is not None else ():
        mine, theirs = ({number for name, number in found if name == field} for found in (one, other))
        if mine and theirs:
            return not mine & theirs
    return False


def agree(kind: DocType | None, one: frozenset[Identifier], other: frozenset[Identifier]) -> bool:
    """Say whether two pages are of one paper by their numbers: its own, else those of contract and order."""
    return not differ(kind, one, other) and bool(one & other)


def is_running_head(title: str, kind: DocType | None, known: frozenset[Identifier]) -> bool:
    """Say whether a title goes on with the number that the paper before gave as its own: `INVOICE HLM-260601` on each page."""
    own = {number for name, number in known if kind is not None and name in OWN.get(kind, ())}
    return any(len(number) >= _SHORTEST and skeleton(title)[0].endswith(number) for number in own)
