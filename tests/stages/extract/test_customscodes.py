"""Customs codes told once for several lines of goods."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Source
from extractor.stages.extract import customscodes, lines
from extractor.stages.layout import arrange
from tests.stages.typed import typed

SOURCE = Source(Path("paper.pdf"), "paper.pdf", "0" * 64, "application/pdf", 1, 1)
TABLE = """
No.  Description                   Quantity      Unit Price       Amount
{0}    Sintered NdFeB magnet         1,000 PCS           0.50       500.00
{1}    SmCo magnet YXG-28              200 PCS           2.00       400.00
{2}    {last}          3 PCS         100.00       300.00
     TOTAL                                                      1,200.00


SAY US DOLLARS ONE THOUSAND TWO HUNDRED ONLY

{told}
"""


def found(told: str, last: str = "NdFeB ring magnets", numbers: tuple[int, ...] = (1, 2, 3)) -> list[str | None]:
    page = TABLE.format(*numbers, told=told, last=last.ljust(20))
    document = Document(SOURCE, (arrange(typed(page)),), DocType.COMMERCIAL_INVOICE, 1.0)
    goods = customscodes.add(lines.find(document), document)
    values = [line["hs_code"].value if "hs_code" in line else None for line in goods.lines]
    return [None if value is None else str(value) for value in values]


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("H.S. CODE: 8505.11.10.00 (FOR ALL ITEMS)", ["8505111000"] * 3),
        ("MADE IN CHINA   H.S.CODE 8505111000 (ALL GOODS)", ["8505111000"] * 3),
        ("All goods under H.S. code 8505.11.10", ["85051110"] * 3),
        ("以上货物海关编码：8505111000", ["8505111000"] * 3),
        ("HS CODE OF ITEMS 1 AND 3: 8505.11.10 HS CODE OF ITEM 2: 8505.11.00", ["85051110", "85051100", "85051110"]),
        ("H.S.编码(第1-2项 Item 1-2) : 8505111000 H.S.编码(第3项) : 8505190090", ["8505111000"] * 2 + ["8505190090"]),
        ("Items 2-3: HS code 8505.11.10", [None, "85051110", "85051110"]),
        ("Item 1-2: HS 8505.11.10; Item 3: HS 8505.19.00", ["85051110", "85051110", "85051900"]),
        ("Pos. 1/3 = tariff no. 8505 111000 Pos. 2 = tariff no. 85051190", ["8505111000", "85051190", "8505111000"]),
        ("Pos. 1 = tariff no. 8505 111000, Pos. 2-3 = tariff no. 8505\n119090", ["8505111000"] + ["8505119090"] * 2),
        ("HS Code: 8505.11.10", ["85051110"] * 3),
        (
            "1. HS编码 H.S. code: 第1项 item 1: 8505111000；第2项 item 2: 8505190090；第3项 item\n3: 8483409000",
            ["8505111000", "8505190090", "8483409000"],
        ),
        ("HS codes: 8505.11.10 (items 1 and 3), 8505.19.00 (item 2)", ["85051110", "85051900", "85051110"]),
        ("HS codes: items 1, 3: 8505.11.10; item 2: 8505.19.00", ["85051110", "85051900", "85051110"]),
        ("HS Code: 8505.11.10, 8505.19.00", [None] * 3),
        ("HS Code: 8505.11.10, Country of origin: China", ["85051110"] * 3),
        ("HS Code: 8505.11.10 and HS Code: 8505.19.00", [None] * 3),
        ("HTS 8505.11.1000     COUNTRY OF ORIGIN: CHINA", ["8505111000"] * 3),
        ("All items HS 8505.11.10. Made in China.", ["85051110"] * 3),
        ("HARMONIZED CODE 8505111000 EXCEPT LINE 0002: 7419809990.", ["8505111000", "7419809990", "8505111000"]),
        ("HS code 8505.11.10 (except items 1-2: HS code 8505.19.10)", ["85051910", "85051910", "85051110"]),
        ("All items HS 8505.11.10 except item 3", ["85051110", "85051110", None]),
        ("HS编码：8505111000（除第3项外）", ["8505111000", "8505111000", None]),
        ("HS code 8505.11.10 except the rings", [None] * 3),
        ("1、第1-2项海关编码：8505111000，第3项：8483109000。", ["8505111000", "8505111000", "8483109000"]),
        ("HS code: 8505.11.10 (items 1 and 2), 8483.10.90 (item 3)", ["85051110", "85051110", "84831090"]),
        ("HS code of items 1-2: 8505.11.10, of the shafts 8483.10.90", ["85051110", "85051110", None]),
        ("HS code of the rings: 8505.11.10", [None] * 3),
        ("HS code 8505.11.10 (rings)", [None] * 3),
        ("HS code 4819.10.00", [None] * 3),
        ("税号 Tax code : 2301178424", [None] * 3),
    ],
)
def test_a_code_told_once(told: str, codes: list[str | None]) -> None:
    assert found(told) == codes


def test_lines_are_spoken_of_by_their_printed_numbers() -> None:
    assert found("HS code of items 20-30: 8505.11.10", numbers=(10, 20, 30)) == [None, "85051110", "85051110"]


def test_goods_of_different_kinds_do_not_share_a_code_without_a_word() -> None:
    assert found("HS Code: 8505.11.10", last="Inspection gauge") == [None, None, None]
    assert found("HS Code of all items: 8505.11.10", last="Inspection gauge") == ["85051110"] * 3


def test_a_line_keeps_its_own_code() -> None:
    assert found("HS Code: 8505.11.10", last="NdFeB, HS 85051190") == [None, None, "85051190"]
