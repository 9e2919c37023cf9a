"""Company names taken apart: normal form, legal form, place, trade words, brand core; folded for finding, kept for deciding.

Stripped for finding, compared for deciding: AG is not GmbH, plant 2 is not plant 1, and one differing character of the brand is
another company, however alike the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.gazetteer.countries import countries, legal_forms
from extractor.values import fold, textual

_TRADE_EN = frozenset(
    [
        "magnet",
        "magnets",
        "magnetic",
        "magnetics",
        "material",
        "materials",
        "technology",
        "technologies",
        "tech",
        "industry",
        "industries",
        "industrial",
        "trading",
        "trade",
        "international",
        "group",
        "holding",
        "holdings",
        "electronics",
        "electronic",
        "electric",
        "electrical",
        "rare",
        "earth",
        "metal",
        "metals",
        "new",
        "advanced",
        "advance",
        "science",
        "permanent",
        "products",
        "manufacturing",
        "enterprise",
        "enterprises",
        "import",
        "export",
        "development",
        "resources",
        "high",
        "hi",
        "the",
        "and",
        "of",
        "co",
        "company",
        "engineering",
        "systems",
        "components",
    ]
)
_TRADE_ZH = re.compile(
    r"磁性材料|永磁材料|磁材料|新材料|磁材|永磁|磁业|磁电|强磁|磁性|稀土|科技|技术|高新|高技术|实业|工业|电子|电机|电气|贸易|进出口|国际|材料|"
    r"金属|有色|集团|控股|资源|发展|机电|机械|制造|股份"
)
_REGION_ZH = re.compile(r"[省市县区]|自治区|经济技术开发区|开发区")
_BRACKETS = str.maketrans("（）［］【】，．。·、", "()[][],..  ")
_PLANT = re.compile(
    r"\b(?:plant|factory|works|branch|unit|site|division|no\.?)\s*(\d+|[ivx]+)\b|第?([一二三四五六七八九十\d]+)(?:厂|分厂|分公司)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart. All parts are folded; `normal` keeps the order of the name."""

    normal: str
    """NFKC, simplified Chinese, lower case, one space between words."""
    core: str
    """The normal form without its legal form."""
    skeleton: str
    """The core folded for OCR confusions, without spaces and punctuation."""
    legal: str
    """The legal form as the gazetteer spells it, empty where there is none."""
    brand: str
    """What is left of the core without places and trade words: what one company has and its neighbour has not."""
    plant: str
    """Number of the plant or branch, empty where none is named."""
    han: bool


@lru_cache(maxsize=65536)
def take_apart(name: str) -> NameParts:
    """Take a company's name apart; doing it again to the normal form gives the same parts."""
    normal = normalise(name)
    core, legal = _without_form(normal)
    plant = _PLANT.search(normal)
    return NameParts(
        normal=normal,
        core=core,
        skeleton=skeleton(core),
        legal=legal,
        brand=_brand(core),
        plant=next((group for group in plant.groups() if group), "") if plant else "",
        han=textual.has_han(core),
    )


def normalise(name: str) -> str:
    """Return the normal form of a name: width, script, case and spaces made one."""
    text = unicodedata.normalize("NFKC", name).translate(_BRACKETS)
    text = unicodedata.normalize("NFKC", fold.simplified(text)).casefold()
    text = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text)
    return " ".join(text.strip(" .,;:'\"").split())


def skeleton(core: str) -> str:
    """Return letters and digits alone, with the pairs that engines take for one another made one."""
    return fold.skeleton(core)[0]


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    spelled: dict[str, str] = {}
    for form in legal_forms():
        for alias in (form.form, *form.aliases):
            spelled.setdefault(normalise(alias), form.form)
    patterns = []
    for alias in sorted(spelled, key=len, reverse=True):
        if textual.has_han(alias) or not alias.isascii():
            body = re.escape(alias)
        else:
            letters = [_forgiving(part) for part in re.findall(r"[a-z0-9&/+]+|\S", alias) if part not in ".,"]
            body = r"(?<![a-z0-9])" + r"[\s.,]*".join(letters) + r"(?![a-z0-9])"
        patterns.append((re.compile(rf"[\s.,]*(?:{body})[\s.,]*$"), spelled[alias]))
    return tuple(patterns)


def _forgiving(word: str) -> str:
    """Return a pattern for a word of a legal form that takes the usual OCR confusions: `C0.`, `1nc.`."""
    return "".join({"o": "[o0]", "l": "[l1i]", "i": "[i1l]"}.get(letter, re.escape(letter)) for letter in word)


def _without_form(normal: str) -> tuple[str, str]:
    """Take the legal form off the end, and what a legal form leaves behind (`co.`, `& co.`)."""
    found = ""
    text = normal
    for _ in range(3):
        for pattern, form in _forms():
            match = pattern.search(text)
            if match is not None and match.start() > 0:
                text, found = text[: match.start()].rstrip(" .,&"), found or form
                break
        else:
            break
    return text, found


@cache
def _country_words() -> frozenset[str]:
    return frozenset(normalise(name) for c in countries() for name in (c.name_en, c.name_zh) if name)


def _brand(core: str) -> str:
    if textual.has_han(core):
        text = _REGION_ZH.sub("", _TRADE_ZH.sub("", core))
        for name in _country_words():
            if textual.has_han(name):
                text = text.replace(name, "")
        return re.sub(r"[^\w]", "", text) or re.sub(r"[^\w]", "", core)
    words = [word for word in re.findall(r"[^\W_]+", core) if word not in _TRADE_EN and word not in _country_words()]
    return " ".join(words) or core
