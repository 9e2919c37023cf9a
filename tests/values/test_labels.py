"""Labels: beside values, alone, in two languages, numbered, damaged; and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.gazetteer import LabelKind, labels
from extractor.values.labels import best, match, split_labels

BEGINS = [
    ("Invoice No.: CI-123", "invoice_number", "CI-123"),
    ("Invoice No. CI-123", "invoice_number", "CI-123"),
    ("lnvoice N0.: CI-123", "invoice_number", "CI-123"),
    ("INVOICENO.:CI-123", "invoice_number", "CI-123"),
    ("Invoce Nunber: 123", "invoice_number", "123"),
    ("发票号 Invoice No.: CI-123", "invoice_number", "CI-123"),
    ("Invoice No. / 发票号码：CI-123", "invoice_number", "CI-123"),
    ("ＩＮＶＯＩＣＥ　ＮＯ．：ＣＩ１", "invoice_number", "ＣＩ１"),
    ("LICENCE No 许可证号 25AA270680", "licence_number", "25AA270680"),
    ("3. Export licence No.", "licence_number", ""),
    ("(11) 商品名称", "description", ""),
    ("商品名称 Description of goods", "description", ""),
    ("Packinq list", "packing_list", ""),
    ("Total Net Weight: 123 kg", "total_net_weight_kg", "123 kg"),
    ("总净重 Total Net Weight: 12.00 KGS", "total_net_weight_kg", "12.00 KGS"),
    ("Total Amount USD 12,345.00", "total_amount", "USD 12,345.00"),
    ("TOTAL: USD 12,345.00", "total_amount", "USD 12,345.00"),
    ("Consignee (name and address): Adler GmbH", "consignee", "Adler GmbH"),
    ("Seller / Exporter:", "seller", ""),
    ("卖方 Seller：宁波", "seller", "宁波"),
    ("Umsatzsteuer-ID DE 136 695 976", "tax_id", "DE 136 695 976"),
    ("VAT No. BE 0776.091.951", "tax_id", "BE 0776.091.951"),
    ("Bank: Bank of Somewhere", "bank", "Bank of Somewhere"),
    ("To: Hamburg", "port_of_discharge", "Hamburg"),
    ("合 同 号: 123", "contract_number", "123"),
    ("貨物名稱", "description", ""),
    ("最终目的国（地区） Final destination 德国", "country_of_destination", "德国"),
    ("Previous licence No.: 24AA100312", "previous_licence", "24AA100312"),
    ("PO# 12345", "purchase_order_number", "12345"),
    ("Net weight 12.5 kg", "net_weight_kg", "12.5 kg"),
    ("Arnount", "amount", ""),
    ("Rechnung Nr. 2025-001", "invoice_number", "2025-001"),
    ("原産国：日本", "country_of_origin", "日本"),
    ("収货人：阿德勒", "consignee", "阿德勒"),
    ("Country of Origin - China", "country_of_origin", "China"),
    ("Ultimate Consignee: X", "end_user", "X"),
    ("发证机关签章 Issuing authority：某局", "issuing_authority", "某局"),
]


@pytest.mark.parametrize(("text", "field", "rest"), BEGINS)
def test_finds_the_label_and_leaves_the_value(text: str, field: str, rest: str) -> None:
    found = [one for one in match(text) if one.field == field]
    assert found, [one.field for one in match(text)]
    assert found[0].rest == rest
    assert found[0].score >= 0.8
    assert text[found[0].rest_start :].strip() == rest


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("N.W.(KGS)", "KGS"),
        ("单价（美元）", "美元"),
        ("Unit Price (USD/KG)", "USD/KG"),
        ("Net Weight kg", "kg"),
        ("Gross Wt (kg): 12", "kg"),
        ("Quantity", None),
        ("Net weight 12.5 kg", None),
        ("Consignee (name)", None),
    ],
)
def test_takes_the_unit_that_the_label_names(text: str, unit: str | None) -> None:
    found = best(text)
    assert found is not None and found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "Invoice number must be quoted on payment",
        "Bank of Somewhere",
        "Date of shipment is to be confirmed",
        "Sintered magnet containing dysprosium",
        "N42SH D9x24.5",
        "海上运输",
        "12 Cartons",
        "牧货人",
        "",
        "  ",
        "2025-01-02",
        "please note",
    ],
)
def test_a_value_or_a_sentence_is_no_label(text: str) -> None:
    assert match(text) == ()


def test_the_longest_label_wins() -> None:
    assert {one.field for one in match("Total Net Weight")} == {"total_net_weight_kg", "net_weight_kg"}
    assert {one.field for one in match("Invoice No.")} == {"invoice_number", "document_number"}


def test_a_longer_label_of_another_kind_hides_the_shorter() -> None:
    assert match("Invoice No.: 1", frozenset({LabelKind.TITLE})) == ()
    assert match("INVOICE", frozenset({LabelKind.TITLE}))[0].field == "commercial_invoice"


def test_two_labels_as_near_to_a_damaged_one_settle_nothing() -> None:
    assert match("牧货人：某公司") == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [("Qty (CTNS)", "package_count"), ("数量(纸箱)", "package_count"), ("Qty (PCS)", "quantity"), ("QTY", "quantity")],
)
def test_a_quantity_of_cartons_is_a_number_of_packages(text: str, field: str) -> None:
    assert [one.field for one in match(text, frozenset({LabelKind.COLUMN}))] == [field]


def test_scores_fall_from_colon_to_chance() -> None:
    colon, bare, name = (best(text) for text in ("Origin: China", "Origin China", "Origin Works Ltd."))
    assert colon is not None and bare is not None and name is not None
    assert colon.score > bare.score >= name.score
    assert name.score < 0.6


def test_a_unit_alone_is_a_weak_heading() -> None:
    found = best("PCS")
    assert found is not None and found.weak and found.score < 1


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("From: Ningbo To: Hamburg", [("port_of_loading", "Ningbo"), ("port_of_discharge", "Hamburg")]),
        (
            "FROM NINGBO TO HAMBURG BY SEA",
            [("port_of_loading", "NINGBO"), ("port_of_discharge", "HAMBURG"), ("mode_of_transport", "SEA")],
        ),
        ("Date: 2025-01-02 Invoice No: X", [("issue_date", "2025-01-02"), ("invoice_number", "X")]),
        ("Net Weight:12.5KGS Gross Weight: 14 KGS", [("net_weight_kg", "12.5KGS"), ("gross_weight_kg", "14 KGS")]),
        ("日期：2025年1月2日 发票号：CI-12", [("issue_date", "2025年1月2日"), ("invoice_number", "CI-12")]),
        (
            "Bank: Bank of Somewhere A/C No.: 123 SWIFT: ABCDEFGH",
            [("bank", "Bank of Somewhere"), ("account", "123"), ("swift", "ABCDEFGH")],
        ),
        ("4 Adler Street, Tel: 123 Fax: 456", [("tel", "123"), ("fax", "456")]),
        ("no label here", []),
    ],
)
def test_splits_several_labels(text: str, pairs: list[tuple[str, str]]) -> None:
    found = split_labels(text)
    assert [(one.field, value) for one, value in found] == pairs
    for one, value in found:
        assert text[one.rest_start :].startswith(value)
        assert text[one.start : one.end].strip()


@pytest.mark.parametrize("kind", list(LabelKind))
def test_every_wording_of_the_gazetteer_is_found(kind: LabelKind) -> None:
    for label in labels():
        if label.kind is kind:
            found = {one.field for one in match(label.text, frozenset({kind}))}
            assert label.field in found, (label, match(label.text))


@given(st.text(max_size=80))
def test_indexes_lie_in_the_text(text: str) -> None:
    for one in match(text):
        assert 0 <= one.start < one.end <= one.rest_start <= len(text)
        assert 0 < one.score <= 1
    for _, value in split_labels(text):
        assert value in text


def test_a_letter_behind_the_colon_is_the_values() -> None:
    found = best("Contract No.: S/C-70062")
    assert found is not None
    assert (found.field, found.rest) == ("contract_number", "S/C-70062")


def test_one_thing_said_in_two_languages_side_by_side_is_one_label() -> None:
    pairs = split_labels("POL: Bremerhaven Bestimmungshafen Discharge Port: Barcelona")
    assert [(found.field, value) for found, value in pairs] == [
        ("port_of_loading", "Bremerhaven"), ("port_of_discharge", "Barcelona")
    ]  # fmt: skip


def test_labels_without_colons_are_told_apart_where_they_are_words_of_their_own() -> None:
    pairs = split_labels("선적항 인천항, 대한민국 도착항 오사카항, 일본")
    assert [(found.field, value) for found, value in pairs] == [
        ("port_of_loading", "인천항, 대한민국"), ("port_of_discharge", "오사카항, 일본")
    ]  # fmt: skip
    assert len(split_labels("선적항 도착항")) == 1


def test_a_translation_is_no_damage() -> None:
    assert {found.field for found in match("Gross Weight 总毛重:")} >= {
        "gross_weight_kg",
        "total_gross_weight_kg",
    }


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("启运港 PORT OF SHIPMENT: 上海洋山抵运港 SHIPMENT TO: 塔林",
         [("port_of_loading", "上海洋山"), ("port_of_discharge", "塔林")]),
        ("Manufacturer: Nord Strong Magnet Material Group Co., Ltd., Room 912",
         [("seller", "Nord Strong Magnet Material Group Co., Ltd., Room 912")]),
    ],
)  # fmt: skip
def test_a_value_ends_before_the_first_wording_of_the_next_label(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(one.field, value) for one, value in split_labels(text)] == pairs


def test_letters_that_changed_places_are_one_error() -> None:
    assert [one.field for one in match("Port of Shpiment: Ningbo")][:1] == ["port_of_loading"]


def test_a_label_ends_at_its_colon() -> None:
    found = match("Payable: By T/T")
    assert found and found[0].rest == "By T/T"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Net weight: 110 kgGross weight: 119 kg", {"net_weight_kg": "110 kg", "gross_weight_kg": "119 kg"}),
        ("Net weight 110 kgGross weight 119 kg", {"net_weight_kg": "110 kg", "gross_weight_kg": "119 kg"}),
        ("Goods: NdFeB magnets", {"description": "NdFeB magnets"}),
    ],
)
def test_a_label_glued_to_the_value_before_it(text: str, pairs: dict[str, str]) -> None:
    assert {found.field: value for found, value in split_labels(text)} == pairs


@pytest.mark.parametrize(
    ("text", "field"), [("9.1 End user", "end_user"), ("4.1 INVOICE DATE", "issue_date"), ("9.1 kg", None)]
)
def test_a_box_number_of_two_parts(text: str, field: str | None) -> None:
    found = best(text)
    assert (found.field if found else None) == field


def test_a_weak_wording_beside_a_strong_one_of_the_same_meaning_is_as_strong() -> None:
    found = best("Date/Date of Issue: 23-Sep-2025")
    assert found is not None and (found.field, found.weak, found.score) == ("issue_date", False, 1.0)
