"""Addresses and tax numbers that stand apart from their company find it."""

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.page import Page
from extractor.datatypes.record import Party
from extractor.engines.tagger import NullTagger
from extractor.stages import extract
from extractor.stages.extract import parties, partsapart
from extractor.stages.extract.partychoice import choose_parties
from tests.stages.extract.test_finders import THUMB, document
from tests.stages.typed import grid, typed


def read(page: Page | str, kind: DocType = DocType.COMMERCIAL_INVOICE) -> dict[str, Party]:
    """The companies of a page by role, with what stands apart from them."""
    paper = document(page, kind)
    chosen = choose_parties(parties.find(paper, {}), THUMB)
    return {party.role: party for party in partsapart.attach(chosen, paper, {})}


def value(party: Party, part: str) -> object:
    field = getattr(party, part)
    return field.value if field is not None else None


HEAD = "北风磁业有限公司\n商业发票\n\n买方：Nordwind Motors Ltd.\n\n"


@pytest.mark.parametrize(
    ("page", "role", "address"),
    [
        (HEAD + "公司地址：江苏省苏州市工业路71号", "seller", "江苏省苏州市工业路71号"),
        (HEAD + "北风磁业有限公司          地址：江苏省苏州市工业路71号          电话：0512-6655", "seller",
         "江苏省苏州市工业路71号"),
        (HEAD + "收货人：Westhafen Pumps Ltd.\n\nBank details\n\n收货地址：4 Harbour Road, Pune 411001, India", "consignee",
         "4 Harbour Road, Pune 411001, India"),
        (HEAD + "Buyer's address: 4 Harbour Road, Pune 411001, India", "buyer", "4 Harbour Road, Pune 411001, India"),
        (HEAD + "公司地址：江苏省苏州市工业路71号北风贸易中心3座", "seller", "江苏省苏州市工业路71号北风贸易中心3座"),
        (HEAD + "Bank: Nordbank\n\n\n\n地址：江苏省苏州市金融路5号", "seller", None),
    ],
)  # fmt: skip
def test_whose_address_it_is(page: str, role: str, address: str | None) -> None:
    assert value(read(page)[role], "address") == address


def test_a_company_keeps_its_address() -> None:
    page = "Seller: Nordwind GmbH\n        Kai 4, 20095 Hamburg, Germany\n\n\n\n\n\nSeller's address: Hafenstr. 2, 24103 Kiel"
    assert value(read(page)["seller"], "address") == "Kai 4, 20095 Hamburg, Germany"


LETTER = "Nordwind Pumpen GmbH\nKai 4, 20095 Hamburg, Germany\n\nINVOICE\n\nBuyer: Westhafen Motoren AG\n"


@pytest.mark.parametrize(
    ("line", "role", "number"),
    [
        ("Ihre USt-IdNr.: DE136695976", "buyer", "DE136695976"),
        ("VAT Reg. No. of customer     DE136695976", "buyer", "DE136695976"),
        (
            "\n" * 53 + "Nordwind Pumpen GmbH · Amtsgericht Kiel HRB 714 880 · VAT ID DE 136 695 976",
            "seller",
            "DE136695976",
        ),
        ("\n" * 53 + "Nordwind Pumpen GmbH           USt-IdNr. DE136695976", "seller", "DE136695976"),
        ("\n" * 53 + "Nordwind Pumpen GmbH           VAT ID no.: FR40303265045", "seller", None),
        ("\n" * 53 + "Nordwind Pumpen GmbH           HRB 714880", "seller", None),
        ("\n" * 20 + "VAT No.: DE136695976", "seller", None),
    ],
)
def test_whose_tax_number_it_is(line: str, role: str, number: str | None) -> None:
    assert value(read(LETTER + line)[role], "tax_id") == number


@pytest.mark.parametrize(
    ("foot", "address", "country"),
    [
        ("Ningbo Nordwind Co., Ltd. · Beilun Harbour Zone, Ningbo 315800, P.R. China · Tel +86 574 8655 2210",
         "Beilun Harbour Zone, Ningbo 315800, P.R. China", "CN"),
        ("Ningbo Südwind Co., Ltd. · Beilun Harbour Zone, Ningbo 315800, P.R. China", "Harbour Zone, Ningbo 315800", None),
    ],
)  # fmt: skip
def test_the_footer_of_the_sender_has_the_fuller_address(foot: str, address: str, country: str | None) -> None:
    page = "Ningbo Nordwind Co., Ltd. · Harbour Zone · Ningbo 315800\n\nWesthafen AG\nKai 4\n24103 Kiel" + "\n" * 53
    seller = read(page + foot)["seller"]
    assert (value(seller, "address"), value(seller, "country")) == (address, country)


def test_an_employer_number_in_an_american_letterhead() -> None:
    page = "Nordwind Alloys LLC\n1 Harbour Row\nGastonia, NC 28052 USA\nTel 704-555-0100          Fed. ID 56-2200000\n\nINVOICE"
    assert value(read(page)["seller"], "tax_id") == "56-2200000"


def test_the_record_has_them() -> None:
    record = extract.fill(document(HEAD + "公司地址：江苏省苏州市工业路71号"), NullTagger(), THUMB)
    assert (
        value(next(party for party in record.parties if party.role == "seller"), "address") == "江苏省苏州市工业路71号"
    )


def test_an_address_under_the_value_of_the_row_above_belongs_to_it() -> None:
    text = """
1 出口商              北风磁业有限公司
2 地址                江苏省苏州市工业路71号
3 进口商              Nordwind Motors Ltd.
4 最终用户            Westhafen Pumps Ltd.
5 地址                4 Harbour Road, Pune 411001, India
"""
    page = typed(text, rules=grid(range(6), (-1, 20, 70)))
    found = {role: value(party, "address") for role, party in read(page, DocType.EXPORT_LICENCE).items()}
    assert found == {
        "exporter": "江苏省苏州市工业路71号",
        "importer": None,
        "end_user": "4 Harbour Road, Pune 411001, India",
    }


def test_a_tax_number_right_below_a_name_is_not_of_the_company_to_its_left() -> None:
    page = """
购方信息                           销方信息
名称：      北风磁业有限公司       名称：      南山磁材有限公司
            上海分厂               纳税人识别号： 91330212MA281F9K5X
"""
    assert value(read(page)["buyer"], "tax_id") is None
