"""Numbers and dates in a title, beneath it, and below a signature."""

import pytest

from extractor.datatypes.document import DocType
from tests.stages.extract.test_forms import believed


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("COMMERCIAL INVOICE\nNr. HX-E-250/2025 Dalian, 02.12.2025", "document_number", "HX-E-250/2025"),
        ("COMMERCIAL INVOICE\nNr. HX-E-250/2025 Dalian, 02.12.2025", "issue_date", "2025-12-02"),
        ("COMMERCIAL INVOICE\nNo. 0388/2025 of 19/05/2025", "issue_date", "2025-05-19"),
        ("COMMERCIAL INVOICE   No. ZX-2025-1147\n                     2025年06月30日", "issue_date", "2025-06-30"),
        ("商业发票\n第JX-PI-2505号", "document_number", "JX-PI-2505"),
        ("COMMERCIAL INVOICE                       NCI-25-0417", "document_number", "NCI-25-0417"),
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
