"""The skeleton of a text: what is left when print and OCR differ only in look.

Width, case, accents, punctuation and spaces go; traditional and Japanese forms become simplified; the pairs that
engines take for one another (0 and o, 1 and l and i, rn and m) become one. Two texts with one skeleton read the same.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

JAPANESE = str.maketrans(
    "価単総発図経売険検証択転権応済対処両観関拡仮気帰剣広効歯児収従縦奨焼浄摂繊荘騒蔵続帯沢遅鉄伝歩満訳薬様頼歴録",
    "价单总发图经卖险检证择转权应济对处两观关扩假气归剑广效齿儿收从纵奖烧净摄纤庄骚藏续带泽迟铁传步满译药样赖历录",
)
"""Japanese forms that neither Chinese script uses (from memory, checked against the labels that need them)."""

LOOK_ALIKES = {"0": "o", "1": "i", "l": "i", "|": "i", "!": "i", "ı": "i", "đ": "d", "#": "no", "№": "no", "°": "o", "º": "o",
               "&": "and", "＆": "and"}  # fmt: skip
"""`#` reads as "No.", `&` as "and"; the degree and ordinal signs stand for the o in `N°`."""


@cache
def _converter() -> opencc.OpenCC:
    import opencc  # a dictionary of 10 ms: only texts with Chinese characters pay for it

    return opencc.OpenCC("t2s")


@cache
def fold_character(character: str) -> str:
    """Return what one character adds to a skeleton, the empty string for punctuation and space."""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    plain = unicodedata.normalize("NFKC", character).casefold()
    if plain != character and len(plain) == 1:
        return fold_character(plain)
    if ord(plain[:1] or " ") < 0x300 or "\u1e00" <= plain[:1] <= "\u1eff":
        plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(LOOK_ALIKES.get(part, part) for part in plain if part.isalnum())
    return _simplify(kept) if any(0x3400 <= ord(part) <= 0x9FFF for part in kept) else kept


def _simplify(han: str) -> str:
    return str(_converter().convert(han)).translate(JAPANESE)


def skeleton(text: str) -> tuple[str, list[int]]:
    """Return the skeleton and, for each of its characters, the index in `text` that it came from (of `rn` the n)."""
    parts: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        folded = fold_character(character)
        if not folded:
            continue
        if folded == "n" and parts and parts[-1] == "r" and origin[-1] == index - 1:
            parts[-1], origin[-1] = "m", index
            continue
        parts.append(folded)
        origin.extend([index] * len(folded))
    return "".join(parts), origin


def simplified(text: str) -> str:
    """Return text with traditional and Japanese forms of Chinese characters made simplified, all else as it is."""
    return _simplify(text) if any(0x3400 <= ord(character) <= 0x9FFF for character in text) else text
