"""Numbers as ten countries print them. What can be read in two ways is given in both, likeliest first; nothing is guessed away.

`1.234` is one and a bit in London and a thousand and more in Berlin: line arithmetic and the rest of the paper decide, not this
file. A text repaired from OCR confusions (`l2,345.6O`) is marked as such.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

CHINESE_SCALES = {"万": Decimal(10_000), "萬": Decimal(10_000), "亿": Decimal(100_000_000), "億": Decimal(100_000_000)}
_CONFUSIONS = str.maketrans({"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5", "s": "5",
                             "B": "8", "Z": "2", "z": "2", "G": "6", "b": "6", "q": "9", "g": "9"})  # fmt: skip
_SPACES = "\u00a0\u202f\u2009\u2007 "
_TRAILERS = re.compile(r"(?:[.,]?-{1,2}|[.,]--|=|\*+)$")
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "'": re.compile(r"\d{1,3}(?:['’`´]\d{3})+(?:[.,]\d+)?"),
    " ": re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?"),
    "in": re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?"),
}
_PLAIN = re.compile(r"\d+(?:([.,])\d+)?")
_SHAPE = re.compile(rf"[0-9OoDlI|iSsBZzGbqg.,'’`´{_SPACES}]+")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One way to read a number; priors of all ways of a text add up to at most 1."""

    value: Decimal
    prior: float
    repaired: bool = False


def readings(text: str) -> tuple[NumberReading, ...]:
    """Return the ways to read a text that is one number, likeliest first; none where it is no number."""
    body, negative, scale = _stripped(text)
    if not body:
        return ()
    found = _readings(body)
    repaired = False
    if not found and _SHAPE.fullmatch(body) and sum(c.isdigit() for c in body) * 2 >= len(body):
        found = _readings(body.translate(_CONFUSIONS))
        repaired = True
    sign = Decimal(-1 if negative else 1)
    return tuple(
        NumberReading(sign * value * scale if scale != 1 else sign * value, prior * (0.5 if repaired else 1), repaired)
        for value, prior in found
    )


def parse(text: str) -> Decimal | None:
    """Return the number where there is only one way to read it and nothing was repaired, else None."""
    found = readings(text)
    return found[0].value if len(found) == 1 and not found[0].repaired else None


def best(text: str) -> Decimal | None:
    """Return the likeliest reading, None where the text is no number."""
    found = readings(text)
    return found[0].value if found else None


def plain(value: Decimal) -> str:
    """Return the contract's form: no exponent, no separators, no plus sign, digits as printed."""
    return format(value, "f")


def _stripped(text: str) -> tuple[str, bool, Decimal]:
    """Take off signs, trailing strokes and Chinese scale words; returns (digits, negative, scale)."""
    body = unicodedata.normalize("NFKC", text.replace("．", ".").replace("，", ",")).strip().strip(_SPACES)
    body = body.replace("、", ",") if re.fullmatch(r"[\d、.]+", body) else body
    scale = Decimal(1)
    if body[-1:] in CHINESE_SCALES:
        scale = CHINESE_SCALES[body[-1]]
        body = body[:-1].strip()
    negative = body.startswith(("-", "−", "–")) or (body.startswith("(") and body.endswith(")"))
    body = body.strip("()").lstrip("-−–+").strip()
    body = _TRAILERS.sub("", body).strip()
    if body.startswith(".") and body[1:].isdigit():
        body = "0" + body
    return body.rstrip("."), negative, scale


def _readings(body: str) -> list[tuple[Decimal, float]]:
    match = _PLAIN.fullmatch(body)
    if match is not None:
        return _plain_readings(body, match[1])
    for separator, shape in _GROUPED.items():
        if shape.fullmatch(body):
            return [(_joined(body, separator), 1.0)]
    return _mixed(body)


def _plain_readings(body: str, separator: str | None) -> list[tuple[Decimal, float]]:
    """Read digits with at most one separator: three digits after it may be a group or decimals."""
    if separator is None:
        return [(Decimal(body), 1.0)]
    whole, _, rest = body.partition(separator)
    decimal = Decimal(f"{whole}.{rest}")
    if len(rest) != 3 or len(whole) > 3 or (whole.startswith("0") and whole != "") or not whole:
        return [(decimal, 1.0)]
    grouped = Decimal(whole + rest)
    if separator == ",":
        return [(grouped, 0.85), (decimal, 0.15)]
    return [(decimal, 0.7), (grouped, 0.3)]


def _joined(body: str, separator: str) -> Decimal:
    if separator == ",":
        return Decimal(body.replace(",", ""))
    if separator == "in":
        return Decimal(body.replace(",", ""))
    if separator == ".":
        return Decimal(body.replace(".", "").replace(",", "."))
    return Decimal(re.sub(rf"['’`´{_SPACES}]", "", body).replace(",", "."))


def _mixed(body: str) -> list[tuple[Decimal, float]]:
    """Read a number whose groups are separated by a space beside the separator, as OCR and bad typing give it."""
    squeezed = re.sub(rf"(?<=[.,])[{_SPACES}]+(?=\d)", "", body)
    squeezed = re.sub(rf"(?<=\d)[{_SPACES}]+(?=[.,]\d)", "", squeezed)
    if squeezed != body and re.fullmatch(r"[\d.,]+", squeezed):
        return [(value, prior * 0.8) for value, prior in _readings(squeezed)]
    # 1,234,56 and 1.234.56: the last separator was misread or mistyped.
    odd = re.fullmatch(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{2})", body)
    if odd:
        return [(Decimal(odd[1].replace(odd[2], "") + "." + odd[3]), 0.6)]
    return []
