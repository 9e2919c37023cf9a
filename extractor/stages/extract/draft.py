"""A table's row as a draft: for each field the text of its cell, for numbers every way to read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extractor.datatypes.layout import is_han
from extractor.gazetteer import units
from extractor.stages.extract.cellnotes import parted, set_apart, value_of
from extractor.stages.extract.columns import Column
from extractor.stages.extract.figures import Figure, Reading, figures_of, is_counted, kilograms, unit_code
from extractor.stages.extract.headwords import PRICED
from extractor.stages.extract.plane import Piece, text_of
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.stackedcells import number_over
from extractor.stages.extract.table import Row, Table

INSIDE_NUMBER = 0.8
"""White between the groups of a number's digits, in heights, at most."""
WEIGHTS = frozenset({"net_weight_kg", "gross_weight_kg"})
COUNTED = re.compile(r"\d[\d.,]*\s?[^\W\d]{1,10}\.?")
SUMMED = WEIGHTS | {"quantity"}
NUMBERS = frozenset({"quantity", "unit_price", "amount", "package_count"}) | WEIGHTS
LESSENED = frozenset({"amount", "quantity", "unit_price"})
SIGNED = frozenset({RowKind.ITEM, RowKind.CHARGE})
MINUS = re.compile(
    r"(?:(?:[A-Z]{2,3}\$?|[¥￥$€£])\s?)?[-−－]\s?(?:(?:[A-Z]{2,3}\$?|[¥￥$€£])\s?)?\d[\d.,' ]*$|\d[\d.,' ]*[.,]\d\d\s?[-−]$"
)
"""A sum with its sign: `-884.96`, `USD -20.00`, `-$20.00`, `884,96-`."""
MASS_CONTEXT = {"T": "TNE", "D33": "TNE"}
"""A capital T behind a weight or quantity of goods is a tonne; elsewhere it is tesla (D33)."""


CARTON_RANGE = re.compile(r"(?<![\d.,])\d{1,5}\s*[-–~～至]\s*\d{1,5}(?![\d.,])")
SPACED = re.compile(r"\d[ \u00a0\u202f]\d{3}(?!\d)")
"""Who parts thousands by spaces writes a decimal comma."""
BROKEN = re.compile(r"(?<![\w-])\d[\d ,.']*[.,]\d{0,3}$")
LAST_DIGITS = re.compile(r"\d{1,3}(?![\d.,])")
"""A number waits for more only behind its own separator, and what follows is its last digits: an order number over a
quantity is two things."""


@dataclass(frozen=True)
class Choice:
    """One way to read a number of a cell. Weights are in kilograms; `printed` is the number as it stands."""

    value: Decimal
    printed: Decimal
    raw: str
    unit: str | None
    per: str | None
    mark: str
    prior: float
    first: bool
    """Whether it is the first number of its cell."""
    sole: bool
    """Whether it is the only number of its cell."""
    unit_from: str = ""
    """Where the unit stands: cell, column, head, or empty."""

    @property
    def step(self) -> Decimal:
        """One unit in the last place printed."""
        return Decimal(1).scaleb(int(self.printed.as_tuple().exponent))


@dataclass(frozen=True)
class CellText:
    """What stands in one cell."""

    text: str
    pieces: tuple[Piece, ...]
    column: int
    label_score: float


@dataclass(frozen=True)
class Draft:
    """One row: the cells by field, the readings of its numbers by field."""

    row: Row
    cells: dict[str, CellText]
    choices: dict[str, tuple[Choice, ...]]

    @property
    def number(self) -> int | None:
        """The running number of the row."""
        cell = self.cells.get("item_number")
        first = cell.pieces[0].text.strip(" .)、") if cell is not None else ""
        return int(first) if first.isdecimal() else None


