"""Amounts in words, English and Chinese: `SAY US DOLLARS THREE THOUSAND ... AND CENTS EIGHTY ONLY`, `叁仟肆佰元捌角整`.

Words beat digits where digits can't be read; where the two disagree, that is a finding. Words damaged by OCR are taken for the
number word that they differ from by little; anything else makes the text no amount.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
_CENTS = frozenset({"cent", "cents", "pence", "fen", "paise", "sen", "centimes", "cts"})
_POINT = frozenset({"point"})
_KNOWN = (*_ONES, *_SCALES, *_CENTS, *_POINT, "and", "only", "dollars", "euros", "yuan", "total", "say")
_SPLIT_WORDS = re.compile("|".join(sorted((*_ONES, *_SCALES), key=len, reverse=True)))
_FRACTION = re.compile(r"\b(\d{1,2})\s*/\s*100\b")

_HAN_DIGITS = {c: i for i, group in enumerate(("零〇", "壹一壱弌", "贰二貳弍貮", "叁三參叄弎", "肆四", "伍五", "陆六陸", "柒七", "捌八", "玖九"))
               for c in group}  # fmt: skip
_HAN_SCALES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "伯": 100, "仟": 1000, "千": 1000}
_HAN_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_AMOUNT = re.compile(
    r"(?P<whole>[零〇壹一贰二貳叁三參肆四伍五陆六陸柒七捌八玖九拾十佰百伯仟千万萬亿億\s]+)(?:元|圆|圓|块|美元|美金)"
    r"(?P<rest>[零〇壹一贰二貳叁三參肆四伍五陆六陸柒七捌八玖九角分整正毫\s]*)"
)


def parse(text: str) -> Decimal | None:
    """Return the amount that the words say, None where they say none."""
    chinese = _chinese(text)
    return chinese if chinese is not None else _english(text)


def _chinese(text: str) -> Decimal | None:
    match = _HAN_AMOUNT.search(text)
    if match is None:
        return None
    whole = _han_number(match["whole"].replace(" ", ""))
    if whole is None:
        return None
    amount = Decimal(whole)
    for share, unit in ((Decimal("0.1"), "角"), (Decimal("0.01"), "分")):
        part = re.search(rf"([壹一贰二貳叁三參肆四伍五陆六陸柒七捌八玖九])\s*{unit}", match["rest"])
        if part:
            amount += _HAN_DIGITS[part[1]] * share
    return amount


def _han_number(text: str) -> int | None:
    total = section = digit = 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_SCALES:
            section += (digit or 1) * _HAN_SCALES[character]
            digit = 0
        elif character in _HAN_LARGE:
            scale = _HAN_LARGE[character]
            total = (total + section + digit) * scale if scale == 10**8 else total + (section + digit) * scale
            section = digit = 0
        else:
            return None
    found = total + section + digit
    return found or None


def _english(text: str) -> Decimal | None:
    lowered = text.casefold()
    fraction = _FRACTION.search(lowered)
    tokens = [_mended(word) for word in _words(lowered)]
    numeric = [token in _ONES or token in _SCALES for token in tokens]
    if not any(numeric):
        return None
    first = numeric.index(True)
    whole: list[str] = []
    cents: list[str] = []
    after_cents = bool(set(tokens[:first]) & _CENTS)
    for token in tokens[first:]:
        if token in _CENTS | _POINT:
            if cents or not whole:
                break
            cents_follow = _has_number(tokens[tokens.index(token) + 1 :])
            if not cents_follow:  # ... AND EIGHTY CENTS
                whole, cents = _cut_at_and(tokens[first : tokens.index(token)])
                break
            after_cents = True
        elif token in _ONES or token in _SCALES:
            (cents if after_cents else whole).append(token)
    value = _english_number(whole)
    if value is None:
        return None
    share = Decimal(int(fraction[1])) if fraction else Decimal(_english_number(cents) or 0)
    return value + share / 100


def _cut_at_and(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Split `five thousand dollars and eighty` at its last AND."""
    at = len(tokens) - 1 - tokens[::-1].index("and") if "and" in tokens else len(tokens)
    keep = [[token for token in part if token in _ONES or token in _SCALES] for part in (tokens[:at], tokens[at:])]
    return keep[0], keep[1]


def _has_number(tokens: list[str]) -> bool:
    return any(token in _ONES or token in _SCALES for token in tokens)


def _words(text: str) -> list[str]:
    """Split into words, also where two number words were printed together: `hundredninety`."""
    out: list[str] = []
    for word in re.findall(r"[a-z]+", text):
        parts = _SPLIT_WORDS.findall(word)
        out += parts if len(parts) > 1 and "".join(parts) == word else [word]
    return out


def _mended(word: str) -> str:
    if word in _KNOWN or len(word) < 4:
        return word
    found = process.extractOne(word, _KNOWN, scorer=Levenshtein.normalized_similarity, score_cutoff=0.75)
    return str(found[0]) if found else word


def _english_number(tokens: list[str]) -> Decimal | None:
    if not tokens:
        return None
    total = section = 0
    for token in tokens:
        if token in _ONES:
            section += _ONES[token]
        elif token == "hundred":
            section = (section or 1) * 100
        else:
            total += (section or 1) * _SCALES[token]
            section = 0
    return Decimal(total + section)
