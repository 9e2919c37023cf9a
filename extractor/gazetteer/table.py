"""Reading a gazetteer file: CSV in UTF-8 with a head row; several values in one cell stand apart by `;`."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extractor.errors import InternalError
from extractor.settings import data_dir

Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of `gazetteers/NAME.csv`; InternalError where it is missing or a row is too short or long."""
    path = data_dir("gazetteers") / f"{name}.csv"
    if not path.is_file():
        raise InternalError(f"the gazetteer {name}.csv is missing from this installation")
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if None in row or None in row.values():
                raise InternalError(f"{name}.csv line {number} has not as many cells as its head")
            yield row


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, in order."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())
