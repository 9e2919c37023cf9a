"""Goods named once above their specifications: on export licences 商品名称 and 商品编码 have boxes of their own over the table.

The table then has grades, quantities and prices only. What the boxes say holds for each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.datatypes.document import Document
from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.goods import CellValue, GoodsReading, Line
from extractor.stages.extract.labelled import Labelled
from extractor.stages.extract.places import Neighbourhood
from extractor.stages.extract.surroundings import WHOLE
from extractor.values import codes, elements, labels, textual

SHARED = ("description", "hs_code")
WORDING = frozenset({"head", "table", "keyed", "own", "clear", "filled"})
"""Evidence that a line's words have; that of numbers does not carry over."""


def add(goods: GoodsReading, document: Document, taken: dict[int, Sequence[Box]]) -> GoodsReading:
    """Return the goods with what is named once for all lines, where no line names it itself."""
    goods = replace(goods, lines=tuple(_from_first(goods.lines)))
    missing = {name for name in SHARED if goods.lines and not any(name in line for line in goods.lines)}
    if not missing:
        return goods
    named: dict[str, CellValue] = {}
    for layout in document.layouts:
        for labelled in Neighbourhood(layout, taken.get(layout.number, ())).labelled():
            for value in _values(labelled, missing):
                named.setdefault(value.field, value)
    return replace(goods, lines=tuple(_with(line, named) for line in goods.lines)) if named else goods


def _from_first(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines with what only the first of them names: a licence has one kind of goods, printed once beside its grades."""
    named = [any(name in line for name in SHARED) for line in lines]
    first = {name: lines[0][name] for name in (*SHARED, "elements") if lines and name in lines[0]}
    alone = bool(lines) and "description" in first and sum(named) == 1
    for number, line in enumerate(lines):
        yield _with(line, first) if alone and number else line


def _values(labelled: Labelled, missing: set[str]) -> Iterator[CellValue]:
    best = labelled.meanings[0]
    if best.kind != "column" or best.field not in missing or best.score < WHOLE or not labelled.places:
        return
    place = labelled.places[0]
    text = textual.clean(" ".join(_without_label(place.texts, best.field)))
    if best.field == "hs_code":
        code = codes.hs_code(text)
        if code is not None:
            yield _value("hs_code", code, text, place.words, labelled.page)
        return
    text, code = _before_code(text)
    found = elements.find_elements(text).symbols
    if not found:
        return  # running text behind the word `goods` names none
    if code is not None and "hs_code" in missing:
        yield _value("hs_code", code, code, place.words, labelled.page)
    yield _value("description", text, text, place.words, labelled.page)
    yield _value("elements", found, text, place.words, labelled.page)


def _before_code(text: str) -> tuple[str, str | None]:
    """Return a text up to the name of a customs code within it, and that code: `烧结钕铁硼 商品编码：8505111000`."""
    places = list(re.finditer(r"\s+|(?<=[\u3400-\u9fff）)])(?=[\u3400-\u9fff])", text))
    found = [(label, space) for space in places if (label := labels.best(text[space.end() :])) is not None]
    named = [(label, space) for label, space in found if label.field == "hs_code" and label.score >= WHOLE]
    if named:
        label, space = max(named, key=lambda pair: pair[0].score)
        return text[: space.start()].rstrip(" ,;，；"), codes.hs_code(label.rest)
    return text, None


def _without_label(lines: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Return lines without the last ones that only say the label again: `Description of` over `goods` below a value."""
    for place in range(1, len(lines)):
        found = labels.best(" ".join(lines[place:]))
        if found is not None and found.field == field and found.score >= WHOLE and not found.rest:
            return lines[:place]
    return lines


def _value(name: str, value: str | tuple[str, ...], raw: str, words: tuple[Word, ...], page: int) -> CellValue:
    ink = any(word.origin is Origin.OCR for word in words)
    evidence = {"head": 1.0, "own": 1.0, "filled": 1.0, "reading": min(word.confidence for word in words)}
    box = hull(word.box for word in words)
    return CellValue(name, value, raw, words, page, box, Origin.OCR if ink else Origin.TEXT, evidence)


def _with(line: Line, named: dict[str, CellValue]) -> Line:
    like = next(iter(line.values()))
    common = {name: found for name, found in like.evidence.items() if name in WORDING}
    added = {name: replace(value, evidence={**common, **value.evidence}) for name, value in named.items()}
    own, shared = line.get("elements"), added.get("elements")
    if own is not None and shared is not None:  # `含镝1.6%` in a line's specification adds to what the name holds
        line = {**line, "elements": replace(own, value=tuple(sorted({*own.value, *shared.value})))}
    return {**added, **line}
