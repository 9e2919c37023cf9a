"""Values that need no label: packages told in words, rules of delivery in a long line, voyages."""

import pytest

from extractor.datatypes.document import DocType
from extractor.stages.extract import header
from tests.stages.extract.test_finders import document


def proved(text: str, name: str, kind: DocType = DocType.PACKING_LIST) -> set[object]:
    found = header.find(document(text, kind), {})
    return {candidate.value for candidate in found if candidate.name == name and candidate.finder == "pattern"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SAY TOTAL FORTY-THREE (43) PACKAGES ONLY.", "43"),
        ("SAY NINE WOODEN CASES ONLY.", "9"),
        ("Versand: 2 Paletten, brutto 214,6 kg", "2"),
        ("发票随货，件数12箱，毛重318.6公斤", "12"),
        ("Total 6 cartons", "6"),
        ("3 CTN / SHIPPING WT 61.5 LBS", "3"),
        ("SAY EIGHTEEN (18) PACKAGES ONLY, TOTAL NET WEIGHT 16.500 M/T", "18"),
        ("PACKED IN FIVE (5) WOODEN CASES ONLY. Treated to ISPM 15.", "5"),
        ("Packing: in big bags of 500 kgs net each, total 67 bags; total net weight 33,500 kgs", "67"),
        ("包装 Packing：25千克/桶，共240桶 25 kg per drum", "240"),
        ("五、包装：吨袋及铁桶，共计54件，总净重34.5吨", "54"),
        ("以上两单共计 31 箱，净重 304.10 公斤", "31"),
        ("Origin of goods: Japan · 4 parcels · net weight 86,4 kg", "4"),
    ],
)
def test_packages(text: str, count: str) -> None:
    assert proved(text, "total_packages") == {count}


@pytest.mark.parametrize("text", ["240件", "SAY MANY CASES ONLY.", "2 cartons x 5"])
def test_no_packages(text: str) -> None:
    assert proved(text, "total_packages") == set()


def test_packages_of_a_row_of_goods_are_not_those_of_the_paper() -> None:
    paper = document("12 wooden cases", DocType.PACKING_LIST)
    box = paper.layouts[0].segments[0].box
    assert [c.value for c in header.find(paper, {}) if c.name == "total_packages"] == ["12"]
    assert [c for c in header.find(paper, {1: [box]}) if c.name == "total_packages"] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Terms: FCA Dalian Departure 装运港: Dalian", "Dalian"),
        ("Lieferung: DAP Emden (Incoterms 2020) · Zahlbar bis 06.11.2025 ohne Abzug, bei Zahlung innerhalb 10 Tagen 2 %",
         "Emden"),
        ("价格条件:FOB珠海（以上价格含出口包装)。", "珠海"),
    ],
)  # fmt: skip
def test_the_place_of_a_rule_ends_with_its_clause(text: str, place: str) -> None:
    assert proved(text, "incoterm_place", DocType.COMMERCIAL_INVOICE) == {place}


def test_a_label_of_a_rule_is_no_rule_with_a_place() -> None:
    assert proved("F.O.B. Point 价格条款:", "incoterm_place", DocType.COMMERCIAL_INVOICE) == set()


def test_a_whole_name_behind_a_label_outdoes_the_part_that_a_pattern_sees() -> None:
    page = "Terms of delivery:   FOB Guangzhou Baiyun\n                     Airport"
    found = header.find(document(page), {})
    assert {c.value for c in found if c.name == "incoterm_place"} == {"Guangzhou Baiyun Airport"}


def test_the_number_of_a_bill_of_lading_may_look_like_a_container() -> None:
    found = header.find(document("B/L No.: CSQU3054383"), {})
    assert {c.name for c in found} == {"bl_number"}


def test_the_marks_number_the_packages_that_a_row_of_goods_counts() -> None:
    paper = document("KIEL\nC/NO. 1-29\n29 CARTONS", DocType.PACKING_LIST)
    boxes = [segment.box for segment in paper.layouts[0].segments]
    assert {c.value for c in header.find(paper, {1: boxes}) if c.name == "total_packages"} == {"29"}


def test_several_ranges_number_the_rows() -> None:
    paper = document("C/NO. 1-12   12 CTNS\n\nC/NO. 13-52   40 CTNS", DocType.PACKING_LIST)
    boxes = [segment.box for segment in paper.layouts[0].segments]
    assert [c for c in header.find(paper, {1: boxes}) if c.name == "total_packages"] == []
