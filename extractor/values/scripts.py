"""In which script a name is written: a company has names in several, and none of them is the other's spelling."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

_SCRIPTS = (
    ("CJK", "han"), ("HIRAGANA", "kana"), ("KATAKANA", "kana"), ("HANGUL", "hangul"), ("CYRILLIC", "cyrillic"),
    ("GREEK", "greek"), ("ARABIC", "arabic"), ("HEBREW", "hebrew"), ("THAI", "thai"), ("DEVANAGARI", "devanagari"),
)  # fmt: skip


def script_of(text: str) -> str:
    """Return the script of most letters of a text: `latin`, `han`, `kana`, `cyrillic` ...; empty where it has no letter.

    A name in Chinese characters that also has Latin letters is `han`: the letters are the brand, the characters the name.
    """
    if text.isascii():
        return "latin" if any(char.isalpha() for char in text) else ""
    counts = Counter(script for char in text if (script := _of_letter(char)))
    if not counts:
        return ""
    for asian in ("kana", "hangul", "han"):
        if counts[asian]:
            return asian
    return counts.most_common(1)[0][0]


@lru_cache(maxsize=8192)
def _of_letter(char: str) -> str:
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    return next(
        (script for begin, script in _SCRIPTS if name.startswith(begin)), "latin" if "LATIN" in name else "other"
    )
