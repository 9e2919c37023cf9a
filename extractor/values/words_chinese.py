"""Amounts in Chinese capitals, `人民币陆万陆仟壹佰肆拾叁元贰角整`, their plain forms, and OCR's."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from extractor.gazetteer import currencies

_DIGITS = {
    character: value
    for value, characters in enumerate(
        (
            "零〇○",
            "壹一壱弌壶壸",
            "贰二貳弍貮贰弐",
            "叁三參叄弎参",
            "肆四",
            "伍五",
            "陆六陸",
            "柒七染",
            "捌八",
            "玖九玫",
        )
    )
    for character in characters
}
"""Capital, plain, traditional and Japanese forms; 壶 染 玫 are OCR's for 壹 柒 玖."""
_SCALES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "伯": 100, "仟": 1000, "千": 1000, "件": 1000, "阡": 1000}
"""伯 and 件 are OCR's for 佰 and 仟."""
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMBER = "".join((*_DIGITS, *_SCALES, *_LARGE))
_PARTS = (("角", Decimal("0.1")), ("毛", Decimal("0.1")), ("分", Decimal("0.01")), ("仙", Decimal("0.01")))


@cache
def _pattern() -> re.Pattern[str]:
    names = {name for one in currencies() for name in (one.name_zh, *one.aliases) if name and not name.isascii()}
    units = "|".join(sorted((re.escape(name) for name in names if "\u3400" <= name[0] <= "\u9fff"), key=len)[::-1])
    return re.compile(
        rf"(?P<whole>[{_NUMBER}]{{1,30}})(?:{units}|元|圆|圓|园|块|円|(?=[整正]))"
        rf"(?P<rest>(?:[{_NUMBER}][角毛分仙]?){{0,3}})[整正]?"
    )


def parse(text: str) -> Decimal | None:
    """Return the amount, None where the text holds none or its characters make no number."""
    if not any(character in _DIGITS or character in _SCALES for character in text):
        return None
    match = _pattern().search(re.sub(r"\s", "", text))
    if match is None:
        return None
    whole = number(match["whole"])
    if whole is None:
        return None
    amount = Decimal(whole)
    for word, share in _PARTS:
        part = re.search(rf"([{''.join(_DIGITS)}]){word}", match["rest"])
        if part:
            amount += _DIGITS[part[1]] * share
    return amount


def number(text: str) -> int | None:
    """Return the whole number of a run of Chinese numerals, None where they make none: no two digits side by side."""
    total = section = 0
    digit: int | None = None
    scale = 10**4
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _SCALES:
            if _SCALES[character] >= scale:
                return None
            scale = _SCALES[character]
            section += (1 if digit is None else digit) * scale
            digit = None
        elif character in _LARGE:
            section += digit or 0
            if section == 0 and total == 0:
                return None
            large = _LARGE[character]
            total = (total + section) * large if large == 10**8 else total + section * large
            section, digit, scale = 0, None, 10**4
        else:
            return None
    return total + section + (digit or 0)
