"""What the words of a goods line say: description, customs code, grade, elements, and what is kept as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractor import gazetteer
from extractor.stages.extract import specs
from extractor.stages.extract.draft import CellText, Draft
from extractor.stages.extract.plane import in_order, text_of
from extractor.values import codes, elements, products, quantities, textual

HS_NAMED = re.compile(
    r"(?:(?<![A-Za-z])H\.?\s?T?\.?S\.?(?:US|N)?(?![A-Za-z])|海关|商品编码|税则|税号|tariff|Zolltarif|"
    rf"{codes.hs_names()})[^\d]{{0,24}}(\d[\d. ]{{4,16}}\d)",
    re.IGNORECASE,
)
"""A customs code inside a description, behind its name."""
GRADE_PLACES = ("grade", "description", "name_en", "name_zh", "size", "part_number")
UNKNOWN_GRADE = re.compile(r"(?=.*[A-Za-z])(?!\d(?:\.\d)?N\d?$)(?!(?:\D*\d){7})[A-Za-z0-9:./ -]{2,14}")
"""What a column of grades may hold that no pattern knows; `5N` is a purity, `PW-0031-0008` a number of materials."""
NAMED_GRADE = re.compile(
    r"(?:\b[Gg](?:rade|RADE)\b|牌号)\s*[:：]?\s*([A-Z]{1,4}-?\d{2,3}(?!N\d?\b)[A-Z]{0,3})(?![\w.,*×-]*\w)"
)
"""A grade that only the word before it shows: `grade RG28`."""
BARE_CODE = re.compile(r"(?<![\w.,/-])(?:\d{8}|\d{10})(?![\w.,/-])")
"""Eight or ten digits below a description are a tariff code where the gazetteer knows their beginning."""
WHOLE_CODE = re.compile(r"\d{8}|\d{10}")
DOTTED = re.compile(r"\d{4}[. ]\d{2}(?:[. ]?\d{2,4}){0,2}")
DESCRIPTIONS = ("description", "name_en", "name_zh")
KEPT = ("composition", "size", "coating", "country_of_origin", "carton_numbers", "purchase_order_number")
"""Columns whose text is kept as printed."""

Found = tuple[str, str | tuple[str, ...], CellText, float]
"""Field, value, the cell it was read from, and 1 where the cell is the field's own."""


def words_of(draft: Draft) -> Iterator[Found]:
    """Yield what the words of a row say."""
    described = next((draft.cells[name] for name in DESCRIPTIONS if name in draft.cells), None)
    if described is not None:
        yield "description", textual.clean(described.text), described, 1.0
    yield from _hs_code(draft, described)
    yield from _grade(draft)
    yield from _elements(draft)
    for name in KEPT:
        if name in draft.cells and textual.clean(draft.cells[name].text):
            yield name, textual.clean(draft.cells[name].text), draft.cells[name], 1.0
    spec = draft.cells.get("grade")
    for name, read in (("composition", specs.composition), ("size", specs.size)):
        found = read(textual.clean(spec.text)) if spec is not None and name not in draft.cells else None
        if spec is not None and found is not None:
            yield name, found, spec, 0.0


def wordings(description: str) -> tuple[str, tuple[str, ...]]:
    """Return the goods' name in the language that stands first, and its other wordings, where it is printed twice.

    `Sintered NdFeB Magnet 烧结钕铁硼磁钢` is: both sides name the same elements and nothing else. What has sizes or grades
    in it stays whole, for they belong to both.
    """
    first, others = textual.bilingual(description)
    if len(others) != 1 or any(character.isdigit() or character in ",，;；" for character in description):
        return description, ()
    named = [elements.find_elements(side).symbols for side in (first, others[0])]
    return (first, (others[0], description)) if named[0] and named[0] == named[1] else (description, ())


def _hs_code(draft: Draft, described: CellText | None) -> Iterator[Found]:
    cell = draft.cells.get("hs_code")
    if cell is not None:
        parts = cell.text.split()
        whole = parts[0] if parts and WHOLE_CODE.fullmatch(parts[0]) else cell.text  # another number may stand below
        found = codes.hs_code(whole) or codes.hs_code("".join(parts))
        if found is not None:
            yield "hs_code", found, cell, 1.0
            return
    other = draft.cells.get("part_number")
    code = codes.hs_code(other.text) if cell is None and other is not None else None
    if (
        code is not None
        and other is not None
        and DOTTED.fullmatch(other.text.strip())
        and gazetteer.hs_code(code) is not None
    ):
        yield "hs_code", code, other, 1.0  # under `Code`, with the points that tariff codes are printed with
        return
    bare = BARE_CODE.search(described.text) if described is not None else None
    if bare is not None and described is not None and gazetteer.hs_code(bare[0]) is not None:
        yield "hs_code", bare[0], described, 0.0
        return
    for place in (described, _whole(draft)):
        for match in HS_NAMED.finditer(place.text) if place is not None else ():
            found = codes.hs_code(match[1])
            if found is not None and place is not None:
                yield "hs_code", found, place, 0.0
                return


def _whole(draft: Draft) -> CellText:
    """Return a row as one cell, line by line: a code may stand on a line of its own below the columns."""
    pieces = tuple(in_order(draft.row.pieces))
    return CellText(text_of(pieces), pieces, 0, 0.0)


def _grade(draft: Draft) -> Iterator[Found]:
    """Yield the grade: one of a known kind wherever it stands, else what a column of grades holds."""
    unknown: Found | None = None
    for name in GRADE_PLACES:
        cell = draft.cells.get(name)
        if cell is None:
            continue
        own = name == "grade"
        found = (products.find_grade(_unbroken(cell), own) if own else None) or products.find_grade(cell.text, own)
        if found is not None:
            yield "grade", textual.clean(found.text), cell, float(own)
            return
        named = NAMED_GRADE.search(cell.text)
        whole = textual.clean(cell.text)
        bare = specs.before_content(whole)
        coded = bare == whole or any(c.isdigit() for c in bare)
        if own and coded and UNKNOWN_GRADE.fullmatch(bare) and not _is_package(bare):
            unknown = "grade", bare, cell, 1.0
        elif named is not None and unknown is None:
            unknown = "grade", named[1], cell, 0.0
    if unknown is not None:
        yield unknown


def _is_package(text: str) -> bool:
    """Say whether a text ends with a kind of package: under `Type`, `5-gal pail` says how goods are packed."""
    unit = quantities.find_unit(text.split()[-1])
    return unit is not None and unit.kind == "package"


def _unbroken(cell: CellText) -> str:
    """Return a cell's text, without the break where its two lines make one grade: `N40S` over `H`."""
    lines = [text_of(list(line)) for _, line in groupby(cell.pieces, key=lambda piece: piece.line)]
    whole = "".join(lines)
    found = products.find_grade(whole, True) if len(lines) == 2 else None
    return whole if found is not None and found.text == whole else cell.text


def _elements(draft: Draft) -> Iterator[Found]:
    cells = [draft.cells[name] for name in (*DESCRIPTIONS, "composition", "grade") if name in draft.cells]
    if not cells:
        return
    found = elements.find_elements(" ".join(cell.text for cell in cells))
    if found.symbols:
        yield "elements", found.symbols, cells[0], 1.0
