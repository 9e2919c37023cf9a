"""Identifiers with valid check digits, made up: company codes, containers, accounts."""

from __future__ import annotations

import string
from random import Random

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE36 = string.digits + string.ascii_uppercase


def digits(rng: Random, count: int) -> str:
    """Return a number of `count` digits that does not begin with zero."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def letters(rng: Random, count: int) -> str:
    """Return capital letters."""
    return "".join(rng.choice(string.ascii_uppercase) for _ in range(count))


def uscc(rng: Random) -> str:
    """Return a Chinese unified social credit code (GB 32100-2015: weights 3^i, modulus 31)."""
    body = "91" + digits(rng, 6) + "".join(rng.choice(_USCC) for _ in range(9))
    total = sum(_USCC.index(character) * pow(3, i, 31) for i, character in enumerate(body))
    return body + _USCC[(31 - total % 31) % 31]


def gstin(rng: Random) -> str:
    """Return an Indian GST number (Luhn over base 36)."""
    body = f"{rng.randint(1, 37):02d}{letters(rng, 5)}{digits(rng, 4)}{letters(rng, 1)}{rng.randint(1, 9)}Z"
    total = 0
    for i, character in enumerate(body):
        product = _BASE36.index(character) * (1 + i % 2)
        total += product // 36 + product % 36
    return body + _BASE36[(36 - total % 36) % 36]


def german_vat(rng: Random) -> str:
    """Return a German VAT number (ISO 7064 mod 11, 10)."""
    body = digits(rng, 8)
    product = 10
    for character in body:
        total = (int(character) + product) % 10 or 10
        product = 2 * total % 11
    return f"DE{body}{(11 - product) % 10}"


def container(rng: Random) -> str:
    """Return a container number (ISO 6346)."""
    body = letters(rng, 3) + "U" + digits(rng, 6)
    values = [int(c) if c.isdigit() else _container_value(c) for c in body]
    return body + str(sum(value * 2**i for i, value in enumerate(values)) % 11 % 10)


def _container_value(letter: str) -> int:
    """A is 10; multiples of 11 are skipped."""
    return [n for n in range(10, 39) if n % 11][ord(letter) - ord("A")]


def iban(rng: Random, country: str) -> str:
    """Return an IBAN-shaped account number with a valid check (ISO 13616)."""
    body = digits(rng, 18)
    number = body + "".join(str(_BASE36.index(c)) for c in country) + "00"
    return f"{country}{98 - int(number) % 97:02d}{body}"


def swift(rng: Random, country: str) -> str:
    """Return a BIC-shaped bank code."""
    return letters(rng, 4) + country + letters(rng, 1) + rng.choice(["X", "2A", "XX"])[:1] + rng.choice(["", "XXX"])


def airwaybill(rng: Random) -> str:
    """Return an air waybill number (serial modulus 7)."""
    serial = digits(rng, 7)
    return f"{rng.randint(100, 999)}-{serial}{int(serial) % 7}"


def tax_id(rng: Random, country: str) -> tuple[str, str] | None:
    """Return (label, number) of a company's tax number as its country prints it, or None."""
    made = {
        "CN": (rng.choice(["USCC", "Tax ID", "Unified Social Credit Code"]), uscc(rng)),
        "IN": ("GSTIN", gstin(rng)),
        "DE": (rng.choice(["VAT No.", "USt-IdNr.", "VAT ID"]), german_vat(rng)),
        "FR": (rng.choice(["TVA", "VAT No."]), f"FR{digits(rng, 11)}"),
        "IT": (rng.choice(["P.IVA", "VAT No."]), f"IT{digits(rng, 11)}"),
        "US": (rng.choice(["EIN", "Tax ID"]), f"{digits(rng, 2)}-{digits(rng, 7)}"),
        "JP": (rng.choice(["Reg. No.", "Corporate No."]), f"T{digits(rng, 13)}"),
        "KR": (rng.choice(["Business Reg. No.", "BRN"]), f"{digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 5)}"),
        "NL": ("VAT No.", f"NL{digits(rng, 9)}B01"),
        "CZ": (rng.choice(["DIČ", "VAT"]), f"CZ{digits(rng, 8)}"),
        "PL": (rng.choice(["NIP", "VAT No."]), f"PL{digits(rng, 10)}"),
        "CH": ("VAT No.", f"CHE-{digits(rng, 3)}.{digits(rng, 3)}.{digits(rng, 3)}"),
        "VN": (rng.choice(["Tax code", "MST"]), digits(rng, 10)),
    }
    return made.get(country)
