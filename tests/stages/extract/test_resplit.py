"""Headings that stand close: which are several, which one."""

from __future__ import annotations

import pytest

from extractor.stages.extract.headwords import HeadColumn, head_column
from extractor.stages.extract.plane import lay_flat
from extractor.stages.extract.resplit import resplit
from extractor.stages.layout import arrange
from tests.stages.typed import typed


def heading(text: str) -> HeadColumn:
    lines = lay_flat(arrange(typed(text))).lines
    return head_column([piece for line in lines for segment in line for piece in segment], "")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("⑯ 단가\nUnit price", ["unit_price"]),
        ("Unit price Amount", ["unit_price", "amount"]),
        ("G/W Dimensions", ["gross_weight_kg", "size"]),
        ("G.W. (kg)", ["gross_weight_kg"]),
    ],
)
def test_names_above_two_stretches_of_words(text: str, fields: list[str]) -> None:
    head = heading(text)
    middle = head.box.x_mid
    found = resplit([head], [(head.box.x0, middle - 5), (middle + 5, head.box.x1)])
    assert [one.field for one in found] == fields
