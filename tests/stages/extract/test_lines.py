"""Goods lines: values in the contract's form, with their print and evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Origin, Source
from extractor.stages.extract import lines, sharedgoods
from extractor.stages.extract.goods import GoodsReading
from extractor.stages.layout import arrange
from tests.stages.typed import typed

SOURCE = Source(Path("paper.pdf"), "paper.pdf", "0" * 64, "application/pdf", 1, 1)


def read(*pages: str, engine: str = "pdf") -> GoodsReading:
    layouts = tuple(arrange(typed(page, number=number, engine=engine)) for number, page in enumerate(pages, 1))
    return lines.find(Document(SOURCE, layouts, DocType.COMMERCIAL_INVOICE, 1.0))


def values(reading: GoodsReading) -> list[dict[str, str | tuple[str, ...]]]:
    return [{name: cell.value for name, cell in line.items()} for line in reading.lines]


INVOICE = """
Description                           Quantity      Unit Price       Amount
                                                         (USD)        (USD)
Sintered NdFeB magnet with Dy         1,000 PCS           0.50       500.00
N35SH, HS code: 8505.11.10
Praseodymium-neodymium oxide             2.5 MT      60,000.00   150,000.00
Inspection gauge                          1 SET          80.00        80.00
Ocean freight                                                        420.00
TOTAL                                                            151,000.00
"""


def test_an_invoice() -> None:
    reading = read(INVOICE)
    first, second, third = values(reading)
    assert first == {
        "description": "Sintered NdFeB magnet with Dy N35SH, HS code: 8505.11.10",
        "hs_code": "85051110",
        "grade": "N35SH",
        "elements": ("Dy", "Nd"),
        "quantity": "1000",
        "unit": "H87",
        "unit_price": "0.5",
        "amount": "500",
    }
    assert second["elements"] == ("Nd", "Pr")
    assert (second["quantity"], second["unit"], second["net_weight_kg"]) == ("2.5", "TNE", "2500")
    assert third == {
        "description": "Inspection gauge",
        "quantity": "1",
        "unit": "SET",
        "unit_price": "80",
        "amount": "80",
    }
    found = {total.field: total.value for total in reading.totals}
    assert found == {"total_amount": "151000", "freight_amount": "420"}


def test_evidence_of_arithmetic() -> None:
    first = read(INVOICE).lines[0]
    assert first["amount"].evidence["product"] == 1.0
    wrong = read(INVOICE.replace("500.00\n", "560.00\n", 1)).lines[0]
    assert wrong["amount"].evidence["product"] == 0.0


PACKING = """
C/No.   Description of goods    Quantity    Cartons     N.W.        G.W.
                                                       (KGS)       (KGS)
1-5     NdFeB magnet N35        1000 PCS       5       10.50       11.50
6-8     SmCo magnet YXG-28H     2000 PCS       3       20.50       22.00
        TOTAL                   3000 PCS       8       31.00       33.50
"""


def test_a_packing_list() -> None:
    reading = read(PACKING)
    assert values(reading)[1] == {
        "description": "SmCo magnet YXG-28H",
        "grade": "YXG-28H",
        "elements": ("Sm",),
        "carton_numbers": "6-8",
        "quantity": "2000",
        "unit": "H87",
        "package_count": "3",
        "net_weight_kg": "20.5",
        "gross_weight_kg": "22",
    }
    totals = {total.field: total.value for total in reading.totals}
    assert totals == {
        "total_quantity": "3000",
        "total_packages": "8",
        "total_net_weight_kg": "31",
        "total_gross_weight_kg": "33.5",
    }
    assert all(total.evidence["sum"] == 1.0 for total in reading.totals)


@pytest.mark.parametrize(
    ("head", "cell", "kilograms"),
    [
        ("N.W.(KGS)", "12.5", "12.5"),
        ("N.W.(MT)", "1.2", "1200"),
        ("N.W.", "10 lbs", "4.5359237"),
        ("N.W.", "7.5", "7.5"),
    ],
)
def test_weights_in_kilograms(head: str, cell: str, kilograms: str) -> None:
    page = f"""
