"""Goods tables on typed pages: how headings, columns and rows may stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Rule, Word
from extractor.stages.extract import tables
from extractor.stages.extract.draft import draft_of
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Table
from extractor.stages.layout import arrange
from tests.stages.typed import across, grid, typed, upright

Rows = list[dict[str, str]]


def read(*pages: str, rules: tuple[Rule, ...] = (), slope: float = 0.0) -> tuple[Table, ...]:
    layouts = tuple(arrange(typed(page, number=n, rules=rules, slope=slope)) for n, page in enumerate(pages, 1))
    return tables.find(layouts)


def rows(found: tuple[Table, ...], kind: RowKind = RowKind.ITEM) -> Rows:
    return [
        {
            column.field: row.text(number)
            for number, column in enumerate(table.columns)
            if column.field and row.cells[number]
        }
        for table in found
        for row in table.rows
        if row.kind is kind
    ]


PLAIN = """
Commodity                   Quantity      Unit Price     Amount
NdFeB magnet N35            1000 PCS          0.50       500.00
NdFeB magnet N38            2000 PCS          1.25     2,500.00
TOTAL                       3000 PCS                   3,000.00
"""
FIRST = {"description": "NdFeB magnet N35", "quantity": "1000 PCS", "unit_price": "0.50", "amount": "500.00"}
SECOND = {"description": "NdFeB magnet N38", "quantity": "2000 PCS", "unit_price": "1.25", "amount": "2,500.00"}


@pytest.mark.parametrize("slope", [0.0, 0.01, -0.01])
def test_a_plain_table(slope: float) -> None:
    found = read(PLAIN, slope=slope)
    assert rows(found) == [FIRST, SECOND]
    assert rows(found, RowKind.TOTAL) == [{"description": "TOTAL", "quantity": "3000 PCS", "amount": "3,000.00"}]


WRAPPED_BELOW = """
No.  Description               Quantity      Unit Price         Amount
                                 (PCS)          (USD)            (USD)
----------------------------------------------------------------------
1    Sintered NdFeB N35           1,000          0.50           500.00
     D10 x 5 mm, Zn
2    Sintered NdFeB N38           2,000          1.25         2,500.00
     F20 x 10 x 2, NiCuNi
----------------------------------------------------------------------
     TOTAL                        3,000                       3,000.00
"""
WRAPPED_AROUND = """
Description                 Quantity      Unit Price     Amount
NdFeB magnet with Dy
N35SH D10x5                 1000 PCS          0.50       500.00
Coating: Zn
NdFeB magnet with Tb
N38UH F20x10                2000 PCS          1.25     2,500.00
Coating: NiCuNi
TOTAL                       3000 PCS                   3,000.00
"""
ABOVE = """
Description                 Quantity      Unit Price     Amount
Sintered NdFeB magnet N35SH D10x5, nickel coated, axially magnetised
                            1000 PCS          0.50       500.00
Sintered NdFeB magnet N38UH F20x10x2, nickel coated, axial
                            2000 PCS          1.25     2,500.00
TOTAL                       3000 PCS                   3,000.00
"""


@pytest.mark.parametrize(
    ("page", "descriptions"),
    [
        (WRAPPED_BELOW, ["Sintered NdFeB N35 D10 x 5 mm, Zn", "Sintered NdFeB N38 F20 x 10 x 2, NiCuNi"]),
        (
            WRAPPED_AROUND,
            ["NdFeB magnet with Dy N35SH D10x5 Coating: Zn", "NdFeB magnet with Tb N38UH F20x10 Coating: NiCuNi"],
        ),
        (
            ABOVE,
            [
                "Sintered NdFeB magnet N35SH D10x5, nickel coated, axially magnetised",
                "Sintered NdFeB magnet N38UH F20x10x2, nickel coated, axial",
            ],
        ),
    ],
    ids=["below the numbers", "around the numbers", "above the numbers"],
)
def test_wrapped_descriptions(page: str, descriptions: list[str]) -> None:
    found = rows(read(page))
    assert [row["description"] for row in found] == descriptions
    assert [row["amount"] for row in found] == ["500.00", "2,500.00"]


def test_units_in_a_heading_over_two_lines() -> None:
    (table,) = read(WRAPPED_BELOW)
    units = {column.field: column.head.unit for column in table.columns if column.head}
    assert units["quantity"] == "PCS"
    assert units["amount"] == "USD"


GROUPS = """
Description                 Quantity      Unit Price     Amount
A. Sintered magnets
NdFeB magnet N35            1000 PCS          0.50       500.00
NdFeB magnet N38            2000 PCS          1.25     2,500.00
Sub-total:                                             3,000.00
Order No.: PO-77120
Bonded ring                  100 PCS          2.00       200.00
Mould fee                                                 50.00
TOTAL                                                  3,250.00
Freight                                                  100.00
"""


def test_groups_subtotals_and_charges_are_no_goods() -> None:
    found = read(GROUPS)
    assert [row["description"] for row in rows(found)] == [
        "NdFeB magnet N35",
        "NdFeB magnet N38",
        "Bonded ring",
        "Mould fee",
    ]
    assert len(rows(found, RowKind.SUBTOTAL)) == len(rows(found, RowKind.CHARGE)) == 1


SHARED = """
                                              Weight (KGS)
