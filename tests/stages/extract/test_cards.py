"""Goods that stand in the boxes of a form, each with its label over its value."""

from __future__ import annotations

from extractor.datatypes.page import Rule
from extractor.stages.extract import tables
from extractor.stages.extract.plane import text_of
from extractor.stages.layout import arrange
from tests.stages.typed import grid, typed

FORM = """
Exporter                      Date of issue
Northern Alloys Ltd           2025-03-04
Commodity                     HS code
Dysprosium metal, lumps       2805301200
Quantity                      Value
300.00 kg                     USD 80,400.00
Commodity                     HS code
Terbium metal                 2805301400
Quantity                      Value
25.50 kg                      USD 9,100.00
"""
COLUMNS = """
Commodity                     Quantity         Value
Dysprosium metal              300.00 kg        80,400.00
Terbium metal                 25.50 kg         9,100.00
"""


def read(page: str, rules: list[Rule]) -> list[dict[str, str]]:
    found = tables.find((arrange(typed(page, rules=tuple(rules))),))
    return [
        {column.field or "": text_of(cell) for column, cell in zip(table.columns, row.cells, strict=True) if cell}
        for table in found
        for row in table.items
    ]


def test_each_box_with_a_description_begins_an_item() -> None:
    assert read(FORM, grid([0, 2, 4, 6, 8, 10], [-1, 29, 60])) == [
        {
            "description": "Dysprosium metal, lumps",
            "hs_code": "2805301200",
            "quantity": "300.00 kg",
            "amount": "USD 80,400.00",
        },
        {"description": "Terbium metal", "hs_code": "2805301400", "quantity": "25.50 kg", "amount": "USD 9,100.00"},
    ]


def test_labels_over_values_without_rules() -> None:
    stack = FORM.split("\n", 3)[3]
    assert [row["quantity"] for row in read(stack, [])] == ["300.00 kg", "25.50 kg"]


def test_one_item_in_boxes_beside_labels_without() -> None:
    page = FORM.split("\n", 3)[3].replace("Commodity", "Remarks  ", 2).replace("Remarks  ", "Commodity", 1)
    assert (
        len(read(page.rsplit("\nRemarks", 1)[0] + "\nRemarks\nHS code\n2805301400", grid([0, 2, 4], [-1, 29, 60]))) == 1
    )


def test_two_tables_with_several_rows_are_no_boxes() -> None:
    found = read(COLUMNS + "\n\n" + COLUMNS, [])
    assert [row["quantity"] for row in found] == ["300.00 kg", "25.50 kg"] * 2


def test_columns_of_a_table_that_upright_lines_part_are_no_boxes() -> None:
    found = read(COLUMNS, grid([0, 1, 3], [-1, 29, 46, 60]))
    assert [row["quantity"] for row in found] == ["300.00 kg", "25.50 kg"]


def test_a_quantity_of_the_head_alone_makes_no_goods() -> None:
    assert read(FORM.replace("Value", "Remark").replace("USD ", ""), grid([0, 2, 4, 6], [-1, 29, 60])) == []
