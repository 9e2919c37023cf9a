"""The words of a column's heading: which field they may name, in which unit, for one piece or for the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import is_han
from extractor.stages.extract.plane import Piece, in_order, text_of
from extractor.values import labels, money, quantities
from extractor.values.labelindex import is_unit
from extractor.values.labels import LabelMatch

COLUMN = frozenset({"column"})
COLUMN_OR_FIELD = frozenset({"column", "field"})
BOTH = frozenset({"purchase_order_number", "country_of_origin"})
"""Fields of the head that stand in columns, too."""
MIN_SCORE = 0.75
MIN_COVERAGE = 0.4
LEAST_SCORE, WEAKENED = 0.5, 0.8
"""A label that only begins a heading counts from this score on, and for less."""
IN_UNIT = re.compile(r"\s*(?:[(（\[]\s*([^()（）\[\]]{1,14}?)\s*[)）\]]|\bin\s+([^\W\d]{1,8}\$?))\s*$", re.IGNORECASE)
MEASURED = frozenset({"net_weight_kg", "gross_weight_kg"})
BRACKETED = re.compile(r"[(（]([^()（）]{1,12})[)）]")
TAILS = 5
"""Chinese characters before a heading's name that may belong to a heading over several columns: `重量净重`."""
SCRIPTS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z .'/]*")
HAN_THEN_LATIN = re.compile(r"([\u3400-\u9fff]{2,8})\s?/\s?(?:[A-Za-z][A-Za-z .']{0,15})?")
PARTS = re.compile(r"[/／|()（）]")
PRICED = re.compile(
    r"(?P<currency>USD|EUR|CNY|RMB|GBP|JPY|KRW|INR|CHF|HKD|TWD|SGD|US\$|[$€£¥￥])\s*(?:(?P<per>(?:/|per|pro|par|por)\s*(?P<measure>[^\W\d]+))\.?)?",
    re.IGNORECASE,
)
"""Headings of money alone: `GBP per kg` over prices, `GBP` over amounts."""
PRICED_SCORE = 0.8
COUNTED = re.compile(
    r"(?:pcs|pieces|stück|stk\.?|pezzi|pièces|piezas|nos\.?|ea|个|件|只)(?:\s*/\s*(?:pcs|pieces|stück|个|件|只))?", re.I
)
"""Headings that name nothing but what is counted."""
NUMBERED = re.compile(r"^[\s(（\[]*(?:\d{1,2}|[a-hA-H])[)）.、\]]\s*|^[①-⑳]\s*")
"""The number of a box on a form: `11) Description of goods`."""
BARE_NUMBER = re.compile(r"\d{1,2}\s*(?=[\u3400-\u9fff])")
"""The same, read into one with the name behind it: `12规格`."""
WORD_START = re.compile(r"(?<=[\s/／.])[^\W\d_]")
LEADING_WORDS = 2
TELLING = re.compile(r"\b(?:gross|net|tare|total|unit|brutto|netto)\b", re.IGNORECASE)
UNIT_LIKE = re.compile(
    r"[(（\[【].{1,24}[)）\]】]|/?\s*(?:US\$|\$|€|£|¥|￥|USD|EUR|CNY|RMB|JPY|GBP|KGS?|MTS?|PCS?|PCE|SETS?|CTNS?|CBM|M3|MM|"
    r"G|LBS?|千克|公斤|吨|片|件|个|美元|元|人民币|立方米|毫米|No\.?|NO\.?|#|/)\s*",
    re.IGNORECASE,
)
"""What stands under a heading's name without being a value."""
PRICE_UNIT = re.compile(
    r"[(（]?\s*(?:US\$|\$|€|£|¥|￥|USD|EUR|CNY|RMB|JPY|GBP|INR|KRW|美元|欧元|人民币|元)\s*(?:/|／|per)\s*"
    r"(?:1[,.]?000|100)?\s*[^\W\d]{0,6}\.?\s*[)）]?",
    re.IGNORECASE,
)
"""What prices are for, under or behind their heading: `USD/1000PCS`."""
VALUE_LIKE = re.compile(r"\d{2,}|\d[.,]\d")
EACH = re.compile(
    r"\b(each|unit (net |gross )?(weight|wt))\b|@|"
    r"(\bper|/) ?(pc|pce|piece|unit|ctn|carton|box|case|pkg|package)s?\b(?! ?(no|n°|#))|单[件重净毛]|每[件箱只个]",
    re.IGNORECASE,
)
"""A weight of one piece or carton, not of the line. Behind a quantity, `/ Pcs` is its name in another language."""
PER_PACKAGE = re.compile(
    r"(?:[\s/]*(?:p\s?er|each|@|/|每)\s*(?:ctn|carton|case|box|drum|pkg|package|pallet|pc|pce|piece|箱|件|桶|托|袋)s?\.?|"
    r"[\s/]*(?:单重|单件))+",
    re.IGNORECASE,
)
SUM = re.compile(
    r"(?:[\s/(（]*(?:totals?|ttl\.?|sum|合\s?计|小计|总\s?计|总数|总重|總計|合計|总量|总净重|总毛重|gesamt|totale?)[)）]?)+",
    re.IGNORECASE,
)
"""What stands under a heading over two columns, `Quantity` over `Per ctn` and `Total`."""
OPEN = re.compile(r"(?<=\S)\s*[(（][^()（）]{0,10}$")
CLOSING = re.compile(r"[^()（）]{0,10}[)）]")
"""A unit's brackets that a line break parts."""
AND = re.compile(r"^[\s./／&＆,，+–-]*(?:(?:and|und|et|y|及|和|与)\b\s*)?", re.IGNORECASE)