C/No.   Commodity           Quantity       N.W.       G.W.     Cartons
1-5     NdFeB magnet N35    1000 PCS      10.50      11.50     5
6-8     NdFeB magnet N38    2000 PCS      20.50      22.00     3
        TOTAL               3000 PCS      31.00      33.50     8
"""


def test_a_heading_over_two_columns() -> None:
    found = rows(read(SHARED))
    assert found[0]["net_weight_kg"] == "10.50"
    assert found[0]["gross_weight_kg"] == "11.50"
    assert found[1]["package_count"] == "3"
    assert found[1]["carton_numbers"] == "6-8"


def test_a_ruled_table_in_chinese() -> None:
    page = """
商品名称          商品编码    规格等级   单位   数量     单价       总值

含镝钕铁硼磁钢    85051110    N42SH      千克   45.50    100.00     4,550.00

含铽钕铁硼磁钢    85051110    N48UH      千克    5.00    140.00       700.00

总计                                            50.50               5,250.00
"""
    rules = grid([-0.5, 1.5, 3.5, 5.5, 7.5], [-0.5, 16, 28, 39, 46, 55, 66, 77])
    found = rows(read(page, rules=tuple(rules)))
    assert found == [
        {
            "description": "含镝钕铁硼磁钢",
            "hs_code": "85051110",
            "grade": "N42SH",
            "unit": "千克",
            "quantity": "45.50",
            "unit_price": "100.00",
            "amount": "4,550.00",
        },
        {
            "description": "含铽钕铁硼磁钢",
            "hs_code": "85051110",
            "grade": "N48UH",
            "unit": "千克",
            "quantity": "5.00",
            "unit_price": "140.00",
            "amount": "700.00",
        },
    ]


def test_rulings_part_rows_that_white_space_does_not() -> None:
    page = """
Description                 Quantity      Unit Price     Amount
Sintered magnet
N35SH                       1000 PCS          0.50       500.00
Bonded magnet
for a motor
with a shaft                2000 PCS          1.25     2,500.00
"""
    rules = (*(across(row, -1, 65) for row in (0, 1, 3, 6)), upright(26, 0, 6), upright(40, 0, 6))
    assert [row["description"] for row in rows(read(page, rules=rules))] == [
        "Sintered magnet N35SH",
        "Bonded magnet for a motor with a shaft",
    ]


def test_rulings_drawn_cell_by_cell_part_rows_and_close_the_last() -> None:
    page = """
Description                 Quantity      Unit Price     Amount
Sintered magnet             1000 PCS          0.50       500.00

for a motor
Bonded magnet               2000 PCS          1.25     2,500.00

with a shaft


See the packing list.
"""
    cells = ((-1, 26), (26, 40), (40, 65))
    rules = tuple(across(row, start, end) for row in (1, 4, 7) for start, end in cells)
    assert [row["description"] for row in rows(read(page, rules=rules))] == [
        "Sintered magnet for a motor",
        "Bonded magnet with a shaft",
    ]


def test_a_table_goes_on_over_pages() -> None:
    first = PLAIN.replace("TOTAL                       3000 PCS                   3,000.00", "")
    repeated = """
Commodity                   Quantity      Unit Price     Amount
Brought forward                                        3,000.00
SmCo magnet YXG-28            10 PCS         10.00       100.00
TOTAL                       3010 PCS                   3,100.00
"""
    bare = """
SmCo magnet YXG-28            10 PCS         10.00       100.00
SmCo magnet YXG-30            10 PCS         12.00       120.00
TOTAL                       3020 PCS                   3,220.00
"""
    assert [row["description"] for row in rows(read(first, repeated))][2:] == ["SmCo magnet YXG-28"]
    assert [row["description"] for row in rows(read(first, bare))][2:] == ["SmCo magnet YXG-28", "SmCo magnet YXG-30"]


HEADED = """
NORDWIND MAGNETS CO LTD                        PAGE    {page}
88 HARBOUR ROAD 014010 CHINA                   PGM SD01

