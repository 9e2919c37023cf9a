"""Which rare-earth elements a text names, or names a product of: `含镝钕铁硼`, `Dy-bearing NdFeB`, `PrNd oxide`.

What a grade's suffix suggests (45SH often holds dysprosium) is not found here, see `values.products`. An element whose
absence is stated (`Dy-free`, `不含铽`) is not listed, nor one of which only a trace is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractor.gazetteer import elements
from extractor.values import elementcues as cues
from extractor.values.productnames import is_script, mend, named_products

TRACE_PERCENT = Decimal("0.01")
"""Below this a printed content is a trace, not a part of the product (threshold of the project, not of any law)."""

ALLOY_PARTNERS = frozenset({"Fe", "Co", "B", "Al", "Mg", "Ni", "Cu", "Zr", "Ga", "Nb", "N"})
PARTNERS = ALLOY_PARTNERS | {"H", "C", "O", "F", "Cl", "Br", "S", "P", "Si", "Ti", "V", "Cr", "Mn", "Zn", "W", "Mo"}
FORMULA = re.compile(r"(?<![A-Za-z0-9])[A-Z(][A-Za-z0-9().,]{0,24}[A-Za-z0-9)](?![A-Za-z])")
FORMULA_PART = re.compile(r"([A-Z][a-z]?)|(\d+)(?:\.\d+)?|[().,]")
LARGEST_INDEX = 17
"""Sm2Co17 has the largest; `Y30BH` is a ferrite."""
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text that names elements."""

    symbols: tuple[str, ...]
    start: int
    end: int
    text: str
    basis: str
    """name, product, formula, symbol or composition."""


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """The elements of a text, sorted, with every place that names one."""

    symbols: tuple[str, ...]
    mentions: tuple[Mention, ...]


@lru_cache(maxsize=8192)
def find_elements(text: str) -> ElementFinding:
    """Return the rare-earth elements that a text names; none where it names none."""
    mended = mend(text)
    mentions: list[Mention] = []
    for finder in (_products, _formulas, _names, _damaged_names, _symbols):
        for start, end, symbols, basis in finder(mended):
            inside = any(one.start <= start and end <= one.end for one in mentions)
            if not inside:
                mentions.append(Mention(symbols, start, end, text[start:end], basis))
    mentions.sort(key=lambda one: one.start)
    kept = tuple(one for one in _without_absent(mended, mentions) if not _is_trace(mended, one))
    return ElementFinding(tuple(sorted({symbol for one in kept for symbol in one.symbols})), kept)


_Found = tuple[int, int, tuple[str, ...], str]


def _products(text: str) -> list[_Found]:
    named = named_products(text)
    shaped = any(product.product.endswith("_magnet") for _, _, product in named)
    found: list[_Found] = [
        (start, end, product.elements, "product")
        for start, end, product in named
        if product.elements and not (shaped and text[start:end].casefold() == cues.SEGMENT)
    ]
    found.extend((match.start(), match.end(), ("Nd",), "product") for match in cues.DAMAGED_NDFEB.finditer(text))
    found.extend((match.start(), match.end(), ("Sm",), "product") for match in cues.DAMAGED_SMCO.finditer(text))
    return found


def _formulas(text: str) -> list[_Found]:
    found: list[_Found] = []
    for match in cues.OXIDE.finditer(text):
        found.append((match.start(), match.end(), (match[1].capitalize(),), "formula"))
    for match in FORMULA.finditer(text):
        symbols = parse_formula(match[0])
        if symbols:
            found.append((match.start(), match.end(), symbols, "formula"))
    return found


def parse_formula(token: str) -> tuple[str, ...]:
    """Return the rare earths of a chemical formula or alloy name such as `Sm2Fe17N3` or `TbDyFe`; none for other words.

    Words that merely spell symbols (`Nos`, `YS`) are kept out: without a digit, all others must be usual alloy metals.
    """
    symbols: list[str] = []
    position = 0
    while position < len(token):
        part = FORMULA_PART.match(token, position)
        if part is None or (part[2] and int(part[2]) > LARGEST_INDEX):
            return ()
        if part[1]:
            symbol = part[1]
            if symbol not in PARTNERS and symbol not in cues.SYMBOLS:
                symbol = symbol[0]
            if symbol not in PARTNERS and symbol not in cues.SYMBOLS:
                return ()
            symbols.append(symbol)
            if len(symbol) < len(part[1]):
                return ()
        position = part.end()
    rare = [symbol for symbol in symbols if symbol in cues.SYMBOLS]
    others = [symbol for symbol in symbols if symbol not in cues.SYMBOLS]
    numbered = any(character.isdigit() for character in token)
    certain = len(set(rare)) >= 2 or (others and (numbered or set(others) <= ALLOY_PARTNERS))
    if not certain or (rare == ["Y"] and not (numbered and others)):
        return ()
    return tuple(dict.fromkeys(rare))