@dataclass(frozen=True)
class HeadColumn:
    """One column's heading. `shared` is the text of a heading that spans it together with its neighbours."""

    text: str
    box: Box
    meanings: tuple[tuple[str, float], ...]
    """Every field that the label may name, with the label's score, the likeliest first."""
    unit: str | None
    shared: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def field(self) -> str | None:
        """The likeliest field."""
        return self.meanings[0][0] if self.meanings else None

    @property
    def score(self) -> float:
        """The score of the likeliest field's label, 0 where nothing is known."""
        return self.meanings[0][1] if self.meanings else 0.0


@lru_cache(maxsize=20_000)
def column_label(text: str) -> LabelMatch | None:
    """Return the best column label at the start of a text or of one of its next words, or None.

    Headings begin with words that say nothing of the column: `Our Commodity`, `Ext. Price`.
    """
    for place in [0, *(match.start() for match in list(WORD_START.finditer(text))[:LEADING_WORDS])]:
        if TELLING.search(text[:place]):
            break  # `Gross` before `Weight` is no idle word
        found = [match for match in labels.match(text[place:], COLUMN) if match.score >= MIN_SCORE]
        if found:
            return replace(found[0], start=found[0].start + place, end=found[0].end + place)
        if place == 0 and labels.match(text, COLUMN):
            break
    return _han_label(text)


def _han_label(text: str) -> LabelMatch | None:
    """Return the label that the Chinese before a stroke is, where the other language behind it is unknown or cut off."""
    match = HAN_THEN_LATIN.fullmatch(text.strip())
    if match is None:
        return None
    found = [one for one in labels.match(match[1], COLUMN) if one.score == 1.0 and one.end == len(match[1])]
    return replace(found[0], score=MIN_SCORE, end=len(text)) if found else None


def _meanings(text: str, match: LabelMatch) -> tuple[tuple[str, float], ...]:
    """Return the fields that a label may name, the likeliest first; one in its brackets may be meant, too."""
    found: dict[str, float] = {match.field: match.score}
    for inner in BRACKETED.findall(text):
        for other in labels.match(inner, COLUMN):
            found.setdefault(other.field, WEAKENED * other.score)
    for other in labels.match(text[match.start :], COLUMN):
        if other.score >= MIN_SCORE:
            found[other.field] = max(found.get(other.field, 0.0), other.score)
    return tuple(sorted(found.items(), key=lambda entry: -entry[1]))