INVOICE NO  4410          DATE 11/JUL/26       CUST P/O  4500123987

ITEM          DESCRIPTION      QTY      UNIT PRICE       AMOUNT
0{page}0     NDFEB ARC      2,000          1.2500     2,500.00
0{page}5     NDFEB BLOCK    1,000          1.2500     1,250.00
NORDWIND MAGNETS CO LTD
"""


def test_the_head_of_the_paper_on_the_next_page_is_no_goods() -> None:
    second = HEADED.format(page=2)
    bare = "\n".join(line for line in second.split("\n") if "UNIT PRICE" not in line)
    for page in (second, bare):
        found = rows(read(HEADED.format(page=1), page))
        assert [row["amount"] for row in found] == ["2,500.00", "1,250.00"] * 2


@pytest.mark.parametrize("name", ["Sinter magnet 40x20x", "Sinter magnet 40x20x5", "Sinter magnet 40x20x5 mm"])
def test_the_lines_of_a_description_may_reach_to_the_next_column_and_under_it(name: str) -> None:
    page = f"""
Item   Material               Qty   Unit  Price per unit      Value
       Description                                   EUR        EUR
000010 4711-0815            1.200   PC             12,50   15.000,00
       {name}
000020 4711-0816              800   PC             10,00    8.000,00
       {name}
"""
    found = rows(read(page))
    assert [row["quantity"] for row in found] == ["1.200", "800"]
    assert [row["item_number"] for row in found] == ["000010", "000020"]


def test_numbers_and_units_broken_at_the_end_of_a_line() -> None:
    page = """
Description              Quantity     Price         Amount
Yttrium oxide            500.00 KG    CNY           CNY
                                      569.69        284,845.00
Terbium fluoride         268.25 KG    CNY           CNY
                                      12,779.97     3,428,226.95
"""
    found = rows(read(page))
    assert [row["amount"] for row in found] == ["CNY 284,845.00", "CNY 3,428,226.95"]
    assert [row["quantity"] for row in found] == ["500.00 KG", "268.25 KG"]


def test_running_numbers_without_a_heading() -> None:
    page = """
     Description             Quantity      Amount
1    NdFeB magnet N35        1000 PCS      500.00
2    NdFeB magnet N38        2000 PCS    2,500.00
"""
    assert [row["description"] for row in rows(read(page))] == ["NdFeB magnet N35", "NdFeB magnet N38"]


def test_headings_that_stand_too_close_are_parted() -> None:
    page = """
Description           Quantity Unit Price  Amount
NdFeB magnet N35          1000        0.50       500.00
NdFeB magnet N38          2000        1.25     2,500.00
"""
    assert [(row["quantity"], row["unit_price"]) for row in rows(read(page))] == [("1000", "0.50"), ("2000", "1.25")]


def test_goods_without_a_table() -> None:
    page = """
Commodity:   Sintered NdFeB magnet N35SH
Quantity:    1,000 PCS
Unit price:  USD 0.50
Amount:      USD 500.00

Commodity:   Mould fee
Amount:      USD 80.00
"""
    found = read(page)
    assert found[0].keyed
    assert [row["description"] for row in rows(found)] == ["Sintered NdFeB magnet N35SH", "Mould fee"]
    assert rows(found)[0]["quantity"] == "1,000 PCS"


def test_short_names_behind_the_numbers_of_their_boxes_head_columns() -> None:
    page = """
16. 规格、等级     17. 单位     18. 数量      19. 单价（USD）     20. 总值（USD）
33SH               千克           420.00            61.50              25,830.00
30UH               千克           100.00            70.00               7,000.00
22. 总计           千克           520.00                               32,830.00
"""
    assert [(row["grade"], row["unit"], row["quantity"], row["amount"]) for row in rows(read(page))] == [
        ("33SH", "千克", "420.00", "25,830.00"),
        ("30UH", "千克", "100.00", "7,000.00"),
    ]


def test_the_numbered_label_of_the_next_box_is_no_value() -> None:
    page = """
15. 商品名称：含铽的钕铁硼永磁材料
17. 单位           18. 数量           19. 单价（USD）       20. 总值（USD）
"""
    assert not rows(read(page))


def test_a_table_without_any_heading() -> None:
    page = """
