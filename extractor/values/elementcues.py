"""Patterns that tell an element's symbol from two letters that merely look like one, and presence from absence."""

from __future__ import annotations

import re

from extractor.gazetteer import elements

SYMBOLS = frozenset(element.symbol for element in elements())

_EXACT = "Sc|La|Ce|Pr|Nd|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu"
_CAPITAL = "ND|PR|DY|TB|SM|GD|CE|HO"
_ANY = f"(?:{_EXACT}|{_CAPITAL})"
_STRICT = f"(?:{_EXACT})"
_BESIDE_PERCENT = rf"(?:{_EXACT}|{_CAPITAL}|LA|YB|SC)"
"""Symbols that may stand beside a percentage; papers in capitals print `DY 1.0%`."""
_JOIN = r"(?:\s*[/&+、,，;和及与]\s*|\s+(?i:and|und|et|y|e)\s+)"
_LIST = rf"(?<![A-Za-z]){_ANY}(?:{_JOIN}{_ANY})*(?![A-Za-z])"
_NUMBER = r"\d+(?:[.,]\d+)?"

SYMBOL = re.compile(rf"(?<![A-Za-z])(?:{_ANY}|{_BESIDE_PERCENT}|Y)(?![A-Za-z])")

OXIDE = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"((?i:Sc|La|Ce|Pr|Nd|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu|Y))(?:2\s?[O0o]\s?3|6\s?[O0o]\s?[1lI]{2}|4\s?[O0o]\s?7))"
    r"(?![A-Za-z0-9])"
)
"""Oxides as engines read them: `Nd203`, `Pr6O1l`."""

SEGMENT = "seg"
"""Short for a segment beside the name of a magnet; else the concentrate of samarium, europium and gadolinium."""

DAMAGED_NDFEB = re.compile(
    r"(?<![A-Za-z])(?:[NM]d[\s\-]?Fe[\s\-]?[8ER]|MdFeB|NdF[céèêëę]B|NoFeB|NdFeH|N[cC]lFeB)(?![A-Za-z])"
    r"|(?<![A-Za-z])NdFeB(?=[a-z])"
    r"|[钦铉钗汝]铁硼|[钕钦]铁[棚硼研珊]"
)
"""What engines make of `NdFeB` and 钕铁硼; nothing else of the trade reads so. The next word may be joined: `NdFeBblock`."""

DAMAGED_SMCO = re.compile(r"[彭衫杉钗彡]钴(?=[磁永合])|(?<![A-Za-z])SmCo(?=[a-z]{3})")
"""What engines make of 钐钴, samarium cobalt."""

CONTEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?:(?i:\b(?:with|containing|contains?|including|incl\.?|plus|added|mit|avec|con|doped\s+with)\s|\bw/)|[含加掺]有?"
            rf"|\+)\s*(?:{_NUMBER}\s*%?\s*(?:of\s+)?)?(?P<list>{_LIST})(?!(?<=La)\s[A-Z][a-z])"
        ),
        "symbol",
    ),
    (
        re.compile(
            rf"(?P<list>{_LIST})[\s\-]*(?i:bearing|containing|contained|added|doped|substituted|diffused|rich|based|content|metal|oxide|alloy"
            r"|chloride|fluoride|carbonate|nitrate|acetate|oxalate|hydroxide|hydride|sul[fp]hate|powder|ingot|target|magnets?"
            r"|free)\b"
        ),
        "symbol",
    ),
    (re.compile(r"(?<![A-Za-z])(?P<list>Y)[\s\-](?i:oxide|metal|fluoride|chloride|carbonate|target)\b"), "symbol"),
    (re.compile(rf"(?P<list>(?<![A-Za-z]){_STRICT}(?:\s*[/&+]\s*{_STRICT})+(?![A-Za-z]))"), "symbol"),
    (re.compile(rf"[(（\[]\s*\+?\s*(?P<list>{_STRICT}(?:{_JOIN}{_STRICT})*)\s*[)）\]]"), "symbol"),
    (
        re.compile(rf"(?i:NdFeB|Nd-Fe-B|钕铁硼)\s*[\-+/]\s*(?P<list>{_STRICT}(?:{_JOIN}{_STRICT})*)(?![A-Za-z])"),
        "symbol",
    ),
    (
        re.compile(rf"(?<![A-Za-z])(?P<list>{_BESIDE_PERCENT}|Y)\s*[:=：]?\s*(?:[<≤>≥~±]\s*)?{_NUMBER}\s*(?:%|wt|％)"),
        "composition",
    ),
    (re.compile(rf"{_NUMBER}\s*(?:wt)?\.?\s*[%％]\s*(?P<list>{_BESIDE_PERCENT}|Y)(?![A-Za-z])"), "composition"),
)
"""Where a symbol means its element; each pattern's group `list` holds one symbol or several."""

ABSENT_BEFORE = re.compile(
    r"(?i:\bw/o\b|\b(?:without|no|non|free\s+(?:of|from)|excluding|excl\.?|not\s+contain(?:ing)?|contains?\s+no"
    r"|ohne|sans|sin|senza)\b)|不含有?|未含有?|不添加|未添加|无添加|[无無]|非"
)
ABSENT_BEHIND = re.compile(r"[\s\-]*(?i:free|frei)\b(?!\s+(?:of|from|sample))")
LISTING = re.compile(
    r"(?i:[\s,/&、，和及与或()（）:：+;\-]|and|or|any|added|heavy|rare|earths?|elements?|metals?|hre|重稀土|元素)*"
)
"""What may stand between a word of absence and the elements it speaks of."""

CONTENT = re.compile(
    r"\s*(?:/\s*[Σ∑]?T?REO?M?\b)?\s*(?:(?i:content)|含量)?\s*[:=：(（]?\s*(?P<bound>[<≤＜])?\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?:wt)?\.?\s*[%％]"
)
"""A content printed behind an element, be it of all rare earths, `Tb4O7/TREO`; `bound` where only an upper bound is given."""

HOLDING = re.compile(
    r"(?:(?:haltig|legiert|dotiert)(?:e[rnsm]?)?|(?:oxid|fluorid|chlorid|[ck]arbonat|nitrat)e?s?|metall|pulver|legierung)$"
)
"""What German writes in one word with an element: `dysprosiumhaltig`, `Neodymoxid`."""

NOT_ELEMENTS = frozenset({"lanthanide", "lanthanides", "thorium", "hafnium", "helium", "gallium", "caesium", "ceramic"})
"""Words near to an element's name that are none."""
