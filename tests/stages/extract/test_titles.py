"""Numbers and dates in a title, beneath it, and below a signature."""

import pytest

from extractor.datatypes.document import DocType
from extractor.stages.extract import titles
from tests.stages.extract.test_finders import document
from tests.stages.extract.test_forms import believed


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("COMMERCIAL INVOICE\nNr. HX-E-250/2025 Dalian, 02.12.2025", "document_number", "HX-E-250/2025"),
        ("COMMERCIAL INVOICE\nNr. HX-E-250/2025 Dalian, 02.12.2025", "issue_date", "2025-12-02"),
        ("COMMERCIAL INVOICE\nNo. 0388/2025 of 19/05/2025", "issue_date", "2025-05-19"),
        (
            "                 PROFORMA INVOICE\n             PI No. NW-26118R1\n                     10-Mar-26\n"
            "             valid until 31-Mar-26",
            "issue_date",
            "2026-03-10",
        ),
        ("COMMERCIAL INVOICE   No. ZX-2025-1147\n                     2025年06月30日", "issue_date", "2025-06-30"),
        ("商业发票\n第JX-PI-2505号", "document_number", "JX-PI-2505"),
        ("COMMERCIAL INVOICE                       NCI-25-0417", "document_number", "NCI-25-0417"),
        ("COMMERCIAL INVOICE\nOur Invoice No. NW-17 of JUN.02,2025", "issue_date", "2025-06-02"),
        ("COMMERCIAL INVOICE\nINVOICE NO. NW-17 DATED Jun 02, 2025", "issue_date", "2025-06-02"),
        ("Invoice NW-2025-17, 9. Juni 2025", "issue_date", "2025-06-09"),
        ("Invoice NW-2025-17, 9. Juni 2025", "document_number", "NW-2025-17"),
        ("INVOICE\nXi'an, April 10, 2025", "issue_date", "2025-04-10"),
        ("INVOICE\nHamburg, den 3. Mai 2025", "issue_date", "2025-05-03"),
        ("INVOICE\nQingdao 2025/8/22", "issue_date", "2025-08-22"),
        ("COMMERCIAL INVOICE No.\n3479651", "document_number", "3479651"),
        ("商业发票/COMMERCIAL INVOICE No.: NW/CI-17", "document_number", "NW/CI-17"),
    ],
)
def test_beneath_a_title(page: str, name: str, value: str) -> None:
    assert value in believed(page, name)


def test_the_date_of_a_signature() -> None:
    page = "商业发票\n" + 45 * "\n" + "江西赣南某某有限公司\n\n\n二〇二五年五月六日"
    assert believed(page, "issue_date") == {"2025-05-06"}


def test_no_date_of_a_signature_where_a_label_stands_over_it() -> None:
    page = "商业发票\n" + 45 * "\n" + "交货期\n二〇二五年五月六日"
    assert believed(page, "issue_date") == set()


def test_a_packing_list_number_with_its_date_below() -> None:
    page = "PACKING LIST\nNo. MX25-27/P\n2025.10.28"
    assert believed(page, "document_number", DocType.PACKING_LIST) == {"MX25-27/P"}
    assert believed(page, "issue_date", DocType.PACKING_LIST) == {"2025-10-28"}


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("INVOICE\nShipped 2025/8/22", "issue_date"),
        ("INVOICE\nDelivery date, April 10, 2025", "issue_date"),
    ],
)
def test_no_date_of_the_paper(page: str, name: str) -> None:
    assert believed(page, name) == set()


@pytest.mark.parametrize("line", ["Invoice No. NW-17 of 2 June 2025", "Invoice No.: NW-17\nDated: 2 June 2025"])
def test_a_packing_list_without_a_date_has_that_of_its_invoice(line: str) -> None:
    page = f"PACKING LIST\n{line}\n"
    assert believed(page, "issue_date", DocType.PACKING_LIST) == {"2025-06-02"}
    own = f"{page}Packing date: 4 June 2025"
    assert believed(own, "issue_date", DocType.PACKING_LIST) == {"2025-06-04"}


def test_a_street_under_a_title_is_no_number() -> None:
    paper = document("COMMERCIAL INVOICE\nNo. 1310 Harbour Road")
    assert list(titles.find(paper.layouts[0], paper.doc_type)) == []
