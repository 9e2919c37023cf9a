"""Money: an amount with the currency beside it, `US$ 5,539.80`, `JPY144.69`, `1234.56元`, `人民币8,000`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from extractor.gazetteer import currencies, currency_words
from extractor.values import incoterms, numbers
from extractor.values.numbers import NumberReading

_NUMBER = re.compile(
    r"\(?[-−–]?\s*[.,]?\d(?:[\d.,' \u00a0\u202f]*\d)?(?:\s*(?:[百千]?[万萬]|[亿億]))?\)?"
    r"(?:\s*(?:[.,]\s*[-–—]{1,2}|/-|=|[-–—−]))?"
)
_DAMAGED = re.compile(r"(?<![A-Za-z])[\dlI|O](?:[\d.,'OoIlSB|]*[\dOolISB|])(?![A-Za-z])")
_AMOUNT_WORD = re.compile(
    r"\b(?:(?:grand |sub-?|in )?total|say|amount|sum|value|price|approx\.?|only|net|gross)\b"
    r"|总计|合计|共计|总金额|总价|金额|小计|[整正]$",
    re.IGNORECASE,
)
_EDGES = " ()[]（）:.,;*=-–"
_UNNAMED_YEN = "¥"
"""Yuan or yen: the rest of the paper says which. NFKC makes the wide sign this one."""
YEN_SIGNS = frozenset({_UNNAMED_YEN, "￥"})
WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND"})
"""Currencies whose amounts have no decimals (ISO 4217 minor unit 0)."""
_WHOLE_OFTENER = 10
"""How much oftener an amount is a whole number than one with three decimals (judgement, not measured)."""
_PER = re.compile(r"\s*(?:/|\bper\b|每)\s*", re.IGNORECASE)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; `currency` is an ISO 4217 code, None where none is printed, `certain` False for `$` and `¥`."""

    readings: tuple[NumberReading, ...]
    """All ways to read the number, likeliest first."""
    currency: str | None
    certain: bool
    rest: str
    """What the amount is a price for: `PC` of `USD 3/PC`, empty for an amount."""


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
    if word == _UNNAMED_YEN:
        return "CNY", False
    for form in (word, word.replace(" ", "")):
        code = currency_words().get(form)
        if code is not None:
            return code, (form in _certain_words() and len(form) > 1) or not form.isascii()
    return None


def parse(text: str) -> Money | None:
    """Return the amount that a text prints, None where it holds no number, or words that are no currency."""
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    body = unicodedata.normalize("NFKC", text.replace("’", "'").replace("´", "'")).strip()
    for shape in (_NUMBER, _DAMAGED):
        match = shape.search(body)
        found = _of(body, match) if match is not None else None
        if found is not None:
            return found
    return None


def _of(body: str, match: re.Match[str]) -> Money | None:
    readings = numbers.readings(match.group())
    before = _AMOUNT_WORD.sub("", body[: match.start()])
    after, rest, *_ = (*_PER.split(body[match.end() :], maxsplit=1), "")
    currency: tuple[str, bool] | None = None
    for part in (before, _AMOUNT_WORD.sub("", after)):
        if not part.strip(_EDGES) or incoterms.is_rule(part.strip(_EDGES)):
            continue
        named = find_currency(part.strip(_EDGES))
        if named is None:
            return None
        currency = _surer(currency, named)
    if not readings:
        return None
    if before.lstrip(" (").startswith(("-", "−")) and currency is not None:
        readings = tuple(replace(one, value=-one.value) for one in readings)
    code, certain = currency or (None, False)
    rest = rest.strip(" .-")
    return Money(readings if rest else _as_amount(readings, code), code, certain, rest)


def _surer(first: tuple[str, bool] | None, second: tuple[str, bool]) -> tuple[str, bool]:
    """`¥ 500 元` and `USD 500 $` name one currency twice: what is certain counts."""
    return second if first is None or (second[1] and not first[1]) else first


def _as_amount(readings: tuple[NumberReading, ...], code: str | None) -> tuple[NumberReading, ...]:
    """Put the reading with whole thousands first: an amount has two decimals or none, a price may have three."""
    whole = [one for one in readings if one.value == one.value.to_integral_value()]
    if not whole or len(whole) == len(readings):
        return readings
    if code in WITHOUT_CENTS:
        return tuple(replace(one, prior=1.0) for one in whole)
    weights = [one.prior * (_WHOLE_OFTENER if one in whole else 1) for one in readings]
    weighed = [replace(one, prior=w / sum(weights)) for one, w in zip(readings, weights, strict=True)]
    return tuple(sorted(weighed, key=lambda one: -one.prior))
