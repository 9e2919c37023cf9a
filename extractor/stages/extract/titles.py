"""What stands in a paper's title itself: its number and its date, `COMMERCIAL INVOICE No. CI-17 of 3 May 2025`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.datatypes.document import DocType
from extractor.datatypes.layout import Layout, Segment
from extractor.gazetteer import port_words
from extractor.stages.extract import kinds
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.values import dates, labels

_BARE_NUMBER = re.compile(r"\s+(?P<number>(?=\S*\d{3})[A-Z0-9]+(?:[-/.][A-Z0-9]+)+)\s*$")
"""A number of several parts behind a title: `COMMERCIAL INVOICE SMA/2026/0219`."""
_TITLE_NUMBER = re.compile(
    r"[\s/,:：.-]*(?:(?:no|nr|num|number)\b[\s.:：#]*|[#№][\s.:：]*|n[°º][\s.:：]*|(?:编号|号码|号)[\s:：]*)(?P<number>\S.*)",
    re.IGNORECASE,
)
"""A number behind a title, announced by nothing but `No.`."""
_NO_NUMBER = re.compile(r"(?:[^\d:：]{0,40}\s)?(?:no|nr|num|number)\b[\s.:：#]*", re.IGNORECASE)
"""What a title ends with whose number stands in the line below: `PACKING LIST / WEIGHT LIST No.`"""
_BEHIND_COLON = re.compile(r"\s*(?P<number>(?=\S*\d)\S+)\s*")
_OTHER_TITLE = re.compile(r"\s*/?\s*[\u4e00-\u9fff]{2,12}(?:[(（][\u4e00-\u9fff]{1,8}[)）])?(?=\s)")
"""A title in the other language behind the first: `Customs invoice / 形式商业发票（结汇用） Nr. IV-21440`."""
_BEFORE_DATE = r"(?:du|vom|dated|dd\.?|del|dt\.?|of|от)"
_OF_DATE = re.compile(rf"(?:^|\s|,){_BEFORE_DATE}\s+(?=\S)", re.IGNORECASE)
_NUMBER_AND_DATE = re.compile(
    rf"[\s.:：#№°º]*(?P<number>(?=\S*\d)[^\s,]+)(?:\s*,\s*|\s+)(?:{_BEFORE_DATE}\s+)?(?P<date>\S.*?)[\s.:：]*",
    re.IGNORECASE,
)
"""A number and its date behind their label, and nothing else: `2025-117 of 3 May 2025`, `25/1847, JUN.02,2025`."""


_UNDER_TITLE = re.compile(
    r"(?:(?:no|nr|num)\b\s*[.:：#]*|[#№]|n[°º]|编号\s*[:：]?|第)\s*(?P<number>(?=\S*\d)[A-Z0-9][\w./-]{2,30}?(?=\s|号|,|$))号?"
    r"(?P<behind>(?:\s*,)?\s.*)?",
    re.IGNORECASE,
)
"""A number that stands alone beside or below a title: `No. 0388/2025 of 19/05/2025`, `第JX-PI-2505号`."""
_BESIDE_TITLE = re.compile(r"(?P<number>(?=\S*\d{3})[A-Z]{2,6}\d{0,4}(?:[-/][A-Z0-9]+){1,4})")
"""A number of several parts, letters first, that stands beside a title with no word before it: `PL-25-3310`."""
_HAN_NUMBER = r"[〇零○一二三四五六七八九十\d]"
_CHINESE_DATE = re.compile(rf"{_HAN_NUMBER}{{4}}\s?年\s?{_HAN_NUMBER}{{1,2}}\s?月\s?{_HAN_NUMBER}{{1,3}}\s?日")
_PLACED = re.compile(
    r"(?P<place>[^\W\d_][^\W\d]*(?:[ '’-][^\W\d]+){0,2})(?P<sep>\s*[,，]\s*(?:(?:den|le|li|the|a)\s)?|\s+)(?P<date>\S.{5,30})",
    re.IGNORECASE,
)
"""A place and a date, with a comma between, or without where the place is known."""
_HEAD = 0.5
"""Share of the page's height above which a letter says where and when it was written."""
_IDENTIFIER_FIT = 0.7
_NEAR_LINES = 3
"""Lines below a title in which its number stands, or its date below that."""
_OWN = {
    DocType.PACKING_LIST: frozenset({"packing_list_number"}),
    DocType.EXPORT_LICENCE: frozenset({"licence_number"}),
}
_INVOICE = frozenset({"invoice_number", "proforma_number"})
"""Labels that are title and number in one: `FACTURE N° 25/1847`."""