Description              Quantity        {head}
NdFeB magnet N35         1000 PCS        {cell}
"""
    assert values(read(page))[0]["net_weight_kg"] == kilograms


def test_a_weight_of_one_piece_is_no_weight_of_the_line() -> None:
    page = """
Description              Quantity      N.W. (each)      N.W. (KGS)
NdFeB magnet N35         1000 PCS           0.010           10.000
"""
    assert values(read(page))[0]["net_weight_kg"] == "10"


def test_a_decimal_comma_is_seen_from_the_rest_of_the_table() -> None:
    page = """
Description              Quantity      N.W. (KGS)     G.W. (KGS)
NdFeB magnet N35         1000 PCS         3,530          4,100
NdFeB magnet N38          200 PCS         0,75           0,9
"""
    assert [line["net_weight_kg"] for line in values(read(page))] == ["3.53", "0.75"]


def test_print_place_and_origin() -> None:
    cell = read(INVOICE, engine="ppocr").lines[0]["amount"]
    assert (cell.raw, cell.page, cell.origin) == ("500.00", 1, Origin.OCR)
    assert [word.text for word in cell.words] == ["500.00"]
    assert cell.box == cell.words[0].box


def test_the_region_covers_heading_and_goods_but_no_single_sums() -> None:
    ((page, box),) = read(INVOICE).regions
    assert page == 1
    assert box.top == 40
    assert box.bottom == 40 + 5 * 12 + 9


def test_a_paper_without_goods() -> None:
    reading = read("Dear Sirs,\nplease find our papers enclosed.\nYours faithfully")
    assert (reading.lines, reading.totals, reading.regions) == ((), (), ())


BROKEN = """
Description              Quantity     Price         Amount
Terbium oxide            25,00 KG     1 743,00      43 575,00
Lutetium oxide           19 680,00    799,52        15 734
                         KG                         553,60
"""


def test_a_number_broken_between_its_thousands() -> None:
    second = values(read(BROKEN))[1]
    assert (second["quantity"], second["unit"], second["amount"]) == ("19680", "KGM", "15734553.6")


def test_figures_and_grades_broken_at_the_edge_of_narrow_columns() -> None:
    page = """
Description                 Grade     Quantity    Unit Price    Amount
                                         (PCS)         (USD)     (USD)
NdFeB magnet, block         N35         24,000        0.2140  5,136.00
NdFeB magnet, cylinder,     N40S        112,50        0.3318  37,327.5
epoxy coated                H                0                       0
TOTAL                                   136,50                42,463.5
                                             0                       0
"""
    reading = read(page)
    _, second = values(reading)
    assert (second["grade"], second["quantity"], second["amount"]) == ("N40SH", "112500", "37327.5")
    totals = {total.field: total.value for total in reading.totals}
    assert (totals["total_quantity"], totals["total_amount"]) == ("136500", "42463.5")


LISTED = """
Line:             1
Name of Goods:    NdFeB magnet containing Dysprosium; N48SH
HS Code:          850511
QTY:              200.00
Unit:             kg
U.P.:             USD 0.5000
Amount:           USD 100.00
Invoice Value:    USD 100.00
"""


def test_listed_goods() -> None:
    (line,) = values(read(LISTED))
    assert line == {
        "description": "NdFeB magnet containing Dysprosium; N48SH",
        "hs_code": "850511",
        "grade": "N48SH",
        "elements": ("Dy", "Nd"),
        "quantity": "200",
        "unit": "KGM",
        "net_weight_kg": "200",
        "unit_price": "0.5",
        "amount": "100",
    }


def test_a_total_whose_name_was_misread_is_no_line() -> None:
    page = """