1    NdFeB magnet N35 D10x5       1,000 PCS     USD0.50      USD500.00
2    NdFeB magnet N38 D12x5       2,000 PCS     USD1.25    USD2,500.00
                                                TOTAL      USD3,000.00
"""
    found = read(page)
    assert rows(found)[1] == {
        "item_number": "2",
        "description": "NdFeB magnet N38 D12x5",
        "quantity": "2,000 PCS",
        "unit_price": "USD1.25",
        "amount": "USD2,500.00",
    }
    assert len(rows(found, RowKind.TOTAL)) == 1


def test_numbers_without_heading_and_arithmetic_are_left_alone() -> None:
    page = """
Invoice copies for the bank       3 pages      12 May      17.00
Packing lists for the agent       2 pages      13 May      21.00
"""
    assert read(page) == ()


@pytest.mark.parametrize(
    "page",
    [
        "Order date    Shipping method    Dimensions    Weight\nMay 22        By road            33 x 12 in    28.0 lb",
        "Container No.     Seal No.     Cartons     G.W.\nABCU1234560       998877       12          450.0",
        "Dear Sirs,\nplease find our papers enclosed.\nYours faithfully",
    ],
    ids=["terms", "containers", "letter"],
)
def test_other_tables_and_letters_are_no_goods(page: str) -> None:
    assert read(page) == ()


TYPED = """
+------+--------+----------------------+---------+---------+
|Item  |CTN No. |Item description      |Net wt   | Amount  |
|No.   |        |                      |(kg)     | (USD)   |
+------+--------+----------------------+---------+---------+
| 1    | 1      |Ceramic magnets       | 12.50   | 100.00  |
+------+--------+----------------------+---------+---------+
| 2    | 2      |NdFeB magnets         | 7.00    | 230.00  |
+------+--------+----------------------+---------+---------+
"""


def test_rulings_that_are_typed_part_columns() -> None:
    (table,) = read(TYPED)
    assert [column.field for column in table.columns] == [
        "item_number", "carton_numbers", "description", "net_weight_kg", "amount"
    ]  # fmt: skip
    assert rows((table,))[0]["description"] == "Ceramic magnets"
    assert [row["amount"] for row in rows((table,))] == ["100.00", "230.00"]


def test_a_total_below_the_goods_belongs_to_no_row() -> None:
    (table,) = read(
        """
Item    Description            Quantity (kg)   Price     Amount
1       Gadolinium target      300.00          15.00     4500.00
2       Dysprosium iron        50.00           70.00     3500.00
Total Amount: 8000.00
"""
    )
    assert rows((table,))[-1]["item_number"] == "2"


TWO_TIERS = """
                                     Quantity (pcs)       N.W. (kg)
Carton No.   Description         Per ctn     Total   Per ctn   Total
1-12         NdFeB magnet N38H       500     6,000      9.85  118.20
13           NdFeB magnet N35        260       260      5.12    5.12
"""


def test_a_heading_over_what_one_package_holds_and_all_of_them() -> None:
    first, second = rows(read(TWO_TIERS))
    assert (first["quantity"], first["net_weight_kg"]) == ("6,000", "118.20")
    assert (second["quantity"], second["net_weight_kg"]) == ("260", "5.12")


SHARED_HALVES = """
C/No.   Description              Per carton              Total
                              PCS   N.W.(kg)   CTNS     PCS   N.W.(kg)
1-5     NdFeB magnet N35      200       2.10      5   1,000      10.50
6-8     SmCo magnet YXG-28    500       7.00      3   1,500      21.00
"""


def test_headings_that_are_all_under_one_for_each_carton() -> None:
    first, second = rows(read(SHARED_HALVES))
    assert (first["quantity"], first["net_weight_kg"]) == ("1,000", "10.50")
    assert (second["quantity"], second["net_weight_kg"]) == ("1,500", "21.00")


BOXED_UNITS = """
Description                   Quantity      Unit Price     Amount

                               (PCS)         (USD/PC)       (USD)

NdFeB magnet N35                  1000          0.50       500.00

NdFeB magnet N38                  2000          1.25     2,500.00
"""


def test_units_in_ruled_boxes_of_their_own_below_the_names() -> None:
    rules = grid([0, 1.5, 3.5, 5.5, 7.5], [0, 29, 42, 56, 70])
    (table,) = read(BOXED_UNITS, rules=tuple(rules))
    assert [column.head.unit for column in table.columns if column.head][1:] == ["PCS", "USD/PC", "USD"]


def test_a_row_of_labels_with_values_right_above_heads_no_column() -> None:
    page = PLAIN.replace("\nCommodity", "\nOrigin:  China               Packages:     5 cartons\nCommodity", 1)
    assert rows(read(page)) == [FIRST, SECOND]


MERGED = """
Name          HS code       Grade      Quantity       Price       Amount

                            YXG-24       10 KGS       20.00       200.00

