"""Company names in print: forms that stand first, plants behind the form, what belongs to the address."""

import pytest

from extractor.values import companies


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("CONG TY TNHH DONG CO BAC NAM", "CONG TY TNHH DONG CO BAC NAM", ""),
        ("PT Angin Utara Jaya, Jl. Pelabuhan 5", "PT Angin Utara Jaya", "Jl. Pelabuhan 5"),
        ("株式会社北風精工 東京都港区1-2", "株式会社北風精工", "東京都港区1-2"),
        ("北風精工株式会社", "北風精工株式会社", ""),
        ("Nordwind K.K. Harbour Plant, 12 Minato-machi", "Nordwind K.K. Harbour Plant", "12 Minato-machi"),
        ("Nordwind Co., Ltd. Minato Warehouse", "Nordwind Co., Ltd. Minato Warehouse", ""),
        (
            "Nordvento S.p.A., Stabilimento di Lodi, Via Porto 2",
            "Nordvento S.p.A., Stabilimento di Lodi",
            "Via Porto 2",
        ),
        ("Nordwind K.K., Minato Plant", "Nordwind K.K., Minato Plant", ""),
        ("Nordwerk Pumpen GmbH, Werk Hafen, Hafenstr. 2", "Nordwerk Pumpen GmbH, Werk Hafen", "Hafenstr. 2"),
        ("Nordwerk Pumpen AG - Werk Hafen", "Nordwerk Pumpen AG - Werk Hafen", ""),
        ("Nordwerk Pumpen GmbH, Werkstr. 2, Kiel", "Nordwerk Pumpen GmbH", "Werkstr. 2, Kiel"),
        ("Nordwind Ltd., Works Road 4, Pune", "Nordwind Ltd.", "Works Road 4, Pune"),
        ("Nordwind Ltd. Unit 9, Harbour Gate", "Nordwind Ltd.", "Unit 9, Harbour Gate"),
        ("北风有限公司 江苏省苏州市工厂路5号", "北风有限公司", "江苏省苏州市工厂路5号"),
    ],
)
def test_name_and_address_on_one_line(text: str, name: str, address: str) -> None:
    assert companies.part(text) == (name, address)


def test_a_house_number_is_no_form_that_leads_a_name() -> None:
    assert companies.form_end("11-C, HARBOUR MANSION") is None
    assert companies.form_end("Same as consignee") is None
    assert companies.form_end("북풍자석 주식회사") == len("북풍자석 주식회사")
    assert companies.form_end("北風精工(株)") == len("北風精工(株)")


def test_a_name_in_two_languages_of_one_script() -> None:
    assert companies.is_translation("CONG TY TNHH DONG BAC TU", "DONG BAC MAGNET COMPANY LIMITED")
    assert not companies.is_translation("CONG TY TNHH DONG BAC TU", "NORDWIND COMPANY LIMITED")
    assert not companies.is_translation("Nordwind Motors Ltd.", "Nordwind Holding Inc.")
