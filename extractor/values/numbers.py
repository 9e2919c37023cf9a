"""Numbers as ten countries print them. What can be read in two ways is given in both, likeliest first.

`1.234` is one and a bit in London and a thousand and more in Berlin: line arithmetic and the rest of the paper decide,
not this file. A text repaired from OCR confusions (`l2,345.6O`) is marked as such.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

SCALES = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "百萬": 10**6, "千万": 10**7, "千萬": 10**7,
          "亿": 10**8, "億": 10**8}  # fmt: skip
"""Chinese words that multiply the digits before them: `12.5万` is 125000."""
LOOK_ALIKES = {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "S": "5",
               "s": "5", "B": "8", "Z": "2", "z": "2", "G": "6", "b": "6", "q": "9", "g": "9", "、": ",", ";": ",",
               "。": ".", "·": "."}  # fmt: skip
"""What OCR prints in place of a digit or a separator."""
_CLEAR_LOOK_ALIKES = frozenset("Ool|I、。")
_APOSTROPHES = dict.fromkeys("’‘´`＇ʼ′", "'")
_RAISED = dict.fromkeys("²³¹⁰⁴⁵⁶⁷⁸⁹", "?")
_ODD = str.maketrans(_APOSTROPHES | _RAISED)
"""Apostrophes become one; raised digits must not become plain ones, as NFKC would make them: `10²` is not 102."""

SURE = 0.9
"""From this prior on a reading counts as the only one."""
_LONGEST = 40
_DIGIT = re.compile(r"\d")
_FILLED_UP = re.compile(r"\s*(?:([.,])\s*[-–—]{1,2}|/-|[-–—=]+)$")
_SIGNED_BEHIND = re.compile(r"[.,]\d{2,3}[-−]$")
"""Ledgers print the minus of a credit behind its decimals, `1.000,00-`; cheques fill the line up with the same stroke."""
_SCALE = re.compile(r"\s*([百千]?[万萬]|[亿億千])$")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_PLAIN = re.compile(r"\d+(?:([.,])\d+)?")
_GROUPED = (
    re.compile(r"\d{1,3}(?P<group>,)\d{3}(?:,\d{3})*(?:\.\d+)?"),
    re.compile(r"\d{1,3}(?P<group>\.)\d{3}(?:\.\d{3})*(?:,\d+)?"),
    re.compile(r"\d{1,3}(?P<group>')\d{3}(?:'\d{3})*(?:[.,]\d+)?"),
    re.compile(r"\d{1,3}(?P<group> )\d{3}(?: \d{3})*(?:[.,]\d+)?"),
    re.compile(r"\d{1,2}(?P<group>,)(?:\d{2},)*\d{3}(?:\.\d+)?"),
)
"""Thousands by comma, point, apostrophe, space; lakhs by comma."""
_LAST_WRONG = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{1,2})")
_LOOSE = re.compile(r" *([.,]) *")
_DAMAGED = re.compile(rf"[\d.,' {re.escape(''.join(LOOK_ALIKES))}]+")
_TO_DIGITS = str.maketrans(LOOK_ALIKES)


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One way to read a number; the priors of all ways of a text add up to at most 1."""

    value: Decimal
    prior: float
    repaired: bool = False
    """True where characters that are no digits were taken for digits, or one separator for another."""


class _Print(NamedTuple):
    """A number's print without what stands around its digits."""

    digits: str
    scale: int
    whole: bool
    """The decimals are filled up with a stroke: `1.234,-`."""
    negative: float
    """How likely the number is negative."""


def readings(text: str, decimal_mark: str | None = None) -> tuple[NumberReading, ...]:
    """Return the ways to read a text that is one number, likeliest first; none where it is no number.

    `decimal_mark`, `.` or `,`, is what the paper's other numbers show: readings that agree with it come first.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return ()
    printed = _print_of(text)
    plain_or_grouped = _plain(printed.digits, decimal_mark) or _grouped(printed.digits)
    found = _whole(printed.digits) if printed.whole else plain_or_grouped
    repaired = not found
    if repaired:
        found = _repaired(printed.digits)
    made = [
        NumberReading(sign * value * printed.scale, prior * share, repaired)
        for value, prior in found
        for sign, share in ((1, 1 - printed.negative), (-1, printed.negative))
        if share
    ]
    return tuple(sorted(made, key=lambda one: -one.prior))


def parse(text: str, decimal_mark: str | None = None) -> Decimal | None:
    """Return the number where one reading alone is likely, given the paper's decimal mark if known; None where not.

    A repaired number is never returned: somebody has to look at it.
    """
    found = readings(text, decimal_mark)
    return found[0].value if found and found[0].prior >= SURE and not found[0].repaired else None


def plain(value: Decimal) -> str:
    """Return the contract's form: no exponent, no separators, no plus sign, digits as printed."""
    return format(value, "f")


