"""Customs codes told once for several lines of goods: `H.S. CODE 8505.11.10 (ALL ITEMS)`, `HS code of items 1-9: ...`.

A code without a word on what it covers covers all goods, but only where it is the paper's one code and no line has its
own. Goods with and without rare earths do not share such a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor import gazetteer
from extractor.datatypes.document import Document
from extractor.datatypes.layout import Layout
from extractor.stages.extract.goods import CellValue, GoodsReading, Line, cell_value
from extractor.stages.extract.plane import Piece, lay_flat, text_of
from extractor.values import codes

NAME = re.compile(
    r"(?:(?<![A-Za-z])H\.?\s?T?\.?S\.?(?:US)?\.?\s*(?:code|tariff|no\b|number|编码|編碼|编号|(?=[:：]?\s*\d{4}[. ]?\d\d))|"
    r"海关(?:商品)?编码|商品编码|税则号列?|harmoni[sz]ed (?:system )?(?:tariff )?(?:code|number|no\b)|"
    r"(?:customs |statistical )?(?:tariff|commodity) (?:code|number|no\b)|customs code|(?<![A-Za-z])HSN|Zolltarif(?:nummer|nr)|"
    rf"{codes.hs_names()})(?:s\b|\(s\))?(?:\s*(?:nos?|numbers?)\b)?",
    re.IGNORECASE,
)
"""A name of customs codes. 税号 is none here: it names the tax numbers of companies as well."""
CODE = re.compile(r"(?<![\w.,/-])\d{4}[. ]?\d{2}(?:[. -]?\d{2,4}){0,3}(?![\w/-]|[.,]\d)")
ALL = re.compile(
    r"(?:all|entire|whole)\s+(?:of\s+)?(?:the\s+)?(?:above\s+|listed\s+)?(?:items?|goods|lines?|products?|positions?|"
    r"commodit(?:y|ies)|articles?|merchandise|magnets?|materials?)|(?:the\s+)?above\s+(?:items?|goods|products?)|"
    r"(?:全部|所有|以上|上述)(?:各项|全部|所有|的)*(?:货物|商品|产品|项目|各项|品项)?|"
    r"alle[rn]?\s+(?:Positionen|Waren|Artikel)|tous\s+(?:les\s+)?(?:articles|produits)",
    re.IGNORECASE,
)
_SEVERAL = r"\d{1,4}(?:\s*(?:[-–~～至,，、&+/]|to|and|und|bis|thru|及|和)\s*\d{1,4})*(?![.\d])"
ITEMS = re.compile(
    rf"(?:\b(?:items?|lines?|pos(?:itions?|itionen)?|nos?)\b\.?\s*(?:no[s.]*\s*)?|第)({_SEVERAL})\s*[项項行]?",
    re.IGNORECASE,
)
STRETCH = re.compile(r"(\d{1,4})(?:\s*(?:[-–~～至]|to|bis|thru)\s*(\d{1,4}))?", re.IGNORECASE)
EXCEPTION = re.compile(
    rf"[\s,，;；(（]*(?:\b(?:except(?:ing|ed)?|excluding|other than|ausgenommen|außer|ausser|sauf|hormis)\b|除)(?:\s+for)?\s*"
    rf"{ITEMS.pattern}外?(?:[\s:：=,，(（–-]*(?:\b(?:is|are|under|of|with)\b|为|归入)?\s*(?:{NAME.pattern})?[\s:：#]*"
    rf"({CODE.pattern}))?[)）]?",
    re.IGNORECASE,
)
"""Items that a code does not cover, perhaps with their own: `8505111000 except line 70: 7419809990`."""
FILLER = re.compile(
    r"[\s:：.,;=()（）\[\]#—–；，、。/-]|\b(?:of|for|the|is|are|under|falls?|classified|in|to|per|für|pour|code|with|only)\b|适用|均为|为|归入",
    re.IGNORECASE,
)
HEDGE = re.compile(r"\s*(?:[(（]|(?:for|of|only|für|pour|except|excluding|other than|sauf)\b|除)", re.IGNORECASE)
"""What begins like this behind a code says what it covers."""
BEFORE = re.compile(
    r"^(?:.*[。；])?(?:\W*(?:备注|说明|注|remarks?|notes?)\s*[:：])?\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]\s*(?=\D))?",
    re.IGNORECASE,
)
"""What stands before a sentence: the one before it, the name of remarks, its number in a list."""
UNFINISHED = re.compile(r"(?:[;；、,，]|\b(?:items?|pos(?:itions?)?)\b\.?|第)\s*$", re.IGNORECASE)
"""What a line ends with whose list of items and codes goes on in the next."""
LONGEST_SCOPE = 80
EVIDENCE = {"head": 1.0, "table": 1.0, "keyed": 0.0, "own": 1.0, "clear": 1.0, "filled": 1.0}


@dataclass(frozen=True)
class Statement:
    """A customs code with the numbers of the goods it is said of: None where nothing is said, empty for all."""

    value: CellValue
    items: frozenset[int] | None
    but: frozenset[int] = frozenset()
    """Items that are excepted."""


def add(goods: GoodsReading, document: Document) -> GoodsReading:
    """Return the goods with the customs codes that the paper tells once for several of them."""
    if all("hs_code" in line for line in goods.lines):
        return goods
    told = [one for layout in document.layouts for one in _told_on(layout)]
    scoped = [one for one in told if one.items is not None]
    numbers = _numbers(goods)
    if not scoped:
        same = {one.value.value for one in told}
        named = any("hs_code" in line for line in goods.lines)
        mixed = len({"elements" in line for line in goods.lines}) > 1
        plain = len(same) == 1 and not named and not mixed and gazetteer.hs_code(str(told[0].value.value)) is not None
        scoped = [Statement(told[0].value, frozenset())] if plain else []
    pairs = zip(goods.lines, numbers, strict=True)
    return replace(goods, lines=tuple(_with(line, number, scoped) for line, number in pairs))


def _numbers(goods: GoodsReading) -> Sequence[int]:
    """Return the numbers by which a paper speaks of its lines: those printed beside them, else their order."""
    printed = [number for number in goods.numbers if number is not None]
    if len(printed) == len(goods.lines) == len(set(printed)):
        return printed
    return range(1, len(goods.lines) + 1)


def _with(line: Line, number: int, told: Sequence[Statement]) -> Line:
    """Return a line with the code that is said of it; two that differ say nothing."""
    said = [one for one in told if one.items is not None and number not in one.but]
    covering = [one.value for one in said if not one.items or number in one.items]
    if "hs_code" in line or len({value.value for value in covering}) != 1:
        return line
    return {**line, "hs_code": covering[0]}


def _told_on(layout: Layout) -> Iterator[Statement]:
    pieces: list[Piece] = []
    for line in lay_flat(layout).lines:
        pieces += [piece for segment in line for piece in segment]
        text = text_of(tuple(pieces))
        listed = ITEMS.match(text) and pieces[0].line == pieces[-1].line
        if NAME.search(text) and (listed or _is_unfinished(text)):
            continue  # a list of items with their codes may go on in the next line
        yield from _statements(pieces, layout.number)
        pieces = []
    yield from _statements(pieces, layout.number)


def _is_unfinished(text: str) -> bool:
    """Say whether a list behind a name of customs codes, each code behind its items, ends with items without a code."""
    found = list(CODE.finditer(text))
    name = next((one for one in reversed(list(NAME.finditer(text))) if found and one.end() <= found[0].start()), None)
    if name is None or not _scope(text[name.end() : found[0].start()]):
        return False
    return bool(_scope(text[found[-1].end() :])) or UNFINISHED.search(text) is not None


def _statements(pieces: Sequence[Piece], page: int) -> Iterator[Statement]:
    """Yield the customs codes that a line of print names, each with what is said of it before, within and behind."""
    text = text_of(tuple(pieces))
    excepted, but, text = _excepted(text, pieces, page)
    yield from excepted
    names = list(NAME.finditer(text))
    leading = (
        bool(names) and _scope(BEFORE.sub("", text[: names[0].start()])) is not None
    )  # `Item 1: HS 8505.11; Item 2: HS 8505.19`
    done = 0
    for place, name in enumerate(names):
        stop = names[place + 1].start() if place + 1 < len(names) else len(text)
        listed = _listed(text, name.end(), stop)
        code = listed[0] if listed else None
        value = codes.hs_code(code[0]) if code is not None else None
        if code is None or value is None or len(text[name.end() : code.start()]) > LONGEST_SCOPE:
            continue
        behind = listed[1].start() if len(listed) > 1 else stop
        before = BEFORE.sub("", text[done : name.start()])
        parts = [text[name.end() : code.start()], text[code.end() : behind], before]
        done = listed[-1].end()
        if _is_other(parts[0]) or (_is_other(parts[1]) and HEDGE.match(parts[1])):
            continue
        said = [parts[0], parts[2]] if leading or (len(listed) > 1 and _scope(parts[0])) else parts
        scope = next((found for found in map(_scope, said) if found is not None), frozenset() if but else None)
        yield Statement(_value(value, code.span(), pieces, page), scope, but)
        before_codes = bool(_scope(parts[0])) or (leading and bool(_scope(parts[2])))
        yield from _further(text, listed, stop, before_codes, pieces, page)


def _excepted(text: str, pieces: Sequence[Piece], page: int) -> tuple[list[Statement], frozenset[int], str]:
    """Return the codes of items that another code does not cover, those items, and the text without them."""
    found: list[Statement] = []
    but: frozenset[int] = frozenset()
    for one in list(EXCEPTION.finditer(text)) if NAME.search(text) else []:
        value = codes.hs_code(one[2]) if one[2] else None
        if value is not None:
            found.append(Statement(_value(value, one.span(2), pieces, page), _items(one[1])))
        but |= _items(one[1])
        text = f"{text[: one.start()]}{' ' * len(one[0])}{text[one.end() :]}"
    return found, but, text


def _listed(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """Return the first customs code behind a name, and those that follow it with nothing but items between them."""
    found: list[re.Match[str]] = []
    for code in CODE.finditer(text, start, stop):
        if found and (_is_other(text[found[-1].end() : code.start()]) or codes.hs_code(code[0]) is None):
            break
        found.append(code)
    return found


def _further(
    text: str, listed: Sequence[re.Match[str]], stop: int, before: bool, pieces: Sequence[Piece], page: int
) -> Iterator[Statement]:
    """Yield the codes behind the first of a list, each with its items behind it, or `before` it.

    `item 1: 8505.11; item 2: 8505.19`, `8505.11 (items 1-3), 8505.19 (4)`.
    """
    for last, code, after in zip(listed, listed[1:], [*listed[2:], None], strict=False):
        value = codes.hs_code(code[0])
        said = text[last.end() : code.start()] if before else text[code.end() : after.start() if after else stop]
        if value is not None and (gazetteer.hs_code(value) is not None or _scope(said)):
            yield Statement(_value(value, code.span(), pieces, page), _scope(said))


def _is_other(text: str) -> bool:
    """Say whether a text speaks of anything but items."""
    return bool(FILLER.sub("", ITEMS.sub("", ALL.sub("", text))))


def _scope(text: str) -> frozenset[int] | None:
    """Return the items that a text names and nothing besides: empty for all, None where it names none."""
    found = ITEMS.search(text)
    if _is_other(text) or (found is None and ALL.search(text) is None):
        return None
    return frozenset() if found is None else _items(found[1])


def _items(text: str) -> frozenset[int]:
    """Return the numbers of a list and its stretches: `1, 3 and 5-7`."""
    numbers: set[int] = set()
    for stretch in STRETCH.finditer(text):
        first, last = int(stretch[1]), int(stretch[2] or stretch[1])
        numbers.update(range(first, last + 1))
    return frozenset(numbers)


def _value(value: str, span: tuple[int, int], pieces: Sequence[Piece], page: int) -> CellValue:
    chosen = []
    for place, piece in enumerate(pieces):
        stop = len(text_of(tuple(pieces[: place + 1])))
        if stop > span[0] and stop - len(piece.text) < span[1]:
            chosen.append(piece)
    return cell_value("hs_code", value, text_of(tuple(pieces))[slice(*span)], chosen, page, EVIDENCE)