SmCo magnet   8505111000    YXG-28       20 KGS       30.00       600.00

                            YXG-30       30 KGS       40.00     1,200.00
"""


def test_a_ruled_cell_over_several_rows_holds_for_each() -> None:
    edges = [0, 13, 27, 37, 51, 62, 76]
    rules = [*grid([0, 1.5, 7.5], edges), across(3.5, 27, 76), across(5.5, 27, 76)]
    found = rows(read(MERGED, rules=tuple(rules)))
    assert [row["description"] for row in found] == ["SmCo magnet"] * 3
    assert [row["hs_code"] for row in found] == ["8505111000"] * 3
    assert [row["grade"] for row in found] == ["YXG-24", "YXG-28", "YXG-30"]


def test_print_in_each_row_of_a_tall_cell_is_a_column_that_lost_its_rulings() -> None:
    page = MERGED.replace("                            YXG-24", "NdFeB ring    8505111000    YXG-24", 1)
    page = page.replace("                            YXG-30", "NdFeB disc    8505111000    YXG-30", 1)
    edges = [0, 13, 27, 37, 51, 62, 76]
    rules = [*grid([0, 1.5, 7.5], edges), across(3.5, 27, 76), across(5.5, 27, 76)]
    names = [row["description"] for row in rows(read(page, rules=tuple(rules)))]
    assert names == ["NdFeB ring", "SmCo magnet", "NdFeB disc"]


def test_a_table_without_rulings_across_shares_nothing() -> None:
    rules = grid([0, 1.5, 7.5], [0, 13, 27, 37, 51, 62, 76])
    found = rows(read(MERGED, rules=tuple(rules)))
    assert sum("description" in row for row in found) == 1


SHIPPED = """
Item   Description             Ordered    Shipped    Unit Price     Amount
10     NdFeB magnet N42SH        2,500      2,500        3.8450   9,612.50
20     NdFeB magnet N52         12,000      9,000        0.2275   2,047.50
"""


def test_of_ordered_and_shipped_the_one_that_is_charged_counts() -> None:
    assert [row["quantity"] for row in rows(read(SHIPPED))] == ["2,500", "9,000"]


def test_value_added_tax_in_german_is_no_line_of_goods() -> None:
    page = """
Pos   Bezeichnung              Menge      E-Preis       G-Preis
1     Magnet NdFeB 45UH    1200 Stk         14,35     17.220,00
2     Magnet NdFeB 42SH    6400 Stk          0,88      5.632,00
      zzgl. 19 % USt                                   4.341,88
"""
    assert len(rows(read(page))) == 2


CLOSE = """
No.   Description             Pcs    Net weight    G/W Dimensions
1     NdFeB magnet N42SH      200        10.50    11.50  40x39x29
2     NdFeB magnet N52        300        20.50    22.00  32x29x33
"""


@pytest.mark.parametrize("text", ["Part No. / Description", "Item Code & Description"])
def test_a_column_of_numbers_and_descriptions_describes(text: str) -> None:
    page = PLAIN.replace("Commodity".ljust(24), text.ljust(24)).replace("NdFeB magnet N35", "Samarium cobalt ")
    assert [row["description"] for row in rows(read(page))] == ["Samarium cobalt", "NdFeB magnet N38"]


def test_two_headings_are_no_damaged_one() -> None:
    assert [row["gross_weight_kg"] for row in rows(read(CLOSE))] == ["11.50", "22.00"]


def test_a_weight_whose_heading_says_it_twice() -> None:
    page = (
        CLOSE.replace("Net weight", "N/W Net   ").replace("G/W Dimensions", "G/W Gross     ").replace("  40x39x29", "")
    )
    assert [row["net_weight_kg"] for row in rows(read(page.replace("  32x29x33", "")))] == ["10.50", "20.50"]


def test_names_half_a_line_lower_between_those_of_two_lines_whose_brackets_close_below() -> None:
    """Headings of one and of two lines, centred: `商品名称` stands between the lines of `金额（美` and `元）`."""
    upper = typed("                                     数量     单价（美元/     金额（美")
    middle = typed("商品名称           质量指标")
    lower = typed("                                   （吨）           吨）         元）")
    body = typed(
        """
