"""Numbers that prove themselves: check digits of companies, containers, accounts, ships, substances.

The algorithms are short and written out, each with its standard: the library that has them all is LGPL. A function says
whether a number, in capitals and without spaces, has the shape of its kind and a check digit that fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations, product

from extractor.gazetteer import countries

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ISO_6346 = dict(zip(_BASE36[10:], (value for value in range(10, 39) if value % 11), strict=True))
"""Letters count from 10, and multiples of 11 are left out (ISO 6346)."""
LOOK_ALIKES = {
    "O": "0", "Q": "0", "D": "0", "0": "OD", "I": "1", "L": "1", "1": "IL", "S": "5", "5": "S", "B": "8", "8": "B",
    "Z": "2", "2": "Z", "G": "6", "6": "G", "U": "V", "V": "UY", "T": "7", "7": "T", "|": "1", "Y": "V",
}  # fmt: skip
_MOST_EXCHANGES = 2
_MOST_DOUBTFUL = 24

Check = Callable[[str], bool]


def weighted(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of digits times weights; ValueError where there are not as many."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def mod97(text: str) -> int:
    """Return the remainder of ISO 7064 mod 97-10, letters counted from A = 10."""
    return int("".join(str(int(character, 36)) for character in text)) % 97


def luhn(digits: str) -> bool:
    """Check the Luhn digit (ISO/IEC 7812-1)."""
    doubled = (int(d) * 2 if place % 2 else int(d) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def is_uscc(code: str) -> bool:
    """Check a Chinese unified social credit code: 18 characters, weights 3^i mod 31 (GB 32100-2015)."""
    if len(code) != 18 or any(character not in USCC_ALPHABET for character in code):
        return False
    total = sum(USCC_ALPHABET.index(character) * pow(3, index, 31) for index, character in enumerate(code[:17]))
    return USCC_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_container(number: str) -> bool:
    """Check a container number: 3 letters, U J or Z, 6 digits, check digit of 2^i weights mod 11 mod 10 (ISO 6346)."""
    if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", number):
        return False
    values = [_ISO_6346[c] if c.isalpha() else int(c) for c in number[:10]]
    return sum(value << index for index, value in enumerate(values)) % 11 % 10 == int(number[10])


def is_iban(number: str) -> bool:
    """Check an IBAN: mod 97 of the rearranged number is 1 (ISO 13616)."""
    return bool(re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", number)) and mod97(number[4:] + number[:4]) == 1


def is_bic(code: str) -> bool:
    """Check the shape of a bank code, 8 or 11 characters with a country inside; it has no check digit (ISO 9362)."""
    shaped = re.fullmatch(r"[A-Z]{4}([A-Z]{2})[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?", code)
    return shaped is not None and shaped[1] in _country_codes()


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(country.code for country in countries())


def is_lei(number: str) -> bool:
    """Check a legal entity identifier: ISO 7064 mod 97-10 over 20 characters (ISO 17442)."""
    return bool(re.fullmatch(r"[A-Z0-9]{18}\d{2}", number)) and mod97(number) == 1


def is_air_waybill(number: str) -> bool:
    """Check an air waybill: airline of 3 digits, serial of 7, the serial mod 7 (IATA Resolution 600a)."""
    match = re.fullmatch(r"\d{3}-?(\d{7})(\d)", number)
    return match is not None and int(match[1]) % 7 == int(match[2])


def is_imo(number: str) -> bool:
    """Check a ship's number: 7 digits, weights 7 to 2, the sum ends in the last digit (IMO Resolution A.1117)."""
    body = number.removeprefix("IMO")
    return bool(re.fullmatch(r"\d{7}", body)) and weighted(body[:6], range(7, 1, -1)) % 10 == int(body[6])


def is_cas(number: str) -> bool:
    """Check a substance's CAS number: sum of i x digit from the right, mod 10."""
    if not re.fullmatch(r"\d{2,7}-\d{2}-\d", number):
        return False
    digits = number.replace("-", "")
    return sum(int(digit) * index for index, digit in enumerate(reversed(digits))) % 10 == int(digits[-1])


def is_gstin(number: str) -> bool:
    """Check an Indian GSTIN: 15 characters, Luhn mod 36."""
    if not re.fullmatch(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", number):
        return False
    total = 0
    for index, character in enumerate(number[:14]):
        value = int(character, 36) * (1 + index % 2)
        total += value // 36 + value % 36
    return _BASE36[-total % 36] == number[14]


def is_japanese_company(number: str) -> bool:
    """Check a Japanese corporate number, with or without T: 13 digits, the first is 9 - sum mod 9."""
    body = number.removeprefix("T")
    if not re.fullmatch(r"\d{13}", body):
        return False
    total = sum(int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(body[1:])))
    return 9 - total % 9 == int(body[0])


def is_korean_company(number: str) -> bool:
    """Check a Korean business registration number: 3-2-5 digits, weights 1 3 7 1 3 7 1 3 5."""
    body = number.replace("-", "")
    if not re.fullmatch(r"\d{3}-?\d{2}-?\d{5}", number):
        return False
    total = weighted(body[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(body[8]) * 5 // 10
    return -total % 10 == int(body[9])


def is_taiwanese_company(number: str) -> bool:
    """Check a Taiwanese unified business number: 8 digits, digit sums of weighted digits, mod 5 (rule of 2023)."""
    if not re.fullmatch(r"\d{8}", number):
        return False
    total = sum(sum(divmod(int(d) * w, 10)) for d, w in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True))
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)


def is_vietnamese_company(number: str) -> bool:
    """Check a Vietnamese tax code: 10 digits, a branch of 3 behind, weights 31 29 23 19 17 13 7 5 3, mod 11."""
    match = re.fullmatch(r"(\d{9})(\d)(?:-?\d{3})?", number)
    return match is not None and 10 - weighted(match[1], (31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11 == int(match[2])


def repaired(text: str, check: Check) -> str | None:
    """Return the number as it is where its check digit fits, or with the one or two look-alikes exchanged that make it fit.

    None where no exchange fits, or where several do: then nobody knows which.
    """
    body = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if check(body):
        return body
    doubtful = [index for index, character in enumerate(body) if character in LOOK_ALIKES]
    if len(doubtful) > _MOST_DOUBTFUL:
        return None
    for count in range(1, _MOST_EXCHANGES + 1):
        fits = {fixed for places in combinations(doubtful, count) for fixed in _exchanged(body, places) if check(fixed)}
        if fits:
            return fits.pop() if len(fits) == 1 else None
    return None


def _exchanged(body: str, places: tuple[int, ...]) -> set[str]:
    """Return the text with every look-alike at the given places exchanged in every way."""
    found = set()
    for chosen in product(*(LOOK_ALIKES[body[place]] for place in places)):
        characters = list(body)
        for place, character in zip(places, chosen, strict=True):
            characters[place] = character
        found.add("".join(characters))
    return found
