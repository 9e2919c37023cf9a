"""Company names taken apart: normal form, legal form, place, trade words, brand core; folded for finding, kept for deciding.

Stripped for finding, compared for deciding: AG is not GmbH, plant 2 is not plant 1, and one differing character of the brand is
another company, however alike the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.gazetteer.companywords import chinese_places, name_words
from extractor.gazetteer.countries import countries
from extractor.values import companies, fold, legalform, textual
from extractor.values.legalform import skeleton

_REGION_ZH = re.compile(r"[省市县区]|自治区|经济技术开发区|开发区")
_INSIDE = re.compile(r"\(([^()]*)\)")
_BRACKETS = str.maketrans("（）［］【】，．。·、", "()[][],..  ")
_EDGE = " .,;:'\"-"
_PLANT = re.compile(
    r"\b(?:plant|factory|works|branch|unit|site|division|no\.?)\s*(\d+|[ivx]+)\b|第?([一二三四五六七八九十\d]+)(?:厂|分厂|分公司)",
    re.IGNORECASE,
)
_LONGEST_PLACE = 4
_SHORTEST_WITH_ADDRESS = 24
_SURELY_ADDRESS = 0.5


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart. All parts are folded; `normal` keeps the order of the name."""

    normal: str
    """NFKC, simplified Chinese, lower case, one space between words."""
    core: str
    """The normal form without its legal form."""
    skeleton: str
    """The core folded for OCR confusions, without spaces and punctuation, in Chinese without 省 市 县 区."""
    legal: str
    """The legal form as the gazetteer spells it, empty where there is none."""
    brand: str
    """What is left of the core without places and trade words: what one company has and its neighbour has not."""
    plant: str
    """Number of the plant or branch, empty where none is named."""
    han: bool
    words: tuple[str, ...]
    """The words of the core, folded; a name in Chinese characters gives its place, brand and trade words."""
    place: str
    """Chinese places at the head of the core and in brackets, in order; empty in other scripts."""


@lru_cache(maxsize=65536)
def take_apart(name: str) -> NameParts:
    """Take a company's name apart; doing it again to the normal form gives the same parts."""
    normal = normalise(name)
    core, legal = legalform.take_off(normal)
    plant = _PLANT.search(normal)
    han = textual.has_han(core)
    place, rest = _places(_without_plant(core, normal)) if han else ("", "")
    brand = _brand_han(rest, core) if han else _brand_latin(core)
    return NameParts(
        normal=normal,
        core=core,
        skeleton=_skeleton(core, han),
        legal=legal,
        brand=brand,
        plant=next((group for group in plant.groups() if group), "") if plant else "",
        han=han,
        words=_words_han(place, rest, brand) if han else words_of(core),
        place=place,
    )


def _without_plant(core: str, normal: str) -> str:
    """Return a Chinese core without its plant or branch: what is left of 第二分厂 once 厂 is off is no part of a brand."""
    plain = _PLANT.sub("", normal)
    return (legalform.take_off(plain)[0] or core) if plain != normal else core


def normalise(name: str) -> str:
    """Return the normal form of a name: width, script, case and spaces made one."""
    if name.isascii():
        return " ".join(name.lower().split()).strip(_EDGE)
    text = unicodedata.normalize("NFKC", name).translate(_BRACKETS)
    text = unicodedata.normalize("NFKC", fold.simplified(text)).casefold()
    text = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text)
    return " ".join(text.split()).strip(_EDGE)


