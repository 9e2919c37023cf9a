"""Values that flow over the end of a line, rows of headings, labels broken in two."""

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.page import Page
from extractor.stages.extract import header, parties
from tests.stages.extract.test_finders import document
from tests.stages.extract.test_forms import companies
from tests.stages.typed import grid, typed

INVOICE, PACKING, LICENCE = DocType.COMMERCIAL_INVOICE, DocType.PACKING_LIST, DocType.EXPORT_LICENCE

FLOWING = """
No.: NW-17    Date: 2 May 2025    Contract: SC-9    Payment terms: Bank transfer, 30 days from
invoice date    Port of loading: Ningbo   Port of discharge: Hamburg    Vessel: NORDSTERN
948W
We are pleased to invoice you as follows:
"""
OPEN = """
L/C No.: LC778812    Port of loading: Ningbo       Port of discharge:
Gothenburg   Vessel: NORDSTERN 948W
"""
REMARKS = """
备注：一、共71箱，装3托盘，体积2.86立方米。二、出口许可证号：25-AA-123456。三、海关编码：8505111000。四、原产国：中
国。
"""
PAIRS = """
PORT LOADING      TIANJIN          PORT DISCHARGE    GENOVA
TERMS             FOB TIANJIN
THE CARTONS STAND ON WOODEN PALLETS
"""
COLUMNS = """
Port of loading:    Ningbo          Date:
                    Beilun          2 May 2025
"""


def best(page: Page | str, name: str, kind: DocType = INVOICE) -> set[object]:
    """Return the values of a field that the surest labels announce."""
    found = [c for c in header.find(document(page, kind), {}) if c.name == name and c.finder == "label"]
    return {candidate.value for candidate in found}


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        (FLOWING, "payment_terms", "Bank transfer, 30 days from invoice date"),
        (FLOWING, "vessel", "NORDSTERN 948W"),
        (FLOWING, "port_of_loading", "Ningbo"),
        (OPEN, "port_of_discharge", "Gothenburg"),
        (OPEN, "port_of_loading", "Ningbo"),
        (COLUMNS, "port_of_loading", "Ningbo Beilun"),
        (REMARKS, "country_of_origin", "CN"),
        (REMARKS, "licence_number", "25-AA-123456"),
        (PAIRS, "port_of_loading", "TIANJIN"),
        ("Payment terms:   Payment within 14 days,\n                 2% discount", "payment_terms",
         "Payment within 14 days, 2% discount"),
        ("Payment terms:   By T/T within 7 days upon\n                 receipt of goods", "payment_terms",
         "By T/T within 7 days upon receipt of goods"),
        ("Port of loading: Ningbo\n兹证明下列货物：", "port_of_loading", "Ningbo"),
        ("Payment: 30     days after invoice date", "payment_terms", "30 days after invoice date"),
    ],
)  # fmt: skip
def test_a_value_goes_on_where_its_line_ends(page: str, name: str, value: str) -> None:
    assert best(page, name) == {value}


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("启运港 PORT OF SHIPMENT: 上海洋山抵运港 SHIPMENT TO: 塔林", "port_of_loading", "上海洋山"),
        ("Port of loading: Ningbo\n\nPort of loadng / 目的港: Hamburg", "port_of_discharge", "Hamburg"),
        ("Port of discharge: Hamburg\nPrevious export licence 21-NO-364656 has expired and does not apply.",
         "port_of_discharge", "Hamburg"),
        ("Payable: By T/T within 7 days", "payment_terms", "By T/T within 7 days"),
    ],
)  # fmt: skip
def test_a_value_ends_where_a_label_begins(page: str, name: str, value: str) -> None:
    assert value in best(page, name)


def test_a_block_ends_at_white_that_is_wider_than_that_between_its_lines() -> None:
    page = """
End user: Nordwerk Dielektrik s.r.o.
Dlouhá 14, 500 02 Hradec Králové
Czech Republic


Xiamen Gaoqi to Praha by air
"""
    found = parties.find(document(page, PACKING), {})
    assert {one.parts["address"].value for one in found if one.role == "end_user"} == {
        "Dlouhá 14, 500 02 Hradec Králové, Czech Republic"
    }


def test_a_label_is_broken_by_the_end_of_its_line() -> None:
    page = "Payment: T/T    Port of loading: Ningbo    卸货港/Port of\ndischarge: Hamburg"
    assert best(page, "port_of_discharge") == {"Hamburg"}


