"""Countries: a name, alias or code in any of the trade's languages, to ISO 3166-1 alpha-2.

A country is taken from an address only where it is printed there: a city alone names none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor.gazetteer.countries import countries
from extractor.values import textual

_SHORT = 3
"""Names this short are taken only as a whole, and only in capitals: `US`, `UK`, `PRC`."""


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\s.,'’()（）\-]", "", unicodedata.normalize("NFKC", plain).casefold()).removeprefix("the")


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries():
        for name in (country.name_en, country.name_zh, *country.aliases):
            found.setdefault(_key(name), country.code)
    for country in countries():
        found.setdefault(country.code.casefold(), country.code)
    return found


def find(text: str) -> str | None:
    """Return the country that a text is, None where it is none: `德国`, `Germany`, `GERMANY (德国)`, `DE`."""
    body = textual.trimmed(text)
    if not body or len(body) > 60:
        return None
    if len(_key(body)) <= 2 and not body.isupper() and body.isascii():
        return None
    code = _names().get(_key(body))
    if code is not None:
        return code
    first, others = textual.bilingual(body)
    for part in (first, *others, *re.split(r"[,/(（]", body)):
        code = _names().get(_key(part)) if len(_key(part)) > 1 else None
        if code is not None:
            return code
    return None


def of_address(text: str) -> str | None:
    """Return the country printed at the end of an address, or at its beginning where it is Chinese; None where none is."""
    parts = [part for part in re.split(r"[,，;；\n]", textual.clean(text)) if part.strip(" .")]
    if not parts:
        return None
    last = parts[-1].strip(" .")
    for size in range(len(parts), max(0, len(parts) - 3), -1):
        joined = ",".join(parts[size - 1 :]).strip(" .")
        if size == len(parts) or len(joined) < 40:
            code = _exact(joined)
            if code is not None:
                return code
    words = last.split()
    for count in (4, 3, 2, 1):
        if len(words) > count - 1:
            code = _exact(" ".join(words[-count:]))
            if code is not None and (len(_key(" ".join(words[-count:]))) > _SHORT or words[-1].isupper()):
                return code
    return _chinese_start(parts[0])


def _exact(text: str) -> str | None:
    key = _key(text)
    if len(key) <= 2 and not (text.strip(" .").isupper() and key in {"us", "uk"}):
        return None
    return _names().get(key)


def _chinese_start(text: str) -> str | None:
    body = text.strip()
    for size in range(min(8, len(body)), 1, -1):
        start = body[:size]
        if textual.has_han(start) and _names().get(_key(start)) is not None:
            return _names()[_key(start)]
    return None
