"""Packing lists: weights of one carton and of all, packages listed again, sums at the foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Rule, Source
from extractor.stages.extract import lines
from extractor.stages.extract.goods import GoodsReading
from extractor.stages.layout import arrange
from tests.stages.typed import across, typed, upright

SOURCE = Source(Path("paper.pdf"), "paper.pdf", "0" * 64, "application/pdf", 1, 1)
WEIGHTS = ("quantity", "net_weight_kg", "gross_weight_kg")


def read(page: str, rules: tuple[Rule, ...] = ()) -> GoodsReading:
    layouts = (arrange(typed(page, rules=rules)),)
    return lines.find(Document(SOURCE, layouts, DocType.PACKING_LIST, 1.0))


def values(reading: GoodsReading, *names: str) -> list[tuple[str | tuple[str, ...] | None, ...]]:
    return [tuple(line[name].value if name in line else None for name in names) for line in reading.lines]


def totals(reading: GoodsReading) -> dict[str, str | tuple[str, ...]]:
    return {total.field: total.value for total in reading.totals}


HALVES = """
品名              箱数     数量 Quantity (pcs)    净重 N.W. (kg)      毛重 G.W. (kg)
Description       Ctns     每箱       总数        每箱      总计      每箱      总计
                           per ctn    total       per ctn   total     per ctn   total

NdFeB magnet N35     4       500      2,000        10.00    40.00      11.00    44.00

NdFeB magnet N38     2       250        500         6.00    12.00       6.50    13.00
"""
UNDER_ONE = (
    *(across(row, -0.5, 90) for row in (-0.5, 3.4, 5.4, 7.4)),
    across(0.9, 25, 90),
    *(upright(column, -0.5, 7.4) for column in (-0.5, 17, 25, 47, 68, 90)),
    *(upright(column, 0.9, 7.4) for column in (36, 58, 79)),
)


def test_a_name_over_per_carton_and_total_is_that_of_the_total() -> None:
    assert values(read(HALVES, UNDER_ONE), *WEIGHTS) == [("2000", "40", "44"), ("500", "12", "13")]


STACKED = """
C/No.   Description              Cartons     Quantity         N.W.           G.W.

1-4     Ring magnet, NdFeB        4 CTNS     2,000 PCS    @10.00KGS      @11.00KGS
        D20 x 5 mm                                         40.00KGS       44.00KGS

5-6     Disc magnet, SmCo         2 CTNS       500 PCS     @6.00KGS       @6.50KGS
        D8 x 2 mm                                          12.00KGS       13.00KGS
"""
BELOW = """
C/No.   Description              Cartons     Quantity         N.W.           G.W.

1-4     Ring magnet, NdFeB        4 CTNS     2,000 PCS     40.00KGS       44.00KGS
        D20 x 5 mm                                       (@10.00KGS)    (@11.00KGS)

5-6     Disc magnet, SmCo         2 CTNS       500 PCS     12.00KGS       13.00KGS
        D8 x 2 mm                                         (@6.00KGS)     (@6.50KGS)
"""
UNMARKED = """
C/No.   Description              Cartons     Quantity      N.W. (KGS)     G.W. (KGS)

1-4     Ring magnet, NdFeB        4 CTNS     2,000 PCS    10.00/40.00    11.00/44.00
        D20 x 5 mm

5-6     Disc magnet, SmCo         2 CTNS       500 PCS     6.00/12.00     6.50/13.00
        D8 x 2 mm
"""


@pytest.mark.parametrize("page", [STACKED, BELOW, UNMARKED], ids=["over", "below", "unmarked"])
def test_weights_of_one_carton_beside_those_of_all(page: str) -> None:
    reading = read(page)
    assert values(reading, *WEIGHTS) == [("2000", "40", "44"), ("500", "12", "13")]
    assert [line["description"].value for line in reading.lines] == [
        "Ring magnet, NdFeB D20 x 5 mm",
        "Disc magnet, SmCo D8 x 2 mm",
    ]


def test_a_weight_of_one_carton_alone_is_not_the_rows() -> None:
    page = STACKED.replace(" 40.00KGS       44.00KGS", "").replace(" 12.00KGS       13.00KGS", "")
    assert values(read(page), *WEIGHTS) == [("2000", None, None), ("500", None, None)]


GOODS = """
Item  Part No.       Description                     Grade       Quantity    Net weight kg
1     AX-20.05       Ring magnet, sintered SmCo      YXG-28    12,000 pcs           100.00
2     BX-08.02       Block magnet, sintered NdFeB    N40UH      8,500 pcs            50.00
"""
PALLETS = """

HU no.         Packaging                 Net kg     Pallet tare kg     Gross kg
340081         EUR pallet, 12 cartons    100.00               25.0       130.00
340082         EUR pallet, 7 cartons      50.00               25.0        80.00
"""
CASES = """

Case      Type             Dimensions cm      Gross kg    Contents
1/2       Wooden case      80 x 60 x 45         106.90    AX-20.05
2/2       Wooden case      60 x 40 x 40          61.50    BX-08.02
"""
BY_NUMBERS = """

Pallet    Items          Net kg      Gross kg
P1        KD-9754353    110.004       130.000
P2        4961.168.47    39.997        80.000
"""
CONTAINERS = """

Container No.     Seal No.     Type      Cartons     Net weight kg
MSKU4021716       CN8014       20GP           28            90.00
MSKU3219581       CN8015       20GP           24            60.00
"""
MORE_GOODS = """

Item  Part No.       Description                     Grade       Quantity    Net weight kg
3     CX-20.05       Ferrite rings, in a carton      Y30       12,000 pcs           100.00
4     DX-08.02       Ferrite blocks, in a carton     Y35        8,500 pcs            50.00
"""


@pytest.mark.parametrize(
    ("below", "count"),
    [(PALLETS, 2), (CASES, 2), (BY_NUMBERS, 2), (CONTAINERS, 2), (MORE_GOODS, 4)],
    ids=["pallets", "cases", "numbers", "containers", "goods"],
)
def test_packages_listed_below_the_goods_are_no_goods(below: str, count: int) -> None:
    assert len(read(GOODS + below).lines) == count
