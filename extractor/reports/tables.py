"""A table for people or programs: as text, CSV, JSON or XLSX; a cell of a paper can never become a formula."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

FORMATS = ("table", "csv", "json", "xlsx")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell from which a spreadsheet makes a formula, or that hide one."""
WIDEST = 40
"""Characters of a cell in a text table."""
Cell = str | int | Decimal | bool | None


@dataclass(frozen=True)
class Table:
    """Rows under headings. Numbers are numbers; text is text, whatever it begins with."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    The text is looked at as a spreadsheet does, without white space before it and with full-width signs made narrow.
    """
    bare = unicodedata.normalize("NFKC", text.lstrip(" \u00a0\u3000\n"))
    return f"'{text}" if bare.startswith(FORMULA) or text.startswith(FORMULA) else text


def plain(cell: Cell) -> str:
    """Return a cell as text: a number without exponent and without zeros that say nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if cell else "0"
    return str(cell)


def render(table: Table, form: str) -> str:
    """Return a table as `table`, `csv` or `json`."""
    return {"table": as_text, "csv": as_csv, "json": as_json}[form](table)


def as_csv(table: Table) -> str:
    """Return CSV (RFC 4180) in UTF-8 with a byte-order mark, so that a spreadsheet reads Chinese right."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else plain(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def as_json(table: Table) -> str:
    """Return a list of objects; decimals as text, so that no reader rounds them."""
    rows = [
        {
            name: plain(cell) if isinstance(cell, Decimal) else cell
            for name, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_text(table: Table) -> str:
    """Return columns side by side, numbers to the right; wide characters count as two."""
    cells = [list(table.columns), *([_short(plain(cell)) for cell in row] for row in table.rows)]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(table.columns))]
    right = [all(isinstance(row[n], Decimal | int | None) for row in table.rows) for n in range(len(table.columns))]
    lines = ["  ".join(_padded(cell, widths[n], right[n]) for n, cell in enumerate(row)).rstrip() for row in cells]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join(([table.title] if table.title else []) + [lines[0], rule, *lines[1:]]) + "\n"


def write_xlsx(table: Table, path: Path) -> None:
    """Write a workbook with one sheet; text is stored as text, never as a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = (table.title or "report")[:31]
    for row, cells in enumerate([table.columns, *table.rows], start=1):
        for column, cell in enumerate(cells, start=1):
            _put(sheet.cell(row=row, column=column), cell, Font(bold=True) if row == 1 else None)
    for column in range(1, len(table.columns) + 1):
        widest = max(_width(plain(row[column - 1])) for row in [table.columns, *table.rows])
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, widest + 2)
    sheet.freeze_panes = "A2"
    book.properties.creator = "extractor"
    book.save(path)


def _put(place: object, cell: Cell, font: object) -> None:
    place.value = cell if not isinstance(cell, str) else _storable(cell)  # type: ignore[attr-defined]
    if isinstance(cell, str):
        place.data_type = "s"  # type: ignore[attr-defined]
        place.quotePrefix = safe(cell) != cell  # type: ignore[attr-defined]
    if font is not None:
        place.font = font  # type: ignore[attr-defined]


def _storable(text: str) -> str:
    """Return text without the control characters that a workbook can't hold."""
    return "".join(char for char in text if char in "\t\n" or unicodedata.category(char) != "Cc")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if _width(line) <= WIDEST else line[: WIDEST - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room