Description              Quantity      Amount
NdFeB magnet N35         1000 PCS      500.00
NdFeB magnet N38         2000 PCS    2,500.00
Tofa1                    3000 PCS    3,000.00
"""
    reading = read(page, engine="ppocr")
    assert len(reading.lines) == 2
    assert ("total_amount", "3000") in [(total.field, total.value) for total in reading.totals]


FREIGHT = """
Description                           Quantity      Unit Price       Amount
Sintered NdFeB magnet with Dy         1,000 PCS           0.50       500.00
Goods total                                                          500.00
Ocean freight                                                         20.00
TOTAL                                                                520.00
"""
DEPOSIT = (
    FREIGHT.replace("Goods total", "TOTAL      ")
    .replace("Ocean freight", "Less deposit ")
    .replace(
        "\nTOTAL                                                                520.00",
        "\nBalance due                                                          480.00",
    )
)


@pytest.mark.parametrize(("page", "total"), [(FREIGHT, "520"), (DEPOSIT, "500")], ids=["freight", "deposit"])
def test_the_sum_of_the_paper_is_neither_that_of_the_goods_nor_what_is_left_to_pay(page: str, total: str) -> None:
    assert [cell.value for cell in read(page).totals if cell.field == "total_amount"] == [total]


UNNAMED = """
Sl   Description            HSN/SAC     Quantity       Rate      Amount
1    NdFeB arc magnet       85051110    100 Nos        5.00      500.00
2    SmCo disc magnet       85051110     20 Nos       10.00      200.00

                                                                 700.00
     Output IGST @ 18%                                           126.00
     Round off                                                     0.40
     Total                                                       826.40
"""
RECAP = """
HSN/SAC      Taxable Value     IGST Rate     IGST Amount
85051110            700.00           18%          126.00
Total               700.00                        126.00
"""


@pytest.mark.parametrize("page", [UNNAMED, UNNAMED + "\n\nSAY EIGHT HUNDRED TWENTY SIX ONLY\n\n" + RECAP])
def test_taxes_below_an_unnamed_sum_and_tables_of_taxes_are_no_goods(page: str) -> None:
    reading = read(page)
    assert [line["description"] for line in values(reading)] == ["NdFeB arc magnet", "SmCo disc magnet"]
    assert [total.value for total in reading.totals if total.field == "total_amount"] == ["826.4"]


def test_what_stands_below_the_sum_of_the_goods_with_an_amount_alone_is_a_charge() -> None:
    page = """
Description              Quantity     Unit Price       Amount
NdFeB magnet N35         1000 PCS           0.50       500.00
Mould fee                                              300.00
Sub-total                                              800.00
Tooling                                                 90.00
LESS 2% DISCOUNT                                       -16.00
TOTAL                                                  874.00
"""
    assert [line["description"] for line in values(read(page))] == ["NdFeB magnet N35"]


@pytest.mark.parametrize("name", ["LESS 2% DISCOUNT", "19 % USt.", "Discount 3 PCT", "Special discount 3%"])
def test_a_charge_named_under_the_quantities(name: str) -> None:
    page = f"""
Description              Quantity             Unit Price       Amount
NdFeB magnet N35         1000 PCS                   0.50       500.00
NdFeB magnet N38         2000 PCS                   0.50     1,000.00
                         {name.ljust(16)}                       30.00
TOTAL                                                        1,530.00
"""
    assert len(read(page).lines) == 2


@pytest.mark.parametrize(
    ("words", "grade"),
    [("grade KR24", "KR24"), ("Grade: TS-30A, coated", "TS-30A"), ("grade CeO2", None), ("grade KR12x5", None)],
)
def test_a_grade_that_only_the_word_before_it_shows(words: str, grade: str | None) -> None:
    page = f"""
Description                                   Quantity      Price       Value
SmCo ring, {words.ljust(30)}       1,200 PCS       2.00    2,400.00
NdFeB ring, plain                                250 PCS       4.00    1,000.00
"""
    assert values(read(page))[0].get("grade") == grade


def test_lines_below_a_description_that_say_weight_and_origin() -> None:
    page = """
Pos   Description                                   Quantity      Price       Value
1     Arc magnet NdFeB N45SH                       1.200 PCS     1,3850    1.662,00
      Country of origin: CN  Net weight: 31,248 kg
2     Ring magnet NdFeB N38                          250 PCS     4,2600    1.065,00
      HS code: 8505.11.10  Coating: Zn
"""
    first, second = values(read(page))
    assert (first["description"], first["net_weight_kg"]) == ("Arc magnet NdFeB N45SH", "31.248")
    assert first["country_of_origin"] == "CN"
    assert second["description"] == "Ring magnet NdFeB N38 HS code: 8505.11.10 Coating: Zn"


def test_labels_with_values_that_white_parts_stand_in_no_column() -> None:
    page = """
