"""Classify and split: what kind of paper each page is, and where in a stack one paper ends and the next begins.

A page shows its kind by its title, and by what it prints: prices make an invoice, cartons with gross weights a packing list, a
validity with an end user a licence. A page without a title of its own goes on with the paper before it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.layout import Layout, join_texts
from extractor.datatypes.page import PageState, Source
from extractor.stages.classify import numbering, titles
from extractor.stages.classify.numbering import Identifier
from extractor.values import labels
from extractor.values.labels import LabelMatch

_SECTIONS = frozenset({"section"})
_SEPARATOR = re.compile(r"PATCH\s*T|PATCHT|\bseparator\b|trennblatt|分隔页|分隔頁", re.IGNORECASE)
_FEWEST_WORDS = 6
"""Words below which a page without a title is a sheet of its own: a table or text that goes on has more."""

CONTENT: dict[str, dict[DocType, float]] = {
    "valid_until": {DocType.EXPORT_LICENCE: 1.0},
    "end_use": {DocType.EXPORT_LICENCE: 0.8},
    "end_user": {DocType.EXPORT_LICENCE: 0.5},
    "issuing_authority": {DocType.EXPORT_LICENCE: 1.0},
    "port_of_clearance": {DocType.EXPORT_LICENCE: 0.8},
    "control_code": {DocType.EXPORT_LICENCE: 0.6},
    "terms_of_trade": {DocType.EXPORT_LICENCE: 0.5},
    "unit_price": {DocType.COMMERCIAL_INVOICE: 0.9, DocType.PROFORMA_INVOICE: 0.6},
    "amount": {DocType.COMMERCIAL_INVOICE: 0.6, DocType.PROFORMA_INVOICE: 0.5},
    "total_amount": {DocType.COMMERCIAL_INVOICE: 0.6, DocType.PROFORMA_INVOICE: 0.5},
    "payment_terms": {DocType.COMMERCIAL_INVOICE: 0.3, DocType.PROFORMA_INVOICE: 0.3},
    "invoice_number": {DocType.COMMERCIAL_INVOICE: 0.3},
    "proforma_number": {DocType.PROFORMA_INVOICE: 1.2},
    "packing_list_number": {DocType.PACKING_LIST: 1.2},
    "gross_weight_kg": {DocType.PACKING_LIST: 0.6},
    "net_weight_kg": {DocType.PACKING_LIST: 0.3},
    "package_count": {DocType.PACKING_LIST: 0.6},
    "measurement": {DocType.PACKING_LIST: 0.5},
    "carton_numbers": {DocType.PACKING_LIST: 0.6},
}
"""What a label on a page says of the page's kind."""
_GOODS = {"unit_price", "amount", "gross_weight_kg", "package_count", "hs_code", "quantity"}
_PRICED = {"unit_price", "amount", "total_amount"}
_SALE = 2
"""Labels of money that show a sale, title or not."""
_OTHER_START = 0.8
_NO_TITLE = 0.8
"""What the lack of any known title adds to `other`: one label alone makes no invoice of a test report."""
_LETTER = re.compile(
    r"^(?:subject|betreff|objet|re|sent|cc)\s*[:：]|^(?:dear|hello|hi)\b.{0,40}[,，:]?$|^(?:best|kind|with)? ?regards\b"
    r"|^(?:yours (?:faithfully|sincerely|truly)|sincerely)\b|^(?:from|to)\s*[:：].*@|^(?:主题|您好|此致|敬礼|尊敬的)",
    re.IGNORECASE,
)
_LETTER_SIGNS = 2
_SOFTNESS = 1.1


@dataclass(frozen=True)
class PageKind:
    """What one page shows: a score for each kind, its title, its place in a numbered set."""

    scores: dict[DocType, float]
    title: DocType | None
    title_text: str
    number_of: tuple[int, int] | None
    blank: bool
    separator: bool
    identifiers: frozenset[Identifier]
    """Document numbers that labels on the page give."""
    words: int = 0
    letter: bool = False
    """Whether it is written like a letter or mail, and has neither a title of ours nor goods."""
    closes: bool = False
    """Whether a signature line or the like stands on the page: it ends the paper before it."""

    @property
    def best(self) -> DocType:
        """The likeliest kind."""
        return max(self.scores, key=lambda kind: self.scores[kind])

    @property
    def confidence(self) -> float:
        """Probability of the likeliest kind: softmax over the scores."""
        weights = {kind: math.exp(score * _SOFTNESS) for kind, score in self.scores.items()}
        return weights[self.best] / sum(weights.values())


def split(layouts: Iterable[Layout], source: Source) -> Iterator[Document]:
    """Yield the documents of a source in page order, each as soon as the next one begins: no more pages are held than it has.

    A blank page or separator sheet is a paper of its own, kind other.
    """
    held: deque[Layout] = deque()

    def looked() -> Iterator[PageKind]:
        for layout in layouts:
            held.append(layout)
            yield look(layout)

    for kinds in papers(looked()):
        yield document([held.popleft() for _ in kinds], kinds, source)


