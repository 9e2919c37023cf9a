"""Finders on typed pages: labels left, above, in the cell, in one line; companies with their parts."""

from pathlib import Path

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.page import Page, Source
from extractor.engines.tagger import NullTagger
from extractor.stages import extract, layout
from extractor.stages.extract import block, currencies, header, parties
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.judge import Judge
from tests.stages.typed import grid, typed

SOURCE = Source(Path("a.pdf"), "a.pdf", "0" * 64, "application/pdf", 1, 1)
THUMB = Judge({}, "thumb")


def document(page: Page | str, kind: DocType = DocType.COMMERCIAL_INVOICE) -> Document:
    read = typed(page) if isinstance(page, str) else page
    return Document(SOURCE, (layout.arrange(read),), kind, 1.0)


def values(page: Page | str, name: str, kind: DocType = DocType.COMMERCIAL_INVOICE) -> set[object]:
    """What the finders believe of one header field."""
    return {candidate.value for candidate in header.find(document(page, kind), {}) if candidate.name == name}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Invoice No.: NW-17", "document_number", "NW-17"),
        ("Invoice No.          NW-17", "document_number", "NW-17"),
        ("Invoice No.\nNW-17", "document_number", "NW-17"),
        ("发票号码：NW-17", "document_number", "NW-17"),
        ("Your order no.          B-17 v. 02.03.2026", "purchase_order_number", "B-17"),
        (
            "Terms of payment 60 days net from invoice date\nShipping Sea freight LCL, Ningbo – Koper",
            "payment_terms",
            "60 days net from invoice date",
        ),
        ("Sales Contract\nNumber:        SC-9", "contract_number", "SC-9"),
        ("Date: 14 September 2025", "issue_date", "2025-09-14"),
        ("Our invoice no.      NW-17", "document_number", "NW-17"),
        ("Price terms: FOB Ningbo (Incoterms 2020)", "incoterm", "FOB"),
        ("Price terms: FOB Ningbo (Incoterms 2020)", "incoterm_place", "Ningbo"),
        ("From: Ningbo      To: Hamburg", "port_of_discharge", "Hamburg"),
        ("From Ningbo, China to Hamburg, Germany per AMBER TERN 0414-088W.", "port_of_discharge", "Hamburg, Germany"),
        ("Shipped by:     Shenzhen to Nhava Sheva by sea", "port_of_loading", "Shenzhen"),
        ("Container No.: CSQU3054383", "container_numbers", ("CSQU3054383",)),
        ("Country of origin: P.R. China", "country_of_origin", "CN"),
        ("Country of origin: CHINA. Item 6 is a controlled item, all others are none.", "country_of_origin", "CN"),
        ("Total net weight: 1,526.62 kgs", "total_net_weight_kg", "1526.62"),
        ("Payment terms: T/T", "payment_terms", "T/T"),
        ("Price: FOB Ningbo. Payment: T/\nT 60 days from B/L date", "payment_terms", "T/T 60 days from B/L date"),
        ("Packing: cartons. Payment: by L/\nC at 30 days sight", "payment_terms", "by L/C at 30 days sight"),
        ("Ocean vessel: M/V Amber Tern 041W", "vessel", "Amber Tern 041W"),
        ("Date:     12-\n          Nov-2025", "issue_date", "2025-11-12"),
        ("Dated:    03-DEC-\n          2025", "issue_date", "2025-12-03"),
    ],
)
def test_labels(text: str, name: str, value: object) -> None:
    assert value in values(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tel: +49 431 5556677", "document_number"),
        ("Bank account No.: 123456789", "document_number"),
        ("Export licence No.: 25-AA-123456", "document_number"),
        ("As per Proforma Invoice No. PI-2507 dated 21-Jul-2025", "document_number"),
    ],
)
def test_other_labels_announce_something_else(text: str, name: str) -> None:
    assert values(text, name) == set()


def test_another_papers_number_is_a_reference() -> None:
    text = "Invoice No.: NW-17\nPacking List No.: PL-4"
    assert values(text, "document_number", DocType.PACKING_LIST) == {"PL-4"}
    assert values(text, "invoice_number", DocType.PACKING_LIST) == {"NW-17"}


def test_a_ruled_cell_holds_label_and_value() -> None:
    page = typed("Invoice No.         Date\nNW-17               2025-09-14", rules=grid((0, 2), (-1, 18, 36)))
    assert "NW-17" in values(page, "document_number")
    assert "2025-09-14" in values(page, "issue_date")


def test_what_stands_beside_a_broken_label_in_its_cell_is_no_other_labels_value() -> None:
    text = (
        "                                        许可证号 / Export\n"
        "合同号 / Contract No.     SC-250618                             25-NW-104467\n"
        "                                        Licence No."
    )
    page = typed(text, rules=grid((0, 3), (-1, 24, 38, 60, 80)))
    assert values(page, "contract_number") == {"SC-250618"}


def test_what_lies_in_a_goods_table_is_no_header_field() -> None:
    page = document("Date: 2025-09-14")
    box = page.layouts[0].segments[0].box
    assert [found.name for found in header.find(page, {})] == ["issue_date"]
    assert header.find(page, {1: [box]}) == []