Pos   Description                         Grade     Quantity      Price       Value
1     Arc magnet NdFeB, coated            N45SH        1,200       1.50    1,800.00
      HS code 8505.11.10    Country of origin CN    Batch 7-11    Net weight 31.20 kg
2     Ring magnet NdFeB                   N38            250       4.00    1,000.00
      Lot LA-3    Our ref. 88101
3     Disc magnet NdFeB                   N35            100       2.00      200.00
      Size 10x3    Coating Zn
"""
    first, second, third = values(read(page))
    assert (first["description"], first["hs_code"]) == ("Arc magnet NdFeB, coated", "85051110")
    assert (first["country_of_origin"], first["net_weight_kg"]) == ("CN", "31.2")
    assert second["description"] == "Ring magnet NdFeB"
    assert third["description"] == "Disc magnet NdFeB Size 10x3 Coating Zn"


def test_a_number_of_materials_is_no_grade() -> None:
    page = """
Material          Description                   Quantity      Price       Value
PW-0031-0008      Magnet powder with Nd        1,200 PCS       2.00    2,400.00
PW-0031-0011      Magnet powder with Sm          250 PCS       4.00    1,000.00
"""
    assert ["grade" in line for line in values(read(page))] == [False, False]


def test_pieces_are_whole_and_show_the_decimal_mark_of_the_weights() -> None:
    page = """
Description              Quantity      N.W. (KGS)     G.W. (KGS)
NdFeB magnet N35        2.500 PCS        423,080        458,810
NdFeB magnet N38          250 PCS         36,190         38,120
"""
    lines = values(read(page))
    assert [line["quantity"] for line in lines] == ["2500", "250"]
    assert [line["net_weight_kg"] for line in lines] == ["423.08", "36.19"]


def test_values_that_add_up_to_the_total_are_amounts_and_no_prices() -> None:
    page = """
Description                       Quantity     Unit Value
Sintered NdFeB magnet N42           12 PCS       2,450.00
Bonded NdFeB magnet                 25 PCS         750.00
Total                                            3,200.00
"""
    lines = values(read(page))
    assert [line["amount"] for line in lines] == ["2450", "750"]
    assert all("unit_price" not in line for line in lines)


@pytest.mark.parametrize(
    ("heading", "quantity", "price", "unit"),
    [
        ("Qty          Price (USD/KG)", "    500", "1.00", "KGM"),
        ("Qty        Price USD/1000PCS", "500,000", "1.00", "H87"),
        ("Qty (Stk/pcs)    Price (EUR)", "    500", "1.00", "H87"),
        ("数量（个/pcs）   Price (EUR)", "    500", "1.00", "H87"),
    ],
)
def test_units_that_only_a_heading_names(heading: str, quantity: str, price: str, unit: str) -> None:
    page = f"""
Description              {heading}           Amount
NdFeB magnet N35         {quantity}              {price}           500.00
NdFeB magnet N38         {quantity}              {price}           500.00
"""
    assert [line["unit"] for line in values(read(page))] == [unit, unit]


def test_prices_by_weight_tell_nothing_of_the_pieces() -> None:
    page = """
Description            Quantity     N.W. (KGS)     Unit Price (USD/KG)       Amount
NdFeB magnet N35          1,000          20.00                    9.00       180.00
NdFeB magnet N38          2,000          30.00                    9.00       270.00
"""
    assert [line.get("unit") for line in values(read(page))] == [None, None]


def test_a_quantity_that_reaches_below_the_heading_of_units() -> None:
    page = """
Description               Quantity  UM     Unit Price       Amount
Ring magnet SmCo               840  EA          20.00    16,800.00
Arc magnet NdFeB             6,400  EA           3.00    19,200.00
Magnetizing fixture              1  EA       2,950.00     2,950.00
"""
    lines = values(read(page))
    assert [(line["quantity"], line["unit"]) for line in lines] == [("840", "H87"), ("6400", "H87"), ("1", "H87")]


def test_a_sum_is_named_by_the_words_beside_it_and_a_box_on_the_left_keeps_its_labels() -> None:
    page = """
