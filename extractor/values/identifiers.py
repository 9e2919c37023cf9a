"""Identifiers: numbers of papers as printed, and numbers with check digits, which can be mended where one reading alone fits.

The algorithms are short and written out, each with its standard: the library that has them all is LGPL.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import combinations

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ISO_LETTERS = dict(zip(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", [v for v in range(10, 39) if v % 11], strict=True))  # fmt: skip
_LOOK_ALIKES = {
    "O": "0", "Q": "0", "D": "0", "0": "OD", "I": "1", "L": "1", "1": "IL", "S": "5", "5": "S", "B": "8", "8": "B",
    "Z": "2", "2": "Z", "G": "6", "6": "G", "U": "V", "V": "UY", "T": "7", "7": "T",
}  # fmt: skip
CONTAINER = re.compile(r"\b([A-Z]{3}[UJZ])[\s-]?(\d{6})[\s-]?(\d)\b")
CONTROL_CODE = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-zA-Z](?:\.\d+(?:\.[a-zA-Z])?)?)?\b")
HS_CODE = re.compile(r"(?<![\d.,])(\d{4})[. ]?(\d{2})(?:[. ]?(\d{2})(?:[. ]?(\d{2}))?)?(?:[. ]?\d{3})?(?![\d,]|\.\d)")
_PHONE = re.compile(r"^[+(]|\(\d{2,4}\)|^\d{2,4}-\d{3,4}-\d{3,4}$|^\+?\d{1,3}[- ]\d{2,4}[- ]\d{6,8}$")
_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9\-/._#&()年字第号〔〕\[\]]{0,38}")
_SHORTEST, _LONGEST = 2, 40


def parse(text: str) -> str | None:
    """Return a paper's number as the contract has it: as printed, upper case, no inner spaces; None where it is none.

    A number holds at least one digit; words, phone numbers and amounts of money are none.
    """
    body = unicodedata.normalize("NFKC", text).strip(" \t:;,.|*'\"#–—_").upper()
    body = re.sub(r"^(?:NO\.?|NR\.?|N°|№)[\s:.]*(?=[A-Z0-9])", "", body)
    parts = body.split()
    if len(parts) > 4 or not body:
        return None
    joined = re.sub(r"\s+", "", body).strip(".,;:")
    if not _SHORTEST <= len(joined) <= _LONGEST or not any(c.isdigit() for c in joined):
        return None
    if _SHAPE.fullmatch(joined) is None or _PHONE.match(body):
        return None
    if len(parts) > 1 and sum(part.isalpha() and len(part) > 4 for part in parts):
        return None  # words beside a number are a sentence
    return joined


def plausibility(identifier: str) -> float:
    """Return how much a text looks like a paper's number, 0 to 1: digits in it, a sensible length, no date."""
    digits = sum(c.isdigit() for c in identifier)
    score = 0.4 + 0.3 * (digits >= 3) + 0.2 * (5 <= len(identifier) <= 20) + 0.1 * (digits / len(identifier) > 0.3)
    if re.fullmatch(r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", identifier):
        score -= 0.5
    return max(0.0, min(1.0, score))


def hs_code(text: str) -> str | None:
    """Return the digits of an HS code of 6, 8, 10 or 13 digits (4+2+2+2, with dots, spaces or none); None where none."""
    body = unicodedata.normalize("NFKC", text).strip(" .:;,")
    digits = re.sub(r"[. ]", "", body)
    if not digits.isdigit() or len(digits) not in {6, 8, 10, 13} or not 1 <= int(digits[:2]) <= 97:
        return None
    return digits if HS_CODE.fullmatch(body) else None


def control_code(text: str) -> str | None:
    """Return a dual-use control code such as `1C902.A.4`, upper case; None where a text is none."""
    body = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return body.upper() if CONTROL_CODE.fullmatch(body) else None


def is_uscc(code: str) -> bool:
    """Check a Chinese unified social credit code: 18 characters, weights 3^i mod 31 (GB 32100-2015)."""
    if len(code) != 18 or any(character not in _USCC for character in code):
        return False
    total = sum(_USCC.index(character) * pow(3, index, 31) for index, character in enumerate(code[:17]))
    return _USCC[(31 - total % 31) % 31] == code[17]


def is_container(number: str) -> bool:
    """Check a container number: 4 letters, 6 digits, check digit of 2^i weights mod 11 mod 10 (ISO 6346)."""
    if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", number):
        return False
    values = [_ISO_LETTERS[c] if c.isalpha() else int(c) for c in number[:10]]
    return sum(value << index for index, value in enumerate(values)) % 11 % 10 == int(number[10])


def is_iban(number: str) -> bool:
    """Check an IBAN: mod 97 of the rearranged digits is 1 (ISO 13616)."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", number):
        return False
    return int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1


def is_lei(number: str) -> bool:
    """Check a legal entity identifier: ISO 7064 mod 97-10 over 20 characters (ISO 17442)."""
    return bool(re.fullmatch(r"[A-Z0-9]{18}\d{2}", number)) and int("".join(str(int(c, 36)) for c in number)) % 97 == 1


def is_gstin(number: str) -> bool:
    """Check an Indian GSTIN: 15 characters, Luhn mod 36."""
    if not re.fullmatch(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", number):
        return False
    total = 0
    for index, character in enumerate(number[:14]):
        product = int(character, 36) * (1 + index % 2)
        total += product // 36 + product % 36
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(36 - total % 36) % 36] == number[14]


def is_cas(number: str) -> bool:
    """Check a CAS registry number: sum of i x digit from the right, mod 10."""
    if not re.fullmatch(r"\d{2,7}-\d{2}-\d", number):
        return False
    digits = number.replace("-", "")
    return sum(int(digit) * index for index, digit in enumerate(reversed(digits))) % 10 == int(digits[-1])


CHECKED: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("uscc", is_uscc),
    ("container", is_container),
    ("iban", is_iban),
    ("lei", is_lei),
    ("gstin", is_gstin),
    ("cas", is_cas),
)


def repaired(text: str, check: Callable[[str], bool]) -> str | None:
    """Return the identifier as it is where its check digit fits, or with the one look-alike exchange that makes it fit.

    None where no exchange of one or two look-alikes fits, or where several do: then it is not known which.
    """
    body = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if check(body):
        return body
    doubtful = [index for index, character in enumerate(body) if character in _LOOK_ALIKES]
    for count in (1, 2):
        fits = {fixed for places in combinations(doubtful, count) for fixed in _exchanged(body, places) if check(fixed)}
        if fits:
            return fits.pop() if len(fits) == 1 else None
    return None


def _exchanged(body: str, places: tuple[int, ...]) -> set[str]:
    found = {body}
    for place in places:
        found = {text[:place] + new + text[place + 1 :] for text in found for new in _LOOK_ALIKES[body[place]]}
    return found


def containers(text: str) -> tuple[str, ...]:
    """Return every container number in a text whose check digit fits, mended where one reading alone does."""
    found = []
    for match in re.finditer(r"\b[A-Z0-9]{3}[UJZV][\s-]?[A-Z0-9]{6}[\s-]?[A-Z0-9]\b", text.upper()):
        number = repaired(match.group().replace("-", ""), is_container)
        if number is not None and number not in found:
            found.append(number)
    return tuple(found)