def test_the_rest_of_a_label_stands_below_it_and_its_value_beside() -> None:
    assert best("Invoice No. 编 NW-17\n号:", "document_number") == {"NW-17"}


def test_labels_over_one_another_with_their_values_beside_are_two() -> None:
    page = "Contract No.:     SC-9\nShipment to:      Hamburg"
    assert best(page, "contract_number") == {"SC-9"}
    assert best(page, "port_of_discharge") == {"Hamburg"}


def test_a_label_goes_on_in_the_line_below_between_other_labels() -> None:
    page = """
Final destination     Contract No.     Port of clearance
country (region)      SC-9             宁波海关
Great Britain
"""
    assert best(page, "country_of_destination", LICENCE) == {"GB"}


def test_in_a_row_of_headings_the_next_heading_is_no_value() -> None:
    page = typed(
        "Invoice No.    Payment       Order Ref. (Yours)   Port of loading\n"
        "NW-17          Net 90 EOM    686566               Ningbo",
        rules=grid((0, 1, 2), (-1, 14, 28, 49, 70)),
    )
    assert best(page, "payment_terms") == {"Net 90 EOM"}


def test_wrapped_headings_are_centred_over_their_values() -> None:
    page = typed(
        "   Airport of        Invoice No.\n  Destination\n   Hamburg           NW-17",
        rules=grid((0, 2, 3), (-1, 17, 34)),
    )
    assert best(page, "port_of_discharge") == {"Hamburg"}


def test_labels_of_korean_forms_without_colons_end_values() -> None:
    page = "선적항 인천항, 대한민국\n선박명 NORDSTERN 948W\n송장번호 NW-17"
    assert best(page, "port_of_loading") == {"인천항, 대한민국"}


def test_a_value_over_the_next_label_is_no_part_of_it() -> None:
    page = typed(
        "Pre-carriage by    Place of receipt\nRoad               Nashik\n"
        "Vessel             Port of loading\nNORDSTERN 948W     Mundra",
        rules=grid((0, 4), (-1, 40)),
    )
    assert best(page, "port_of_loading") == {"Mundra"}


def test_a_label_that_spans_rows_has_a_line_of_its_value_in_each() -> None:
    page = typed(
        "Payment        Bank transfer,\n               30 days net\n",
        rules=[*grid((0, 2), (-1, 14, 40)), *grid((0, 1, 2), (14, 40))],
    )
    assert "Bank transfer, 30 days net" in best(page, "payment_terms")


@pytest.mark.parametrize(
    "line",
    [
        "FROM: Export Dept   2025-05-28 10:14   FAX 0579555   P.01/01",
        "22/02/2026.11:26 FR0M:0FFICE T0:866 7054 4630 P.01/02",
        "15/12/2024 09:42FROM:SALES T0:796 4569 8902P.01/01",
    ],
)
def test_what_a_fax_machine_prints_at_the_edge_is_no_label(line: str) -> None:
    page = typed(line)
    raised = Page(1, page.width, 2000.0, page.words)
    assert best(raised, "port_of_loading") == best(raised, "port_of_discharge") == set()


def test_a_city_state_is_a_port_behind_a_ports_label() -> None:
    assert best("Port of discharge: SINGAPORE", "port_of_discharge") == {"SINGAPORE"}
    assert best("Port of discharge: THAILAND", "port_of_discharge") == set()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Vessel: By sea", "vessel", INVOICE),
        ("Vessel: From Xiamen to Itapoa", "vessel", INVOICE),
        ("Vessel: DHL Express", "vessel", INVOICE),
        ("Payment: 17 October 2022", "payment_terms", INVOICE),
        ("To:\nNordwerk Pumpen GmbH", "port_of_discharge", INVOICE),
        ("Total packages: 515.29 kg", "total_packages", PACKING),
        ("Packing: lined steel drums, 25 kg net each", "total_packages", PACKING),
        ("L/C No.: 90", "letter_of_credit_number", INVOICE),
    ],
)
def test_what_can_be_no_value_of_a_field_is_none(text: str, name: str, kind: DocType) -> None:
    assert best(text, name, kind) == set()


def test_a_company_below_a_port_signs_the_paper() -> None:
    page = "Vessel : NORDSTERN 948W\n         Westhafen Magnet GmbH"
    assert best(page, "vessel") == {"NORDSTERN 948W"}


