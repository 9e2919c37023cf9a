"""Boxes of licence forms: numbered, their values below, beside or in the same box, a stamp over them."""

from collections.abc import Sequence

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page
from extractor.stages.extract import currencies, header, issuers, lines, parties, rivals, sharedgoods
from extractor.stages.extract.goods import GoodsReading
from tests.stages.extract.test_finders import document
from tests.stages.typed import grid, typed

LICENCE = DocType.EXPORT_LICENCE


def goods(page: Page) -> GoodsReading:
    paper = document(page, LICENCE)
    found = lines.find(paper)
    taken: dict[int, Sequence[Box]] = {number: [box] for number, box in found.regions}
    return sharedgoods.add(found, paper, taken)


def test_the_number_of_a_box_is_no_figure_of_a_table() -> None:
    page = """
11 商品名称              镨钕合金
12  规格 Specification    13  单位   14  数量    15  单价（欧元）  16  总值（欧元）  17  总值折美元
                              Unit      Quantity      Unit price        Amount            Amount in USD
PrNd 30/70                   千克         2000.00           84.00         168000.00        195720.00
PrNd 15/85                   千克         1500.00           82.40         123600.00        143994.00
18  总计 Total                            3500.00                         291600.00        339714.00
20  发证机关 Issuing authority           21  发证日期 Licence date
"""
    rules = grid([0.9, 2.9, 3.9, 4.9, 5.9], [-0.5, 24.5, 34.5, 45.5, 60, 78, 96])
    found = goods(typed(page, rules=rules))
    assert [line["amount"].value for line in found.lines] == ["168000", "123600"]
    assert [line["description"].value for line in found.lines] == ["镨钕合金"] * 2
    assert [total.value for total in found.totals if total.field == "total_amount"] == ["291600"]


def test_labels_side_by_side_in_one_box_have_their_values_below() -> None:
    page = """
16. 商品名称： Description of goods      商品编码： Code of goods
  含铽的钕铁硼永磁材料                     8505111000
规格 Specification       单位 Unit     数量 Quantity     总值 Amount
N44SH                    千克           1,860.00          127,410.00
"""
    rules = grid([-0.1, 1.9], [-0.5, 75])
    (line,) = goods(typed(page, rules=rules)).lines
    assert line["description"].value == "含铽的钕铁硼永磁材料"
    assert line["hs_code"].value == "8505111000"


def test_boxes_may_be_numbered_with_a_letter() -> None:
    page = "B1 出口商 / Exporter\n成都北风磁体有限公司\n\nC7 有效期起 / Valid from\n2025/08/18"
    found = {one.name: one.value for one in header.find(document(page, LICENCE), {})}
    assert found["valid_from"] == "2025-08-18"
    assert "bl_number" not in found
    names = {one.parts["name"].value for one in parties.find(document(page, LICENCE), {}) if one.role == "exporter"}
    assert names == {"成都北风磁体有限公司"}


def test_the_date_of_the_contract_is_not_the_date_of_issue() -> None:
    page = "Signed on 合同签订日期: 2025-06-13\n\nDate of issue 发证日期: 2025-07-28"
    found = {one.value for one in header.find(document(page, LICENCE), {}) if one.name == "issue_date"}
    assert found == {"2025-07-28"}


def test_a_number_with_the_letters_of_a_currency_is_no_money() -> None:
    assert not list(currencies.find(document("Contract No. KN-NT-FA-2025", LICENCE)))
    assert [one.value for one in currencies.find(document("Total USD 20.00 / NT-7", LICENCE))] == ["USD"]


def test_the_next_numbered_box_is_no_value() -> None:
    page = "(8) 最终用途 End use                    (9) 其他 Further remark here\n制造直驱永磁发电机"
    found = [str(one.value) for one in header.find(document(page, LICENCE), {}) if one.name == "end_use"]
    assert set(found) == {"制造直驱永磁发电机"}


def test_an_end_user_with_a_label_of_its_own_is_not_the_ultimate_consignee() -> None:
    page = """
ULTIMATE CONSIGNEE:
  NORDWIND SONICS PRIVATE LIMITED
  PLOT 61, BENGALURU 562149, INDIA

END USER:
  SAMPLE GEOPHYSICAL SURVEY LTD
  4 HARBOUR ROAD, CHENNAI 643001, INDIA
"""
    found = rivals.by_own_labels(parties.find(document(page, LICENCE), {}))
    assert {one.parts["name"].value for one in found if one.role == "end_user"} == {"SAMPLE GEOPHYSICAL SURVEY LTD"}


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Issued on behalf of the Secretary of State by the Export Control Joint Unit.", "Export Control Joint Unit"),
        (
            "This licence is issued by the Ministry of Trade and Industry under the Act.",
            "Ministry of Trade and Industry",
        ),
    ],
)
def test_a_sentence_names_the_office(sentence: str, office: str) -> None:
    page = f"Department for\nTrade\n\n{sentence}"
    names = {one.parts["name"].value for one in issuers.find(document(page, LICENCE))}
    assert names == {office}
