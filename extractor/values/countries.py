"""Countries: a name, alias or code in any of the trade's languages, to ISO 3166-1 alpha-2.

A country is taken from an address only where it is printed there: a city alone names none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extractor.gazetteer import countries, nationalities
from extractor.values import textual
from extractor.values.fold import skeleton

_DROPPED = re.compile(r"[\s.,'’`()（）\-]")
_INTRO = re.compile(r"^(?:made in|product of|origin|country of origin|原产地?|产地)\s*[:：]?\s*(?=\S)", re.IGNORECASE)
_APART = re.compile(r"[/|(（;；]|(?<=[^\x00-\xff])\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*(?=[^\x00-\u024f])")
"""Where a country printed twice is cut: at strokes, brackets, and where the script changes."""
_CONTACT = re.compile(
    r"[\s,.;(]*\b(?:tel|telephone|phone|ph(?=\s*[.:：])|fax|mob|mobile|e-?mail|attn|contact|vat|gstin?|tax|eori|www|zip|p\.?c)\b\W.*"
    r"|[\s,.;]*(?:电话|传真|邮编|税号|联系人).*",
    re.IGNORECASE | re.DOTALL,
)
_POSTCODE = re.compile(r"[\s,]*(?:\(|\b)(?:[A-Z]{0,2}-?\d{3,7}(?:-\d{3,4})?|\d{3} ?\d{2})\)?\s*$")
_NO_COUNTRY_BEFORE = frozenset(
    {"new", "west", "east", "north", "south", "northern", "southern", "little", "lower", "via"}
)
"""`New Mexico` and `West Jordan` are no countries; where they are (`South Korea`), the whole name is known."""
_STATES = frozenset(
    {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
     "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK",
     "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "ON", "QC",
     "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "YT", "NT", "NU", "SA"}
)  # fmt: skip
"""States and provinces of the United States, Canada and Australia that look like codes of countries."""
_BRAZILIAN = re.compile(r"\b\d{5}-\d{3}\b")
_STATE_AND_COUNTRY = {"GE": re.compile(r"\b\d{5}\b")} | dict.fromkeys(
    ("AM", "BA", "ES", "MG", "RO", "RS", "SE", "TO"), _BRAZILIAN
)
"""Georgia with a postcode of five digits is the state; with a postcode of Brazil `RS` is no Serbia."""
CITY_STATES = frozenset({"SG", "HK", "MO", "GI", "DJ", "MC"})
"""Countries and regions whose name is their port's."""
_LONGEST, _MOST_WORDS, _MOST_PARTS = 60, 4, 3
_SHORTEST_FOLDED = 5
_CODE = 2
"""Letters of a country's code; in a text with figures they are none: `SC/25/5895`."""


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().replace("ı", "i"))
    return _DROPPED.sub("", "".join(c for c in plain if not unicodedata.combining(c))).removeprefix("the")


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries():
        for name in (country.name_en, country.name_zh, *country.aliases):
            found.setdefault(_key(name), country.code)
    return found | {country.code.casefold(): country.code for country in countries()}


@cache
def _adjectives() -> dict[str, str]:
    return {_key(word): code for word, code in nationalities().items()}


def of_adjective(text: str) -> str | None:
    """Return the country that an adjective or a name stands for: `Chinese` of `goods of Chinese origin`."""
    return _adjectives().get(_key(text)) or find(text)


@cache
def _folded() -> dict[str, str]:
    """Map the skeletons of names to countries: `CHlNA`, `臺灣`."""
    return {skeleton(name)[0]: code for name, code in reversed(_names().items()) if _may_fold(name)}


def _may_fold(key: str) -> bool:
    return len(key) >= (_SHORTEST_FOLDED if key.isascii() else 2)


@lru_cache(maxsize=8192)
def _named(text: str) -> str | None:
    """Return the country that a text names and nothing else; short Latin names must be in capitals."""
    key = _key(text)
    if not key or (key.isascii() and len(key) <= 3 and not re.sub(r"[^A-Za-z]", "", text).isupper()):
        return None
    return _names().get(key) or (_folded().get(skeleton(key)[0]) if _may_fold(key) else None)


def find(text: str) -> str | None:
    """Return the country that a text is, None where it is none: `德国`, `GERMANY (德国)`, `DE`, `Made in Germany`.

    A text that names two countries is none.
    """
    body = _INTRO.sub("", textual.trimmed(text))
    if not body or len(body) > _LONGEST:
        return None
    code = _named(body)
    if code is not None:
        return code
    parts = [
        part
        for part in _APART.split(body)
        if len(part.strip()) > _CODE or not (part.isascii() and any(c.isdigit() for c in body))
    ]
    codes = {code for part in parts if (code := _named_last(part)) is not None}
    return codes.pop() if len(codes) == 1 else None


def _named_last(text: str) -> str | None:
    return _named(text) or _named(re.split(r"[,，]", text.rstrip(" ,，)）"))[-1])


def of_address(text: str) -> str | None:
    """Return the country that an address prints, at its end or its beginning; None where it prints none."""
    body = _CONTACT.sub("", " " + textual.clean(text)).strip(" ,，;；.")
    bare = _POSTCODE.sub("", body).strip(" ,，;；.")
    for whole in dict.fromkeys((body, bare)):
        parts = [part.strip() for part in re.split(r"[,，;；]", whole) if part.strip(" .")]
        code = _at_end(parts)
        if code is not None and not (code in _STATE_AND_COUNTRY and _STATE_AND_COUNTRY[code].search(body)):
            return code
    parts = [part.strip() for part in re.split(r"[,，;；]", body) if part.strip(" .")]
    return _at_start(parts) if parts else None


def _at_end(parts: list[str]) -> str | None:
    if not parts:
        return None
    for size in range(min(_MOST_PARTS, len(parts)), 0, -1):
        joined = ",".join(parts[-size:])
        code = _named(joined) if not _is_state(joined) else None
        if code is not None and (size > 1 or len(parts) > 1 or len(joined) > 2):
            return code
    words = re.split(r"[\s\-–/]+", parts[-1].strip("()（） "))
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        before = words[-count - 1].casefold().strip(".")
        last = " ".join(words[-count:])
        code = _named(last) if before not in _NO_COUNTRY_BEFORE and not _is_state(last) else None
        if code is not None and (len(_key(last)) > 2 or last in {"US", "UK"}):
            return code
    return None


def _is_state(text: str) -> bool:
    return text.strip(" .") in _STATES


def _at_start(parts: list[str]) -> str | None:
    """Return the country that an address begins with: alone before a comma, or in front of Chinese."""
    if len(parts) > 1 and len(_key(parts[0])) > 3 and not _is_state(parts[-1].split()[0]):
        code = _named(parts[0])
        if code is not None and code not in _STATE_AND_COUNTRY:
            return code
    head = re.match(r"[^\x00-\xff]{2,8}", parts[0])
    for size in range(len(head.group()) if head else 0, 1, -1):
        code = _names().get(_key(parts[0][:size]))
        if code is not None:
            return code
    return None
