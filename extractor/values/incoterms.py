"""Incoterms: the rule and its place, `FOB Ningbo (Incoterms 2020)`, `CIF HAMBURG, GERMANY`, `成交方式 FOB 宁波`."""

from __future__ import annotations

import re

from extractor.values import textual

RULES = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
_FORMER = {"C&F": "CFR", "CNF": "CFR", "C+F": "CFR", "CANDF": "CFR", "DDU": "DAP", "DAT": "DPU", "EX-WORKS": "EXW",
           "EXWORKS": "EXW", "EX WORKS": "EXW", "EX WORK": "EXW"}  # fmt: skip
_RULE = re.compile(
    r"(?<![A-Z0-9])(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DDU|DAT|C&F|CNF|C\+F|EX[- ]?WORKS?|[CF0O][IO0][FB])"
    r"(?:(?![A-Z0-9])|(?-i:(?=[A-Z][a-z])))(?!\s*(?:VALUE|PRICE|AMOUNT|TOTAL|CHARGES?)\b)",
    re.IGNORECASE,
)
_OCR = {"F0B": "FOB", "FO8": "FOB", "C1F": "CIF"}
_VERSION = re.compile(
    r"[(（\[,\s]*(?:as per\s+)?(?:ICC\s*)?incoterms?(?:®|\s)*(?:rules\s*)?(?:20\d\d)?\s*[)）\]]*", re.IGNORECASE
)
_PLACE_END = re.compile(r"[;；|]|\s{3,}|\b(?:payment|currency|total|by sea|by air|via)\b", re.IGNORECASE)


def find(text: str) -> tuple[str, str | None, int, int] | None:
    """Return (rule, place or None, start, end) of the first Incoterms rule in a text; the version note is no place."""
    match = _RULE.search(text)
    if match is None:
        return None
    printed = match.group(1).upper()
    rule = _FORMER.get(printed, _FORMER.get(printed.replace("-", " "), _OCR.get(printed, printed)))
    if rule not in RULES:
        return None
    rest = _VERSION.sub(" ", text[match.end() :])
    end = _PLACE_END.search(rest)
    place = textual.trimmed(rest[: end.start()] if end else rest).strip("()（） .").strip()
    if not any(c.isalpha() for c in place) or len(place) > 60:
        return rule, None, match.start(), match.end()
    return rule, place, match.start(), len(text)
