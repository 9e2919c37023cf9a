"""Words of a list in a text: whole words in Latin script, anywhere in Chinese, and not where the text denies them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractor.gazetteer import watch_words

REACH = 40
"""How far before a word a denial may stand: `not be used for any military purpose`."""
FIRST_CJK = 0x2E80
_STOP = re.compile(r"[.;。；!！?？\n]")


@lru_cache(maxsize=65536)
def hits(name: str, text: str) -> tuple[str, ...]:
    """Return the words of a list that a text holds, in order, each once."""
    return tuple(dict.fromkeys(found[0] for found in _pattern(name).finditer(text)))


@lru_cache(maxsize=65536)
def asserted(name: str, text: str) -> tuple[str, ...]:
    """Return the words of a list that a text holds and does not deny within the same sentence."""
    found = []
    for hit in _pattern(name).finditer(text):
        before = _STOP.split(text[max(0, hit.start() - REACH) : hit.start()])[-1]
        if not _pattern("denial").search(before):
            found.append(hit[0])
    return tuple(dict.fromkeys(found))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(watch_words(name), key=len, reverse=True)
    return re.compile("|".join(_whole(word) for word in words), re.IGNORECASE)


def _whole(word: str) -> str:
    body = r"\s+".join(re.escape(part) for part in word.split())
    return body if ord(word[0]) > FIRST_CJK else rf"(?<!\w){body}s?(?!\w)"
