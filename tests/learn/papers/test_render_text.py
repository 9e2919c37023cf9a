"""Fixed pitch: a Chinese character takes two columns, words are not torn."""

import pytest

from extractor.learn.papers import render_text
from extractor.learn.papers.blocks import Column, Item, Pairs, Row, Table


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("钕铁硼", 6), ("N42钕", 5), ("", 0)])
def test_cells(text: str, width: int) -> None:
    assert render_text.cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Sintered NdFeB magnet", 15, ["Sintered NdFeB", "magnet"]),
        ("合同号 Contract No.", 12, ["合同号", "Contract No."]),
        ("a\nb", 5, ["a", "b"]),
        ("", 5, [""]),
    ],
)
def test_fold(text: str, width: int, lines: list[str]) -> None:
    assert render_text.fold(text, width) == lines


def test_labels_stand_in_a_column_of_their_own() -> None:
    lines = render_text.draw(Pairs((Item("Date", ("2025-01-02",)), Item("Buyer", ("A", "B"))), "rows", 1, ":"), 60)
    assert lines[0].index("2025") == lines[1].index("A") == lines[2].index("B")


def test_table_holds_every_cell() -> None:
    table = Table(
        (Column("Goods", width=3), Column("Qty", "right")),
        (Row(("Magnet", "1,200")), Row(("TOTAL", "1,200"), "total")),
        "full",
    )
    lines = render_text.draw(table, 40)
    assert lines[0].startswith("+") and sum("1,200" in line for line in lines) == 2
    assert len({len(line) for line in lines}) == 1
