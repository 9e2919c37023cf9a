"""Titles: what print high on a page says of the page's kind, by its wording, size and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from extractor.datatypes.document import DocType
from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Layout, join_texts
from extractor.values import labels
from extractor.values.labels import LabelMatch

TITLE_ZONE = 0.40
"""Share of the page from its top in which a title stands."""
_TITLES = frozenset({"title"})
_TITLE_WEIGHT = 4.0
_MOST_BEHIND = 5
"""Words that may stand behind a title: `Tax Invoice for Export`, `Proforma Invoice / Sales Offer No. 7`."""
_KIND_WORDS = re.compile(
    r"(?:report|certificate|declaration|statement|notice|letter|manifest|instructions?|agreement|contract|confirmation|"
    r"quotation|questionnaire|receipt|policy|advice|checklist|data ?sheet|memo|minutes|undertaking|authori[sz]ation|"
    r"bill of lading|certificate of origin|waybill|documentary credit|application)s?$"
    r"|(?:报告|证明|证书|声明|通知|通知书|说明|委托书|协议|合同|保函|函|回执|保证书|承诺书|确认书|批复单|申请[书表]|"
    r"报关单|报检单|运单|提单|保险单)$",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"invoice|packing|licen[cs]e|permit|(?:export|union) authori[sz]ation|"
    r"发票|發票|箱单|装箱|许可证|rechnung|factur|fattura",
    re.IGNORECASE,
)
_HEADLINE = 1.15
"""Times the usual height of words from which `PURCHASE ORDER` is a title, and no label of an order number."""
_SENTENCE = re.compile(r"\b[a-z]{2,}\b.*\b[a-z]{2,}\b.*\.$")
_BOTH_SCRIPTS = re.compile(r"[\u3400-\u9fff（）()]{2,}|[A-Za-z][A-Za-z /&'.-]{4,}")
_STROKE = re.compile(r"\s[/／|]\s")
_REFERENCE = re.compile(r"[:：#\d]")
_REMARK = re.compile(r"\s*[(（][^()（）]{1,30}[)）]\s*$")
"""What a bracket behind a title adds to it: `Inspection Certificate (EN 10204 3.1)`."""
_BRACKETS = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]")
_KIND_SCORE = 0.6
"""A headline that ends with the name of a kind of paper, though no known one."""


def add(layout: Layout, scores: dict[DocType, float]) -> tuple[DocType | None, str]:
    """Add what titles say, by their size and place; returns the strongest title."""
    usual = median(word.box.height for word in layout.page.words)
    strongest: dict[DocType, tuple[float, str]] = {}
    for text, box in _headlines(layout):
        if box.top > TITLE_ZONE * layout.page.height:
            continue
        if not strongest and _is_numbered(text) and box.height >= _HEADLINE * usual:
            strongest[DocType.COMMERCIAL_INVOICE] = (_TITLE_WEIGHT * _height(box, layout), text)
        known = labels.match(text, _TITLES)
        if not known and _names_a_kind(text):
            strongest.setdefault(DocType.OTHER, (_TITLE_WEIGHT * _KIND_SCORE * _height(box, layout), text))
        may_be_other = any(match.field == DocType.OTHER for match in known)
        for match in known:
            reference = match.delimited and not _is_title_with_number(match, box.height / max(1.0, usual))
            if reference or match.score < 0.5 or match.field not in set(DocType):
                continue  # with a colon it is the label of a reference, no title
            behind = _BRACKETS.sub(" ", match.rest).split()
            if len(behind) > _MOST_BEHIND or _is_a_sentence(text):
                continue
            kind = DocType(match.field)
            size = min(2.2, box.height / max(1.0, usual))
            if may_be_other and size < _HEADLINE and _is_also_a_label(text, match.score):
                continue
            covered = min(1.0, len(text) / 8)
            height = _height(box, layout)
            alone = 0.7 if behind else 1.0
            weight = _TITLE_WEIGHT * match.score * height * (0.55 + 0.3 * size) * (0.5 + 0.5 * covered) * alone
            if kind not in strongest or weight > strongest[kind][0]:
                strongest[kind] = (weight, text)
    for kind, (weight, _) in strongest.items():
        scores[kind] += weight
    if not strongest:
        return None, ""
    first = max(strongest, key=lambda kind: (strongest[kind][0], scores[kind]))
    return first, strongest[first][1]


def _is_numbered(text: str) -> bool:
    """Say whether a headline is title and number in one, as in invoices that are written as letters: `Invoice No. 17/25`;
    its title in another language may stand before.
    """
    found = next((one for part in _STROKE.split(text) if (one := labels.match(part))), ())
    named = any(match.field == "invoice_number" and match.start == 0 and match.score >= 0.9 for match in found)
    return named and len(found[0].rest.split()) == 1 and any(c.isdigit() for c in found[0].rest)


def _is_title_with_number(match: LabelMatch, size: float) -> bool:
    """Say whether a title in large print goes on with the paper's number behind a colon: `PACKING LIST No.: PL-17`."""
    numbered = len(match.rest.split()) == 1 and any(c.isdigit() for c in match.rest)
    return match.start == 0 and numbered and size >= _HEADLINE and match.field != DocType.OTHER


