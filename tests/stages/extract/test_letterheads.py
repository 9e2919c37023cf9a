"""Companies that no label names: who signs, lines of a letterhead, whom a sentence names, words written downward."""

import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Word
from extractor.stages.extract import parties
from extractor.stages.extract.partychoice import choose_parties
from tests.stages.extract.test_finders import THUMB, document
from tests.stages.typed import grid, typed

BELOW = "\n" * 30


def chosen(page: Page | str) -> dict[str, str]:
    return {party.role: str(party.name.value) for party in choose_parties(parties.find(document(page), {}), THUMB)}


@pytest.mark.parametrize(
    ("foot", "seller"),
    [
        ("For Nordwind Magnets Co., Ltd.", "Nordwind Magnets Co., Ltd."),
        ("For Nordwind Rare Earth\nNew Materials Co., Ltd.", "Nordwind Rare Earth New Materials Co., Ltd."),
        ("For and on behalf of\nNordwind Magnets Co., Ltd.", "Nordwind Magnets Co., Ltd."),
        ("北风磁业有限公司（盖章）", "北风磁业有限公司"),
        ("Nordwind Magnets Co., Ltd.\n\nAuthorized Signature", "Nordwind Magnets Co., Ltd."),
        ("Nordwind Magnets Co., Ltd.\n\n\n\n\n\n\n   Authorized Signature", "Nordwind Magnets Co., Ltd."),
        ("Nordwind Magnets Co., Ltd.", None),
        ("For Nordwind Magnets Co., Ltd.          For Westhafen Pumps Ltd.", None),
    ],
)
def test_who_signs_sells_where_nothing_names_the_seller(foot: str, seller: str | None) -> None:
    page = f"PROFORMA INVOICE\n\nTo: Ostwind Motoren AG\n{BELOW}{foot}"
    assert chosen(page).get("seller") == seller


def test_a_japanese_letter_is_addressed_to_the_buyer_and_sent_by_the_other() -> None:
    page = """
                       商業送り状

北風精密股份有限公司    御中
台湾桃園市西港區文化路 11 號
                                        株式会社南風磁石
                                        〒386-0001 長野県上田市北町1丁目2番
"""
    assert chosen(page) == {"buyer": "北風精密股份有限公司", "seller": "株式会社南風磁石"}


def test_an_address_behind_the_name_of_a_letterhead() -> None:
    page = "北风磁业有限公司    江苏省苏州市工业路71号\n\n商业发票"
    (head,) = (one for one in parties.find(document(page), {}) if one.role == "seller")
    assert head.parts["address"].value == "江苏省苏州市工业路71号"


@pytest.mark.parametrize(("country", "buyer"), [("United Kingdom", "Westhafen Pumps plc"), ("China", None)])
def test_a_letter_without_labels_is_written_to_the_company_below_in_another_country(
    country: str, buyer: str | None
) -> None:
    page = (
        "                             Nordwind Magnets Co., Ltd.\n"
        "                             19 Harbour Street, Ningbo 315000, China\n\n\n"
        f"Westhafen Pumps plc\n4 Mill Road\n{country}\n\nInvoice No. NW/17"
    )
    assert chosen(page).get("buyer") == buyer


def test_a_letterhead_sells_rather_than_who_signs() -> None:
    page = f"Westhafen Magnet GmbH\nHafenstr. 2, 24103 Kiel\n\nINVOICE\n{BELOW}For Nordwind Magnets Co., Ltd."
    assert chosen(page)["seller"] == "Westhafen Magnet GmbH"


def test_another_company_that_signs_beside_is_not_the_buyer() -> None:
    page = f"INVOICE\n{BELOW}Accepted by the Buyer          For Nordwind Magnets Co., Ltd."
    assert chosen(page) == {"seller": "Nordwind Magnets Co., Ltd."}


