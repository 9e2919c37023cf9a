"""Money: an amount with the currency that is printed beside it, `US$ 5,539.80`, `JPY144.69`, `1234.56元`, `人民币 8,000`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from extractor.gazetteer import currencies, currency_words
from extractor.values import numbers
from extractor.values.numbers import NumberReading

_NUMBER = re.compile(r"[-(]?\s*\d[\d.,'’`´\s\u00a0\u202f]*\d(?:\s*[万亿])?\)?(?:[.,]-{1,2}|=)?|\d(?:[.,]-{1,2})?")
YEN_SIGNS = frozenset({"¥", "￥"})
"""Yuan or yen: the rest of the paper says which."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; `currency` is an ISO 4217 code, None where none is printed, `certain` False for `$` and `¥`."""

    readings: tuple[NumberReading, ...]
    currency: str | None
    certain: bool
    rest: str
    """What is printed beside amount and currency, such as `/PC`."""


@cache
def _certain_words() -> frozenset[str]:
    return frozenset(
        word.casefold() for c in currencies() for word in (c.code, c.name_en, c.name_zh, *c.aliases) if word
    )


def find_currency(text: str) -> tuple[str, bool] | None:
    """Return (ISO code, certain) for a text that is a currency: `USD`, `US$`, `(EUR)`, `美元`, `$`."""
    word = " ".join(unicodedata.normalize("NFKC", text).strip(" ()[]（）:.,/").casefold().split())
    if not word:
        return None
    if word in YEN_SIGNS or word == "¥":
        return "CNY", False
    code = currency_words().get(word) or currency_words().get(word.replace(" ", ""))
    return None if code is None else (code, word in _certain_words() and len(word) > 1 or not word.isascii())


def parse(text: str) -> Money | None:
    """Return the amount that a text prints, None where it holds no number, or words that are no currency."""
    body = unicodedata.normalize("NFKC", text.replace("，", ",")).strip()
    match = _NUMBER.search(body)
    if match is None:
        return None
    found = numbers.readings(match.group())
    if not found:
        return None
    before, after = body[: match.start()].strip(" :"), body[match.end() :].strip()
    after, _, rest = after.partition("/")
    currency: tuple[str, bool] | None = None
    for part in (before, after.strip()):
        if not part:
            continue
        named = find_currency(part)
        if named is None:
            return None
        currency = currency or named
    return Money(found, currency[0] if currency else None, currency[1] if currency else False, rest.strip())
