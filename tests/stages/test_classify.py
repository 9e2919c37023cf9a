"""Kinds of paper and the borders of a stack, on typed pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.page import Page, PageState, Source
from extractor.stages import classify, layout
from tests.stages.typed import typed

SOURCE = Source(Path("a.pdf"), "a.pdf", "0" * 64, "application/pdf", 1, 9)
INVOICE = """
                      COMMERCIAL INVOICE

Invoice No.: NW-17              Date: 2025-09-14

Description            Quantity      Unit Price      Amount
NdFeB magnet N42       1200 pcs      2.50            3000.00
Total amount                                         USD 3000.00
"""
PACKING = """
                      PACKING LIST

Invoice No.: NW-17

Description            Quantity      Cartons     Net Weight     Gross Weight
NdFeB magnet N42       1200 pcs      4           37.67          40.87
"""
LICENCE = """
              中华人民共和国两用物项和技术出口许可证

出口许可证号  25-AA-123456
最终用户      Aurora Drive Systems Inc.
有效截止日期  2025.10.18
商品名称            商品编码        数量      总值
含镝钕铁硼永磁材料    8505111000    37.67     4657.90
"""
MORE = """
NdFeB magnet N45       1300 pcs      2.60            3380.00
NdFeB magnet N48       1300 pcs      2.60            3380.00
"""
LETTER = """
Dear Sirs,

please find the documents of your order enclosed.

Kind regards
"""
DELAY = """
Re: delivery delay of contract 4335540

The goods cannot be shipped in March, because the
export licence has not yet been granted.

Yours faithfully
"""
DELIVERY = """
                      DELIVERY NOTE

Order No.: 4711

Description            Quantity
NdFeB magnet N42       1200 pcs
"""
FAPIAO = """
                   电子发票（增值税专用发票）
                                              发票号码：25990000000012345678
                                              开票日期：2025年03月04日
项目名称            单位    数量    单价     金额     税率    税额
*稀土制品*磁钢       千克    10      100      1000     13%     130
"""
REPORT = """
              产品检验报告 Inspection Certificate (EN 10204 3.1)

发票号 Invoice      NW-17          数量 Quantity     1200 pcs
品名 Product        NdFeB magnet   净重 Net weight   37.67 kg
"""


def pages(*texts: str) -> list[Page]:
    return [
        typed(text, number=number) if text else Page(number, 595, 842, (), state=PageState.BLANK)
        for number, text in enumerate(texts, 1)
    ]


def found(*texts: str) -> list[tuple[str, tuple[int, ...]]]:
    documents = list(classify.split([layout.arrange(page) for page in pages(*texts)], SOURCE))
    return [(str(document.doc_type), document.pages) for document in documents]


def test_a_running_head_with_the_number_of_the_paper_begins_no_other() -> None:
    head = "                   INVOICE NW-260417\n"
    first = head + INVOICE.replace("COMMERCIAL ", "").replace("NW-17", "NW-260417")
    second = (
        head
        + "\nDescription            Quantity    Unit price  Amount\nNdFeB magnet N42       1200 pcs    2.00        2400.00\n"
    )
    assert found(first, second) == [("commercial_invoice", (1, 2))]
    assert len(found(first, second.replace("260417", "260418"))) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (INVOICE, DocType.COMMERCIAL_INVOICE),
        (INVOICE.replace("COMMERCIAL", "PROFORMA"), DocType.PROFORMA_INVOICE),
        (PACKING, DocType.PACKING_LIST),
        (PACKING.replace("PACKING LIST", "装 箱 单"), DocType.PACKING_LIST),
        (LICENCE, DocType.EXPORT_LICENCE),
        (INVOICE.replace("COMMERCIAL INVOICE", ""), DocType.COMMERCIAL_INVOICE),
        (INVOICE.replace("COMMERCIAL INVOICE", "形式发票（结汇用） CUSTOMS INVOICE"), DocType.COMMERCIAL_INVOICE),
        (LETTER, DocType.OTHER),
        (DELAY, DocType.OTHER),
        (DELIVERY, DocType.OTHER),
        (PACKING.replace("PACKING LIST", "DELIVERY NOTE"), DocType.PACKING_LIST),
        (PACKING.replace("PACKING LIST", "送货单（装箱单）"), DocType.PACKING_LIST),
        (FAPIAO, DocType.COMMERCIAL_INVOICE),
        (REPORT, DocType.OTHER),
        (INVOICE.replace("COMMERCIAL INVOICE", "Marine Cargo Bill of Lading"), DocType.OTHER),
        ("", DocType.OTHER),
    ],
)
def test_kind(text: str, kind: DocType) -> None:
    assert found(text) == [(str(kind), (1,))]


def test_a_stack_is_cut_at_titles() -> None:
    assert found(INVOICE, PACKING, LICENCE) == [
        ("commercial_invoice", (1,)), ("packing_list", (2,)), ("export_licence", (3,)),
    ]  # fmt: skip


def test_a_page_without_a_title_goes_on() -> None:
    assert found(INVOICE, MORE, PACKING) == [("commercial_invoice", (1, 2)), ("packing_list", (3,))]


def test_a_repeated_title_with_the_same_number_goes_on_and_with_another_does_not() -> None:
    assert found(INVOICE, INVOICE) == [("commercial_invoice", (1, 2))]
    assert len(found(INVOICE, INVOICE.replace("NW-17", "NW-18"))) == 2


def test_numbered_pages_stay_together_and_page_one_begins_anew() -> None:
    first, second = INVOICE + "\nPage 1 of 2", INVOICE.replace("NW-17", "NW-l7") + "\nPage 2 of 2"
    assert found(first, second) == [("commercial_invoice", (1, 2))]
    assert len(found(first, first.replace("NW-17", "NW-18"))) == 2


LISTING = """
NORDWIND MAGNETS CO LTD                                   PAGE    {page}

                P A C K I N G   L I S T