def _weak_meanings(pieces: Sequence[Piece]) -> tuple[tuple[str, float], ...]:
    """Return what the parts of a heading may name that no label covers: between strokes, in one script, glued."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(piece.line, []).append(piece)
    glued = "".join(text_of(line) for _, line in sorted(lines.items()))
    found: dict[str, float] = {}
    text = text_of(tuple(pieces))
    tails = [glued[place:] for place in range(1, TAILS) if is_han(glued[:1])]
    for part in (glued, *PARTS.split(text), *SCRIPTS.findall(text), *tails):
        for match in labels.match(part.strip(), COLUMN_OR_FIELD):
            if match.score >= LEAST_SCORE and (match.kind == "column" or match.field in BOTH):
                found[match.field] = max(found.get(match.field, 0.0), WEAKENED * match.score)
    return tuple(sorted(found.items(), key=lambda entry: -entry[1]))


def heading_label(text: str) -> LabelMatch | None:
    """Return the label where a text is a column's name and not a label with its value.

    The brackets of its unit may close on the next line: `Price (USD/`. The number of its box counts for nothing: `18. 数量`.
    """
    text = OPEN.sub("", text)
    match = column_label(text)
    if match is None or match.end - match.start < MIN_COVERAGE * len(NUMBERED.sub("", text).strip()):
        return None
    rest = text[match.end :].strip()
    if rest[:1] in (":", "：") and rest[1:].strip() and not UNIT_LIKE.fullmatch(rest[1:].strip()):
        return None
    number = BARE_NUMBER.match(text)  # `20 箱` is a count
    before = text[number.end() : match.start] if number and not is_unit(match.label) else text[: match.start]
    before = NUMBERED.sub("", before)
    rest = "" if PRICE_UNIT.fullmatch(rest) else rest
    return None if VALUE_LIKE.search(before + rest) else match


def head_column(pieces: Sequence[Piece], shared: str) -> HeadColumn:
    """Return the heading that some pieces make, under a heading that they may share with their neighbours."""
    ordered = tuple(in_order(list(pieces)))
    text = text_of(ordered)
    box = hull(piece.box for piece in ordered)
    bare = without_unit(text)
    own = column_label(bare)
    over = column_label(without_unit(shared)) if shared else None
    if over is not None and PER_PACKAGE.fullmatch(text.strip()):
        return HeadColumn(text, box, (("each", 1.0),), None, shared, ordered)
    if over is not None and SUM.fullmatch(bare.strip()):
        return HeadColumn(text, box, _meanings(shared, over), over.unit or _unit_in(shared), shared, ordered)
    if own is not None and own.field == "part_number" and _names_goods(bare[own.end :], ordered):
        return HeadColumn(text, box, (("description", own.score),), None, shared, ordered)
    whole = own is not None and own.end - own.start >= 0.7 * len(bare)
    wide = f"{shared} {bare}"
    found = own if whole or not shared else column_label(wide) or own
    if own is not None and PER_PACKAGE.fullmatch(shared.strip()) and own.field in MEASURED | {"quantity"}:
        field = "each" if own.field in MEASURED else "pieces_per_package"
        return HeadColumn(text, box, ((field, 1.0),), None, shared, ordered)
    if _is_each(f"{shared} {text}"):
        return HeadColumn(text, box, (("each", 1.0),), None, shared, ordered)
    priced = PRICED.fullmatch(bare.strip())
    if priced is not None:
        field = "unit_price" if priced["per"] else "amount"
        return HeadColumn(text, box, ((field, PRICED_SCORE),), priced["currency"], shared, ordered)
    found = found or _said_again(bare)
    if found is None and COUNTED.fullmatch(bare.strip()):
        return HeadColumn(text, box, (("quantity", MIN_SCORE),), bare.split("/")[0].strip(), shared, ordered)
    if found is None:
        weak = _weak_meanings(ordered)
        counted = _counted_in(text) if weak and weak[0][0] == "quantity" else None
        return HeadColumn(text, box, weak, _unit_in(text) or counted, shared, ordered)
    behind = column_label(f"{text} {shared}") if shared else None
    bracketed = _unit_in(text)  # `Pcs (kg)` counts kilograms
    unit = bracketed or found.unit or (behind.unit if behind is not None else None) or _unit_in(f"{text} {shared}")
    meanings = _with_converted(_meanings(bare if found is own else wide, found), text)
    if meanings[0][0] == "unit" and unit is not None and money.find_currency(unit) is not None:
        meanings = (("unit_price", meanings[0][1]),)  # `Unit USD` is a price
    if unit is None and meanings[0][0] == "quantity":
        unit = _counted_in(text)
    return HeadColumn(text, box, meanings, unit, shared, ordered)


def _names_goods(behind: str, pieces: Sequence[Piece]) -> bool:
    """Say whether a heading goes on with the name of descriptions behind that of a number, `Part No. / Description`, or has
    it on its last line: `PART NUMBER / REV` over `DESCRIPTION`.
    """
    last = text_of([piece for piece in pieces if piece.line == pieces[-1].line])
    found = (column_label(text) for text in (AND.sub("", behind), last))
    return any(one is not None and one.field == "description" and not one.rest and one.start == 0 for one in found)


def _counted_in(text: str) -> str | None:
    """Return the last word of a quantity's heading that is a unit."""
    return next((word for word in reversed(text.split()) if quantities.find_unit(word.strip("().:")) is not None), None)


