"""Header values that need no label: they prove themselves by a check digit, by their form, or by a whole sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract import wordkinds
from extractor.stages.extract.candidates import Candidate
from extractor.values import codes, incoterms, labels, words_english

_MADE_OF = r"(?:(?:wooden|plywood|paper|steel|iron|metal|plastic|fib(?:re|er)|kraft|big|jumbo|woven)\s+)?"
_PACKAGE = (
    r"(?:cartons?|ctns?|cases?|crates?|pallets?|drums?|skids?|boxes|bags|packages|pkgs|parcels|kartons?|paletten|fässer|colis|"
    r"palettes|bultos|colli"
)
_HAN_PACKAGE = r"(?:纸箱|木箱|铁桶|纸桶|吨袋|托盘|箱|桶|袋|托)"
_PACKED = re.compile(
    r"(?P<sum>total\W{1,3}|packed in\W+|say\W+|[\u4e00-\u9fff]{0,8}(?:总?件数|箱数|共计?|总计|合计)\s?[:：]?\s?)?"
    r"(?P<count>\d{1,3}(?:,\d{3})*|\d{1,6})\s*"
    rf"(?:{_MADE_OF}{_PACKAGE})\b(?!\s*[x×*\d])|{_HAN_PACKAGE}(?![\u4e00-\u9fff])(?!\s*[x×*\d]))",
    re.IGNORECASE,
)
"""A piece of print that is a number of packages: `3 Paletten`, `Total 6 cartons`, `以上共计 31 箱`."""
_SUMMED = re.compile(rf"(?P<sum>共计?|总计|合计)\s?(?P<count>\d{{1,6}})\s?(?:{_HAN_PACKAGE}|件)(?![\u4e00-\u9fff])")
"""`25千克/桶，共240桶`: 件 counts packages only where they are summed up."""
_SAID = re.compile(
    r"(?P<sum>\btotal\b|\bsay\b|\bpacked in\b)[^\d]{3,60}[(（]\s*(?P<count>\d{1,6})\s*[)）]\s*"
    rf"{_MADE_OF}(?:{_PACKAGE})|pieces of packages)\b",
    re.IGNORECASE,
)
"""Packages told in words and figures: `SAY TOTAL FORTY-THREE (43) PACKAGES ONLY.`, `PACKED IN FIVE (5) WOODEN CASES`."""
_SPOKEN = re.compile(
    r"(?P<sum>SAY|PACKED IN)\W+(?:TOTAL\W+)?(?P<count>[A-Z][A-Z -]{2,40}?)\s+"
    rf"{_MADE_OF}{_PACKAGE})\s+ONLY",
    re.IGNORECASE,
)
"""Packages told in words alone: `SAY NINE WOODEN CASES ONLY.`"""
_NUMBERED = re.compile(
    r"\b[CP]/?(?:T?NS?)?/?\s?NOS?\b[.:：\s]*(?P<first>\d{1,5})\s*[-–~]\s*(?P<last>\d{1,5})", re.IGNORECASE
)
"""Packages numbered from the first to the last in the marks: `C/NO. 1-29`."""
_SPACE = 0.4
"""White between two words of one text, in heights."""
_CLAUSE = re.compile(r"\s[·•|/]\s|[;；，。]\s?|,\s|:\s")
_LONGEST_CLAUSE = 90
_CELL_WORDS = 4
"""Words of a row's own count of packages, `12 wooden cases`; more are a remark below the goods."""
_SUM = re.compile(r"\btotal\b|\bpackages\b|\bnumber of\b|合计|总计|总|件数|箱数", re.IGNORECASE)
_BATCHES = re.compile(r"(?P<not>非\s*)?[“\"「]?\s*一批一[证證]")
"""Whether a licence is for one clearance (一批一证) or for several (非一批一证)."""