Description               Quantity     Unit Price       Amount
Ring magnet SmCo           840 PCS          20.00    16,800.00
Arc magnet NdFeB         6,400 PCS           3.00    19,200.00

Packages: 6 drums                        Subtotal    36,000.00
Net weight: 250.00 KGS                   Freight        500.00
Gross weight: 262.00 KGS                 TOTAL USD   36,500.00
"""
    reading = read(page)
    found = {total.field: total.value for total in reading.totals}
    assert found == {"total_amount": "36500", "freight_amount": "500"}
    assert reading.regions[0][1].bottom < 150


HEADING_OF_ITS_OWN = """
Contents                      Model      Qty    UOM    Net weight (g)
Bonded NdFeB magnet           BNP-10    45,000  PCS             612.0
Contents                      Model      Qty    UOM    Net weight (g)
Sintered SmCo magnet          YX-24     36,000  PCS           2,390.4

                              Total units                 81,000 PCS
                              Total net weight             3,002.4 g
                              Total gross weight              3.9 kg
"""


def test_sums_below_several_tables_in_units_of_their_own() -> None:
    found = {total.field: (total.value, total.evidence["sum"]) for total in read(HEADING_OF_ITS_OWN).totals}
    assert found == {
        "total_quantity": ("81000", 1.0),
        "total_net_weight_kg": ("3.0024", 1.0),
        "total_gross_weight_kg": ("3.9", 0.5),
    }


def test_a_bare_total_is_that_of_the_column_which_it_sums() -> None:
    page = """
Item   Description               HS Code       Quantity    Unit
1      NdFeB magnet N45SH        8505111000    36000.00    千克
2      NdFeB magnet N42UH        8505111000     4500.00    千克
       (22)          Total                     40500.00    千克
"""
    assert {total.field: total.value for total in read(page).totals} == {"total_quantity": "40500"}


def test_goods_with_their_charges_make_the_total() -> None:
    page = """
Description              Quantity     Unit Price       Amount
NdFeB magnet N35         1000 PCS           0.50       500.00
NdFeB magnet N38         2000 PCS           0.25       500.00
Subtotal                                             1,000.00
Air freight                                             42.00
Discount                                               -30.00
TOTAL USD                                            1,012.00
"""
    found = {total.field: (total.value, total.evidence["sum"]) for total in read(page).totals}
    assert found["total_amount"] == ("1012", 1.0)
    wrong = {total.field: total.evidence["sum"] for total in read(page.replace("1,012", "1,021")).totals}
    assert wrong["total_amount"] == 0.0


@pytest.mark.parametrize("below", ["Goods value", "Merchandise total", "FOB value", "Sub-total", "Goods, 15 cartons"])
def test_the_sum_of_the_goods_counts_them_where_the_total_below_is_money_alone(below: str) -> None:
    page = f"""
Description              Quantity     Net kg     Unit Price       Amount
NdFeB magnet N35         1000 PCS      10.50           0.50       500.00
NdFeB magnet N38         2000 PCS      20.50           0.60     1,200.00
{below.ljust(25)}3000 PCS      31.00                    1,700.00
Ocean freight                                                     100.00
TOTAL                                                           1,800.00
"""
    reading = read(page)
    assert len(reading.lines) == 2
    found = {total.field: total.value for total in reading.totals}
    assert (found["total_quantity"], found["total_net_weight_kg"]) == ("3000", "31")
    assert found["total_amount"] == "1800"


def test_a_total_behind_a_rule_of_delivery() -> None:
    page = """
Description              Quantity     Unit Price       Amount
NdFeB magnet N35         1000 PCS           0.50       500.00
NdFeB magnet N38         2000 PCS           0.60     1,200.00
FOB QINGDAO TOTAL        3000 PCS                    1,700.00
"""
    assert {total.field for total in read(page).totals} == {"total_quantity", "total_amount"}


def test_a_code_of_an_indian_tariff_below_a_description() -> None:
    page = """
Description              Quantity       Unit Price       Amount
LANTHANUM CARBONATE      1,000.00 KGS         3.00     3,000.00
HSN 28469090
CERIUM OXIDE               500.00 KGS         2.00     1,000.00
HSN 28461010
"""
    assert [line["hs_code"] for line in values(read(page))] == ["28469090", "28461010"]


def test_a_label_with_its_figures_below_the_total_is_no_line() -> None:
    page = """