def companies(text: str, kind: DocType = DocType.COMMERCIAL_INVOICE) -> dict[str, dict[str, object]]:
    found = parties.find(document(text, kind), {})
    return {company.role: {part: c.value for part, c in company.parts.items()} for company in found}


def test_a_party_below_its_label() -> None:
    found = companies(
        "Sold to:\nAurora Drive Systems Inc.\n120 Lake Street\nColumbus, OH 43004, USA\nTel: +1 614 555 0100"
    )
    assert found["buyer"]["name"] == "Aurora Drive Systems Inc."
    assert found["buyer"]["address"] == "120 Lake Street, Columbus, OH 43004, USA"
    assert found["buyer"]["country"] == "US"


def test_a_party_on_one_line_with_its_tax_number() -> None:
    found = companies("Buyer: Kaveri Motors Ltd., 22 Lake Road, Pune 411001, India, GSTIN: 27AAPFU0939F1ZV")
    assert found["buyer"] == {
        "name": "Kaveri Motors Ltd.", "address": "22 Lake Road, Pune 411001, India", "country": "IN",
        "tax_id": "27AAPFU0939F1ZV",
    }  # fmt: skip


def test_the_letterhead_is_the_seller_and_a_title_does_not_claim_it() -> None:
    found = companies("Nordwind Magnetwerk GmbH\nHafenstr. 3, 24103 Kiel, Germany\n\n\nCOMMERCIAL INVOICE")
    assert found["seller"]["name"] == "Nordwind Magnetwerk GmbH"
    assert found["seller"]["country"] == "DE"


def test_a_city_alone_names_no_country() -> None:
    assert "country" not in companies("Sold to:\nAurora Drive Systems Inc.\n120 Lake Street, Columbus")["buyer"]


def test_roles_of_a_licence() -> None:
    text = "Exporter: 北风磁业有限公司\nImporter: Aurora Drive Systems Inc.\nEnd user: Kaveri Motors Ltd."
    assert set(companies(text, DocType.EXPORT_LICENCE)) == {"exporter", "importer", "end_user"}


@pytest.mark.parametrize(
    ("lines", "name", "alt"),
    [
        (("北风磁业有限公司", "Nordwind Magnetics Co., Ltd."), "北风磁业有限公司", ("Nordwind Magnetics Co., Ltd.",)),
        (("Nordwind Magnetics Co.,", "Ltd."), "Nordwind Magnetics Co., Ltd.", ()),
    ],
)
def test_names_in_two_scripts_or_two_lines(lines: tuple[str, ...], name: str, alt: tuple[str, ...]) -> None:
    pages = typed("\n".join(lines))
    rows: dict[float, list[object]] = {}
    for word in pages.words:
        rows.setdefault(word.box.top, []).append(word)
    found = block.read([tuple(words) for words in rows.values()])  # type: ignore[arg-type]
    assert found is not None and (found.name, found.name_alt) == (name, alt)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Amount (USD)\n5,900.00", "USD"),
        ("Total EUR 5.900,00", "EUR"),
        ("单价 ¥ 12.00 人民币", "CNY"),
        ("JPY144.69 ¥ 5", "JPY"),
    ],
)
def test_the_currency_census(text: str, code: str) -> None:
    found = list(currencies.find(document(text)))
    assert max(found, key=lambda candidate: candidate.evidence["share"]).value == code


def test_a_word_shared_by_label_and_value_is_cut() -> None:
    (word,) = typed("发票号：NW-17").words
    (cut,) = words_of((word,), 4, 9)
    assert cut.text == "NW-17" and cut.box.x0 > word.box.x0 and cut.box.x1 == word.box.x1


def test_a_whole_invoice() -> None:
    record = extract.fill(
        document(
            """
Nordwind Magnetwerk GmbH
COMMERCIAL INVOICE
Invoice No.: NW-17                       Date: 2025-09-14
Sold to: Aurora Drive Systems Inc.

Description               Quantity      Unit Price USD      Amount USD
NdFeB magnet N42SH        1200 pcs      2.50                3000.00
SmCo magnet YXG-28        400 pcs       7.25                2900.00
Total amount                                                5900.00
"""
        ),
        NullTagger(),
        THUMB,
    )
    assert {name: field.value for name, field in record.fields.items()}.items() >= {
        "document_number": "NW-17", "issue_date": "2025-09-14", "currency": "USD",
    }.items()  # fmt: skip
    assert [line["grade"].value for line in record.lines] == ["N42SH", "YXG-28"]
    assert [line["elements"].value for line in record.lines] == [("Nd",), ("Sm",)]
    assert record.languages == ("en",)


def test_other_papers_give_no_fields() -> None:
    record = extract.fill(document("Invoice No.: NW-17", DocType.OTHER), NullTagger(), THUMB)
    assert record.fields == {} and record.parties == () and record.lines == ()


def test_a_reference_is_no_number_of_a_packing_list_that_names_its_invoice() -> None:
    page = "Our Ref.: NL-3637\nInvoice No.: NW-17"
    assert values(page, "document_number", DocType.PACKING_LIST) == set()
    assert values("Our Ref.: NL-3637", "document_number", DocType.PACKING_LIST) == {"NL-3637"}
    assert values("Ref. No.: NL-3637\nInvoice No.: NW-17", "document_number", DocType.PACKING_LIST) == {"NL-3637"}