def is_part(text: str) -> bool:
    """Say whether a text is what stands under a heading over several columns: `per ctn`, `total`, or a column's name."""
    bare = without_unit(text).strip()
    whole = PER_PACKAGE.fullmatch(bare) or SUM.fullmatch(bare)
    return whole is not None or heading_label(text) is not None


def _with_converted(meanings: tuple[tuple[str, float], ...], text: str) -> tuple[tuple[str, float], ...]:
    """Return meanings with that of an amount told again in dollars, which the currency behind `in` shows."""
    for match in labels.match(text, COLUMN):
        if match.field == "amount_usd" and not match.rest and all(field != match.field for field, _ in meanings):
            return (*meanings, (match.field, match.score))
    return meanings


def _said_again(text: str) -> LabelMatch | None:
    """Return the label that a heading's first word is where the rest only says it again: `N/W Net`, `G/W Gross`."""
    first, _, rest = text.strip().partition(" ")
    found = column_label(first) if TELLING.fullmatch(rest.strip()) else None
    whole = found is not None and found.field in MEASURED and found.end - found.start >= len(first) - 1
    return replace(found, end=len(text)) if found is not None and whole else None


def _is_each(text: str) -> bool:
    """Say whether a heading names the weight of one piece or carton: `N.W./CTN`, `Net weight (each)`."""
    found = EACH.search(text)
    if found is None:
        return False
    label = column_label(text) or column_label(EACH.sub(" ", text).strip(" /"))
    weighed = label is not None and label.field in MEASURED
    return weighed or any(word in found.group().casefold() for word in ("weight", "wt", "重"))


def without_unit(text: str) -> str:
    """Return a heading's text without the unit behind it."""
    match = IN_UNIT.search(text)
    return text[: match.start()] if match is not None and _unit_in(match.group()) is not None else text


def _unit_in(text: str) -> str | None:
    """Return the unit that stands in a heading's brackets, behind a stroke, or behind `in`."""
    for match in IN_UNIT.finditer(text):
        word = match[1] or match[2]
        if quantities.find_unit(word) is not None or money.find_currency(word) is not None:
            return word
    return None