@cache
def _name_words() -> dict[str, str]:
    """Element by every name that is a word of letters, case folded."""
    return {
        name.casefold(): element.symbol
        for element in elements()
        for name in (element.name_en, *element.names)
        if not is_script(name)
    }


@cache
def _script_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all names in Chinese, Japanese and Korean."""
    by_name = {
        mend(name): element.symbol
        for element in elements()
        for name in (element.name_zh, *element.names)
        if is_script(name)
    }
    ordered = sorted(by_name, key=len, reverse=True)
    return re.compile("|".join(ordered)), by_name


def _names(text: str) -> list[_Found]:
    found: list[_Found] = []
    for match in WORD.finditer(text):
        word = match[0].casefold()
        symbol = _name_words().get(word) or _name_words().get(cues.HOLDING.sub("", word))
        if symbol is not None:
            found.append((match.start(), match.end(), (symbol,), "name"))
    pattern, by_name = _script_pattern()
    found.extend((match.start(), match.end(), (by_name[match[0]],), "name") for match in pattern.finditer(text))
    return found


def _damaged_names(text: str) -> list[_Found]:
    """Names with one or two wrong letters, where only one element is that near: `Dysprosiurn`, but not `Ierbium`."""
    found: list[_Found] = []
    for match in WORD.finditer(text):
        word = match[0].casefold()
        if len(word) >= 7 and word not in _name_words() and word not in cues.NOT_ELEMENTS:
            symbol = _nearest(word)
            if symbol is not None:
                found.append((match.start(), match.end(), (symbol,), "name"))
    return found


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str | None:
    allowed = 1 if len(word) < 9 else 2
    near: dict[str, int] = {}
    for name, symbol in _name_words().items():
        distance = Levenshtein.distance(word, name, score_cutoff=allowed)
        if len(name) >= 7 and distance <= allowed:
            near[symbol] = min(distance, near.get(symbol, allowed))
    best = min(near.values(), default=0)
    nearest = [symbol for symbol, distance in near.items() if distance == best]
    return nearest[0] if len(nearest) == 1 else None


def _symbols(text: str) -> list[_Found]:
    found: list[_Found] = []
    for pattern, basis in cues.CONTEXTS:
        for match in pattern.finditer(text):
            listed = match["list"]
            for symbol in cues.SYMBOL.finditer(listed):
                start = match.start("list") + symbol.start()
                found.append((start, start + len(symbol[0]), (symbol[0].capitalize(),), basis))
    return found


def _without_absent(text: str, mentions: list[Mention]) -> list[Mention]:
    """Drop the mentions whose absence is stated, before (`without Dy or Tb`) or behind (`Dy/Tb-free`)."""
    absent: set[int] = set()
    for cue in cues.ABSENT_BEFORE.finditer(text):
        reach = cue.end()
        for index, one in enumerate(mentions):
            if one.start >= reach and cues.LISTING.fullmatch(text, reach, one.start) and one.basis != "product":
                absent.add(index)
                reach = one.end
    for cue in cues.ABSENT_BEHIND.finditer(text):
        reach = cue.start()
        for index in range(len(mentions) - 1, -1, -1):
            one = mentions[index]
            if one.end <= reach and cues.LISTING.fullmatch(text, one.end, reach) and one.basis != "product":
                absent.add(index)
                reach = one.start
    return [one for index, one in enumerate(mentions) if index not in absent]


def _is_trace(text: str, mention: Mention) -> bool:
    """Say whether the content printed behind a mention is zero, an upper bound, or a trace."""
    content = cues.CONTENT.match(text, mention.end)
    if content is None or mention.basis == "product":
        return False
    if content["bound"]:
        return True
    return Decimal(content["number"].replace(",", ".")) < TRACE_PERCENT
