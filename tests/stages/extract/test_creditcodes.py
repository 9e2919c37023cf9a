"""Credit codes find the company that they belong to."""

import pytest

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Field, Party
from extractor.stages.extract import creditcodes
from extractor.values import checkdigits
from tests.stages.extract.test_finders import document

CODE = "91330212MA281F9K5"
FITTING = next(CODE + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if checkdigits.is_uscc(CODE + last))
UNFIT = next(CODE + last for last in "0123456789" if not checkdigits.is_uscc(CODE + last))


def party(role: str, name: str) -> Party:
    return Party(role, Field(name, 0.99, Origin.TEXT))


PARTIES = (party("seller", "宁波辰磁有限公司"), party("buyer", "Savona Motori S.r.l."))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"销货单位税号：{UNFIT}", "seller"),
        (f"发货单位税号   {UNFIT}", "seller"),
        (f"统一社会信用代码   {UNFIT}", "seller"),
        (f"购货单位税号：{UNFIT}", "buyer"),
        (f"宁波辰磁有限公司       {UNFIT}", "seller"),
        (FITTING, "seller"),
        (UNFIT, None),
        ("税号：12345678", None),
    ],
)
def test_whose_code_it_is(text: str, role: str | None) -> None:
    found = creditcodes.attach(PARTIES, document(text))
    assert [one.role for one in found if one.tax_id is not None] == ([role] if role else [])


def test_a_company_keeps_its_number() -> None:
    known = Party("seller", PARTIES[0].name, tax_id=Field("DE811569869", 0.9, Origin.TEXT))
    assert creditcodes.attach((known,), document(f"税号：{FITTING}")) == (known,)