def draft_of(row: Row, table: Table) -> Draft:
    """Read a row's cells under the columns of its table."""
    told = set_apart(row.pieces) if row.kind is RowKind.ITEM else {}
    outside = {id(piece) for pieces in told.values() for piece in pieces}
    cells: dict[str, CellText] = {}
    for number, column in enumerate(table.columns):
        pieces = tuple(piece for piece in row.cells[number] if id(piece) not in outside)
        if column.field is None or not pieces or column.field in cells:
            continue
        score = column.meanings.get(column.field, 0.0)
        cells[column.field] = CellText(text_of(pieces), pieces, number, score)
    cells = _with_notes(_unstacked(cells, table), told) if row.kind is RowKind.ITEM else cells
    if "quantity" not in cells and "unit" in cells and COUNTED.fullmatch(cells["unit"].text):
        cells["quantity"] = cells["unit"]  # `1 EA` right-aligned reaches into the column of units
    choices: dict[str, tuple[Choice, ...]] = {}
    for field in (NUMBERS | {"each"}) & set(cells):
        text = _numeric_text(cells[field].pieces)
        if field == "package_count" and CARTON_RANGE.search(text):
            continue  # `1-12` numbers the cartons, it does not count them
        found = _choices(field, text, table.columns[cells[field].column], cells.get("unit"))
        if found:
            choices[field] = found
    choices = _without_single(choices)
    return Draft(row, cells, _taken_off(cells, choices) if row.kind in SIGNED else choices)


def _taken_off(cells: Mapping[str, CellText], choices: dict[str, tuple[Choice, ...]]) -> dict[str, tuple[Choice, ...]]:
    """Return choices with the sign of what is taken off: a discount in a row of its own, goods that are given back."""
    less = {field for field in LESSENED & set(choices) if MINUS.match(cells[field].text)}
    if "amount" not in less or "unit_price" in less:
        return choices
    negative = {
        field: tuple(replace(one, value=-one.value, printed=-one.printed) for one in choices[field]) for field in less
    }
    return {**choices, **negative}


def _unstacked(cells: dict[str, CellText], table: Table) -> dict[str, CellText]:
    """Return cells with the number that stands over a description, under a heading that stacks their names, as its own."""
    described = cells.get("description")
    both = number_over(table.columns[described.column].head, described.pieces) if described is not None else None
    if described is None or both is None:
        return cells
    over, below = (replace(described, text=text_of(pieces), pieces=pieces) for pieces in both)
    return {"part_number": over, **cells, "description": below}


def _with_notes(cells: dict[str, CellText], apart: Mapping[str, tuple[Piece, ...]]) -> dict[str, CellText]:
    """Return cells with what the lines of a description, and those set apart, say of other columns as cells of these."""
    described = cells.get("description")
    if described is None:
        return cells
    kept, told = parted(described.pieces)
    told = {**told, **{field: value_of(pieces) for field, pieces in apart.items()}}
    noted = {
        field: replace(described, text=text_of(pieces), pieces=pieces)
        for field, pieces in told.items()
        if pieces and field not in cells
    }
    return {**cells, **noted, "description": replace(described, text=text_of(kept), pieces=kept)}


def _numeric_text(pieces: Sequence[Piece]) -> str:
    """Return a cell's text with numbers put together that were broken at the end of a line.

    `5,000.0` over `0` is one number; `67 489` over `794,34` is one with a space between its groups. Two spaces part figures
    that stand apart on one line: `34      136` are two numbers.
    """
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        wrapped = before is not None and before.line != piece.line
        broken = wrapped and BROKEN.search(text) and LAST_DIGITS.match(piece.text)
        split_word = wrapped and is_han(text[-1]) and is_han(piece.text[0])  # `6.155公` over `吨`
        apart = before is not None and not wrapped and _stand_apart(before, piece)
        text += piece.text if broken or split_word else f"{' ' * (1 + apart)}{piece.text}"
    return text.strip()


def _stand_apart(before: Piece, piece: Piece) -> bool:
    """Say whether figures follow figures over a gap that no number has inside."""
    figures = before.text[-1:].isdigit() and piece.text[:1].isdigit()
    return figures and piece.box.x0 - before.box.x1 > INSIDE_NUMBER * piece.box.height


def heading_unit(column: Column) -> str | None:
    """Return the code of the unit that a heading names: `N.W.(KGS)`."""
    return unit_code(column.head.unit) if column.head is not None and column.head.unit else None