def test_a_centred_line_of_address_telephone_and_tax_number() -> None:
    page = (
        "                          北风磁业有限公司\n"
        "江苏省苏州市工业路71号    电话:0512-66553    税号:91330212MA281F9K5X\n\n商业发票"
    )
    heads = [one for one in parties.find(document(page), {}) if one.role == "seller"]
    assert heads[0].parts["address"].value == "江苏省苏州市工业路71号"
    assert heads[0].parts["tax_id"].value == "91330212MA281F9K5X"


@pytest.mark.parametrize(
    ("text", "role", "name", "address"),
    [
        ("With reference to your enquiry we offer to M/s. Nordwind Motors Ltd., 4 Harbour Road,\n"
         "Pune 411001, India, the following goods", "buyer", "Nordwind Motors Ltd.",
         "4 Harbour Road, Pune 411001, India"),
        ("We herewith invoice Nordwind Motors Ltd., 4 Harbour Road, Pune 411001, India for the following goods:", "buyer",
         "Nordwind Motors Ltd.", "4 Harbour Road, Pune 411001, India"),
        ("To Nordwind Motors Ltd., 4 Harbour Road, Pune 411001, India we offer without obligation:", "buyer",
         "Nordwind Motors Ltd.", "4 Harbour Road, Pune 411001, India"),
        ("根据贵方四月二十八日询价，我公司（北风磁业有限公司）现报盘如下", "seller", "北风磁业有限公司", None),
    ],
)  # fmt: skip
def test_whom_a_sentence_names(text: str, role: str, name: str, address: str | None) -> None:
    found = [one for one in parties.find(document(text), {}) if "told" in one.parts["name"].evidence]
    assert [(one.role, one.parts["name"].value) for one in found] == [(role, name)]
    assert (found[0].parts["address"].value if "address" in found[0].parts else None) == address


def test_a_label_is_no_sentence() -> None:
    page = "For account and risk of Messrs. Nordwind Motors Ltd.          Date: 2025-01-01"
    assert not [one for one in parties.find(document(page), {}) if "told" in one.parts["name"].evidence]


def test_a_label_written_downward() -> None:
    page = "购\n买    名称：北风磁业有限公司\n方    税号：91330212MA281F9K5X\n信\n息"
    found = parties.find(document(typed(page, rules=grid((0, 5), (-1, 4, 60)))), {})
    buyer = next(one for one in found if one.role == "buyer")
    assert buyer.parts["name"].value == "北风磁业有限公司"
    assert buyer.parts["tax_id"].value == "91330212MA281F9K5X"


def test_a_label_written_downward_that_ink_shows_as_one_word() -> None:
    words = typed("\n       名称：北风磁业有限公司\n       税号：91330212MA281F9K5X\n", engine="ppocr").words
    label = Word("购买方信息", Box(41, 44, 50, 92), 0.9, "ppocr")
    page = Page(1, 595.0, 842.0, (*words, label), tuple(grid((0, 5), (-1, 4, 60))))
    buyer = next(one for one in parties.find(document(page), {}) if one.role == "buyer")
    assert buyer.parts["name"].value == "北风磁业有限公司"


def test_same_as_another_in_other_words() -> None:
    page = "Buyer: Nordwind Motors Ltd.\n\nConsignee: 同买方"
    assert chosen(page) == {"buyer": "Nordwind Motors Ltd.", "consignee": "Nordwind Motors Ltd."}


def test_a_senders_line_whose_dots_lost_their_white() -> None:
    page = """
Nordwerk Pumpen GmbH· Hafenstr. 2·24103 Kiel

Westhafen Motoren GmbH
Kaistr. 88
28217 Bremen
"""
    assert chosen(typed(page, engine="ppocr")) == {"seller": "Nordwerk Pumpen GmbH", "buyer": "Westhafen Motoren GmbH"}


def test_a_name_that_small_print_repeats_without_spaces() -> None:
    page = f"Aimants Techniques du Nord SAS\n12 rue Haute{BELOW}{BELOW}AimantsTechniquesdu Nord SASau capital de 120000 EUR"
    assert chosen(page) == {"seller": "Aimants Techniques du Nord SAS"}


