"""Month names in the languages of the trade, their short forms, and what OCR makes of them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

_NAMES = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "at": "jänner feber maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
"""From memory; Polish and Czech in the genitive, as dates print them."""
_EXTRA = {"mrz": 3, "mrt": 3, "feb": 2, "jly": 7}
_SHORTEST = 3
_LETTERS = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s", "8": "b", "6": "g"})
_FUZZY_FROM = 5
"""Shorter words are too near to one another: `juin`, `juli`, `june`."""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(character for character in plain if not unicodedata.combining(character)).strip(".")


@cache
def _known() -> dict[str, int]:
    """Map every name, and every beginning of three letters or more that fits one month alone, to its month."""
    full = {_folded(name): at for names in _NAMES.values() for at, name in enumerate(names.split(), start=1)}
    starts: dict[str, set[int]] = defaultdict(set)
    for name, at in full.items():
        for length in range(_SHORTEST, len(name)):
            starts[name[:length]].add(at)
    return {start: ats.pop() for start, ats in starts.items() if len(ats) == 1} | _EXTRA | full


@lru_cache(maxsize=4096)
def month(text: str) -> int | None:
    """Return 1 to 12 for a month's name, short or long, in any language of the trade; None where it is none.

    OCR may have put `0` for o, `1` for l, `rn` for m, or one wrong letter into a long name.
    """
    word = _folded(text)
    known = _known()
    lettered = word.translate(_LETTERS)
    for form in (word, lettered, lettered.replace("i", "l"), lettered.replace("l", "i"), lettered.replace("rn", "m")):
        if form in known:
            return known[form]
    if len(word) < _FUZZY_FROM:
        return None
    near = {at for name, at in known.items() if len(name) >= _FUZZY_FROM and Levenshtein.distance(name, lettered) <= 1}
    return near.pop() if len(near) == 1 else None