def find(layout: Layout, doc_type: DocType) -> Iterator[Candidate]:
    """Yield the number and the date that stand in the title itself, `PACKING LIST No. PL-17`, or alone beneath it."""
    yield from _under_title(layout, doc_type)
    for segment in layout.segments:
        for match in labels.match(segment.text):
            found = None
            if match.field == doc_type or match.field in _OWN.get(doc_type, _INVOICE):
                yield from _dated_title(layout, segment, match.end)
            if match.kind == "title":
                end = _OTHER_TITLE.match(segment.text, match.end)
                start = end.end() if end is not None else match.end
                found = _TITLE_NUMBER.match(segment.text, start) or _BARE_NUMBER.match(segment.text, match.end)
                found = found or _dated_number(segment.text, match.end)
                found = found or (_BEHIND_COLON.fullmatch(segment.text, match.rest_start) if match.delimited else None)
                if match.field == doc_type and _NO_NUMBER.fullmatch(segment.text, match.end):
                    yield from _number_below(layout, segment)
            if found is None or match.field != doc_type:
                continue
            value = kinds.identifier(found["number"], None)
            if value is not None and any(c.isdigit() for c in value.value):
                words = words_of(segment.words, found.start("number"), found.end("number"))
                evidence = {"label": match.score, "fit": value.fit, "lines": 1.0, "at_inline": 1.0, "title": 1.0,
                            "top": segment.box.top / max(1.0, layout.page.height)}  # fmt: skip
                yield Candidate(
                    "document_number", value.value, words, segment.page, "label", evidence, (), found["number"]
                )


def _number_below(layout: Layout, title: Segment) -> Iterator[Candidate]:
    """Yield the number alone in the line below a title that ends with `No.`"""
    below = layout.lines[title.line + 1] if title.line + 1 < len(layout.lines) else ()
    alone = layout.segments[below[0]] if len(below) == 1 else None
    value = kinds.identifier(alone.text, None) if alone is not None and len(alone.words) == 1 else None
    if alone is not None and value is not None and value.fit >= _IDENTIFIER_FIT:
        evidence = {"label": 1.0, "fit": value.fit, "lines": 1.0, "at_below": 1.0, "title": 1.0,
                    "top": alone.box.top / max(1.0, layout.page.height)}  # fmt: skip
        yield Candidate("document_number", value.value, alone.words, alone.page, "label", evidence, (), alone.text)


def of_invoice(layout: Layout) -> Iterator[Candidate]:
    """Yield the date behind an invoice's number: that of the packing list, where it prints no other."""
    for segment in layout.segments:
        found = labels.best(segment.text)
        if found is not None and found.field in _INVOICE:
            yield from _dated_title(layout, segment, found.end)


def _dated_number(text: str, start: int) -> re.Match[str] | None:
    """Return the number behind a title that its date follows: `Invoice 2025-117, 3 May 2025`."""
    found = _NUMBER_AND_DATE.fullmatch(text, start)
    return found if found is not None and dates.readings(found["date"]) else None


def _dated_title(layout: Layout, segment: Segment, start: int) -> Iterator[Candidate]:
    """Yield the date behind a title and its number: `FACTURE N° 25/1847 du 3 décembre 2025`, also a wide space away."""
    whole = _dated_number(segment.text, start)
    line = layout.lines[segment.line]
    right = line[line.index(layout.segments.index(segment)) + 1 :][:1]
    for other, begin in [(segment, start), *((layout.segments[index], 0) for index in right)]:
        found = _OF_DATE.search(other.text, begin)
        at = (
            whole.start("date") if whole is not None and other is segment else found.end() if found else len(other.text)
        )
        value = kinds.day(other.text[at:], None)
        if value is not None and value.fit >= 0.8:
            words = words_of(other.words, at, len(other.text))
            evidence = {"label": 0.9, "fit": value.fit, "lines": 1.0, "at_inline": 1.0, "title": 1.0}
            evidence["ambiguous"] = float(len(value.others))
            raw = other.text[at:]
            yield Candidate("issue_date", value.value, words, other.page, "label", evidence, (), raw, value.others)
            return