PACKING LIST NO  PL0{number}        INVOICE NO  CI4410

ITEM        QTY SHIPPED    CARTONS    NET WEIGHT    GROSS WEIGHT
71-4408{page}          2,016 PCE         14        322.56          361.20
"""


def test_a_repeated_heading_with_the_number_beside_its_label_goes_on() -> None:
    first, second = LISTING.format(page=1, number=77), LISTING.format(page=2, number=77)
    assert found(first, second) == [("packing_list", (1, 2))]
    assert found(first.replace("PAGE", ""), second.replace("PAGE", "")) == [("packing_list", (1, 2))]


def test_a_page_number_that_counts_through_several_papers_joins_none() -> None:
    first, second = LISTING.format(page=1, number=77), LISTING.format(page=2, number=78)
    assert [pages for _, pages in found(first, second)] == [(1,), (2,)]


def test_one_contract_has_several_invoices() -> None:
    first = INVOICE.replace("Date:", "Contract No.: SC-5    Date:")
    assert [pages for _, pages in found(first, first.replace("NW-17", "NW-18"))] == [(1,), (2,)]


def test_a_blank_page_parts_papers() -> None:
    assert [pages for _, pages in found(INVOICE, "", MORE)] == [(1,), (2,), (3,)]


def test_a_separator_sheet_parts_papers() -> None:
    assert found(INVOICE, "PATCH T", MORE) == [("commercial_invoice", (1,)), ("other", (2,)), ("other", (3,))]


def test_confidence_is_a_probability() -> None:
    documents = list(classify.split([layout.arrange(page) for page in pages(INVOICE, PACKING, LETTER)], SOURCE))
    assert len(documents) == 3 and all(0 < document.confidence <= 1 for document in documents)
    assert documents[0].confidence > 0.9


def test_a_separator_sheet_with_a_barcode_alone_parts_papers() -> None:
    sheet = replace(typed("", number=2), barcodes=("PATCHT",), state=PageState.OCR)
    layouts = [layout.arrange(page) for page in (typed(INVOICE), sheet, typed(MORE, number=3))]
    assert [document.pages for document in classify.split(layouts, SOURCE)] == [(1,), (2,), (3,)]


def test_an_invoice_written_as_a_letter_is_headed_by_its_number() -> None:
    page = typed(
        "Nordwind Magnets Co., Ltd.\n\nInvoice No. NW/2025/17\n\nFor goods shipped per your order and our contract.\n"
        "Goods                 kg        Price per kg\nYttrium oxide         2,000     9.85\n\nYours faithfully,"
    )
    large = tuple(
        replace(word, box=replace(word.box, bottom=word.box.bottom + 3))
        if word.box.top == page.words[4].box.top
        else word
        for word in page.words
    )
    kinds = [classify.look(layout.arrange(one)).best for one in (page, replace(page, words=large))]
    assert kinds == [DocType.OTHER, DocType.COMMERCIAL_INVOICE]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PACKING LIST / WEIGHT LIST No.: NW-17", DocType.PACKING_LIST),
        ("装箱明细单/PACKING LIST No.: NW/PL-17", DocType.PACKING_LIST),
        ("Handelspapier / Sales invoice NO.NW-17", DocType.COMMERCIAL_INVOICE),
    ],
)
def test_a_title_in_large_print_with_its_number_beats_the_licence_that_the_paper_names(
    title: str, kind: DocType
) -> None:
    page = typed(
        f"{title}\n\nInvoice To     Nordwind Motors Ltd.\nExport Permit    23-AA-069389\nNo.\nPacked in drums   by sea"
    )
    large = tuple(
        replace(word, box=replace(word.box, top=word.box.top - 6)) if word.box.top < 45 else word for word in page.words
    )
    document = next(classify.split([layout.arrange(replace(page, words=large))], SOURCE))
    assert document.doc_type is kind
