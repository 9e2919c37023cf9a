"""Habits of forms around the world, one small page each."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Word
from extractor.stages.extract import assemble, currencies, header, lines, parties, sharedgoods
from extractor.stages.extract.candidates import Candidate
from tests.stages.extract.test_finders import document
from tests.stages.typed import grid, typed

INVOICE, PACKING, LICENCE = DocType.COMMERCIAL_INVOICE, DocType.PACKING_LIST, DocType.EXPORT_LICENCE


def believed(page: Page | str, name: str, kind: DocType = INVOICE) -> set[object]:
    return {candidate.value for candidate in header.find(document(page, kind), {}) if candidate.name == name}


def companies(page: str, role: str, kind: DocType = INVOICE) -> set[object]:
    return {found.parts["name"].value for found in parties.find(document(page, kind), {}) if found.role == role}


@pytest.mark.parametrize(
    ("text", "name", "value", "kind"),
    [
        ("PACKING LIST No. PL-2025-17", "document_number", "PL-2025-17", PACKING),
        ("COMMERCIAL INVOICE SMA/2026/0219", "document_number", "SMA/2026/0219", INVOICE),
        ("8) No. & date of invoice\nSJ-2511-07   NOV. 11, 2025", "document_number", "SJ-2511-07", INVOICE),
        ("PL No.: PK-78305", "document_number", "PK-78305", PACKING),
        ("4) Port of loading: BUSAN, KOREA 5) Final destination: HANOI", "port_of_loading", "BUSAN, KOREA", INVOICE),
        ("报关口岸:\nPlace of clearance 宁波海关", "port_of_clearance", "宁波海关", LICENCE),
        ("非一批一证", "multiple_use", "true", LICENCE),
        ("一批一证", "multiple_use", "false", LICENCE),
        ("Total 6 cartons   N/W 88.20 kgs   G/W 95.60 kgs", "total_gross_weight_kg", "95.60", INVOICE),
        ("3 Paletten / pallets", "total_packages", "3", INVOICE),
        ("Bestell-Nr. Kunde     BC-77810", "purchase_order_number", "BC-77810", INVOICE),
        ("起运地：深圳目的港：汉堡", "port_of_discharge", "汉堡", INVOICE),
        ("Mode of shipment: From Shanghai To Penang By sea", "port_of_loading", "Shanghai", INVOICE),
        ("8) No. & date of invoice\nSJ-2511-07             NOV. 11, 2025", "issue_date", "2025-11-11", INVOICE),
        ("⑪ 인도 및 결제조건\nCFR GENOA\nL/C AT SIGHT", "payment_terms", "L/C AT SIGHT", INVOICE),
        (
            "Terms of Delivery and Payment\nCIF GENOA\nL/C 60 DAYS FROM B/L DATE",
            "payment_terms",
            "L/C 60 DAYS FROM B/L DATE",
            INVOICE,
        ),
        ("Vessel Cap Norte 53W\nContainer CSQU3054383", "vessel", "Cap Norte 53W", INVOICE),
        ("PER:  CAP NORTE V. 077E", "vessel", "CAP NORTE V. 077E", INVOICE),
        ("Carrier       CAP NORTE 53W", "vessel", "CAP NORTE 53W", INVOICE),
        ("9) No. & date of L/C\nN/A (O/A 45 DAYS FROM B/L)", "payment_terms", "O/A 45 DAYS FROM B/L", INVOICE),
        ("9) No. & date of L/C\nT/T 30 DAYS", "payment_terms", "T/T 30 DAYS", INVOICE),
        ("Final destination: SAVANNAH, GA, USA", "final_destination", "SAVANNAH, GA, USA", INVOICE),
        ("Terms      Net 45 days", "payment_terms", "Net 45 days", INVOICE),
        ("L/C No.    : LC-5530-2510 issued by NORTH CITY BANK", "letter_of_credit_number", "LC-5530-2510", INVOICE),
        ("Export licence 许可证    : No. 25-AD-600318 (dual-use items)", "licence_number", "25-AD-600318", INVOICE),
        ("成交方式 Terms  : CIF        海防 HAI PHONG", "incoterm_place", "海防", INVOICE),
        ("To      : Osaka\nShipped on or about    : November 20, 2025", "port_of_discharge", "Osaka", INVOICE),
        ("三、装运港：厦门；目的港：釜山。\n四、货物用木箱包装。", "port_of_discharge", "釜山", INVOICE),
    ],
)
def test_a_label_of_a_form(text: str, name: str, value: str, kind: DocType) -> None:
    assert value in believed(text, name, kind)


@pytest.mark.parametrize(
    "text", ["Per: Inga Petersen", "PER CONTRACT 4417", "Carrier: NORD GLOBAL FORWARDING", "Per 100 pcs"]
)
def test_who_signs_or_carries_is_no_ship(text: str) -> None:
    assert believed(text, "vessel") == set()


def squeezed(text: str) -> Page:
    """Return a typed page with its second and third line drawn up, so that the second is level with the white between."""
    page = typed(text)
    rise = dict(zip(sorted({word.box.top for word in page.words}), (0.0, 5.0, 10.0), strict=False))
    words = []
    for word in page.words:
        box, up = word.box, rise.get(word.box.top, 0.0)
        words.append(replace(word, box=Box(box.x0, box.top - up, box.x1, box.bottom - up)))
    return replace(page, words=tuple(words))


@pytest.mark.parametrize("beside", ["", "宁波"])
def test_the_value_of_a_label_in_two_lines_is_level_with_the_white_between(beside: str) -> None:
    upper, lower = "装运港                        目的港", "Port of loading               Port of discharge"
    page = squeezed(f"{upper}\n                  {beside or '    '}                           林查班\n{lower}")
    assert believed(page, "port_of_discharge") == {"林查班"}
    assert believed(page, "port_of_loading") == ({beside} if beside else set())


SHARED = """
Description of goods    Code of goods    Grade     Unit    Quantity     Unit price       Amount
NdFeB with terbium      8505111000       N48UH     kg         1,000          80.00    80,000.00
{more:<22}  {code:<15}  N45UH     kg           500          76.00    38,000.00
{more:<22}  {code:<15}  N42EH     kg           200          90.00    18,000.00
"""


def test_goods_named_in_the_first_of_a_licences_lines_are_those_of_all() -> None:
    alone, each = SHARED.format(more="", code=""), SHARED.format(more="SmCo magnet", code="8505111000")
    for page, name in ((alone, "NdFeB with terbium"), (each, "SmCo magnet")):
        paper = document(page, LICENCE)
        goods = sharedgoods.add(lines.find(paper), paper, {})
        assert [line["description"].value for line in goods.lines] == ["NdFeB with terbium", name, name]
        assert [line["hs_code"].value for line in goods.lines] == ["8505111000"] * 3


def settled(text: str) -> dict[str, Candidate]:
    paper = document(text)
    return {found.name: found for found in assemble.settled_marks(header.find(paper, {}), paper)}


def test_a_weight_is_read_with_the_decimal_mark_of_its_paper() -> None:
    german = settled("Nettogewicht: 236,400 kg\n\nBetrag    1.240,00\nBetrag    8.446,50")
    english = settled("Net weight: 236,400 kg\n\nAmount    1,240.00\nAmount    8,446.50")
    assert german["total_net_weight_kg"].value == "236.400"
    assert english["total_net_weight_kg"].value == "236400"


def test_nothing_on_the_paper_settles_the_mark() -> None:
    found = settled("Net weight: 236,400 kg")["total_net_weight_kg"]
    assert found.evidence["ambiguous"] and not found.evidence.get("settled")


def test_the_window_of_a_letter_names_the_buyer() -> None:
    page = """
