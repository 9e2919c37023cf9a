"""Tax numbers of companies: value added tax numbers of European states, and whose check digits a number claims."""

from __future__ import annotations

import re
import unicodedata

from extractor.values.checkdigits import (
    Check,
    is_gstin,
    is_japanese_company,
    is_korean_company,
    is_lei,
    is_taiwanese_company,
    is_uscc,
    is_vietnamese_company,
    luhn,
    mod97,
    repaired,
    weighted,
)


def _german(body: str) -> bool:
    """ISO 7064 mod 11, 10."""
    rest = 10
    for character in body[:8]:
        rest = 2 * ((int(character) + rest) % 10 or 10) % 11
    return (11 - rest) % 10 == int(body[8])


def _french(body: str) -> bool:
    """The company's SIREN proves itself; two digits in front of it prove it again, letters do not."""
    return luhn(body[2:]) and (not body[:2].isdigit() or (12 + 3 * (int(body[2:]) % 97)) % 97 == int(body[:2]))


def _dutch(body: str) -> bool:
    """Companies: weights 9 to 2, mod 11; natural persons since 2020: mod 97-10."""
    return weighted(body[:8], range(9, 1, -1)) % 11 == int(body[8]) or mod97("NL" + body) == 1


def _polish(body: str) -> bool:
    return weighted(body[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(body[9])


def _czech(body: str) -> bool:
    """Companies have eight digits; longer ones are persons' and not checked."""
    return len(body) > 8 or (11 - weighted(body[:7], range(8, 1, -1)) % 11) % 10 == int(body[7])


def _belgian(body: str) -> bool:
    return 97 - int(body[:8]) % 97 == int(body[8:])


def _austrian(body: str) -> bool:
    total = sum(sum(divmod(int(d) * (1 + place % 2), 10)) for place, d in enumerate(body[1:8]))
    return (96 - total) % 10 == int(body[8])


def _swiss(body: str) -> bool:
    digits = re.sub(r"\D", "", body)
    return (11 - weighted(digits[:8], (5, 4, 3, 2, 7, 6, 5, 4)) % 11) % 11 == int(digits[8])


def _british(body: str) -> bool:
    return (weighted(body[:7], range(8, 1, -1)) + int(body[7:9])) % 97 in {0, 42, 55}


def _swedish(body: str) -> bool:
    return luhn(body[:10])


def _finnish(body: str) -> bool:
    return (11 - weighted(body[:7], (7, 9, 10, 5, 8, 4, 2)) % 11) % 11 == int(body[7])


def _danish(body: str) -> bool:
    return weighted(body, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


_VAT: dict[str, tuple[re.Pattern[str], Check | None]] = {
    state: (re.compile(shape), check)
    for state, shape, check in (
        ("DE", r"[1-9]\d{8}", _german),
        ("FR", r"[0-9A-HJ-NP-Z]{2}\d{9}", _french),
        ("IT", r"\d{11}", luhn),
        ("NL", r"\d{9}B\d{2}", _dutch),
        ("PL", r"\d{10}", _polish),
        ("CZ", r"[0-8]\d{7}|\d{9,10}", _czech),
        ("BE", r"[01]\d{9}", _belgian),
        ("AT", r"U\d{8}", _austrian),
        ("CHE", r"-?\d{3}\.?\d{3}\.?\d{3}(?:MWST|TVA|IVA|UST)?", _swiss),
        ("GB", r"\d{9}(?:\d{3})?", _british),
        ("SE", r"\d{10}01", _swedish),
        ("FI", r"\d{8}", _finnish),
        ("DK", r"\d{8}", _danish),
        ("ES", r"[A-Z0-9]\d{7}[A-Z0-9]", None),
        ("HU", r"\d{8}", None),
        ("SK", r"\d{10}", None),
        ("SI", r"\d{8}", None),
        ("RO", r"\d{2,10}", None),
        ("PT", r"\d{9}", None),
        ("IE", r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", None),
    )
}
"""Value added tax numbers by state: shape, and check digits where they are known here (from memory, tried against
python-stdnum once)."""


def is_vat(number: str) -> bool:
    """Check a European value added tax number with its state in front, also the Swiss CHE and the EORI of that form."""
    state = "CHE" if number.startswith("CHE") else number[:2]
    if state not in _VAT:
        return False
    shape, check = _VAT[state]
    body = number[len(state) :]
    return shape.fullmatch(body) is not None and (check is None or check(body))


def is_vat_state(number: str) -> bool:
    """Say whether a number begins with a state that this file knows the tax numbers of."""
    return number[:2] in _VAT or number.startswith("CHE")


_COUNTRIES: dict[str, Check] = {
    "JP": is_japanese_company,
    "KR": is_korean_company,
    "TW": is_taiwanese_company,
    "VN": is_vietnamese_company,
}
"""Numbers that are only digits: without the country nothing tells them from others."""


def check_of(number: str, country: str | None = None) -> Check | None:
    """Return the check that a company's number claims by its shape, or by its country; None where it claims none.

    `country` is the company's, ISO 3166-1 alpha-2. A number of another length than its country's proves nothing.
    """
    if len(number) == 18 and number[:1] in "159" and number[2:8].isdigit():
        return is_uscc
    if re.fullmatch(r"\d{2}[A-Z]{5}\d{4}[A-Z]\wZ\w", number):
        return is_gstin
    if re.fullmatch(r"[A-Z0-9]{18}\d{2}", number) and not number.isdigit():
        return is_lei
    state = "CHE" if number.startswith("CHE") else number[:2]
    if state in _VAT and _VAT[state][0].fullmatch(number[len(state) :]):
        return is_vat
    length = sum(character.isdigit() for character in number)
    return _COUNTRIES.get(country or "") if length == {"JP": 13, "TW": 8}.get(country or "", 10) else None


REGISTERS = re.compile(
    r"HR[AB]\b|gericht|register|Steuer|St\.?-?Nr|SIRE[NT]|RCS|REA|KvK|CIN|PAN|IEC|DUNS|代码|EORI", re.IGNORECASE
)
"""Labels of numbers that are a company's, but not its tax number where another stands beside."""


def standing(label: str, number: str) -> int:
    """Return how surely a number behind a label is a company's tax number: 2 by its shape, 1, or 0 for one of a register."""
    if check_of(number) is not None:
        return 2
    return int(REGISTERS.search(label) is None)


def parse(text: str) -> str:
    """Return a company's tax number in capitals without spaces, mended where its check digits allow one reading alone."""
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    check: Check
    if len(number) == 18:
        check = is_uscc
    elif len(number) == 15 and number[:2].isdigit():
        check = is_gstin
    elif number[:2].isalpha() and is_vat_state(number):
        check = is_vat
    else:
        return number
    return repaired(number, check) or number
