"""Dates as papers print them, to `datetime.date`; day and month that can't be told apart give both readings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from extractor.values.months import month

Order = Literal["day first", "month first"]

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
_DAMAGED = re.compile(r"(?<![A-Za-z])[\dOoQDlI|SB]{1,4}(?![A-Za-z])|(?<=\d)[Oo](?=[A-Za-z]{3})")
_DAMAGED_MONTH = re.compile(r"\b[05](?=(?:CT|KT|EP)\b)|(?<=[A-Z])[015|](?=[A-Z\s.,/-])", re.IGNORECASE)
_LETTERS = {"0": "O", "1": "l", "|": "l", "5": "S"}
_FULL = r"(?:19|20)\d{2}"
_YEAR = rf"(?P<y>{_FULL}|\d{{2}})"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_SEP = r"[\s.,/\-–'’]*"
_DAY = r"(?P<d>\d{1,2})"
_OF = rf"{_SEP}(?:(?:(?:day )?of|del?|di)\b)?{_SEP}"
_TAIL = (
    r"[\s,]*(?:\(?(?:星期|周)?[一二三四五六日天]\)|星期[一二三四五六日天]"
    r"|[T\s]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AP]M|Z)?)?"
)
"""Day of the week or time of day behind a date."""
_ANYWHERE = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<y>{_FULL})\s*[-/.年–]\s*(?P<m>\d{{1,2}})\s*[-/.月–]\s*{_DAY}(?:\s*[日号號])?",
        rf"(?P<y>{_FULL})\s?년\s*(?P<m>\d{{1,2}})\s?월\s*{_DAY}\s?일",
        rf"(?P<y>{_FULL})(?P<m>[01]\d)(?P<d>[0-3]\d)",
        rf"{_DAY}\s*(?:st|nd|rd|th|er|\.|º|°)?{_OF}{_NAME}{_OF}{_YEAR}",
        rf"{_NAME}{_SEP}{_DAY}\s*(?:st|nd|rd|th)?{_SEP}(?P<y>{_FULL}|(?<=[\s,.\-/'])\d{{2}})",
        rf"(?P<y>{_FULL}){_SEP}{_NAME}{_SEP}{_DAY}",
        rf"(?P<a>\d{{1,2}})\s*[-/.]\s*(?P<b>\d{{1,2}})\s*[-/.]\s*{_YEAR}",
        rf"令和\s?(?P<reiwa>\d{{1,2}}|元)\s*年\s*(?P<m>\d{{1,2}})\s*月\s*{_DAY}\s*日?",
        rf"(?:中[華华])?民[國国]\s*(?P<minguo>\d{{2,3}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*{_DAY}\s*日",
    )
)
_ALONE = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<y>{_FULL}) (?P<m>\d{{1,2}}) {_DAY}",
        rf"{_DAY}\s*[-/.\s]\s*(?P<roman>[IVX]{{1,4}})\s*[-/.\s]\s*{_YEAR}",
        rf"R\s?(?P<reiwa>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-]{_DAY}",
        rf"(?P<minguo>1[01]\d)[-/.](?P<m>\d{{1,2}})[-/.]{_DAY}",
    )
)
"""Shapes that are dates only where nothing else stands beside them."""
_SHAPES = tuple(re.compile(rf"(?:{shape.pattern}){_TAIL}", re.IGNORECASE) for shape in (*_ANYWHERE, *_ALONE))
_HAN = re.compile(
    r"[〇零○一二三四五六七八九]{4}\s*年\s*[一二三四五六七八九十]{1,2}\s*月\s*[一二三四五六七八九十]{1,3}\s*[日号號]"
)
_WEEKDAY = re.compile(r"^(?:the |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? )", re.IGNORECASE)
_POSSIBLE = re.compile(r"\d|年")
_BEFORE, _BEHIND = re.compile(r"\d[-/.]$"), re.compile(r"[-/.]\d")
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_EARLIEST, _LATEST = 1985, 2060
_USUAL = range(2010, 2041)
"""Years that a two-digit year is taken for before any other."""
_LONGEST = 50


def readings(text: str, order: Order | None = None) -> tuple[date, ...]:
    """Return the dates that a text which is one date may mean, likeliest first; none where it is no date.

    `order` is how the paper's other dates are printed, see `order_of`.
    """
    if len(text) > _LONGEST or not _POSSIBLE.search(text):
        return ()
    body = _normal(text)
    found = _first(body, order)
    if found:
        return found
    repaired = _DAMAGED_MONTH.sub(lambda match: _LETTERS[match.group()], body)
    repaired = _DAMAGED.sub(lambda match: match.group().translate(_LOOK_ALIKES), repaired)
    return _first(repaired, order) if repaired != body else ()


def find(text: str, order: Order | None = None) -> tuple[tuple[int, int, tuple[date, ...]], ...]:
    """Return every date inside a text as (start, end, readings), left to right, none overlapping."""
    found: list[tuple[int, int, tuple[date, ...]]] = []
    if not _POSSIBLE.search(text):
        return ()
    for match in _HAN.finditer(text):
        dates = readings(match.group())
        if dates:
            found.append((match.start(), match.end(), dates))
    for shape in _ANYWHERE:
        match_ = shape.search(text)
        while match_ is not None:
            start, end = match_.span()
            taken = any(start < e and s < end for s, e, _ in found)
            dates = () if taken or _within_number(text, start, end) else _of(match_, order)
            if dates:
                found.append((start, end, dates))
            match_ = shape.search(text, end if dates else start + 1)
    return tuple(sorted(found))


def _within_number(text: str, start: int, end: int) -> bool:
    """Say whether a piece of text is cut out of a longer number: `11.10.00` of the HS code `8505.11.10.00`."""
    before = text[start - 1 : start]
    return (
        (before.isalnum() and before.isascii())
        or text[end : end + 1].isdigit()
        or _BEFORE.search(text, max(0, start - 2), start) is not None
        or _BEHIND.match(text, end) is not None
    )


def order_of(texts: Iterable[str]) -> Order | None:
    """Return whether a paper prints the day or the month first, as its unambiguous dates show; None where they do not.

    `25/09/2025` on a paper says how to read `04/07/2025`; a paper that does both says nothing.
    """
    votes: Counter[Order] = Counter()
    for text in texts:
        for match in _ANYWHERE[6].finditer(text):
            a, b = int(match["a"]), int(match["b"])
            if (a > 12) != (b > 12) and not _within_number(text, *match.span()) and _of(match, None):
                votes["day first" if a > 12 else "month first"] += 1
    return next(iter(votes)) if len(votes) == 1 else None


def resolve(found: tuple[date, ...], others: Iterable[tuple[date, ...]]) -> tuple[date, ...]:
    """Put first the reading that is nearest to the paper's unambiguous dates; all readings stay.

    The dates of one trade lie within months of one another: contract, licence, invoice, packing list.
    """
    sure = [dates[0] for dates in others if len(dates) == 1]
    if len(found) < 2 or not sure:
        return found
    return tuple(sorted(found, key=lambda day: min(abs((day - other).days) for other in sure)))


def _normal(text: str) -> str:
    body = unicodedata.normalize("NFKC", text).strip(" .,;:\t\n")
    body = body[1:-1] if body[:1] + body[-1:] in {"()", "[]"} else body
    if "年" in body:
        body = re.sub(r"(?<=[年月\s])十(?=[一二三四五六七八九])", "一", body)
        body = re.sub(r"(?<=[一二三])十(?=[一二三四五六七八九])", "", body)
        body = re.sub(r"(?<=[年月\s])十", "10", body)
        body = re.sub(r"(?<=[一二三])十", "0", body)
        head, day, tail = body.partition("日")
        body = head.translate(_DIGITS) + day + tail
    return _WEEKDAY.sub("", re.sub(r"\s+", " ", body))


def _first(body: str, order: Order | None) -> tuple[date, ...]:
    for shape in _SHAPES:
        match = shape.fullmatch(body)
        found = _of(match, order) if match is not None else ()
        if found:
            return found
    return ()


def _of(match: re.Match[str], order: Order | None) -> tuple[date, ...]:
    """Return the readings of a matched shape; none where its month is no month or its day no day."""
    groups = match.groupdict()
    if groups.get("a"):
        return _numeric(int(groups["a"]), int(groups["b"]), groups["y"], "." in match.group(), order)
    if groups.get("name"):
        at = month(groups["name"])
    elif groups.get("roman"):
        at = _ROMAN.get(groups["roman"].upper())
    else:
        at = int(groups["m"])
    return _valid((_year(groups), at, int(groups["d"]))) if at else ()


def _year(groups: dict[str, str | None]) -> int:
    reiwa, minguo, printed = groups.get("reiwa"), groups.get("minguo"), groups.get("y")
    if reiwa:
        return 2018 + (1 if reiwa == "元" else int(reiwa))  # Reiwa 1 is 2019
    if minguo:
        return 1911 + int(minguo)  # the Republic's year 1 is 1912
    assert printed is not None
    return int(printed) + (2000 if len(printed) == 2 else 0)


def _numeric(a: int, b: int, year: str, dotted: bool, order: Order | None) -> tuple[date, ...]:
    """Read three numbers: the day first, as most of the world prints, the month, or the year of two digits."""
    full = int(year) + (2000 if len(year) == 2 else 0)
    shapes = [(full, b, a), (full, a, b)]
    if order == "month first":
        shapes.reverse()
    elif dotted and b <= 12:
        shapes.pop()  # the dot belongs to countries that print the day first
    if len(year) == 2 and full not in _USUAL:
        shapes.insert(0, (2000 + a, b, int(year)))
    return _valid(*shapes)


def _valid(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, at, day in parts:
        if _EARLIEST <= year <= _LATEST and 1 <= at <= 12 and 1 <= day <= 31:
            try:
                found.append(date(year, at, day))
            except ValueError:
                continue  # 31 June
    return tuple(dict.fromkeys(found))