def key_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return skeleton and words of a name, all that an index of millions keeps: several times as fast as `take_apart`."""
    core, _ = legalform.take_off(normalise(name))
    han = textual.has_han(core)
    return _skeleton(core, han), () if han else words_of(core)


def _skeleton(core: str, han: bool) -> str:
    if han and "(" in core:
        core = _place_first(core)
    return skeleton(_REGION_ZH.sub("", core) if han else core) or skeleton(core)


def _place_first(core: str) -> str:
    """Put a place that stands in brackets at the head, where most Chinese names have it."""
    for inside in _INSIDE.findall(core):
        if (plain := _REGION_ZH.sub("", inside)) in _place_names():
            core = plain + core.replace(f"({inside})", "")
    return core


class _Words(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = "" if character in "'’`" else legalform.fold_letter(character) or " "
        return self[code]


_WORDS = _Words()


def words_of(core: str) -> tuple[str, ...]:
    """Return the folded words of a core; letters that stand alone are one word: `J. P. Morgan` is `jp morgan`."""
    out: list[str] = []
    letters = ""
    for word in core.translate(_WORDS).split():
        if len(word) == 1:
            letters += word
            continue
        if letters:
            out.append(letters)
            letters = ""
        out.append(word.replace("rn", "m"))
    if letters:
        out.append(letters)
    return tuple(out)


@cache
def common_words() -> dict[str, str]:
    """Return words that many companies share, folded, with the word that each is a variant of."""
    found: dict[str, str] = {}
    for entry in name_words():
        for spelled in (entry.word, *entry.variants):
            for word in words_of(spelled):
                found.setdefault(word, skeleton(entry.word))
    return found


def name_without_address(name: str) -> str:
    """Return a name without the address that stands behind it; the name itself where none does."""
    normal = normalise(name)
    if len(normal) < _SHORTEST_WITH_ADDRESS and not textual.has_han(normal):
        return name
    end = legalform.first_end(normal)
    if end is not None:
        rest = normal[end:].strip(" .,)")
        address = companies.address_likeness(rest) > 0 or any(c.isdigit() for c in rest)
        return normal[:end] if rest and address else name
    for end in legalform.short_ends(normal):
        rest = normal[end:].strip(" .,)")
        if companies.address_likeness(rest) >= _SURELY_ADDRESS and any(c.isdigit() for c in rest):
            return normal[:end]
    head, comma, tail = normal.partition(",")
    if comma and companies.address_likeness(tail) >= _SURELY_ADDRESS and not companies.address_likeness(head):
        return head
    return name


@cache
def country_words() -> frozenset[str]:
    """Return the names of countries in normal form."""
    return frozenset(normalise(name) for c in countries() for name in (c.name_en, c.name_zh) if name)


def _brand_latin(core: str) -> str:
    common = common_words()
    words = [
        word for word in re.findall(r"[^\W_]+", core) if skeleton(word) not in common and word not in country_words()
    ]
    return " ".join(words) or core


@cache
def _place_names() -> frozenset[str]:
    named = {place.name_zh for place in chinese_places()}
    return frozenset(named | {name for name in country_words() if textual.has_han(name)})


def _places(core: str) -> tuple[str, str]:
    """Return the places that a Chinese core begins with or has in brackets, and the rest."""
    known = _place_names()
    found: list[str] = []
    rest = core
    while rest:
        for length in range(min(_LONGEST_PLACE, len(rest) - 1), 1, -1):
            if rest[:length] in known:
                found.append(rest[:length])
                rest = _after_place(rest[length:])
                break
        else:
            break
    for inside in _INSIDE.findall(rest):
        if (plain := _REGION_ZH.sub("", inside)) in known:
            found.append(plain)
            rest = rest.replace(f"({inside})", "")
    return "".join(found), re.sub(r"[^\w]", "", rest)


def _after_place(rest: str) -> str:
    """Drop the kind of a place behind its name, as long as something is left: 省, 市, 经济技术开发区."""
    match = re.match(r"经济技术开发区|开发区|自治区|[省市县区]", rest)
    return rest[match.end() :] if match is not None and len(rest) > match.end() else rest


_TRADES_OF_MAGNETS = "磁性材料 永磁材料 磁材料 新材料 磁材 永磁 磁业 磁电 强磁 磁性 高新 高技术 机电 股份"


@cache
def trade_words_zh() -> re.Pattern[str]:
    """Return a pattern of what Chinese companies say that they do, longest first."""
    words = {word for entry in name_words() for word in entry.chinese if len(word) > 1}
    words |= set(_TRADES_OF_MAGNETS.split())
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))


def _brand_han(rest: str, core: str) -> str:
    return _REGION_ZH.sub("", trade_words_zh().sub("", rest)) or rest or re.sub(r"[^\w]", "", core)


def _words_han(place: str, rest: str, brand: str) -> tuple[str, ...]:
    return tuple(word for word in (place, brand, *trade_words_zh().findall(rest)) if word)