def papers(kinds: Iterable[PageKind]) -> Iterator[tuple[PageKind, ...]]:
    """Yield the pages of each paper in a stack, in order."""
    paper: list[PageKind] = []
    for kind in kinds:
        if paper and not (paper[-1].separator or kind.separator) and _goes_on(paper, kind):
            paper.append(kind)
            continue
        if paper:
            yield tuple(paper)
        paper = [kind]
    if paper:
        yield tuple(paper)


def look(layout: Layout) -> PageKind:
    """Return what a page shows of its kind."""
    page = layout.page
    marked = bool(_SEPARATOR.search(" ".join(page.barcodes)))
    if page.state in {PageState.BLANK, PageState.FAILED} or not layout.segments:
        scores = {kind: 3.0 * (kind is DocType.OTHER) for kind in DocType}
        ink_alone = page.state is PageState.OCR  # a signature, a stamp: it ends the paper before it
        return PageKind(scores, None, "", None, not ink_alone, marked, frozenset(), closes=ink_alone)
    text = "\n".join(join_texts([layout.segments[i].text for i in line]) for line in layout.lines)
    separator = marked or (len(layout.segments) <= 6 and bool(_SEPARATOR.search(text)))
    scores = dict.fromkeys(DocType, 0.0)
    scores[DocType.OTHER] = 9.0 if separator else _OTHER_START
    names, numbers = _add_content(layout, scores)
    title, title_text = titles.add(layout, scores)
    if scores[DocType.PACKING_LIST] > 0.9 and not names & _PRICED:
        scores[DocType.PACKING_LIST] += 0.8
    scores[DocType.OTHER] += _NO_TITLE * (title is None and len(names & _PRICED) < _SALE)
    signs = sum(_LETTER.search(line.strip()) is not None for line in text.splitlines())
    letter = signs >= _LETTER_SIGNS and title in {None, DocType.OTHER} and not names & _GOODS
    scores[DocType.OTHER] += 2.0 * letter
    return PageKind(
        scores,
        title,
        title_text,
        numbering.place_in_set(layout),
        False,
        separator,
        numbers,
        len(page.words),
        letter,
        _closes(layout, separator),
    )


def _closes(layout: Layout, separator: bool) -> bool:
    """Say whether a page ends the paper before it: a section that only ends have, or ink with hardly a word in it, a
    signature or a stamp.
    """
    page = layout.page
    if page.state is PageState.OCR and len(page.words) < _FEWEST_WORDS and not separator:
        return True
    return any(labels.match(segment.text, _SECTIONS) for segment in layout.segments)


def _add_content(layout: Layout, scores: dict[DocType, float]) -> tuple[set[str], frozenset[Identifier]]:
    """Add what labels say; returns the labels' fields and the numbers of papers that they give."""
    seen: dict[str, LabelMatch] = {}
    found: list[tuple[int, LabelMatch]] = []
    for index, segment in enumerate(layout.segments):
        for match in labels.match(segment.text):
            if (
                match.score < 0.55
                or match.kind == "title"
                or (match.rest and not match.delimited and match.score < 0.8)
            ):
                continue
            seen.setdefault(match.field, match)
            found.append((index, match))
    for name in seen:
        for kind, weight in CONTENT.get(name, {}).items():
            scores[kind] += weight
    return set(seen), frozenset(numbering.identifiers(layout, found))


def _goes_on(before: Sequence[PageKind], kind: PageKind) -> bool:
    """Say whether a page belongs to the paper before it."""
    last = before[-1]
    known = frozenset[Identifier]().union(*(page.identifiers for page in before))
    if (
        kind.blank
        or last.blank
        or kind.letter
        or (kind.title is None and kind.words < _FEWEST_WORDS and not kind.closes)
    ):
        return False
    alone = kind.number_of is not None and not kind.number_of[1]  # may count through all papers of a file
    other = alone and numbering.differ(kind.title, kind.identifiers, known)
    if kind.number_of is not None and last.number_of is not None:
        if kind.number_of[0] == last.number_of[0] + 1 and kind.number_of[1] == last.number_of[1]:
            return kind.title in {None, before[0].title} and not other
        if kind.number_of[0] == 1:
            return False
    if kind.number_of is not None and kind.number_of[0] > 1:
        return kind.title in {None, before[0].title} and not other
    if kind.title is None:
        strong = kind.best not in {before[0].best, DocType.OTHER} and kind.confidence > 0.8
        return not strong and before[0].best is not DocType.OTHER
    same_number = numbering.agree(kind.title, kind.identifiers, known)
    if kind.title is before[0].title and numbering.is_running_head(kind.title_text, kind.title, known):
        return True
    return kind.title is before[0].title and kind.title_text == before[0].title_text and same_number


def document(pages: Sequence[Layout], kinds: Sequence[PageKind], source: Source) -> Document:
    """Return the paper that these pages make: its first page says most of its kind."""
    total: dict[DocType, float] = defaultdict(float)
    for kind in kinds:
        for name, score in kind.scores.items():
            total[name] += score if kind is kinds[0] else 0.3 * score
    whole = PageKind(dict(total), kinds[0].title, "", None, kinds[0].blank, False, frozenset())
    confidence = 0.99 if kinds[0].blank else whole.confidence
    return Document(source, tuple(pages), whole.best, confidence)