碳酸镧铈           TREO 45%              20           830      16,600
氟化镨钕           TREO 81%               3        52,400     157,200
"""
    )
    placed = [*_moved(upper, 0), *_moved(middle, 7), *_moved(lower, 14), *_moved(body, 36)]
    page = Page(1, 595.0, 842.0, tuple(placed), ())
    assert rows(tables.find((arrange(page),))) == [
        {
            "description": "碳酸镧铈",
            "composition": "TREO 45%",
            "quantity": "20",
            "unit_price": "830",
            "amount": "16,600",
        },
        {
            "description": "氟化镨钕",
            "composition": "TREO 81%",
            "quantity": "3",
            "unit_price": "52,400",
            "amount": "157,200",
        },
    ]


def _moved(page: Page, down: float) -> list[Word]:
    boxes = [(word, word.box) for word in page.words]
    return [replace(word, box=Box(box.x0, box.top + down, box.x1, box.bottom + down)) for word, box in boxes]


def test_names_over_pairs_of_columns_that_are_called_alike() -> None:
    page = """
                                     Net weight (kg)       Gross weight (kg)

No.   Description       Cartons      Each      Total       Each      Total
1     NdFeB discs             5      10.00     50.00       11.00     55.00
2     SmCo rings              2      20.00     40.00       22.00     44.00
"""
    (table,) = tables.find((arrange(typed(page)),))
    assert [column.field for column in table.columns if column.field] == [
        "item_number", "description", "package_count", "each", "net_weight_kg", "gross_weight_kg",
    ]  # fmt: skip


NOTES_BELOW = """
ITEM          DESCRIPTION              QTY SHIPPED     CARTONS     NET WEIGHT KGS   GROSS WEIGHT KGS
71-44081      NDFEB SEGMENT                                 14             322.56             361.20
71-44082      NDFEB SEGMENT LH                              14             322.56             361.20

              TOTALS                                        28             645.12             722.40

NO OTHER GOODS.  HARMONIZED CODE        8505111000       0070:        7419809990.
"""


def test_figures_below_the_total_in_columns_that_no_goods_fill_are_no_goods() -> None:
    assert [row["description"] for row in rows(read(NOTES_BELOW))] == ["NDFEB SEGMENT", "NDFEB SEGMENT LH"]


STACKED = """
LINE  PART NUMBER        QTY SHIPPED     NET WEIGHT   GROSS WEIGHT
NO    DESCRIPTION                               KGS            KGS
------------------------------------------------------------------
0010  71-44081             2,016 PCE         322.56         361.20
      ROTOR MAGNET NDFEB

0020  71-44082             5,000 PCE          74.88          83.10
      ROTOR MAGNET NDFEB LH
      D20 x 5
"""


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (STACKED, ["ROTOR MAGNET NDFEB", "ROTOR MAGNET NDFEB LH D20 x 5"]),
        (
            STACKED.replace("LINE  PART NUMBER  ", "LINE ITEM NUMBER   "),
            ["ROTOR MAGNET NDFEB", "ROTOR MAGNET NDFEB LH D20 x 5"],
        ),
        (
            STACKED.replace("PART NUMBER", "           "),
            ["71-44081 ROTOR MAGNET NDFEB", "71-44082 ROTOR MAGNET NDFEB LH D20 x 5"],
        ),
    ],
)
def test_a_number_stands_over_the_description_where_the_heading_says_so(page: str, names: list[str]) -> None:
    table = read(page)[0]
    assert [draft_of(row, table).cells["description"].text for row in table.rows] == names


SLIP = """
LN  PART NUMBER / REV      QTY ORD   QTY SHIP  UOM   CTNS   NET LBS  GROSS LBS
    DESCRIPTION
003 SM-0007                  2,500      2,000  EA       2      44.1       50.7
    SMCO DISC S2-28
                                         TOTAL         29     898.4      990.9

COUNTRY OF ORIGIN: CN    HTSUS 8505.11.0050 ALL ITEMS  7419 12
EXPORT LICENSE NO. 26-AA-330917    CONTAINER TCLU 445102-1
"""


def test_what_was_shipped_counts_and_nothing_below_the_total_shapes_the_columns() -> None:
    table = read(SLIP)[0]
    cells = draft_of(table.items[0], table).cells
    assert [cells[name].text for name in ("description", "quantity", "unit")] == ["SMCO DISC S2-28", "2,000", "EA"]