def _is_a_sentence(text: str) -> bool:
    """Say whether a line is running text that happens to begin with the name of a paper."""
    return bool(_SENTENCE.search(text))


def _is_also_a_label(text: str, score: float) -> bool:
    """Say whether a title of another paper is as surely a label on ours: `Fax` beside a number is no fax."""
    return any(match.kind != "title" and match.score >= score for match in labels.match(text))


def _announces(text: str) -> bool:
    """Say whether print in two languages is the label of a reference, as `发票号 Invoice` over `No.` is."""
    found = labels.best(text)
    return found is not None and found.kind != "title" and found.score >= 0.5


def _names_a_kind(text: str) -> bool:
    """Say whether a headline names some kind of paper that is none of ours: `MAGNETISM TEST REPORT`."""
    text = _REMARK.sub("", text)
    short = len(text.split()) <= 6 and len(text) <= 50 and not text.endswith((".", ":", "："))
    return (
        short
        and text[:1].isupper() | (text[:1] > "\u2fff")
        and bool(_KIND_WORDS.search(text))
        and not _OWN_WORDS.search(text)
    )


def _height(box: Box, layout: Layout) -> float:
    """Return how high on the page a headline stands: 1 at the top, 0.2 at the bottom."""
    return 1.0 - 0.8 * box.top / max(1.0, layout.page.height)


def _headlines(layout: Layout) -> Iterator[tuple[str, Box]]:
    """Yield every piece of print that may be a title: segments, neighbours on a line, whole lines, a line with the next."""
    lines = []
    for members in layout.lines:
        pieces = [layout.segments[index] for index in members]
        for start in range(len(pieces)):
            for end in range(start + 1, min(len(pieces), start + 4) + 1):
                group = pieces[start:end]
                yield join_texts([piece.text for piece in group]), hull([piece.box for piece in group])
        for piece in pieces:
            wording = _REMARK.sub("", piece.text) if _REFERENCE.search(piece.text) else piece.text
            two = not _REFERENCE.search(wording) and not _announces(wording)
            if two and len(parts := _BOTH_SCRIPTS.findall(wording)) > 1:
                yield from ((part.strip(), piece.box) for part in parts)
        lines.append((join_texts([piece.text for piece in pieces]), hull([piece.box for piece in pieces])))
    for (first, above), (second, below) in pairwise(lines[:13]):
        if len(first) < 60 and len(second) < 60:
            box = hull([above, below])  # with the height of one line: type size is not added up
            yield join_texts([first, second]), Box(box.x0, box.top, box.x1, box.top + above.height)
