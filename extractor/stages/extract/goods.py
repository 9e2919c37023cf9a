"""What the goods finder gives: values of lines and totals, each with its print and what speaks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.plane import Piece


@dataclass(frozen=True)
class CellValue:
    """One value of a goods line or of a row of totals, in the contract's form, with the print it was read from.

    `evidence` holds numbers from 0 to 1 under stable names, 0.5 where a thing could not be told:
    `head` (score of the column's label), `table` (mean label score of the table), `keyed` (labels with values, no table),
    `own` (1: a cell of its own; 0: inside another cell), `clear` (the row's bounds are drawn), `filled` (share of rows
    with this field), `reading` (weakest word), and for numbers `product` (quantity x price = amount), `sum` (the column
    adds up to its total), `first`, `sole`, `mark` (the table's decimal mark), `prior`, `unit` (1 in the cell, 0.8 in a
    column, 0.6 in the heading, 0 nowhere).
    """

    field: str
    value: str | tuple[str, ...]
    raw: str
    words: tuple[Word, ...]
    page: int
    box: Box
    origin: Origin
    evidence: Mapping[str, float] = dataclasses.field(default_factory=dict)
    alt: tuple[str, ...] = ()


Line = Mapping[str, CellValue]


@dataclass(frozen=True)
class GoodsReading:
    """All goods of a document."""

    lines: tuple[Line, ...]
    totals: tuple[CellValue, ...]
    """Candidates for total_amount, total_quantity, total_packages, total_net_weight_kg and total_gross_weight_kg."""
    regions: tuple[tuple[int, Box], ...]
    """Page and place of what was read as goods: no value of the paper's head stands there."""
    numbers: tuple[int | None, ...] = ()
    """The running numbers printed beside the lines."""


def cell_value(
    name: str,
    value: str | tuple[str, ...],
    raw: str,
    pieces: Sequence[Piece],
    page: int,
    evidence: Mapping[str, float],
) -> CellValue:
    """Return a value with the place of its words."""
    words = tuple(piece.word for piece in pieces)
    ocr = any(word.origin is Origin.OCR for word in words)
    seen = {**evidence, "reading": min(word.confidence for word in words)}
    return CellValue(
        name, value, raw, words, page, hull(word.box for word in words), Origin.OCR if ocr else Origin.TEXT, seen
    )
