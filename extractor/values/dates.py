"""Dates as papers print them, to `datetime.date`; day and month that can't be told apart give both readings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12, "januar": 1, "februar": 2, "märz": 3, "maerz": 3, "mrz": 3, "mai": 5, "juni": 6, "juli": 7,
    "okt": 10, "oktober": 10, "dez": 12, "dezember": 12, "janv": 1, "janvier": 1, "févr": 2, "fevr": 2, "février": 2,
    "fevrier": 2, "mars": 3, "avr": 4, "avril": 4, "juin": 6, "juil": 7, "juillet": 7, "août": 8, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12, "déc": 12, "ene": 1, "enero": 1,
    "febrero": 2, "marzo": 3, "abr": 4, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "ago": 8, "agosto": 8,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "dic": 12, "diciembre": 12, "gen": 1, "gennaio": 1, "febbraio": 2,
    "aprile": 4, "mag": 5, "maggio": 5, "giu": 6, "giugno": 6, "lug": 7, "luglio": 7, "set": 9, "settembre": 9,
    "ott": 10, "ottobre": 10, "dicembre": 12, "january": 1, "february": 2, "march": 3, "april": 4, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "gennaro": 1,
    "maart": 3, "mei": 5, "augustus": 8, "januari": 1, "februari": 2, "mrt": 3, "fev": 2, "out": 10,
}  # fmt: skip
"""Month names and their short forms in English, German, French, Spanish, Italian, Dutch and Portuguese."""

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_OCR = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5"})
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<y>(?:19|20)\d{2}|\d{2})"
_SEP = r"[\s.,/\-–'’]*"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?P<y>(?:19|20)\d{2})\s*[-/.年–]\s*(?P<m>\d{1,2})\s*[-/.月–]\s*(?P<d>\d{1,2})\s*[日号]?",
        r"(?P<y>(?:19|20)\d{2})\s?년\s*(?P<m>\d{1,2})\s?월\s*(?P<d>\d{1,2})\s?일",
        r"(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)",
        rf"(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th|er|\.|º)?{_SEP}(?:of|de|di)?{_SEP}{_MONTH}{_SEP}(?:de|del)?{_SEP}{_YEAR}",
        rf"{_MONTH}{_SEP}(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th)?{_SEP}(?P<y>(?:19|20)\d{{2}}|(?<=[\s,.\-/])\d{{2}})",
        rf"(?P<y>(?:19|20)\d{{2}}){_SEP}{_MONTH}{_SEP}(?P<d>\d{{1,2}})",
        r"(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*(?P<y>(?:19|20)\d{2}|\d{2})",
        r"令和\s*(?P<reiwa>\d{1,2}|元)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日",
        r"(?:民國|民国)\s*(?P<minguo>\d{2,3})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日",
    )
)
_EARLIEST, _LATEST = 1985, 2060


def readings(text: str) -> tuple[date, ...]:
    """Return the dates that a text which is one date may mean, likeliest first; none where it is no date."""
    body = _normal(text)
    for shape in _SHAPES:
        match = shape.fullmatch(body)
        if match is not None:
            return _of(match)
    repaired = body.translate(_OCR)
    if repaired != body and sum(c.isdigit() for c in repaired) >= 6:
        for shape in (_SHAPES[0], _SHAPES[2], _SHAPES[6]):
            match = shape.fullmatch(repaired)
            if match is not None:
                return _of(match)
    return ()


def find(text: str) -> tuple[tuple[int, int, tuple[date, ...]], ...]:
    """Return every date inside a text as (start, end, readings), left to right, none overlapping."""
    body = text.translate(_DIGITS) if "年" in text else text
    if len(body) != len(text):
        return ()
    found: list[tuple[int, int, tuple[date, ...]]] = []
    for shape in _SHAPES:
        match = shape.search(body)
        while match is not None:
            start, end = match.span()
            inside_number = body[start - 1 : start].isalnum() or body[end : end + 1].isdigit()
            dates = () if inside_number or any(start < e and s < end for s, e, _ in found) else _of(match)
            if dates:
                found.append((start, end, dates))
            match = shape.search(body, end if dates else start + 1)
    return tuple(sorted(found))


def resolve(found: tuple[date, ...], others: Iterable[tuple[date, ...]]) -> tuple[date, ...]:
    """Put first the reading whose day-month order the paper's unambiguous dates show; both readings stay.

    A paper writes all its dates in one order: `25/09/2025` on it says how to read `04/07/2025`.
    """
    if len(found) < 2:
        return found
    sure = [dates[0] for dates in others if len(dates) == 1]
    if not sure:
        return found
    nearest = min(found, key=lambda day: min(abs((day - other).days) for other in sure))
    return (nearest, *(day for day in found if day != nearest))


def _normal(text: str) -> str:
    body = unicodedata.normalize("NFKC", text).strip().strip(".,;:()[] ")
    if re.search(r"[年月]", body):
        body = re.sub(r"(?<=[年月])十(?=[一二三四五六七八九])", "一", body)
        body = re.sub(r"(?<=[二三])十(?=[一二三四五六七八九])", "", body)
        body = re.sub(r"(?<=[年月])十", "10", body)
        body = re.sub(r"(?<=[二三])十", "0", body)
        body = body.translate(_DIGITS)
    return re.sub(r"\s+", " ", body)


def _of(match: re.Match[str]) -> tuple[date, ...]:
    groups = match.groupdict()
    if groups.get("reiwa"):
        year = 2018 + (1 if groups["reiwa"] == "元" else int(groups["reiwa"]))
    elif groups.get("minguo"):
        year = 1911 + int(groups["minguo"])
    else:
        year = int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
    if groups.get("name"):
        month = MONTHS.get(groups["name"].casefold().rstrip("."))
        return _dates((year, month, int(groups["d"]))) if month else ()
    if groups.get("a"):
        a, b = int(groups["a"]), int(groups["b"])
        both = [(year, b, a), (year, a, b)]  # day first is what most of the world prints
        if "." in match.group():
            both = both[:1] if b <= 12 else both
        return _dates(*dict.fromkeys(both))
    return _dates((year, int(groups["m"]), int(groups["d"])))


def _dates(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, month, day in parts:
        if _EARLIEST <= year <= _LATEST and 1 <= month <= 12 and 1 <= day <= 31:
            try:
                found.append(date(year, month, day))
            except ValueError:
                continue  # 31 June
    return tuple(dict.fromkeys(found))
