"""A party's block taken apart: broken names, codes above them, people, two languages, tax numbers."""

from dataclasses import replace

import pytest

from extractor.datatypes.document import DocType
from extractor.datatypes.page import Word
from extractor.stages.extract import block, blocklines, parties
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
        (("ООО «Северный Ветер»", "101000, г. Москва, ул. Портовая, 4, Россия"), "ООО «Северный Ветер»",
         "101000, г. Москва, ул. Портовая, 4, Россия"),
        (("Nordvento S.p.A.", "Stabilimento di Lodi", "Via Porto 2, 26900 Lodi"),
         "Nordvento S.p.A. Stabilimento di Lodi", "Via Porto 2, 26900 Lodi"),
        (("Nordwind Motors Ltd. (Harbour Plant)", "Plot 4, Harbour Road"), "Nordwind Motors Ltd. (Harbour Plant)",
         "Plot 4, Harbour Road"),
        (("Nordvind Motorer A/S", "Havnevej 2, 8000 Aarhus, Denmark", "CVR DK12345674"), "Nordvind Motorer A/S",
         "Havnevej 2, 8000 Aarhus, Denmark"),
        (("合肥北风冶金（集团）股份", "有限公司"), "合肥北风冶金（集团）股份有限公司", ""),
        (("1500114157733", "包头北风稀土贸易有限公司"), "包头北风稀土贸易有限公司", ""),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "Attn: Ms. Inga", "Petersen"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("Nordwerk Pumpen GmbH Add: Hafenstr. 2, 24103 Kiel Phone: 0431 4455 Attn:", "Ms. Inga Petersen"),
         "Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel"),
        (("NORD RARE EARTH GROUP EXPORT CO., LTD.", "NO. 16 HARBOUR ROAD"), "NORD RARE EARTH GROUP EXPORT CO., LTD.",
         "NO. 16 HARBOUR ROAD"),
        (("CONG TY TNHH DONG BAC TU", "DONG BAC MAGNET COMPANY LIMITED", "LO 4, KCN SONG LAM, VIETNAM"),
         "CONG TY TNHH DONG BAC TU", "LO 4, KCN SONG LAM, VIETNAM"),
        (("CONG TY TNHH", "DONG BAC TU", "LO 4, KCN SONG LAM, VIETNAM"), "CONG TY TNHH DONG BAC TU",
         "LO 4, KCN SONG LAM, VIETNAM"),
        (("株式会社北風精工", "日本国名古屋市港区7-8"), "株式会社北風精工", "日本国名古屋市港区7-8"),
        (("북풍자석 주식회사", "BUKPUNG MAGNET CO., LTD.", "71 HANGGU-RO, INCHEON, KOREA"), "북풍자석 주식회사",
         "71 HANGGU-RO, INCHEON, KOREA"),
        (("북풍자석(주)", "인천광역시 중구 항구로 71"), "북풍자석(주)", "인천광역시 중구 항구로 71"),
        (("Nordwind Motors Ltd. - Unit II", "Plot 4, Harbour Road"), "Nordwind Motors Ltd. - Unit II", "Plot 4, Harbour Road"),
        (("Nordwind Materials Co., Ltd. Northern", "Factory", "38 Harbour Road"),
         "Nordwind Materials Co., Ltd. Northern Factory", "38 Harbour Road"),
        (("北风电机有限公司南山分厂", "江苏省苏州市工业路71号"), "北风电机有限公司南山分厂", "江苏省苏州市工业路71号"),
        (("Nordwind Pumps Inc.", "44 NE Harbour Way", "(503) 555-0100"), "Nordwind Pumps Inc.", "44 NE Harbour Way"),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "Customer No. 881605"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("Nordwind Pumps Inc.", "Importer ID 881605", "44 NE Harbour Way"), "Nordwind Pumps Inc.", "44 NE Harbour Way"),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "Proformarechnung PROFORMA INVOICE"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "Items 1-4: HS 8505 1110"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", "--------------------"), "Nordwerk Pumpen GmbH",
         "Hafenstr. 2, 24103 Kiel"),
        (("北风磁业有限公司", "江苏省苏州市工业路71号", "开户行及账 苏州银行 7262349128"), "北风磁业有限公司",
         "江苏省苏州市工业路71号"),
        (("北风磁业有限公司", "出口销售发票"), "北风磁业有限公司", ""),
        (("杭州北风强磁制品厂", "HANGZHOU NORDWIND MAGNET PRODUCTS FACTORY", "杭州市临安区工业路71号"), "杭州北风强磁制品厂",
         "杭州市临安区工业路71号"),
        (("NORDWIND CORPORATION", "27 Harbour Road, Taipei", "P A C K I N G", "L I S T"), "NORDWIND CORPORATION",
         "27 Harbour Road, Taipei"),
        (("NORDWIND PTE. LTD.", "4 Harbour Road, Singapore 068809 | T +65 6000 0000"), "NORDWIND PTE. LTD.",
         "4 Harbour Road, Singapore 068809"),
        (("：北风磁业有限公司", "：江苏省苏州市工业路71号"), "北风磁业有限公司", "江苏省苏州市工业路71号"),
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


