"""Labels joined by strokes or arrows, and which part of the value belongs to each."""

import pytest

from extractor.datatypes.document import DocType
from extractor.stages.extract import joinedlabels
from tests.stages.extract.test_forms import believed
from tests.stages.typed import grid, typed


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("Vessel, voyage / B/L No. / Container No.\nAMBER TERN 41S / ATLN250611 / CSQU3054383", "vessel", "AMBER TERN 41S"),
        ("Vessel, voyage / B/L No. / Container No.\nAMBER TERN 41S / ATLN250611 / CSQU3054383", "bl_number", "ATLN250611"),
        ("Price terms / Payment\nFOB DALIAN / T/T 60 days after B/L date", "payment_terms", "T/T 60 days after B/L date"),
        ("Port of loading → Port of discharge\nDALIAN → HAIPHONG", "port_of_loading", "DALIAN"),
        ("Port of loading / Port of discharge: DALIAN / HAIPHONG", "port_of_discharge", "HAIPHONG"),
        ("Net Weight/Gross Weight: 1,140.00 KGS / 1,182.40 KGS", "total_gross_weight_kg", "1182.40"),
        ("Invoice No. / Date / Page: CI-2505-17 / 12 May 2025 / 1", "issue_date", "2025-05-12"),
        ("Contract No. / Date: HT-1233 / 12 May 2025", "contract_date", "2025-05-12"),
        ("Invoice No. & Date\nNW-17 dated 12.05.2025", "issue_date", "2025-05-12"),
        ("Loading Port / POD:      Helsinki -> DELHI AIRPORT", "port_of_discharge", "DELHI AIRPORT"),
        ("Departure - Destination Port:   Yantian, CHINA / Narita Airport, JAPAN", "port_of_loading", "Yantian, CHINA"),
        ("Place of Loading - Final Port\nXiamen, CHINA – Osaka, Japan", "port_of_loading", "Xiamen, CHINA"),
        ("成交方式 / 支付条款\nCPT 仁川机场; 预付款", "payment_terms", "预付款"),
        ("Incoterms & Payment terms\nCPT - Koper\nO/A 60 days from B/L date", "payment_terms", "O/A 60 days from B/L date"),
        ("编号/日期 No./Date      NW-17/A / 2025-05-12", "issue_date", "2025-05-12"),
        ("发票号/合同号 Inv. No./Contract No.      NW-17 / HT-1233", "contract_number", "HT-1233"),
        ("起运港/目的港 From/To      DALIAN / HAIPHONG", "port_of_discharge", "HAIPHONG"),
        ("Order / contract\n4500017 / HT-1233", "purchase_order_number", "4500017"),
        ("Terms of delivery & payment: CIF Osaka, T/T 30 days", "payment_terms", "T/T 30 days"),
    ],
)  # fmt: skip
def test_each_label_has_its_part(page: str, name: str, value: str) -> None:
    assert believed(page, name) == {value}


@pytest.mark.parametrize(
    "text", ["原产国 / Country of origin", "B/L No.", "Vessel / Voyage", "Buyer / Importer", "DALIAN / OSAKA"]
)
def test_one_label_is_not_several(text: str) -> None:
    assert joinedlabels.joined(text) is None


def test_joined_labels_may_go_on_in_the_next_line() -> None:
    page = "12.报关口岸 Place of clearance / 13.运输方式 Mode of\ntransport\n宁波海关 / 海上运输"
    assert believed(page, "mode_of_transport", DocType.EXPORT_LICENCE) == {"海上运输"}


def test_the_date_of_a_bill_of_lading_is_not_the_papers() -> None:
    assert believed("B/L No. / Date: ABCD12345 / 12 May 2025", "issue_date") == set()


@pytest.mark.parametrize(
    ("value", "engine", "number", "contract"),
    [
        ("NW25-0415/HT-NP-1233", "ppocr", {"NW25-0415"}, {"HT-NP-1233"}),
        ("NW25-0415/HT-NP-1233", "pdf", set(), set()),
        ("NW25/17", "ppocr", set(), set()),  # may be one number
    ],
)
def test_values_joined_by_a_stroke_that_lost_its_white(
    value: str, engine: str, number: set[str], contract: set[str]
) -> None:
    page = typed(f"Invoice No. / Contract No.\n{value}", engine=engine)
    assert believed(page, "document_number") & {"NW25-0415", "NW25"} == number
    assert believed(page, "contract_number") & {"HT-NP-1233", "17"} == contract


def test_joined_labels_on_several_lines_of_a_cell() -> None:
    page = typed("Port of        GENOA - Itapoa\nshipment ->\nPOD:", rules=grid((0, 3), (-1, 13, 40)))
    assert believed(page, "port_of_loading") == {"GENOA"}
    assert believed(page, "port_of_discharge") == {"Itapoa"}


def test_joined_labels_on_two_lines_with_a_line_of_value_for_each() -> None:
    page = typed(
        "Port of shipment /        Beijing Airport\nAirport of destination:   Oakland", rules=grid((0, 2), (-1, 24, 50))
    )
    assert believed(page, "port_of_discharge") == {"Oakland"}