def test_a_letter_that_names_where_to_deliver_is_written_to_the_buyer_all_the_same() -> None:
    page = (
        "Nordwind Magnets Co., Ltd.\n19 Harbour Street, Ningbo 315000, China\n\n\n"
        "Westhafen Pumps plc\n4 Mill Road\nUnited Kingdom\n\nInvoice No. NW/17\n\n"
        "Delivery address: Ostwind Motoren AG, Mühlweg 9, 4051 Basel, Switzerland"
    )
    assert chosen(page) == {
        "seller": "Nordwind Magnets Co., Ltd.",
        "buyer": "Westhafen Pumps plc",
        "consignee": "Ostwind Motoren AG",
    }


@pytest.mark.parametrize("ruled", [False, True])
def test_an_address_that_reaches_over_a_letterhead_on_both_sides(ruled: bool) -> None:
    page = (
        "      Nordwind Magnets Co., Ltd.\n  19 Harbour Street, Ningbo 315000, Zhejiang Province, China\n\n"
        "INVOICE\n\nTo: Ostwind Motoren AG"
    )
    paper = document(typed(page, rules=grid((1, 2), (0, 70)) if ruled else ()))
    (head,) = (one for one in parties.find(paper, {}) if one.role == "seller")
    assert head.parts["country"].value == "CN"


@pytest.mark.parametrize(
    "page",
    [
        "购买方信息                销售方信息\n名称：北风磁业有限公司    名称：南山磁材有限公司",
        "购买方信息                销  名称：南山磁材有限公司\n名称：北风磁业有限公司    售\n                          方",
        "购  名称：北风磁业有限公司 销  名称：南山磁材有限公司\n买                         售\n方                         方",
        "购方信息                     销方信息\n名称：   北风磁业有限公司    名称：   南山磁材有限公司",
    ],
)
def test_names_behind_labels_of_their_own_under_a_heading_or_beside_an_upright_word(page: str) -> None:
    assert chosen(page) == {"buyer": "北风磁业有限公司", "seller": "南山磁材有限公司"}


def test_a_number_beside_a_letterhead_is_no_address() -> None:
    page = document("北风磁业有限公司          编号：NW-2025-17\n送货清单")
    seller = next(one for one in parties.find(page, {}) if one.role == "seller")
    assert "address" not in seller.parts


def test_goods_high_on_a_page_are_no_letterhead() -> None:
    page = document("COMMERCIAL INVOICE\n\nSm-Co magnet, sintered")
    assert not [one for one in parties.find(page, {1: (Box(0.0, 60.0, 595.0, 90.0),)}) if one.role == "seller"]


@pytest.mark.parametrize(
    ("line", "seller"),
    [
        ("Ningbo Nordwind Magnets Co., Ltd. · Harbour Zone · Ningbo 315800", "Ningbo Nordwind Magnets Co., Ltd."),
        ("Nordwind Magnets Ltd · 4 Harbour Road · Leeds LS1 4AP", "Nordwind Magnets Ltd"),
    ],
)
def test_a_senders_line_from_abroad(line: str, seller: str) -> None:
    page = f"{line}\n\nWesthafen Motoren GmbH\nEinkauf\nKaistr. 88\n28217 Bremen\nGERMANY\n\nCommercial Invoice"
    assert chosen(page) == {"seller": seller, "buyer": "Westhafen Motoren GmbH"}


def test_the_senders_short_name_over_its_whole_one_is_no_other_company() -> None:
    page = """
                                                            Nordwerk-Kontor Kiel

Nordwerk-Kontor Kiel GmbH · Hafenstr. 2 · 24103 Kiel

Westhafen Motoren GmbH
Kaistr. 88
28217 Bremen
"""
    found = [one for one in parties.find(document(page), {}) if one.role == "seller"]
    assert [one.parts["name"].value for one in found] == ["Nordwerk-Kontor Kiel GmbH"]
    assert found[0].parts["address"].value == "Hafenstr. 2, 24103 Kiel"
    assert found[0].parts["name"].evidence["only"]