def test_an_address_in_two_scripts_on_one_line() -> None:
    found = block.read(lines("北风磁业有限公司", "江苏省苏州市工业路71号 71 Gongye Road, Suzhou, Jiangsu, China"))
    assert found is not None
    assert (found.address, found.country) == ("江苏省苏州市工业路71号", "CN")
    assert found.address_alt == ("71 Gongye Road, Suzhou, Jiangsu, China",)


@pytest.mark.parametrize(
    "texts",
    [("编码 91330212MA281F9K5X", "北风磁业有限公司"), ("北风磁业有限公司 91330212MA281F9K5X",)],
)
def test_a_credit_code_over_or_behind_the_name(texts: tuple[str, ...]) -> None:
    found = block.read(lines(*texts))
    assert found is not None and (found.name, found.address) == ("北风磁业有限公司", "")
    assert found.tax_id == "91330212MA281F9K5X"


@pytest.mark.parametrize("number", ["1007", "C-10072", "(1007)"])
def test_a_number_in_somebodys_books_stands_behind_the_label_over_the_block(number: str) -> None:
    found = companies(f"BILL TO: {number}\nNORDWIND MOTION INC\n400 HARBOUR AVE\nDAYTON OH 45402\nUSA")
    assert found["buyer"]["name"] == "NORDWIND MOTION INC"


def test_a_tax_number_whose_label_stands_to_the_left_of_the_block() -> None:
    page = (
        "Customer    : Nordwind Motors Ltd.\n             Plot 4, Harbour Road, Pune, India\nTax code    : 0301234567"
    )
    (found,) = (one for one in parties.find(document(page), {}) if one.role == "buyer")
    assert found.parts["tax_id"].value == "0301234567"
    assert found.parts["address"].value == "Plot 4, Harbour Road, Pune, India"


@pytest.mark.parametrize("label", ["TVA", "VAT", "Tax code", "税号"])
def test_a_tax_number_by_any_label(label: str) -> None:
    found = block.read(lines("Nordwerk Pumpen GmbH", "Hafenstr. 2, 24103 Kiel", f"{label}: FR14750618572"))
    assert found is not None and found.tax_id == "FR14750618572"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("统一社会信用代码 91330212MA281F9K5X Tel +86 574 5555 0100", "91330212MA281F9K5X"),
        ("KvK 24417106 BTW/VAT NL807150382B01 EORI NL807150382", "NL807150382B01"),
        ("KvK 24417106", "24417106"),
        ("VAT CHE-123.456.788 MWST", "CHE-123456788MWST"),
    ],
)
def test_a_tax_number_ends_where_the_next_word_begins(line: str, number: str) -> None:
    found = block.read(lines("Nordwind Handel B.V.", "Havenweg 2, 3011 Rotterdam", line))
    assert found is not None and (found.tax_id, found.address) == (number, "Havenweg 2, 3011 Rotterdam")


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("IEC: 3118044120   GSTIN:", "27AAPFU0939F1ZV"), "27AAPFU0939F1ZV"),
        (("PAN: AAPFU0939F   GSTIN: 27AAPFU0939F1ZV",), "27AAPFU0939F1ZV"),
        (("GSTIN: 27AAPFU0939F1ZV", "IEC No.: 3118044120"), "27AAPFU0939F1ZV"),
        (("HRB: 4471982", "VAT No.: DE136695976"), "DE136695976"),
        (("IEC No.: 3118044120",), "3118044120"),
    ],
)
def test_of_several_numbers_of_a_company_the_surest_is_that_of_its_taxes(texts: tuple[str, ...], number: str) -> None:
    found = block.read(lines("Nordwind Drives Private Limited", "Plot 4, Harbour Road, Pune 411001, India", *texts))
    assert found is not None
    assert (found.tax_id, found.address) == (number, "Plot 4, Harbour Road, Pune 411001, India")


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("Ministry of Trade and Economy,", "Security Export Division"),
         "Ministry of Trade and Economy, Security Export Division"),
        (("Bundesamt für", "Ausfuhrgenehmigungen"), "Bundesamt für Ausfuhrgenehmigungen"),
        (("中华人民共和国商务部", "证专"), "中华人民共和国商务部"),
        (("山东省商务厅 东省商务厅",), "山东省商务厅"),
    ],
)  # fmt: skip
def test_an_authority_goes_on_only_where_its_line_asks_for_more(texts: tuple[str, ...], name: str) -> None:
    found = block.office(lines(*texts))
    assert found is not None and found.name == name


