"""A bare `Dated` belongs to the number it stands beside or below."""

from extractor.datatypes.document import DocType
from tests.stages.extract.test_forms import believed


def test_dated_beside_a_number() -> None:
    page = """
Invoice No.         Dated
KT/25-26/0391       19-Aug-25

Buyer's Order No.   Dated
RMK/PO/7731         2-Aug-25
"""
    assert believed(page, "issue_date") == {"2025-08-19"}


def test_dated_below_the_number_of_another_paper() -> None:
    page = """
Date            : November 14, 2025
Invoice No.     : KX-1125-07
Dated           : November 12, 2025
"""
    assert believed(page, "issue_date", DocType.PACKING_LIST) == {"2025-11-14"}


def test_in_flowing_text_the_last_number_is_meant() -> None:
    page = """
S/C NO.: CON250304 OUR INVOICE NO.: CI20250804
DATED: 02-Aug-2025 SHIPPING TERMS: CFR Hamburg
"""
    assert believed(page, "issue_date") == {"2025-08-02"}