def find(wanted: Set[str], segments: Sequence[Segment], taken: Sequence[Box] = ()) -> Iterator[Candidate]:
    """Yield values that prove themselves: container numbers by check digit, control codes, an Incoterms rule with its place.

    `taken` are regions of goods tables, whose rows count their own packages.
    """
    if "container_numbers" in wanted:
        yield from _containers(segments)
    numbered = _numbered(segments)
    for segment in segments:
        text = segment.text
        inside = len(text.split()) <= _CELL_WORDS and any(region.holds_middle_of(segment.box) for region in taken)
        inside = inside and not _is_sum(segment, segments)
        packed = _packages(text.strip()) if "total_packages" in wanted else None
        count = _counted(packed["count"]) if packed is not None else ""
        if packed is not None and count and (not inside or count == numbered):
            evidence = {"fit": 0.9, "label": 0.9, "lines": 1.0, "has_unit": 1.0}
            if packed["sum"] or count == numbered:
                evidence |= {"fit": 1.0, "label": 1.0, "delimited": 1.0, "at_inline": 1.0, "total_label": 1.0}
            yield Candidate("total_packages", count, segment.words, segment.page, "pattern", evidence, (), packed[0])
        batches = _BATCHES.search(text) if "multiple_use" in wanted else None
        if batches is not None:
            value = "true" if batches["not"] else "false"
            yield Candidate("multiple_use", value, segment.words, segment.page, "pattern", {"fit": 1.0})
        code = codes.CONTROL_CODE.search(text) if "control_code" in wanted else None
        if code is not None:
            yield Candidate("control_code", code.group().upper(), segment.words, segment.page, "pattern", {"fit": 0.9})
        words = _run_on(segment, segments)
        text = _clause_of_rule(_to_next_label(join_texts([word.text for word in words])))
        term = incoterms.find(text) if "incoterm" in wanted and len(text) < _LONGEST_CLAUSE else None
        if term is not None and (term.place is None or not _is_label(text)):
            evidence = {"fit": 0.9 if term[2] == 0 else 0.6}
            yield Candidate("incoterm", term[0], words, segment.page, "pattern", evidence)
            place = wordkinds.rule_place(text, None)
            if place is not None:
                yield Candidate(
                    "incoterm_place", place.value, words, segment.page, "pattern", evidence, place.alt, text
                )


def _numbered(segments: Sequence[Segment]) -> str:
    """Return the number of the last package where the marks number all of them in one range, else nothing."""
    ranges = {found.group("first", "last") for segment in segments for found in _NUMBERED.finditer(segment.text)}
    first, last = next(iter(ranges)) if len(ranges) == 1 else ("", "")
    return last if first == "1" else ""


def _counted(text: str) -> str:
    """Return a number in figures; empty where the words are none."""
    if text[0].isdigit():
        return text.replace(",", "")
    spoken = words_english.count(text)
    return str(spoken) if spoken is not None else ""


def _is_sum(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Say whether a piece of print stands in a row of sums."""
    return any(other.line == segment.line and _SUM.search(other.text) for other in segments)


def _packages(text: str) -> re.Match[str] | None:
    said = _SAID.search(text) or _SPOKEN.search(text) or _SUMMED.search(text)
    return said or next((found for clause in _CLAUSE.split(text) if (found := _PACKED.match(clause)) is not None), None)


def _run_on(segment: Segment, segments: Sequence[Segment]) -> tuple[Word, ...]:
    """Return the words of a piece of print with the next, where no more than a word's space parts them: a rule of delivery
    that stands across the columns of the prices is cut at their border.
    """
    near = (other for other in segments if other.line == segment.line and other.cell != segment.cell)
    after = (other for other in near if 0 < other.box.x0 - segment.box.x1 < _SPACE * segment.box.height)
    other = next(after, None) if incoterms.find(segment.text) is not None else None
    return segment.words + other.words if other is not None and other.text.isalpha() else segment.words


def _is_label(text: str) -> bool:
    """Say whether a text only announces a rule: `F.O.B. Point 价格条款:`."""
    found = labels.best(text)
    return found is not None and found.field == "incoterm" and not found.rest


def _clause_of_rule(text: str) -> str:
    """Return the part of a long line between dots, semicolons or full stops that names a rule of delivery, else the line."""
    parts = re.split(r"\s[·•|]\s|[;；。]|(?<=\w)\.\s+(?=[A-Z][a-z])", text) if len(text) >= _LONGEST_CLAUSE else [text]
    return next((part.strip() for part in parts if incoterms.find(part) is not None), text)


def _to_next_label(text: str) -> str:
    """Return a text without the labels behind the first and what they announce: `Terms: FCA Dalian  Departure: Dalian`."""
    later = (match for match, _ in labels.split_labels(text) if match.delimited and incoterms.find(text[: match.start]))
    return text[: next((match.start for match in later), len(text))]


def _containers(segments: Sequence[Segment]) -> Iterator[Candidate]:
    """Yield all container numbers of a page as one list, wherever they stand."""
    holding = [(segment, found) for segment in segments if (found := codes.containers(segment.text))]
    if holding:
        numbers = tuple(dict.fromkeys(number for _, found in holding for number in found))
        words = tuple(word for segment, _ in holding for word in segment.words)
        yield Candidate("container_numbers", numbers, words, holding[0][0].page, "pattern", {"fit": 1.0})
