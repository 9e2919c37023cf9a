"""Amounts in English words: `SAY TOTAL US DOLLARS SIXTY EIGHT THOUSAND AND CENTS FOUR ONLY`, `... AND 04/100`.

A word that OCR damaged is taken for the number word that it differs from by little. A word among the number words
that is none of them makes the text no amount, as does a text that names no currency and does not begin with SAY:
half an amount would be worse than none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractor.gazetteer import currencies

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "ninty": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 10**3, "lakh": 10**5, "lac": 10**5, "million": 10**6, "crore": 10**7,
           "billion": 10**9, "hundreds": 100, "thousands": 10**3, "lakhs": 10**5, "millions": 10**6,
           "crores": 10**7}  # fmt: skip
_CENTS = frozenset({"cent", "cents", "cts", "pence", "fen", "paise", "paisa", "sen", "centimes", "centime", "rappen"})
_JOINTS = frozenset({"and", "point", "&"})
_AROUND = frozenset(
    {"say", "total", "only", "sum", "of", "in", "us", "u", "s", "the", "amount", "words", "grand", "no"}
)
_NUMBERS = frozenset((*_ONES, *_SCALES))
_VOCABULARY = (*_NUMBERS, *_CENTS, "and", "point", "only", "dollars", "dollar", "total", "say")
_WORD = re.compile(r"[a-z0-9|]*[a-z][a-z0-9|]*|&")
_FRACTION = re.compile(r"\b([0-9o]{1,2})\s*/\s*1[0o]{2}\b")
_DIGITS_IN_WORDS = str.maketrans({"1": "i", "|": "i", "0": "o", "5": "s", "8": "b", "6": "g"})
_FUZZY_FROM, _FUZZY_TWICE_FROM = 4, 8


@cache
def _money_words() -> frozenset[str]:
    prints = (p for one in currencies() for p in (one.code, one.name_en, *one.aliases) if p.isascii())
    return frozenset(word for p in prints for word in re.findall(r"[a-z]+", p.casefold())) - _NUMBERS


@cache
def _joined() -> re.Pattern[str]:
    return re.compile("|".join(sorted({*_VOCABULARY, "euro", "us"}, key=len, reverse=True)))


def parse(text: str) -> Decimal | None:
    """Return the amount that the words say, None where they say none or one of them can't be read for certain."""
    lowered = text.casefold()
    fraction = _FRACTION.search(lowered)
    words = [word for raw in _WORD.findall(_FRACTION.sub(" ", lowered)) for word in _split(raw)]
    spoken = [index for index, word in enumerate(words) if word in _NUMBERS]
    if not spoken:
        return None
    inner = words[spoken[0] : spoken[-1] + 1]
    if any(not _belongs(word) for word in inner):
        return None
    if not any(_shows_amount(word) for word in words):
        return None  # `SEVENTY-NINE AND CENTS FIVE ONLY` may be the second line of more
    if words[spoken[0]] in _SCALES and not (words[spoken[0]] == "hundred" and spoken[0] > 0):
        return None  # nobody begins with THOUSAND: what came before is lost
    return _amount(words, spoken, Decimal(fraction[1].replace("o", "0")) / 100 if fraction else None)


def count(text: str) -> int | None:
    """Return the whole number that words tell, `FORTY-THREE`; None where another word stands among them."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return _number(words) if all(word in _NUMBERS or word in _JOINTS for word in words) else None


def _belongs(word: str) -> bool:
    return word in _NUMBERS or word in _JOINTS or word in _CENTS or word in _AROUND or word in _money_words()


def _shows_amount(word: str) -> bool:
    return word in {"say", "total"} or (word in _money_words() and word not in _CENTS and len(word) > 2)


def _amount(words: list[str], spoken: list[int], fraction: Decimal | None) -> Decimal | None:
    """Part the words into whole money and cents and add them up."""
    first, last = spoken[0], spoken[-1]
    whole, cents = words[first : last + 1], []
    at = next((index for index, word in enumerate(words) if word in _CENTS), None)
    if "point" in whole:
        cut = whole.index("point")
        value, share = _number(whole[:cut]), _decimals(whole[cut + 1 :])
        return None if value is None or share is None else value + share
    if at is not None and at < first:
        whole, cents = [], whole
    elif at is not None and at < last:
        whole, cents = words[first:at], words[at + 1 : last + 1]
    elif at is not None:
        whole, cents = _cut(whole)
    elif any(word in _money_words() and word not in _AROUND for word in whole):
        return None
    value = _number(whole) if whole else 0
    hundredths = _number(cents) if cents else 0
    if value is None or hundredths is None or hundredths >= 100 or (cents and fraction is not None):
        return None
    return value + (Decimal(hundredths) / 100 if fraction is None else fraction)


def _cut(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut `five thousand dollars and eighty` [cents] at its currency, else at its last AND."""
    money = [index for index, word in enumerate(words) if word not in _NUMBERS and word not in _JOINTS]
    ands = [index for index, word in enumerate(words) if word in _JOINTS]
    at = money[-1] if money else ands[-1] if ands else 0
    return words[:at], words[at:]


def _number(words: list[str]) -> int | None:
    """Return the whole number of English words, None where they are in no order that makes one."""
    total = section = 0
    room, ceiling = 100, 10**12  # after `sixty` only one to nine, after `thousand` no million
    spoken = [word for word in words if word in _NUMBERS]
    for word in spoken:
        if word in _ONES:
            value = _ONES[word]
            if value >= room:
                return None
            section += value
            room = 10 if value >= 20 else 0
            continue
        scale = _SCALES[word]
        if scale == 100:
            if section >= 100:
                return None
            section, room = (section or 1) * 100, 100
        else:
            if scale >= ceiling:
                return None
            total, section, room, ceiling = total + (section or 1) * scale, 0, 100, scale
    return total + section if spoken else None


def _decimals(words: list[str]) -> Decimal | None:
    """Read what stands behind POINT: `eight zero` and `eighty` are both .80, `five` is .5."""
    values = [_ONES[word] for word in words if word in _ONES]
    if not values:
        return None
    if all(value < 10 for value in values):
        return Decimal("0." + "".join(str(value) for value in values))
    hundredths = _number(words)
    return None if hundredths is None or hundredths >= 100 else Decimal(hundredths) / 100


@lru_cache(maxsize=4096)
def _split(raw: str) -> tuple[str, ...]:
    """Return the known words of a print: one, mended where damaged, or several where spaces were lost."""
    for form in (raw, raw.translate(_DIGITS_IN_WORDS), raw.translate(_DIGITS_IN_WORDS).replace("l", "i")):
        if _belongs(form):
            return (form,)
        parts = _joined().findall(form)
        if len(parts) > 1 and "".join(parts) == form:
            return tuple(parts)
    mended = _mended(raw.translate(_DIGITS_IN_WORDS))
    return (mended or raw,)


def _mended(word: str) -> str | None:
    """Return the one number word that differs by one letter, two in long words; of several the one of equal length."""
    if len(word) < _FUZZY_FROM:
        return None
    most = 2 if len(word) >= _FUZZY_TWICE_FROM else 1
    near = [(Levenshtein.distance(word, known), len(known) != len(word), known) for known in _VOCABULARY]
    near = sorted(entry for entry in near if entry[0] <= most)
    if not near or (len(near) > 1 and near[0][:2] == near[1][:2]):
        return None
    return near[0][2]