Description              Quantity     Unit Price       Amount
NdFeB magnet N35         1000 PCS           0.50       500.00
NdFeB magnet N38         2000 PCS           0.60     1,200.00
TOTAL                    3000 PCS                    1,700.00
8. Bank: Harbour Bank    A/C 3505           0169         4418
"""
    assert len(read(page).lines) == 2


def test_white_above_the_sums_of_a_form_is_no_part_of_its_table() -> None:
    page = """
Description              Quantity     Unit Price       Amount
NdFeB magnet N35         1000 PCS           0.50       500.00
NdFeB magnet N38         2000 PCS           0.60     1,200.00



NET WT. 31.00 KGS



TOTAL                    3000 PCS                    1,700.00
"""
    assert len(read(page).regions) == 2
    assert len(read(page.replace("NET WT. 31.00 KGS\n", "").replace("\n\n\n", "\n")).regions) == 1


def test_the_column_that_is_quantity_times_price_is_the_amount_whatever_heads_it() -> None:
    page = """
Description        Quantity     Unit price     Gsmtprs
Magnet discs              5          50.00      250.00
Magnet rings              2          30.00       60.00
"""
    assert [line["amount"] for line in values(read(page))] == ["250", "60"]


@pytest.mark.parametrize(
    "told", ["Net weight 7.25 KGM", "N.W. 7.25KGM", "Ring / Weight net: 7.25 kgs", "Net wt.: 7.25 kg."]
)
def test_a_weight_named_in_a_description_is_the_lines_and_stays_in_its_text(told: str) -> None:
    page = f"""
Description                                   Quantity     Unit Price       Amount
Sintered NdFeB magnet N35EH                     86 PCS          12.16     1,045.76
{told}
"""
    line = values(read(page))[0]
    assert (line["net_weight_kg"], line["description"]) == ("7.25", f"Sintered NdFeB magnet N35EH {told}")


def test_a_weight_of_one_piece_in_a_description_is_not_the_lines() -> None:
    page = """
Description                                   Quantity     Unit Price       Amount
Sintered NdFeB magnet N35EH                     86 PCS          12.16     1,045.76
Net weight 0.08 kg/pc
"""
    assert "net_weight_kg" not in values(read(page))[0]


def test_taxes_by_customs_code_are_no_goods() -> None:
    page = """
Description                         Quantity     Unit Price       Amount
Ring magnet SmCo                     840 PCS          20.00    16,800.00
Arc magnet NdFeB                   6,400 PCS           3.00    19,200.00
TOTAL                                                          36,000.00


HSN/SAC             Taxable amount     IGST Rate     Tax Amount
85051900                 16,800.00         0.00%           0.00
85051100                 19,200.00         0.00%           0.00
Total                    36,000.00                         0.00
"""
    reading = read(page)
    assert [line["amount"] for line in values(reading)] == ["16800", "19200"]
    assert [total.value for total in reading.totals if total.field == "total_amount"] == ["36000"]


def test_the_value_of_goods_on_a_permit_is_their_amount() -> None:
    page = """
Items                         Tariff no.       Quantity      Value of goods
Sintered NdFeB magnets        8505.11.00      12.50 kgs              308.46
SmCo magnets                  8505.11.00     100.00 kgs            9,450.00
"""
    assert [line["amount"] for line in values(read(page))] == ["308.46", "9450"]


LICENCE = """
15. 商品名称： 烧结钕铁硼（含镝） 商品编码：8505111000

16. 规格型号       17. 单位       18. 数量       19. 单价(USD)       20. 总值(USD)
38EH               千克               77.8             100.00             7780.00
N33AH              千克              383.1             200.00            76620.00
总计               千克              460.9                               84400.00
"""


def test_goods_named_once_above_a_licences_numbered_boxes() -> None:
    document = Document(SOURCE, (arrange(typed(LICENCE)),), DocType.EXPORT_LICENCE, 1.0)
    found = [
        (line["description"].value, line["hs_code"].value, line["grade"].value, line["net_weight_kg"].value)
        for line in sharedgoods.add(lines.find(document), document, {}).lines
    ]
    assert found == [
        ("烧结钕铁硼（含镝）", "8505111000", "38EH", "77.8"),
        ("烧结钕铁硼（含镝）", "8505111000", "N33AH", "383.1"),
    ]


def test_a_number_below_a_customs_code_is_no_part_of_it() -> None:
    page = """