@pytest.mark.parametrize(("seat", "country"), [("9700 AA Groningen, The Netherlands", "NL"), ("2025 10 11", "")])
def test_an_authority_has_its_seat_where_that_names_the_country(seat: str, country: str) -> None:
    found = block.office(lines("Central Office for Trade Licensing", seat))
    assert found is not None
    assert (found.name, found.country) == ("Central Office for Trade Licensing", country)


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


def ink(*texts: str) -> list[tuple[Word, ...]]:
    return [tuple(replace(word, engine="ppocr") for word in line) for line in lines(*texts)]


@pytest.mark.parametrize(
    ("texts", "name", "address", "tax"),
    [
        (("Nordwind Pompe S.r.I.", "Via Alta 18, 20100 Milano, Italy", "P.IVAIT00743110157"), "Nordwind Pompe S.r.l.",
         "Via Alta 18, 20100 Milano, Italy", "IT00743110157"),
        (("VENTO NORTE LTDA.", "Rua Alta 18, Porto Alegre, Brazil", "CNPJ14.882.306/0001-77"), "VENTO NORTE LTDA.",
         "Rua Alta 18, Porto Alegre, Brazil", "14882306/0001-77"),
        (("NORDWIND OXIDES PRIVATE LIMITED", "Plot 4, Chennai, India", "GSTIN: 27AAPFU0939F1ZV IEC: 0412009911"),
         "NORDWIND OXIDES PRIVATE LIMITED", "Plot 4, Chennai, India", "27AAPFU0939F1ZV"),
        (("BUKPUNG MAGNET CO., LTD.", "77 HANGGU-RO, ULSAN, KOREA", "120-81-47521"), "BUKPUNG MAGNET CO., LTD.",
         "77 HANGGU-RO, ULSAN, KOREA", "120-81-47521"),
        (("BUKPUNG MAGNET CO., LTD.", "77 HANGGU-RO, ULSAN, KOREA", "120-81-47522"), "BUKPUNG MAGNET CO., LTD.",
         "77 HANGGU-RO, ULSAN, KOREA", ""),
        (("NORDWIND LLC", "12 Mill Row", "Tel704-555-0148Fed.ID56"), "NORDWIND LLC", "12 Mill Row", ""),
        (("Nordwerk GmbH· Hafenstr. 2·24103 Kiel",), "Nordwerk GmbH", "Hafenstr. 2, 24103 Kiel", ""),
    ],
)  # fmt: skip
def test_what_ink_joined_is_parted(texts: tuple[str, ...], name: str, address: str, tax: str) -> None:
    found = block.read(ink(*texts))
    assert found is not None
    assert (found.name, found.address, found.tax_id) == (name, address, tax)


@pytest.mark.parametrize("text", ["★火火 PACKING LIST 女女女", "P A C K I N G   L I S T", "Commercial Invoice Fattura"])
def test_a_title_with_ornaments_ends_a_block(text: str) -> None:
    assert blocklines.ends_block(text)
