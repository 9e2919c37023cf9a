"""Rows as drafts: which cell holds which number."""

from __future__ import annotations

import pytest

from extractor.datatypes.geometry import Box
from extractor.stages.extract.columns import Column
from extractor.stages.extract.draft import draft_of
from extractor.stages.extract.headwords import head_column
from extractor.stages.extract.plane import Piece, lay_flat
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Row, Table
from extractor.stages.layout import arrange
from tests.stages.typed import typed

COLUMNS = (Column(0, 50, None, "quantity"), Column(50, 100, None, "unit"))


def pieces(text: str) -> tuple[Piece, ...]:
    lines = lay_flat(arrange(typed(text))).lines if text else ()
    return tuple(piece for line in lines for segment in line for piece in segment)


@pytest.mark.parametrize(
    ("quantity", "unit", "expected"),
    [
        ("", "1 Satz", ("1", "SET")),
        ("1,200", "pcs", ("1200", "H87")),
        ("1,200", "1 Satz", ("1200", None)),
        ("", "pcs", None),
    ],
)
def test_a_quantity_may_stand_under_the_heading_of_units(
    quantity: str, unit: str, expected: tuple[str, str | None] | None
) -> None:
    row = Row(RowKind.ITEM, (pieces(quantity), pieces(unit)), 1)
    table = Table(COLUMNS, (row,), 1, Box(0, 0, 100, 20), 1.0)
    found = draft_of(row, table).choices.get("quantity", ())
    assert (found and (str(found[0].value), found[0].unit)) == (expected or ())


@pytest.mark.parametrize(
    ("heading", "unit", "per"),
    [
        ("USD per kg", None, "KGM"),
        ("EUR/MT", None, "TNE"),
        ("Unit price (USD/KG)", None, "KGM"),
        ("USD", None, None),
        ("Qty N.W. kgs", "KGM", None),
    ],
)
def test_the_heading_says_the_unit_and_what_prices_are_for(heading: str, unit: str | None, per: str | None) -> None:
    head = head_column(pieces(heading), "")
    column = Column(0.0, 100.0, head, head.field)
    field = head.field or ""
    row = Row(RowKind.ITEM, (pieces("94.60"),), 1)
    choices = draft_of(row, Table((column,), (row,), 1, head.box, 1.0)).choices[field]
    assert {one.per for one in choices} == {per}
    if field == "quantity":
        assert {one.unit for one in choices} == {unit}
