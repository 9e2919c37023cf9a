"""A party's block taken apart: broken names, codes above them, people, two languages, tax numbers."""

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.page import Word
from extractor.stages.extract import block, parties
from tests.stages.extract.test_finders import companies, document
from tests.stages.typed import typed


def lines(*texts: str) -> list[tuple[Word, ...]]:
    rows: dict[float, list[Word]] = {}
    for word in typed("\n".join(texts)).words:
        rows.setdefault(word.box.top, []).append(word)
    return [tuple(words) for words in rows.values()]


@pytest.mark.parametrize(
    ("texts", "name", "address"),
    [
        (("TIANJIN NORDWIND", "INTERNATIONAL TRADE", "INDUSTRIAL CO., LTD.", "No. 5 Harbour Road"),
         "TIANJIN NORDWIND INTERNATIONAL TRADE INDUSTRIAL CO., LTD.", "No. 5 Harbour Road"),
        (("合肥北风冶金（集团）股份", "有限公司"), "合肥北风冶金（集团）股份有限公司", ""),
        (("1500114157733", "包头北风稀土贸易有限公司"), "包头北风稀土贸易有限公司", ""),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "Attn: Ms. Inga", "Petersen"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("NORD RARE EARTH GROUP EXPORT CO., LTD.", "NO. 16 HARBOUR ROAD"), "NORD RARE EARTH GROUP EXPORT CO., LTD.",
         "NO. 16 HARBOUR ROAD"),
    ],
)  # fmt: skip
def test_names_and_addresses(texts: tuple[str, ...], name: str, address: str) -> None:
    found = block.read(lines(*texts))
    assert found is not None
    assert (found.name, found.address) == (name, address)


def test_an_address_in_two_languages_is_one_with_another_way_to_say_it() -> None:
    found = block.read(lines("北风磁业有限公司", "江苏省苏州市工业路71号", "71 Gongye Road, Suzhou, Jiangsu, China"))
    assert found is not None
    assert found.address == "江苏省苏州市工业路71号"
    assert "71 Gongye Road, Suzhou, Jiangsu, China" in found.address_alt
    assert found.country == "CN"


@pytest.mark.parametrize("label", ["TVA", "VAT", "Tax code", "税号"])
def test_a_tax_number_by_any_label(label: str) -> None:
    found = block.read(lines("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", f"{label}: FR14750618572"))
    assert found is not None and found.tax_id == "FR14750618572"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("Ministry of Trade and Economy,", "Security Export Division"),
         "Ministry of Trade and Economy, Security Export Division"),
        (("中华人民共和国商务部", "证专"), "中华人民共和国商务部"),
    ],
)  # fmt: skip
def test_an_authority_goes_on_only_where_its_line_asks_for_more(texts: tuple[str, ...], name: str) -> None:
    found = block.office(lines(*texts))
    assert found is not None and found.name == name


def test_an_authority_has_no_legal_form() -> None:
    page = "Issuing authority: Nordwerk Pumpen GmbH"
    (found,) = parties.find(document(page, DocType.EXPORT_LICENCE), {})
    assert found.parts["name"].evidence["likeness"] == 0.0
    page = "Issuing authority: Export Control Licensing Unit"
    (found,) = parties.find(document(page, DocType.EXPORT_LICENCE), {})
    assert found.parts["name"].evidence["likeness"] == 0.75


def test_companies_of_a_letterhead_know_their_order_and_whether_a_label_names_the_seller() -> None:
    page = (
        "Westhafen Magnet GmbH\nHafenstr. 2, 24103 Kiel\n\nINVOICE\n\nBuyer:\nNordwerk Pumpen AG\nKai 4, 20095 Hamburg"
    )
    heads = [c.parts["name"] for c in parties.find(document(page), {}) if c.parts["name"].finder == "letterhead"]
    assert [(head.evidence["rank"], head.evidence["unnamed"]) for head in heads] == [(0.0, 1.0)]


def test_a_company_whose_name_ends_with_a_label_word_is_one_name() -> None:
    found = companies("Notify Party: Thanh Bac Precision Industry Joint Stock Company; Lot R55, Tan Park; Vinh 865234")
    assert found["notify_party"]["name"] == "Thanh Bac Precision Industry Joint Stock Company"
