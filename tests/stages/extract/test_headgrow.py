"""Headings of two columns that were read as one word, and names of one column that only look so."""

from dataclasses import replace

import pytest

from extractor.stages import layout
from extractor.stages.extract.headgrow import split_segment, torn_apart
from extractor.stages.extract.headwords import heading_label
from extractor.stages.extract.plane import lay_flat
from tests.stages.typed import typed


def parts(text: str, engine: str = "ppocr") -> list[str]:
    plane = lay_flat(layout.arrange(typed(text, engine=engine)))
    return [piece.text for piece in torn_apart(plane.lines[0][0][0])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("数量（千克)单价（元/千克)", ["数量（千克)", "单价（元/千克)"]),
        ("净重毛重", ["净重", "毛重"]),
        ("箱号货物名称", ["箱号", "货物名称"]),
        ("商品名称规格型号", ["商品名称规格型号"]),  # one column holds both
        ("数量/单价", ["数量/单价"]),
        ("出口商品编码", ["出口商品编码"]),
        ("单价(USD)", ["单价(USD)"]),
    ],
)
def test_two_names_in_one_word(text: str, names: list[str]) -> None:
    assert parts(text) == names
    assert parts(text, "pdf") == [text]


def test_a_numbers_sign_before_a_name_is_a_heading_of_its_own() -> None:
    plane = lay_flat(layout.arrange(typed("#  Item  Quantity")))
    pieces = tuple(piece for segment in plane.lines[0] for piece in segment)
    named = tuple(replace(piece, word=replace(piece.word, engine="ppocr")) for piece in pieces[:2])
    assert [unit.text for unit in split_segment(named, plane)] == ["#", "Item"]


@pytest.mark.parametrize(
    ("text", "field"),
    [("12规格、等级 Specification", "grade"), ("13 单位", "unit"), ("20 箱", None), ("20 Cartons", None)],
)
def test_the_number_of_a_box_joined_to_a_name(text: str, field: str | None) -> None:
    found = heading_label(text)
    assert (found.field if found else None) == field