Nordwerk Antriebe GmbH · Hafenstr. 12 · 24103 Kiel

Motori Esempio S.r.l.
Via delle Industrie 45
20090 Segrate
ITALIEN

Rechnung
"""
    assert "Motori Esempio S.r.l." in companies(page, "buyer")


def test_a_consignee_of_trade_papers_is_no_importer() -> None:
    page = "Empfänger / Consignee\nFluxa Exemple SAS\n12 rue des Frênes\n68310 Wittelsheim\nFrance"
    assert companies(page, "consignee", PACKING) == {"Fluxa Exemple SAS"}
    assert companies(page, "buyer", PACKING) == set()


def test_a_phone_number_leaves_the_country_in_its_place() -> None:
    page = "Buyer:\nBeispiel Pumpen KG\nWerkstr. 4\n47524 Erlangen, GERMANY\nT: +49 86 233-7578"
    (found,) = [one for one in parties.find(document(page), {}) if one.role == "buyer"]
    assert found.parts["country"].value == "DE"
    assert "T:" not in str(found.parts["address"].value)


def test_goods_named_once_over_their_specifications() -> None:
    page = typed(
        """
15. 商品名称 Description of goods          商品编码 Code of goods
含铽的钕铁硼永磁材料                       8505111000

规格等级 Specification   单位 Unit   数量 Quantity   总值 Amount
N42UH                    千克        620.0           54,870.00
N48SH                    千克        1,145.5         87,058.00
总计 Total               千克        1,765.5         141,928.00
"""
    )
    paper: Document = document(page, LICENCE)
    goods = lines.find(paper)
    taken: dict[int, Sequence[Box]] = {number: [box] for number, box in goods.regions}
    named = sharedgoods.add(goods, paper, taken)
    assert [line["description"].value for line in named.lines] == ["含铽的钕铁硼永磁材料"] * 2
    assert [line["elements"].value for line in named.lines] == [("Nd", "Tb")] * 2
    assert [line["hs_code"].value for line in named.lines] == ["8505111000"] * 2


def test_a_list_of_drums_does_not_count_the_goods_again() -> None:
    page = """