Description          Stat. code       Quantity     Unit price       Amount
Lanthanum oxide        28469012         10 kg          2.00          20.00
                          88101
Cerium oxide           2846 10 10       20 kg          3.00          60.00
"""
    assert [line["hs_code"] for line in values(read(page))] == ["28469012", "28461010"]


def test_material_numbers_of_eight_digits_are_no_customs_codes() -> None:
    page = """
Material      Description                  Quantity     Unit price       Amount
70034127      NdFeB block magnet              10 PC          2.00          20.00
70034981      SmCo ring magnet                20 PC          3.00          60.00
"""
    found = values(read(page))
    assert [line["quantity"] for line in found] == ["10", "20"]
    assert all("hs_code" not in line for line in found)


def test_figures_that_stand_apart_are_two_numbers() -> None:
    page = """
Description               Order qty            Unit price       Amount
Magnet discs             34      136 PCS             2.00       272.00
Magnet rings             25    1 100 PCS             3.00     3,300.00
"""
    assert [line.get("quantity") for line in values(read(page))] == ["136", "1100"]


def test_a_sum_wrapped_below_its_currency() -> None:
    page = """
Description                  Quantity    Unit Price      Amount
Neodymium oxide                100 KG         60.00    6,000.00
Lanthanum oxide                200 KG          2.50      500.00
TOTAL                          300 KG                       USD
                                                       6,500.00
"""
    totals = {one.field: one.value for one in read(page).totals}
    assert totals == {"total_quantity": "300", "total_amount": "6500"}


@pytest.mark.parametrize("printed", ["-50.00", "USD -50.00", "-$50.00", "50.00-"])
def test_a_discount_in_a_row_of_its_own_has_its_sign(printed: str) -> None:
    page = f"""
Description                  Quantity    Unit Price      Amount
NdFeB magnet N35               100 PC          5.00      500.00
NdFeB magnet N35                                     {printed:>10}
SmCo magnet YXG-28             200 PC          2.50      500.00
TOTAL                                                    950.00
"""
    reading = read(page)
    assert [line["amount"] for line in values(reading)] == ["500", "-50", "500"]
    assert {one.field: one.evidence["sum"] for one in reading.totals} == {"total_amount": 1.0}


def test_a_kind_of_package_is_no_grade() -> None:
    page = """
Product               Pkgs   Type          Net kg   Gross kg
Neodymium oxide          6   5-gal pail    150.00     156.00
Samarium oxide           4   steel drum    200.00     224.00
"""
    assert all("grade" not in line for line in values(read(page)))


def test_a_column_of_specifications_holds_grade_size_and_composition() -> None:
    page = """
品名              规格型号                数量        单价          金额
钕铁硼磁钢        N38 D12*3 Zn          100 只        2.00        200.00
钆铁合金          GdFe-72 Gd 72.5%       50 KG       10.00        500.00
"""
    found = [{name: line.get(name) for name in ("grade", "size", "composition")} for line in values(read(page))]
    assert found == [
        {"grade": "N38", "size": "D12*3", "composition": None},
        {"grade": "GdFe-72", "size": None, "composition": "Gd 72.5%"},
    ]


@pytest.mark.parametrize(
    ("heading", "total", "volume"),
    [("Meas. (CBM)", "3.50", "3.5"), ("Measurement", "3.50", "3.5"), ("Measurement", "4.10", None)],
)
def test_the_volume_of_a_row_of_sums(heading: str, total: str, volume: str | None) -> None:
    page = f"""
Description          Ctns      N.W. (KGS)      G.W. (KGS)      {heading}
Neodymium oxide         2           40.00           44.00      1.25
Samarium oxide          4           50.00           53.00      2.25
TOTAL                   6           90.00           97.00      {total}
"""
    assert {one.field: one.value for one in read(page).totals}.get("total_volume_m3") == volume
