"""Where a text names a product of the trade, whatever the separators, the script and the usual OCR damage."""

from __future__ import annotations

import re
from functools import cache

from extractor.gazetteer import Product, products
from extractor.values.fold import fold_character

SEPARATORS = re.compile(r"[\s\-–]+")


def mend(text: str) -> str:
    """Return the text with width, script and certain OCR damage put right, character for character.

    Its length stays, so an index into one is an index into the other.
    """
    mended = []
    for index, character in enumerate(text):
        before = text[index - 1] if index else " "
        if character == "0" and before.isascii() and before.isalpha():
            mended.append("o" if before.islower() else "O")
            continue
        if "₀" <= character <= "₉":
            mended.append(chr(ord(character) - ord("₀") + ord("0")))
            continue
        plain = fold_character(character) if ord(character) > 0x2E7F else character
        keep_case = len(plain) == 1 and not ("Ａ" <= character <= "ｚ")
        mended.append(plain if keep_case else chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character)
    return "".join(mended)


def is_script(name: str) -> bool:
    """Say whether a name is written in Chinese, Japanese or Korean."""
    return any(ord(character) > 0x2E7F for character in name)


def named_products(mended: str) -> list[tuple[int, int, Product]]:
    """Return start, end and product of every name in a mended text; of names that overlap, the longest."""
    pattern, by_name = _pattern()
    found = []
    for match in pattern.finditer(mended):
        key = _bare(match[0])
        product = by_name.get(key) or by_name.get(key.removesuffix("s"))
        if product is not None:
            found.append((match.start(), match.end(), product))
    return found


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Product]]:
    """One pattern for all product names, longest first, and the product by name without its separators."""
    by_name: dict[str, Product] = {}
    parts: dict[str, str] = {}
    for product in products():
        for name in map(mend, product.names):
            by_name.setdefault(_bare(name), product)
            parts.setdefault(name, _as_pattern(name))
    ordered = sorted(parts, key=len, reverse=True)
    return re.compile("|".join(parts[name] for name in ordered)), by_name


def _as_pattern(name: str) -> str:
    """Write a name as a pattern: separators are free, case too unless the name is as short as `LaCe` or `SEG`."""
    body = r"[\s\-–]*".join(re.escape(word) for word in SEPARATORS.split(name))
    if not name.isascii():
        return f"(?:{body})" if is_script(name) else rf"(?<!\w)(?i:{body})(?!\w)"
    if len(_bare(name)) > 4:
        return rf"(?<![A-Za-z])(?i:{body}s?)(?![A-Za-z])"
    capital = "" if name == "LaCe" else f"|{body.upper()}"  # LACE is an English word
    return rf"(?<![A-Za-z])(?:{body}{capital})(?![A-Za-z])"


def _bare(name: str) -> str:
    return SEPARATORS.sub("", name).casefold()