Commodity                Drums      Net weight (kg)     Gross weight (kg)
Terbium oxide            2          100.00              106.40
Yttrium oxide            1          12.50               13.90

Drum No.       Lot          Net kg        Gross kg
1              TB1          50.00         53.20
2              TB1          50.00         53.20
3              Y22          12.50         13.90
"""
    found = lines.find(document(page, PACKING)).lines
    assert [line["net_weight_kg"].value for line in found] == ["100", "12.5"]


@pytest.mark.parametrize(
    ("text", "name", "value", "kind"),
    [
        ("Shipped per m.v. ORION STAR voy. 5W from Shanghai, China to Antwerp, Belgium", "port_of_discharge",
         "Antwerp, Belgium", INVOICE),
        ("Port of discharge: Chennai by sea", "port_of_discharge", "Chennai", INVOICE),
        ("DESTINATION: THAILAND", "country_of_destination", "TH", INVOICE),
        ("Terms of payment: Irrevocable L/C at 90 days", "payment_terms", "Irrevocable L/C at 90 days", INVOICE),
        ("有效期   自 2026年1月5日 至 2027年1月4日", "valid_until", "2027-01-04", LICENCE),
        ("Ngày: 05/12/2025", "issue_date", "2025-12-05", INVOICE),
    ],
)  # fmt: skip
def test_more_habits(text: str, name: str, value: str, kind: DocType) -> None:
    assert value in believed(text, name, kind)


def test_a_term_of_payment_is_no_number_of_a_credit() -> None:
    assert believed("Irrevocable L/C at 90 days", "letter_of_credit_number") == set()


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Consignee:\nNORLAN METALES S. DE R.L.\nDE C.V.", "consignee", "NORLAN METALES S. DE R.L. DE C.V."),
        (
            "End user:\nHung Thinh Technology Joint Stock\nCompany",
            "end_user",
            "Hung Thinh Technology Joint Stock Company",
        ),
        ("Notify party:\nVolta Trasmissioni\nS.p.A., Corso Francia 3", "notify_party", "Volta Trasmissioni S.p.A."),
        (
            "Buyer:\nJing Ou Electronic Materials Group Co., Ltd.",
            "buyer",
            "Jing Ou Electronic Materials Group Co., Ltd.",
        ),
    ],
)
def test_a_name_goes_on_with_its_form(text: str, role: str, name: str) -> None:
    assert name in companies(text, role)


def test_terms_of_delivery_are_none_of_payment() -> None:
    assert believed("Terms      FOB Dalian", "payment_terms") == set()


def test_labels_side_by_side_in_one_frame_have_the_print_of_their_columns() -> None:
    text = """
(4) Port of loading     (5) Port of discharge
BUSAN, KOREA            MIAMI, U.S.A.
(6) Carrier             (7) Sailing on or about
AMBER TERN 022E         OCT. 04, 2025
"""
    page = typed(text, rules=grid([-0.3, 4.2], [-1, 50]))
    assert believed(page, "port_of_discharge") == {"MIAMI, U.S.A."}
    assert believed(page, "vessel") == {"AMBER TERN 022E"}


def test_a_shaded_head_stands_over_its_values() -> None:
    text = """
P.O. NUMBER    TERMS      SALES REP     SHIP DATE
7719-B         Net 30     D. Novak      07/11/2025
"""
    page = typed(text, rules=grid([0, 1], [-1, 13, 24, 38, 50]))
    assert believed(page, "purchase_order_number") == {"7719-B"}
    assert believed(page, "payment_terms") == {"Net 30"}


def test_a_label_with_its_value_below_the_goods_tells_of_the_paper() -> None:
    paper = document("Item   Net weight: 12.00 kg\n\nPayment: Net 30 days")
    boxes = [segment.box for segment in paper.layouts[0].segments]
    found = header.find(paper, {1: boxes})
    assert {c.value for c in found if c.name == "payment_terms"} == {"Net 30 days"}


def test_a_code_between_hyphens_is_no_currency() -> None:
    assert {c.value for c in currencies.find(document("QR-NT-FA-2025"))} == set()


def test_a_label_in_two_languages_that_is_wrapped_below_its_value() -> None:
    page = typed(
        """
11. 商品名称：       氧化铽             商品编码：   2846901600
Description of                          Code of goods
goods

