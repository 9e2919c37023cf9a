"""Suggestions across scripts: a Chinese name said in Latin letters, by places, a small dictionary of trade words, and pinyin.

A sound belongs to many characters and a brand may be translated: this ranks what an analyst looks at, and accepts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from extractor.gazetteer.companywords import chinese_places, name_meanings, name_words
from extractor.gazetteer.countries import countries
from extractor.values import textual
from extractor.values.legalform import skeleton
from extractor.values.names import NameParts, common_words, trade_words_zh

LEAST = 0.15
"""Likeness below which nothing is suggested."""
_BRAND, _PLACE, _TRADE, _WHOLE, _CORE = 0.22, 0.05, 0.08, 0.325, 0.325
"""Weights of brand, places, trade words, and of the grams shared by all of the name and by its brand and places."""
_INSIDE, _PART, _INITIALS, _SILENT = 0.9, 0.8, 0.7, 0.3
_SHORTEST = 3
_READ_AS = {"长": "chang", "重": "zhong", "乐": "ie", "行": "hang"}
"""How company names read characters with two readings, folded."""
_IDLE = frozenset({"and", "the", "of", "company", "corporation", "limited", "incorporated", "inc", "co"})
"""Words that no Chinese name says."""


@dataclass(frozen=True, slots=True)
class Said:
    """A Chinese name in Latin letters, folded."""

    brand: str
    """The brand's characters."""
    places: tuple[str, ...]
    trades: tuple[frozenset[str], ...]
    """For each trade word what it may be called in English."""
    asked: tuple[str, str]
    """The texts to look for: all of it, and places and brand alone."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A name in Latin letters, its trade words made one with their variants."""

    rest: tuple[str, ...]
    """Words that are no trade words: places and the brand."""
    trades: frozenset[str]

    @property
    def asked(self) -> tuple[str, str]:
        """The texts to look for: all words, and those that are no trade words."""
        return "".join((*self.rest, *sorted(self.trades))), "".join(self.rest)


@lru_cache(maxsize=4096)
def said(parts: NameParts) -> Said:
    """Say a Chinese name in Latin letters."""
    places = tuple(_places()[place] for place in _cut(parts.place) if place in _places())
    found = [word for word in trade_words_zh().findall(parts.core) if word in _dictionary() and word not in parts.place]
    brand = trade_words_zh().sub("", parts.brand)
    english = [_dictionary()[word][0] for word in found]
    core = "".join((*places, _sound(brand)))
    return Said(
        brand=brand,
        places=tuple(map(skeleton, places)),
        trades=tuple(frozenset(_dictionary()[word]) for word in found),
        asked=(skeleton("".join((core, *english))), skeleton(core)),
    )


def heard(parts: NameParts) -> Heard:
    """Sort the words of a name in Latin letters."""
    words = [common_words().get(word, word) for word in parts.words if word not in _idle()]
    return Heard(
        tuple(word for word in words if word not in _english()), frozenset(word for word in words if word in _english())
    )


def _cut(place: str) -> list[str]:
    """Cut places that stand without a gap, longest first."""
    out = []
    while place:
        length = next((n for n in range(len(place), 1, -1) if place[:n] in _places()), len(place))
        out.append(place[:length])
        place = place[length:]
    return out


@cache
def _places() -> dict[str, str]:
    named = {place.name_zh: place.name_en for place in chinese_places()}
    return {one.name_zh: one.name_en for one in countries() if one.name_zh} | named


@cache
def _dictionary() -> dict[str, list[str]]:
    """Return what Chinese trade words are called in English, folded, the commonest first."""
    found: dict[str, list[str]] = {}
    for entry in name_words():
        for word in entry.chinese:
            found.setdefault(word, []).append(skeleton(entry.word))
    return found


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {skeleton(word): chinese for word, chinese in name_meanings().items()}


@cache
def _english() -> frozenset[str]:
    return frozenset(skeleton(entry.word) for entry in name_words() if entry.chinese)


@cache
def _idle() -> frozenset[str]:
    return frozenset(map(skeleton, _IDLE))


@cache
def _pinyin(character: str) -> str:
    if character in _READ_AS:
        return _READ_AS[character]
    import pypinyin  # a dictionary of megabytes: only questions across scripts pay for it

    return skeleton(str(pypinyin.lazy_pinyin(character)[0])) if textual.has_han(character) else skeleton(character)


def _sound(characters: str) -> str:
    return "".join(map(_pinyin, characters))


def likeness(latin: Heard, chinese: Said, overlaps: tuple[float, float]) -> float:
    """Return how well a name in Latin letters fits one in Chinese, 0 to 1.

    `overlaps` are the shares of grams that the two have in common, for each of the texts to look for.
    """
    places = [word for word in latin.rest if word in chinese.places]
    brand = [word for word in latin.rest if word not in chinese.places]
    whole, core = overlaps
    return (
        _BRAND * _brand_share(brand, chinese.brand)
        + _PLACE * (len(set(places)) / len(chinese.places) if chinese.places else 0.5)
        + _TRADE * _trade_share(latin.trades, chinese.trades)
        + _WHOLE * min(1.0, whole)
        + _CORE * min(1.0, core)
    )


def _brand_share(words: list[str], brand: str) -> float:
    """Return how well words say a brand: each by its meaning where it is translated, the rest by sound."""
    if not words or not brand:
        return 1.0 if not words and not brand else _SILENT
    left, rest, told = brand, [], 0
    for word in words:
        meant = next((one for one in _meanings().get(word, ()) if one in left), "")
        left = left.replace(meant, "", 1) if meant else left
        told += len(meant)
        if not meant:
            rest.append(word)
    by_meaning = (told + len(left) * _by_sound("".join(rest), left)) / len(brand) if told else 0.0
    return max(by_meaning, _by_sound("".join(words), brand))


def _by_sound(spelled: str, brand: str) -> float:
    sound = _sound(brand)
    if not spelled or not sound:
        return _SILENT if spelled or sound else 1.0
    found = fuzz.ratio(spelled, sound) / 100
    if sound in spelled:
        found = max(found, _INSIDE)
    if min(len(spelled), len(sound)) >= _SHORTEST:
        found = max(found, _PART * fuzz.partial_ratio(spelled, sound) / 100)
    initials = "".join(_pinyin(character)[:1] for character in brand)
    return max(found, _INITIALS) if len(initials) > 1 and spelled == initials else found


def _trade_share(english: frozenset[str], chinese: tuple[frozenset[str], ...]) -> float:
    """Return the share of trade words on both sides that the other side has."""
    if not english and not chinese:
        return 0.5
    there = sum(bool(english & one) for one in chinese)
    back = sum(any(word in one for one in chinese) for word in english)
    return (there + back) / (len(english) + len(chinese))
