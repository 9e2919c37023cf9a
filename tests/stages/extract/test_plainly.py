"""Papers of another kind give the numbers that stand plainly behind their label, and nothing else."""

import pytest

from extractor.datatypes.document import DocType
from extractor.stages.extract import plainly
from tests.stages.extract.test_finders import document


def given(text: str) -> dict[str, object]:
    return {name: field.value for name, field in plainly.fields(document(text, DocType.OTHER)).items()}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("BILL OF LADING\n\nB/L No.: NWKSHA2511047\nInvoice No. NW25-0977\nContainer No. CSQU3054383",
         {"bl_number": "NWKSHA2511047", "invoice_number": "NW25-0977", "container_numbers": ("CSQU3054383",)}),
        ("20 : DOCUMENTARY CREDIT NUMBER\n     NLB25DC008811", {"letter_of_credit_number": "NLB25DC008811"}),
        ("出口货物报关单\n\n许可证号：26AA938678      合同协议号：NW2509608",
         {"licence_number": "26AA938678", "contract_number": "NW2509608"}),
        ("STATEMENT\n\nInvoice No.: NW25-0977\nInvoice No.: NW25-0978", {}),
        ("SALES CONTRACT\n\nTotal amount: USD 3000.00\nDate: 2025-03-04\nBuyer: Nordwerk Pumpen GmbH", {}),
        ("The contract number must be quoted. Contract No. as above.", {}),
    ],
)  # fmt: skip
def test_numbers_that_stand_plainly(text: str, numbers: dict[str, object]) -> None:
    assert given(text) == numbers