def test_a_papers_own_number_beats_a_reference() -> None:
    assert best("Quotation Ref.: NS-2359\n\nInvoice No.: NW-17", "document_number") == {"NW-17"}


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("FACTURE N° 25/1847    du 3 décembre 2025", "issue_date", "2025-12-03"),
        ("Customs invoice / 形式商业发票（结汇用） Nr. IV-21440", "document_number", "IV-21440"),
        ("Invoice No. and date\nNW/EX/25/0713\n18 MAR 2025", "issue_date", "2025-03-18"),
        ("Terms of delivery and payment\nCIF VALENCIA PORT (INCOTERMS 2020)\n90 DAYS FROM B/L DATE", "payment_terms",
         "90 DAYS FROM B/L DATE"),
        ("Country of origin: China. Packed in steel drums", "country_of_origin", "CN"),
        ("COO: China ***", "country_of_origin", "CN"),
    ],
)  # fmt: skip
def test_boxes_and_sentences(page: str, name: str, value: str) -> None:
    assert value in best(page, name)


def test_the_last_character_of_a_label_stands_below_it() -> None:
    page = "Importer 进口     Nordwind Motors Ltd.\n商                Plot 4, Harbour Road"
    assert companies(page, "importer", LICENCE) == {"Nordwind Motors Ltd."}


def test_a_cell_that_begins_left_of_a_label_is_not_below_it() -> None:
    page = typed(
        "Contract      NW-17           Place of clearance    黄埔海关\nTransport     by sea",
        rules=[*grid((0, 1), (-1, 13, 29, 51, 65)), *grid((1, 2), (-1, 13, 65))],
    )
    assert best(page, "port_of_clearance", LICENCE) == {"黄埔海关"}


def test_print_below_a_label_of_its_own_is_not_beside_another() -> None:
    page = """
Delivery          Notify party
address:          Westhafen Pumps Ltd.
Nordwind Motors Ltd.
"""
    assert companies(page, "consignee") == {"Nordwind Motors Ltd."}


def test_a_row_of_labels_ends_a_block() -> None:
    page = "卖方：\n北风磁业有限公司\n江苏省苏州市工业路71号\n编号 No.          日期 Date\nNW-17             2025-05-12"
    found = [one.parts["address"].value for one in parties.find(document(page), {}) if one.role == "seller"]
    assert found == ["江苏省苏州市工业路71号"]


def test_a_number_in_somebodys_books_does_not_end_a_block() -> None:
    page = "Ship to\nNordwind Motors Ltd.\nCustomer No. 770416\nPlot 4, Harbour Road, Pune, India"
    found = [one.parts["address"].value for one in parties.find(document(page), {}) if one.role == "consignee"]
    assert found == ["Plot 4, Harbour Road, Pune, India"]


@pytest.mark.parametrize("label", ["报关口岸 Port of celarance", "Port of clearance"])
def test_the_same_label_in_a_damaged_translation_is_no_value(label: str) -> None:
    assert best(f"{label}      北仑海关", "port_of_clearance", LICENCE) == {"北仑海关"}


def test_the_next_of_numbered_clauses_is_no_part_of_the_one_before() -> None:
    page = "2. Payment: 100% T/T before shipment\n3. Shipment from Xiamen to Incheon by air"
    assert best(page, "payment_terms") == {"100% T/T before shipment"}


def test_a_label_in_two_languages_of_one_script_is_no_value() -> None:
    page = "Port de chargement Port of loading      Paris CDG, FRANCE"
    assert best(page, "port_of_loading") == {"Paris CDG, FRANCE"}


def test_a_weak_label_in_a_row_of_headings_is_no_value() -> None:
    page = typed(
        "Per S.S.           Ref. No.\nAMBER TERN 12W     84724",
        rules=grid((0, 1, 2), (-1, 18, 34)),
    )
    assert best(page, "vessel") == {"AMBER TERN 12W"}


def test_what_stands_further_right_is_another_columns() -> None:
    assert best("Shipped by:    By sea        636 Harbour Road", "vessel") == set()


def test_boxes_side_by_side_do_not_flow() -> None:
    page = """
Notify: Nordwind Ltd., Kai 4, Kiel,                Price term: FOB NINGBO
Germany                                            Payment: T/T
"""
    boxed = typed(page, rules=grid((0, 2), (-1, 50, 80)))
    assert "NINGBO Germany" not in best(boxed, "incoterm_place")
    assert "NINGBO" in best(boxed, "incoterm_place")
