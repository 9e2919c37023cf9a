"""Reading a gazetteer file: CSV in UTF-8 with a head row; several values in one cell stand apart by `;`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import InternalError, UsageError
from extractor.settings import data_dir

Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of `gazetteers/NAME.csv`; InternalError where it is missing or a row is too short or long."""
    path = data_dir("gazetteers") / f"{name}.csv"
    if not path.is_file():
        raise InternalError(f"the gazetteer {name}.csv is missing from this installation")
    return _rows(path)


def rows_of(name: str, file: str) -> Iterator[Row]:
    """Yield the rows of a user's file with the columns of `gazetteers/NAME.csv`, of the shipped one where `file` is empty.

    UsageError where the file is missing or its head differs.
    """
    if not file:
        return rows(name)
    path = Path(file)
    if not path.is_file():
        raise UsageError(f"there is no file {file}")
    with (
        (data_dir("gazetteers") / f"{name}.csv").open(encoding="utf-8") as ours,
        path.open(encoding="utf-8-sig") as theirs,
    ):
        if (head := next(csv.reader(ours))) != next(csv.reader(theirs), None):
            raise UsageError(f"{file} must begin with the line {','.join(head)}")
    return _rows(path)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if None in row or None in row.values():
                raise InternalError(f"{path.name} line {number} has not as many cells as its head")
            yield row


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Turn what is no number or date in a user's file into an error that names the file."""
    try:
        yield
    except (ValueError, ArithmeticError) as error:
        raise UsageError(f"{file or 'the shipped table'} has a cell that is no number or no date: {error}") from error


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, in order."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())