规格等级 Specification   单位 Unit   数量 Quantity   总值 Amount
Tb4O7 99.99%             千克        620.0           54,870.00
总计 Total               千克        620.0           54,870.00
""",
        rules=grid([0, 3.4], [-1, 70]),
    )
    paper = document(page, LICENCE)
    named = sharedgoods.add(lines.find(paper), paper, {1: [box for _, box in lines.find(paper).regions]})
    assert [line["description"].value for line in named.lines] == ["氧化铽"]


@pytest.mark.parametrize(
    ("page", "role", "names"),
    [
        ("Prepared for\nNordwind Motors Ltd.\nPlot 4, Harbour Road, Pune, India", "buyer", {"Nordwind Motors Ltd."}),
        ("TO(收货方)：Nordwind Motors Ltd.", "buyer", set()),
        ("Ultimate consignee\nNordwind Motors Ltd.", "end_user", {"Nordwind Motors Ltd."}),
        ("Ultimate consignee\nNordwind Motors Ltd.", "consignee", set()),
        ("Ultimate consignee\nNordwind Motors Ltd.", "buyer", set()),
        ("TO(收货方)：Nordwind Motors Ltd.", "consignee", {"Nordwind Motors Ltd."}),
        ("FROM          SOLD TO\nNordwind Harbour Magnet\nManufacturing Ltd.", "seller",
         {"Nordwind Harbour Magnet Manufacturing Ltd."}),
    ],
)  # fmt: skip
def test_companies_by_their_labels(page: str, role: str, names: set[object]) -> None:
    assert companies(page, role) == names


@pytest.mark.parametrize(
    ("page", "name", "value", "kind"),
    [
        ("有效期：2026年1月19日至2026年7月18日", "valid_from", {"2026-01-19"}, LICENCE),
        ("有效期：2026年7月18日", "valid_from", set(), LICENCE),
        ("起运港 Port of shipment 上海 Shanghai\n目的港 Port of destination 林查班 Laem Chabang", "port_of_loading",
         {"上海"}, INVOICE),
        ("Port of Discharge     Final Destination\nKOBE                  OSAKA", "port_of_discharge", {"KOBE"}, INVOICE),
    ],
)  # fmt: skip
def test_a_value_ends_where_the_next_label_begins(page: str, name: str, value: set[object], kind: DocType) -> None:
    assert believed(page, name, kind) == value


def test_a_block_ends_at_the_next_label_of_its_column_be_it_weak() -> None:
    page = "Sold to     Nordwind Motors Ltd.\n            4 Harbour Road, Pune, India\nRef. no.    WL-922"
    blocks = [one.parts for one in parties.find(document(page), {}) if one.role == "buyer"]
    assert blocks[0]["address"].value == "4 Harbour Road, Pune, India"


def test_a_date_below_a_block_is_none_of_it() -> None:
    page = "SOLD TO\nNordwind Motors Ltd.\n4 Harbour Road\nPune, India\n\n\nDATE May 29, 2025"
    blocks = [one.parts for one in parties.find(document(page), {}) if one.role == "buyer"]
    assert blocks[0]["address"].value == "4 Harbour Road, Pune, India"


def test_yen_where_the_paper_speaks_of_japanese_money() -> None:
    page = document("合計金額  ￥3,482,500\n単価（円）  金額（円）")
    assert {candidate.value for candidate in currencies.find(page)} == {"JPY"}


def test_a_label_written_downward_that_an_engine_reads_two_characters_at_a_time() -> None:
    page = """
销      名称：北风磁业
        纳税人识别号：91330200MA2AB3CD45
位      地址、电话：宁波市海曙区中山路8号
"""
    made = typed(page, rules=grid([0, 3], [-1, 5, 50]))
    on_end = Word("货单", Box(40, 52, 50, 70))
    found = parties.find(document(replace(made, words=(*made.words, on_end))), {})
    assert [
        (one.parts["name"].value, one.parts["name"].evidence["named"]) for one in found if one.role == "seller"
    ] == [("北风磁业", 1.0)]


def test_the_sum_before_a_discount_is_not_what_the_paper_comes_to() -> None:
    page = """
Description                Quantity    Unit price      Amount
NdFeB magnet N48H             1,000          2.40    2,400.00
SmCo magnet YXG-30              500          6.00    3,000.00
TOTAL CIF USD                                        5,400.00
Less: Discount 2%                                      108.00
Net payable                                          5,292.00
"""
    paper = document(page)
    goods = lines.find(paper)
    found = [*header.find(paper, {}), *assemble.total_candidates(goods)]
    sums = {one.value for one in assemble.settled_totals(found, goods) if one.name == "total_amount"}
    assert "5400.00" not in sums and "5292" in sums
