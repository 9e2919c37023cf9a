"""Sums told in sentences, and sums beside the parts that they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Source, Word
from extractor.stages.extract import lines, toldsums
from extractor.stages.extract.candidates import Candidate
from extractor.stages.layout import arrange
from tests.stages.typed import typed

SOURCE = Source(Path("paper.pdf"), "paper.pdf", "0" * 64, "application/pdf", 1, 1)
GOODS = """
C/No.   Description              Cartons     Quantity      N.W. (KGS)     G.W. (KGS)
1-4     Ring magnet, NdFeB        4 CTNS     2,000 PCS        40.00          44.00
5-6     Disc magnet, SmCo         2 CTNS       500 PCS        12.00          13.00

"""


def words(count: int) -> list[tuple[Word, ...]]:
    page = typed("\n\n".join(f"w{number}" for number in range(count)))
    return [(word,) for word in page.words]


@pytest.mark.parametrize(
    ("sentence", "quantity"),
    [
        ("TOTAL: 6 CARTONS, 2,500 PCS, N.W. 52.00 KGS, G.W. 57.00 KGS, MEASUREMENT 1.5 M3.", "2500"),
        ("共计 TOTAL: 6 CARTONS, 2,500 PCS", "2500"),
        ("Total 6 cartons, net weight 52.00 kgs", None),
        ("Each carton of the first row holds 500 PCS", None),
    ],
)
def test_pieces_told_in_a_sentence_of_sums(sentence: str, quantity: str | None) -> None:
    document = Document(SOURCE, (arrange(typed(GOODS + sentence)),), DocType.PACKING_LIST, 1.0)
    found = [one.value for one in toldsums.find(document, lines.find(document))]
    assert found == ([quantity] if quantity else [])


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        (["4.60", "2.95", "9.40", "16.95"], ["16.95"]),
        (["16.95", "4.60", "2.95", "9.40", "16.95"], ["16.95", "16.95"]),
        (["100", "100", "200"], ["200"]),
        (["4.60", "2.95"], ["4.60", "2.95"]),
        (["4.60", "4.60"], ["4.60", "4.60"]),
    ],
    ids=["parts", "twice", "alike", "others", "same"],
)
def test_parts_of_a_sum_are_no_totals(printed: list[str], left: list[str]) -> None:
    places = words(len(printed))
    found = [
        Candidate("total_gross_weight_kg", value, place, 1, "label")
        for value, place in zip(printed, places, strict=True)
    ]
    assert [one.value for one in toldsums.without_parts(found)] == left


@pytest.mark.parametrize(
    "told",
    [
        "价税合计（大写）壹仟壹佰叁拾元整（小写）¥1130.00",
        "价 税 合 计 (大 写)  ⊗ 壹仟壹佰叁拾圆整   (小 写) ￥1,130.00",
    ],
)
def test_a_vat_invoice_comes_to_the_sum_with_its_tax(told: str) -> None:
    page = f"合计  ¥1000.00  ¥130.00\n\n{told}"
    document = Document(SOURCE, (arrange(typed(page)),), DocType.COMMERCIAL_INVOICE, 1.0)
    before = [
        Candidate("total_amount", "1000", words(1)[0], 1, "table", {}),
        Candidate("total_quantity", "1130", words(1)[0], 1, "table", {}),
    ]
    found = [(one.name, one.value) for one in toldsums.with_tax(before, document)]
    assert found == [("total_amount", "1130"), ("net_amount", "1000"), ("tax_amount", "130"), ("net_amount", "1000")]


def test_sums_that_do_not_make_the_total_are_no_tax() -> None:
    page = "合计  ¥1000.00  ¥60.00\n\n价税合计（大写）壹仟壹佰叁拾元整（小写）¥1130.00"
    document = Document(SOURCE, (arrange(typed(page)),), DocType.COMMERCIAL_INVOICE, 1.0)
    assert [one.name for one in toldsums.with_tax([], document)] == ["total_amount"]