def _print_of(text: str) -> _Print:
    body = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_ODD))
    body = body.replace("`", "'").strip(" *#=")
    bracketed = _BRACKETED.fullmatch(body)
    if bracketed:
        body = bracketed[1].strip()
    scale = _SCALE.search(body)
    if scale:
        body = body[: scale.start()]
    minus = body.startswith(("-", "−", "–"))
    body = body.lstrip("-−–+ ")
    signed = _SIGNED_BEHIND.search(body) is not None and not minus and not bracketed
    body = body.removesuffix("−")
    filled = _FILLED_UP.search(body)
    if filled:
        body = body[: filled.start()]
    body = body.rstrip(".,")
    if body[:1] in {".", ","}:
        body = "0" + body
    # Brackets mean a credit in accounts, but `FORTY (40) CARTONS` on a packing list.
    negative = 1.0 if minus else 0.0 if not bracketed else 0.8 if re.search(r"[.,]\d\d$", body) else 0.3
    negative = 0.6 if signed else negative
    return _Print(body, SCALES[scale[1]] if scale else 1, bool(filled and filled[1]), negative)


def _plain(body: str, decimal_mark: str | None) -> list[tuple[Decimal, float]]:
    """Read digits with at most one separator: three digits after it may be a group or decimals."""
    match = _PLAIN.fullmatch(body)
    if match is None:
        return []
    separator = match[1]
    if separator is None:
        return [(Decimal(body), 0.6 if len(body) > 1 and body[0] == "0" else 1.0)]
    whole, _, rest = body.partition(separator)
    decimal = Decimal(f"{whole}.{rest}")
    if len(rest) != 3 or len(whole) > 3 or whole[0] == "0":
        return [(decimal, 1.0)]
    as_decimal = 0.15 if separator == "," else 0.7  # English print is what most trade papers use
    if decimal_mark is not None:
        as_decimal = 0.95 if separator == decimal_mark else 0.05
    return [(decimal, as_decimal), (Decimal(whole + rest), 1 - as_decimal)]


def _grouped(body: str) -> list[tuple[Decimal, float]]:
    for shape in _GROUPED:
        match = shape.fullmatch(body)
        if match is not None:
            joined = body.replace(match["group"], "").replace(",", ".")
            # Two numbers side by side look like one with a space between its groups.
            return [(Decimal(joined), SURE if match["group"] == " " and joined.isdigit() else 1.0)]
    return []


def _whole(body: str) -> list[tuple[Decimal, float]]:
    digits = re.sub(r"[.,' ]", "", body)
    return [(Decimal(digits), 1.0)] if digits.isdigit() else []


def _repaired(body: str) -> list[tuple[Decimal, float]]:
    """Read a number that was damaged: spaces at separators, a wrong last separator, look-alikes of digits."""
    if not _DAMAGED.fullmatch(body):
        return []
    wrong = [character for character in body if character in LOOK_ALIKES]
    digits = sum(character.isdigit() for character in body)
    separated = "." in body or "," in body
    if len(wrong) > digits or not (separated or all(character in _CLEAR_LOOK_ALIKES for character in wrong)):
        return []
    mended = _LOOSE.sub(r"\1", body.translate(_TO_DIGITS))
    found = _plain(mended, None) or _grouped(mended)
    if not found:
        last = _LAST_WRONG.fullmatch(mended)
        found = [(Decimal(f"{re.sub(r'[.,]', '', last[1])}.{last[3]}"), 0.8)] if last else []
    doubt = 0.8 if not wrong else 0.7 if all(character in _CLEAR_LOOK_ALIKES for character in wrong) else 0.5
    return [(value, prior * doubt) for value, prior in found]
