"""Numbers of papers: what an exporter calls an invoice, a contract, an order, a licence."""

from __future__ import annotations

import re
import unicodedata

from extractor.values import checkdigits

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LABEL = re.compile(
    r"^(?:(?:[A-Z./]{2,12}\s){0,2}[A-Z/]{0,4}\s?N(?:O|R|UM)?(?:\.\s*|\s*[:：#]\s*|\s+)|N[°º]\s*|№\s*|#\s*|[\u4e00-\u9fff]{0,8}[号號码碼]\s*[:：.]?\s*)"
    r"[:：]?\s*(?=[A-Z0-9])"
)
_EDGES = " \t:;,.|*'\"#–—_/"
_PHONE = re.compile(
    r"^\+|^\(\d{2,4}\)|^00\d{2}[\s-]|^\d{2,4}-\d{3,4}-\d{3,4}$|^0\d{2,3}-\d{7,8}$|^\+?\d{1,3}[- ]\d{2,4}[- ]\d{6,8}$"
)
_LICENCE = re.compile(r"\d{2}-[A-Z0-9]{2}-\d{6}")
_SHAPE = re.compile(r"[A-Z0-9(〔\[][A-Z0-9\-/._#&()年字第号號〔〕\[\]]{0,38}")
_CHINESE = re.compile(
    r"[\u4e00-\u9fffA-Z]{0,12}[(〔\[]?(?:19|20)\d\d[)〕\]]?年?[\u4e00-\u9fff]{0,8}字?第?[A-Z0-9-]{1,12}[号號]?"
)
"""`（2025）甬商字第12号`, as offices number their papers."""
_MEASURE = re.compile(
    r"\d[\d.,]*\s*(?:KGS?|GS?|MTS?|LBS?|PCS?|SETS?|CTNS?|CARTONS?|PLTS?|PALLETS?|CASES?|BOX(?:ES)?|DRUMS?|CBM|MM|%)\.?"
)
_MONEY = re.compile(r"(?:USD|US(?=\s)|EUR|CNY|RMB|JPY|GBP|US?\$|[$€£¥])\s*\d[\d.,]*")
_WEB = re.compile(r"@|WWW\.|HTTP|\.(?:COM|CN|DE|NET|ORG|CO)\b")
_PAGE = re.compile(r"PAGE\s*\d|\d\s*OF\s*\d|SHEET\s*\d", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})")
_OTHERS = (
    checkdigits.is_uscc,
    checkdigits.is_container,
    checkdigits.is_iban,
    checkdigits.is_gstin,
    checkdigits.is_lei,
    checkdigits.is_bic,
    checkdigits.is_cas,
    lambda number: number[:3] == "IMO" and checkdigits.is_imo(number),
)
_SHORTEST, _LONGEST = 2, 40
_MOST_PARTS = 4


def parse(text: str) -> str | None:
    """Return a paper's number as the contract has it: as printed, upper case, no inner spaces; None where it is none.

    A number holds at least one digit; words, phone and page numbers, weights, counts and amounts of money are none.
    """
    if len(text) > 2 * _LONGEST or not any(character.isdigit() for character in text):
        return None
    printed = unicodedata.normalize("NFKC", text).translate(_DASHES)
    body = _LABEL.sub("", _mended(printed).strip(_EDGES).upper()).strip(_EDGES)
    if _has_words(printed[-len(body) - 1 :]):
        return None
    body = body[1:-1] if body[:1] + body[-1:] == "()" and "(" not in body[1:-1] else body
    joined = re.sub(r"\s+", "", body)
    joined = joined[:-1] if joined[-1:] in "号號" and joined[:-1].isascii() else joined
    if not _SHORTEST <= len(joined) <= _LONGEST or len(body.split()) > _MOST_PARTS:
        return None
    if _CHINESE.fullmatch(joined) and not joined.isascii():
        return joined
    if not any(character.isdigit() for character in joined) or _is_something_else(body):
        return None
    return joined if _SHAPE.fullmatch(joined) else None


def _mended(text: str) -> str:
    """Take back look-alikes that can't be what was printed: a letter between two digits, a small l among capitals."""
    text = re.sub(r"(?<=\d)[Oo](?=\d)", "0", text)
    text = re.sub(r"(?<=\d)[l|](?=\d)", "1", text)
    return re.sub(r"(?<![A-Za-z])l(?=[A-Z]{2})|(?<=[A-Z])l(?=[A-Z])", "I", text)


def _has_words(text: str) -> bool:
    """Say whether words stand beside the number: a sentence is no identifier."""
    parts = text.split()
    return len(parts) > 1 and any(
        part.isalpha() and part.isascii() and (len(part) > 4 or (part.islower() and len(part) > 1)) for part in parts
    )


def _is_something_else(body: str) -> bool:
    if _LICENCE.fullmatch(body):
        return False  # `24-11-564217` looks like a phone number, too
    if _PHONE.search(body) or _PAGE.search(body) or _WEB.search(body) or _MONEY.fullmatch(body):
        return True
    if _MEASURE.fullmatch(body) and (" " in body or "." in body or "," in body or "%" in body):
        return True
    return bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d{1,2}", body))


def plausibility(identifier: str) -> float:
    """Return how much a text looks like a paper's number, 0 to 1: digits, a sensible length, nothing else's number."""
    digits = sum(character.isdigit() for character in identifier)
    score = 0.4 + 0.3 * (digits >= 3) + 0.2 * (5 <= len(identifier) <= 20) + 0.1 * (digits / len(identifier) > 0.3)
    if _DATE.fullmatch(identifier):
        score -= 0.5
    if _proves_another(identifier):
        score -= 0.6
    return max(0.0, min(1.0, score))


def _proves_another(identifier: str) -> bool:
    """Say whether check digits or shape show the number of a company, container, account, bank, substance or ship."""
    return any(check(identifier) for check in _OTHERS)