def _priced_per(column: Column) -> str | None:
    """Return the code of the unit that a heading says prices are for: `Unit price (USD/KG)`, `USD per kg`."""
    head = column.head
    if head is None:
        return None
    behind = (head.unit or "").replace("／", "/").partition("/")[2].strip()
    priced = PRICED.match(head.text)
    said = priced["measure"] if priced is not None and not behind else behind
    return unit_code(said) if said else None


def _choices(field: str, text: str, column: Column, unit_cell: CellText | None) -> tuple[Choice, ...]:
    figures = _of_row(field, text, figures_of(text))
    priced_per = _priced_per(column) if field == "unit_price" else None
    out: list[Choice] = []
    for place, figure in enumerate(figures):
        unit, source = _unit_of(field, figure, column, unit_cell)
        factor = (kilograms(unit) or Decimal(1)) if field in WEIGHTS else Decimal(1)
        counted = (field == "package_count" and kilograms(unit) is None) or (field == "quantity" and is_counted(unit))
        for reading in _whole(figure.readings) if counted else figure.readings:
            out.append(
                Choice(
                    value=reading.value * factor,
                    printed=reading.value,
                    raw=text if len(figures) == 1 else figure.raw,
                    unit=unit,
                    per=figure.per or priced_per,
                    mark=reading.mark,
                    prior=reading.prior,
                    first=place == 0,
                    sole=len(figures) == 1,
                    unit_from=source,
                )
            )
    return tuple(out)


def _of_row(field: str, text: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures of a weight or quantity without those that are for one package: `@12.50 KGS`, `12.50 kg/ctn`.

    Prices are written with the same sign.
    """
    if field not in SUMMED:
        return figures
    return [one for one in figures if not text[: one.start].rstrip(" (（").endswith("@") and not _is_per_package(one)]


def _is_per_package(figure: Figure) -> bool:
    """Say whether a figure is for one package; `8 箱/ctns` says one unit twice."""
    return figure.per in _packages() and figure.unit not in _packages()


def _without_single(choices: Mapping[str, tuple[Choice, ...]]) -> dict[str, tuple[Choice, ...]]:
    """Return choices without the weight of one package where the cell gives that of all, too: 12 packages, `12.50 150.00`."""
    counts = {one.value for one in choices.get("package_count", ()) if one.sole}
    out = dict(choices)
    for field in SUMMED & set(choices):
        several = [one for one in choices[field] if not one.first]
        firsts = [one.value for one in choices[field] if one.first]
        whole = tuple(one for one in several if any(a * n == one.value for a in firsts for n in counts if n > 1))
        if len(whole) == 1:
            out[field] = (replace(whole[0], first=True, sole=True),)
    return out


@lru_cache(maxsize=1)
def _packages() -> frozenset[str]:
    return frozenset(unit.code for unit in units() if unit.kind == "package")


def _whole(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings that are whole numbers, where any is: nobody ships 2.5 pieces, so `2.500 pcs` are 2500."""
    whole = tuple(reading for reading in readings if reading.value == reading.value.to_integral_value())
    return whole or tuple(readings)


def _unit_of(field: str, figure: Figure, column: Column, unit_cell: CellText | None) -> tuple[str | None, str]:
    """Return the unit of a figure and where it stands: in the cell, in a column of its own, in the heading."""
    inside = MASS_CONTEXT.get(figure.unit or "", figure.unit)
    if inside is not None and (field not in WEIGHTS or kilograms(inside) is not None):
        return inside, "cell"
    if field == "quantity" and unit_cell is not None:
        code = unit_code(unit_cell.text)
        if code is not None:
            return code, "column"
    named = heading_unit(column)
    if named is not None and (field not in WEIGHTS or kilograms(named) is not None):
        return named, "head"
    return None, ""


def usual_mark(drafts: Sequence[Draft]) -> str:
    """Return the decimal mark that most numbers of a table are printed with, empty where nothing shows it."""
    votes: dict[str, int] = {".": 0, ",": 0}
    for draft in drafts:
        for choices in draft.choices.values():
            marks = {choice.mark for choice in choices if choice.first}
            if len(marks) == 1 and (mark := marks.pop()) in votes:
                votes[mark] += 2
            elif any(SPACED.search(choice.raw) for choice in choices if choice.first):
                votes[","] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","
