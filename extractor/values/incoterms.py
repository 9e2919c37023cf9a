"""Incoterms: the rule and its place, `FOB Ningbo (Incoterms 2020)`, `CIF HAMBURG, GERMANY`, `成交方式 FOB 宁波`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.gazetteer import incoterms, port_words
from extractor.values import textual

_OCR = {"F0B": "FOB", "FO8": "FOB", "F08": "FOB", "C1F": "CIF", "ClF": "CIF", "CLF": "CIF", "C1P": "CIP", "ClP": "CIP",
        "EXVV": "EXW", "FCΑ": "FCA", "0AP": "DAP", "D0P": "DDP"}  # fmt: skip
"""What OCR makes of rules; none of them is a word."""
_WORDLIKE = frozenset({"DES", "DAT", "DEQ", "DAF", "FAS", "CIP"})
"""Rules that are words or parts of words where they are not in capitals."""
_NO_RULE = r"(?![.\s]*(?:(?i:VALUE|PRICE|AMOUNT|TOTAL|CHARGES?)|[Pp](?:oint|OINT)\s*(?:[:：]|$)|价值|金额|总价)(?!\w))"
_VERSION = re.compile(
    r"[(（\[,\s]*(?:as per\s+|acc(?:ording|\.)?\s*(?:to)?\s+)?(?:ICC\s*)?incoterms?(?:®|\(R\)|™|\s)*(?:rules\s*)?"
    r"(?:20\d\d)?\s*[)）\]]*|[(（]?国际贸易术语(?:解释)?通则\s*(?:20\d\d)?[)）]?",
    re.IGNORECASE,
)
_PLACE_END = re.compile(
    r"[;；|。]|\s/\s(?=\d|net\b)|[(（](?=[^()（）]{0,40}(?:价|價|含|以上|incl|price|freight))"
    r"|\s{3,}|\b(?:payment|currency|total|by sea|by air|by courier|via|T/T|L/C|D/P)\b"
    r"|\b(?:USD|US\$|EUR|CNY|RMB|JPY|GBP|INR|KRW|CHF|HKD)(?=\b|\s?\d)"
    r"|[$€£¥]|付款|\b(?:place|port|date|country|origin|vessel|shipment|shipping|loading|p\.?o)\b[^:：]{0,25}[:：]"
    r"|\s[\u4e00-\u9fff]{2,8}\s?[:：]|(?<=[^\W\d])\s+\d[\d,]{3,}",
    re.IGNORECASE,
)
_LONGEST_PLACE = 60


class DeliveryTerm(NamedTuple):
    """A rule in a text: its code of today's edition, the place as printed, and where both stand."""

    rule: str
    place: str | None
    start: int
    end: int


@cache
def _codes() -> dict[str, str]:
    """Map every print, in small letters without spaces and points, to its rule; older rules to their successors."""
    found = {}
    for term in incoterms():
        rule = term.replaced_by or term.code
        for print_ in (term.code, term.name_en, term.name_zh, *term.aliases):
            found[_key(print_)] = rule
    return found | {_key(wrong): rule for wrong, rule in _OCR.items()}


def _key(text: str) -> str:
    return re.sub(r"[\s.,\-]", "", text).casefold()


@cache
def _pattern() -> re.Pattern[str]:
    prints = {p for term in incoterms() for p in (term.code, term.name_en, term.name_zh, *term.aliases)}
    words = sorted(prints | set(_OCR), key=len, reverse=True)
    latin = [_flexible(word) for word in words if word.isascii()]
    other = [re.escape(word) for word in words if not word.isascii()]
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(latin)})(?![A-Za-z0-9]){_NO_RULE}|{'|'.join(other)}")


def _flexible(word: str) -> str:
    """Let spaces, hyphens and points come and go; words in small letters stay themselves."""
    spelled = (
        re.sub(r"(?:\\ |\\-|,)+", r"[\\s,-]*", re.escape(word)).replace(r"\.", r"\.?\s?").replace(r"\&", r"\s?&\s?")
    )
    return spelled if word in _WORDLIKE or word in _OCR else f"(?i:{spelled})"


def find(text: str) -> DeliveryTerm | None:
    """Return the first Incoterms rule of a text with its place; the version note is no part of the place."""
    match = _pattern().search(text)
    if match is None:
        return _glued(text)
    place = _place(text[match.end() :])
    at = -1 if place is None else text.find(place, match.end())
    end = match.end() if place is None else at + len(place) if at >= 0 else len(text)
    return DeliveryTerm(_codes()[_key(match.group())], place, match.start(), end)


def is_rule(text: str) -> bool:
    """Say whether a text is an Incoterms rule and nothing else: `CIF`, `C&F`, `离岸价`."""
    return _key(text) in _codes()


def _place(behind: str) -> str | None:
    rest = _VERSION.sub(" ", behind.split("\n")[0])
    end = _PLACE_END.search(rest)
    place = textual.trimmed(rest[: end.start()] if end else rest).strip("()（） .*").strip()
    if place.count("(") != place.count(")"):
        place = place.replace("(", "").replace(")", "")
    return place if any(c.isalpha() for c in place) and len(place) <= _LONGEST_PLACE else None


def _glued(text: str) -> DeliveryTerm | None:
    """Read `FOBNINGBO` or `DAPMilano`, whose space was lost: a rule in front of a port, or of a word of its own case."""
    named = re.search(r"(?<![A-Za-z])(EXW|FCA|FOB|CFR|CIF|CPT|DAP|DDP)(?=[A-Z][a-z]{2})", text)
    if named is not None:  # capitals end where the place begins: `DAPMilano Malpensa`
        place = _place(text[named.end() :])
        return DeliveryTerm(named[1], place, named.start(), named.end() + len(place or ""))
    match = re.search(r"(?<![A-Z])(EXW|FCA|FOB|CFR|CIF|CPT|DAP|DDP)([A-Z]{4,20})(?![A-Za-z])", text)
    if match is None or match[2].casefold() not in port_words():
        return None
    return DeliveryTerm(match[1], match[2], match.start(), match.end())
