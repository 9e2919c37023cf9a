"""Codes of customs and transport: HS codes, control codes, licence numbers, containers, companies' tax numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor import gazetteer
from extractor.values import checkdigits

CONTROL_CODE = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-zA-Z](?:\.\d+(?:\.[a-zA-Z])?)?|[a-z](?:\d{1,2}(?:[a-z])?)?)?\b")
"""An entry of a control list: `1C902.a.4`, and as British and EU licences print it, `3A001b1`."""
_DAMAGED_CONTROL_CODE = re.compile(r"([0-9IlO])([A-Ea-e])([0-9OoIlSsBZ]{3})((?:\.[a-zA-Z](?:\.\d+(?:\.[a-zA-Z])?)?)?)")
_HS_SHAPE = re.compile(r"\d{4}[. ]?\d{2}(?:[. ]?\d{2}(?:[. ]?\d{2}(?:[. ]?\d{3})?)?)?|\d{2}(?: \d{2}){2,4}")
_HS_LENGTHS = frozenset({6, 8, 10, 13})
_HS_LABEL = re.compile(
    r"^(?:H\.?\s?[ST]\.?\s?S?\.?|HTS(?:US)?|TARIFF|COMMODITY)\s*(?:CODE|NO\.?|NUMBER)?\s*[:：#]?\s*(?=\d)"
)
_CHAPTERS = range(1, 98)
_TO_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "S": "5", "s": "5",
                            "B": "8", "Z": "2", "z": "2", "G": "6"})  # fmt: skip
_LICENCE = re.compile(r"([\dOIl|SBZ]{2})(-?)([A-Z0-9]{2})(-?)([\dOIl|SBZ]{6})")
_CONTAINER = re.compile(r"\b[A-Z0-9]{3}[UJZV][\s-]?[A-Z0-9]{3}[\s-]?[A-Z0-9]{3}[\s-]?[A-Z0-9]\b")
_PRINTED_CONTAINER = re.compile(r"(?<![A-Z0-9])[A-Z]{3}[UJZ][\s-]?\d{3}[\s-]?\d{3}[\s-]?\d(?![\w-])")
_FEWEST_DIGITS = 4
_SHORTEST_NAME = 5
"""Letters from which on a name of customs codes says enough in running print: `HS`, `NCM` and `ZTN` do not."""


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" .:;,")


_JAPANESE = re.compile(r"\d{4}\.?\d{2}-\d{3}")
"""Japan's statistical codes have nine digits: `2805.30-000`."""


def hs_code(text: str) -> str | None:
    """Return the digits of an HS code of 6, 8, 10 or 13 digits (4+2+2+2, with dots, spaces or none); None where none.

    Hyphens, and letters in place of digits, are accepted only where the gazetteer knows the code that comes out.
    """
    body = _HS_LABEL.sub("", _normal(text).upper())
    found = _hs_digits(body)
    if found is not None:
        return found
    mended = _hs_digits(body.translate(_TO_DIGITS).replace("-", "."))
    damaged = sum(character.isalpha() for character in body)
    known = mended is not None and damaged <= 2 and gazetteer.hs_code(mended[:6]) is not None
    return mended if known else None


def _hs_digits(body: str) -> str | None:
    if _JAPANESE.fullmatch(body) and int(body[:2]) in _CHAPTERS:
        return re.sub(r"\D", "", body)
    digits = re.sub(r"[. ]", "", body)
    if len(digits) not in _HS_LENGTHS or not digits.isdigit() or int(digits[:2]) not in _CHAPTERS:
        return None
    return digits if _HS_SHAPE.fullmatch(body) else None


@cache
def hs_names() -> str:
    """Return a regular expression of what papers in Western languages call a customs code, the longest names first."""
    known = {label.text for label in gazetteer.labels() if label.field == "hs_code" and not label.weak}
    names = sorted(
        (name for name in known if max(name) < "\u0250" and len(name) >= _SHORTEST_NAME), key=len, reverse=True
    )
    spelled = (re.sub(r"(?:\\ |\\-)+", r"[\\s-]*", re.escape(name)).replace(r"\.", r"\.?") for name in names)
    return rf"(?<![^\W\d_])(?:{'|'.join(spelled)})(?![^\W\d_])"


def control_code(text: str) -> str | None:
    """Return a dual-use control code such as `1C902.A.4`, upper case; None where a text is none."""
    body = re.sub(r"\s+", "", _normal(text))
    if CONTROL_CODE.fullmatch(body):
        return body.upper()
    match = _DAMAGED_CONTROL_CODE.fullmatch(body)
    if match is None:
        return None
    entry = match[1].translate(_TO_DIGITS) + match[2].upper() + match[3].translate(_TO_DIGITS)
    return entry + match[4].upper() if entry in _control_entries() else None


@cache
def _control_entries() -> frozenset[str]:
    return frozenset(entry.code.split(".")[0].upper() for entry in gazetteer.control_list())


def licence_number(text: str) -> str | None:
    """Return an export licence's number, year 2 + office 2 + serial 6, with or without hyphens; None where it is none.

    Letters that stand where only digits can stand are taken for the digits that they look like.
    """
    match = _LICENCE.fullmatch(re.sub(r"\s", "", _normal(text)))
    if match is None:
        return None
    year, first, office, second, serial = match.groups()
    return year.translate(_TO_DIGITS) + first + office + second + serial.translate(_TO_DIGITS)


def containers(text: str) -> tuple[str, ...]:
    """Return every container number in a text whose check digit fits, mended where one reading alone does."""
    found = []
    for match in _CONTAINER.finditer(text.upper()):
        printed = re.sub(r"[\s-]", "", match.group())
        if sum(character.isdigit() for character in printed) < _FEWEST_DIGITS:
            continue
        number = checkdigits.repaired(printed, checkdigits.is_container)
        if number is not None and number not in found:
            found.append(number)
    return tuple(found)


def printed_containers(text: str) -> tuple[str, ...]:
    """Return every text of a container number's shape, whether its check digit fits or not: what a paper's own text says."""
    found = (re.sub(r"[\s-]", "", one) for one in _PRINTED_CONTAINER.findall(text.upper()))
    return tuple(dict.fromkeys(found))