def _under_title(layout: Layout, doc_type: DocType) -> Iterator[Candidate]:
    """Yield the number that stands by itself beside or below the paper's title, and the date behind it or below it."""
    titles = [
        s for s in layout.segments if any(m.kind == "title" and m.field == doc_type for m in labels.match(s.text))
    ]
    first = titles[0].line if titles else None
    if first is None:
        return
    near = [s for s in layout.segments if first - 1 <= s.line <= titles[-1].line + _NEAR_LINES]
    for segment in near:
        found = _UNDER_TITLE.fullmatch(segment.text)
        if found is None and segment.line in {title.line for title in titles}:
            found = _BESIDE_TITLE.fullmatch(segment.text)
        value = kinds.identifier(found["number"], None) if found is not None else None
        street = labels.STREET.search(found.groupdict().get("behind") or "") if found is not None else None
        if found is None or value is None or value.fit < _IDENTIFIER_FIT or street:
            continue  # `No. 1310 Zhenxing Road`
        evidence = {"label": 1.0, "fit": value.fit, "lines": 1.0, "at_inline": 1.0, "title": 1.0,
                    "top": segment.box.top / max(1.0, layout.page.height)}  # fmt: skip
        words = words_of(segment.words, *found.span("number"))
        yield Candidate("document_number", value.value, words, segment.page, "label", evidence, (), found["number"])
        yield from _date_by(segment, found.start("behind") if found.groupdict().get("behind") else -1, near)


def _date_by(number: Segment, start: int, near: Sequence[Segment]) -> Iterator[Candidate]:
    """Yield the date behind a paper's number, or that which stands alone in one of the next two lines."""
    below = [other for other in near if number.line < other.line <= number.line + 2]
    for other, begin in [*([(number, start)] if start >= 0 else []), *((other, 0) for other in below)]:
        inside = dates.find(other.text[begin:])
        if len(inside) != 1 or (begin == 0 and not dates.readings(other.text)):
            continue
        at, end, found = inside[0]
        words = words_of(other.words, begin + at, begin + end)
        evidence = {"label": 0.9, "fit": 1.0 if len(found) == 1 else 0.8, "lines": 1.0, "at_inline": 1.0, "title": 1.0}
        evidence["ambiguous"] = float(len(found) - 1)
        others = tuple(day.isoformat() for day in found[1:])
        raw = other.text[begin + at : begin + end]
        yield Candidate("issue_date", found[0].isoformat(), words, other.page, "label", evidence, (), raw, others)
        return


def below_number(layout: Layout, doc_type: DocType) -> Iterator[Candidate]:
    """Yield the date that stands alone in the line below the paper's own number with its label, set to its edge."""
    for segment in layout.segments:
        found = labels.best(segment.text)
        own = found is not None and found.field in _OWN.get(doc_type, _INVOICE) and bool(found.rest)
        if not own or segment.box.top > _HEAD * layout.page.height:
            continue
        below = layout.lines[segment.line + 1] if segment.line + 1 < len(layout.lines) else ()
        near = [layout.segments[index] for index in below]
        slack = 0.5 * segment.box.height
        edged = [
            other
            for other in near
            if min(abs(other.box.x0 - segment.box.x0), abs(other.box.x1 - segment.box.x1)) < slack
            and other.cell == segment.cell
        ]
        yield from _date_by(segment, -1, edged)


def placed(layout: Layout) -> Iterator[Candidate]:
    """Yield the date behind the place where a letter is written, high on its page: `Hamburg, den 3. Mai 2025`."""
    for segment in layout.segments:
        found = _PLACED.fullmatch(segment.text)
        if found is None or segment.box.top > _HEAD * layout.page.height:
            continue
        if not found["sep"].strip() and "".join(found["place"].casefold().split()) not in port_words():
            continue
        value = kinds.day(found["date"], None)
        if value is not None and value.fit >= 0.8 and labels.best(segment.text) is None:
            evidence = {"label": 0.9, "fit": value.fit, "lines": 1.0, "at_inline": 1.0, "title": 1.0}
            evidence["ambiguous"] = float(len(value.others))
            words = words_of(segment.words, *found.span("date"))
            yield Candidate(
                "issue_date", value.value, words, segment.page, "label", evidence, (), found["date"], value.others
            )
            return


def signed(layout: Layout) -> Iterator[Candidate]:
    """Yield the date that stands alone in the lower half of a page, written out in Chinese: letters are dated so, below who
    signs them.
    """
    for number, line in enumerate(layout.lines):
        segment = layout.segments[line[0]]
        if len(line) > 1 or segment.box.top < 0.5 * layout.page.height or not _CHINESE_DATE.fullmatch(segment.text):
            continue
        above = [layout.segments[i] for upper in layout.lines[max(0, number - 2) : number] for i in upper]
        over = [s for s in above if segment.box.top - s.box.bottom < _NEAR_LINES * segment.box.height]
        labelled = any(
            (label := labels.best(s.text)) is not None and not label.rest and s.box.x_overlap(segment.box) > 0
            for s in over
        )
        found = dates.readings(segment.text)
        if found and not labelled:
            evidence = {"label": 0.9, "fit": 1.0, "lines": 1.0, "at_inline": 1.0, "title": 1.0}
            raw = segment.text
            yield Candidate("issue_date", found[0].isoformat(), segment.words, segment.page, "label", evidence, (), raw)
