"""Amounts in words, English and Chinese."""

from __future__ import annotations

from decimal import Decimal
from random import Random

_ONES = ("", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE",
         "THIRTEEN",
         "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN")  # fmt: skip
_TENS = ("", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY")
_SCALES = ((10**9, "BILLION"), (10**6, "MILLION"), (1000, "THOUSAND"))
_NAMES = {"USD": ("US DOLLARS", "美元"), "EUR": ("EURO", "欧元"), "CNY": ("RENMINBI YUAN", "人民币"),
          "JPY": ("JAPANESE YEN", "日元"),
          "GBP": ("POUNDS STERLING", "英镑"), "KRW": ("KOREAN WON", "韩元"), "INR": ("INDIAN RUPEES", "卢比"),
          "CHF": ("SWISS FRANCS", "瑞士法郎")}  # fmt: skip
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _hundreds(number: int, joint: str) -> str:
    words = []
    if number >= 100:
        words.append(_ONES[number // 100] + " HUNDRED")
    rest = number % 100
    if rest:
        tens = _ONES[rest] if rest < 20 else _TENS[rest // 10] + (("-" + _ONES[rest % 10]) if rest % 10 else "")
        words.append(tens)
    return joint.join(words)


def count_words(number: int, joint: str = " ") -> str:
    """Return a whole number in English capitals."""
    parts = []
    for scale, name in _SCALES:
        if number >= scale:
            parts.append(f"{_hundreds(number // scale, joint)} {name}")
            number %= scale
    if number or not parts:
        parts.append(_hundreds(number, joint) or "ZERO")
    return " ".join(parts)


def english(rng: Random, amount: Decimal, currency: str) -> str:
    """Return an amount in English words in one of the trade's forms."""
    whole, cents = divmod(int(amount * 100), 100)
    joint = rng.choice([" ", " AND "])
    name = _NAMES.get(currency, (currency, currency))[0]
    words = count_words(whole, joint)
    tail = f" AND {rng.choice([f'CENTS {count_words(cents, joint)}', f'{cents:02d}/100'])}" if cents else ""
    text = rng.choice([f"{name} {words}{tail} ONLY", f"TOTAL {name} {words}{tail} ONLY.", f"{words}{tail} {name} ONLY"])
    return text if rng.random() < 0.7 else text.title()


def chinese(amount: Decimal, currency: str) -> str:
    """Return an amount in Chinese financial characters."""
    whole, cents = divmod(int(amount * 100), 100)
    text = f"{_NAMES.get(currency, (currency, currency))[1]}{_han(whole)}元"
    if cents == 0:
        return text + "整"
    jiao, fen = divmod(cents, 10)
    return text + (f"{_DIGITS[jiao]}角" if jiao else "零") + (f"{_DIGITS[fen]}分" if fen else "整")


def _han(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    text = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale
        number %= scale
        if part:
            if text and part < 1000:
                text += _DIGITS[0]
            text += _four(part) + name
    return text


def _four(number: int) -> str:
    text, skipped = "", False
    for scale, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += (_DIGITS[0] if skipped and text else "") + _DIGITS[digit] + name
            skipped = False
        else:
            skipped = True
    return text
