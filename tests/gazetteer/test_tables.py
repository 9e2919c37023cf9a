"""The gazetteers held against one another: sources, duplicates, links between tables, check digits, dates."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor import gazetteer
from extractor.errors import InternalError, UsageError
from extractor.gazetteer.table import Row, rows, several
from extractor.settings import data_dir
from extractor.values.checkdigits import is_cas, is_uscc
from extractor.values.fold import skeleton

NAMES = sorted(path.stem for path in data_dir("gazetteers").glob("*.csv"))
KEYS = {
    "companies": ("id",),
    "contents": ("product", "element"),
    "control_list": ("code",),
    "countries": ("code",),
    "currencies": ("code",),
    "customs_districts": ("code",),
    "elements": ("symbol",),
    "grade_patterns": ("name",),
    "grade_suffixes": ("suffix",),
    "hs_codes": ("code",),
    "incoterms": ("code",),
    "labels": ("field", "kind", "text"),
    "legal_forms": ("form", "country", "finds"),
    "cn_places": ("name_zh",),
    "name_words": ("word",),
    "nationalities": ("word",),
    "name_meanings": ("word",),
    "licence_offices": ("code",),
    "exchange_rates": ("currency", "valid_from"),
    "national_exports": ("month", "country"),
    "party_lists": ("list", "name_en"),
    "ports": ("country", "kind", "name_en"),
    "prices": ("product", "element", "form", "grade", "market", "quoted_on"),
    "products": ("product",),
    "return_forms": ("form", "column"),
    "sources": ("mark",),
    "units": ("code",),
    "watch_words": ("list", "text"),
}
MARK = re.compile(r"\bF\d+[a-z]?\b|\b[MI]\b|RECORD\.md|CLDR \(Unicode\)|ISO 3166-1|GB/T 2260|stoichiometry")
ROLES = {"P", "G", "A", "T", "U"}


def of(name: str) -> list[Row]:
    return list(rows(name))


def test_every_table_has_a_key_here_and_a_line_in_the_readme() -> None:
    readme = (data_dir("gazetteers") / "README.md").read_text(encoding="utf-8")
    assert set(NAMES) == set(KEYS)
    for name in NAMES:
        assert f"| {name} |" in readme


@pytest.mark.parametrize("name", NAMES)
def test_no_row_stands_twice(name: str) -> None:
    counted = Counter(tuple(row[column] for column in KEYS[name]) for row in of(name))
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sources"])
def test_every_row_has_sources_that_are_explained(name: str) -> None:
    known = {row["mark"] for row in of("sources")}
    for row in of(name):
        marks = set(MARK.findall(row["source"]))
        assert marks, row
        assert marks <= known, row


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_clean(name: str) -> None:
    for row in of(name):
        for column, cell in row.items():
            assert cell == cell.strip(), (row, column)
            assert not re.search(r"\s{2,}|[\u200b\ufeff\ufffd]|;;", cell), (row, column)
            if column in {"aliases", "names", "names_en", "names_zh", "names_other", "codes", "hs_codes", "elements"}:
                assert len(set(several(cell))) == len(several(cell)), (row, column)


def test_a_missing_table_says_so() -> None:
    with pytest.raises(InternalError, match=r"nothing\.csv is missing"):
        of("nothing")


def test_element_symbols_are_known_wherever_they_stand() -> None:
    known = {one.symbol for one in gazetteer.elements()}
    assert len(known) == 17
    used = {symbol for product in gazetteer.products() for symbol in product.elements}
    used |= {content.element for contents in gazetteer.contents().values() for content in contents}
    used |= {symbol for code in gazetteer.hs_codes().values() for symbol in code.elements}
    used |= {entry.element for entry in gazetteer.control_list() if entry.element}
    assert used <= known


def test_product_links_hold() -> None:
    known = {one.product: one for one in gazetteer.products()}
    for product, contents in gazetteer.contents().items():
        assert {content.element for content in contents} <= set(known[product].elements)
    assert {family.product for family in gazetteer.grade_patterns()} <= set(known)


def test_tariff_codes_are_digits_and_links_to_them_hold() -> None:
    known = gazetteer.hs_codes()
    assert all(re.fullmatch(r"\d{4}|\d{6}|\d{8}|\d{10}", code) for code in known)
    named = {one.hs_code for one in gazetteer.products() if one.hs_code}
    named |= {code for one in gazetteer.elements() for code in (one.hs_metal, one.hs_oxide) if code}
    named |= {code for entry in gazetteer.control_list() for code in entry.hs_codes}
    assert sorted(named - set(known)) == []


def test_an_unknown_code_falls_back_to_the_nearest_above() -> None:
    found = gazetteer.hs_code("8505111000")
    assert found is not None and found.code == "8505111000"
    nearest = gazetteer.hs_code("8505111099")
    assert nearest is not None and nearest.code == "85051110"
    assert gazetteer.hs_code("0101210010") is None


@pytest.mark.parametrize("element", gazetteer.elements(), ids=lambda one: one.symbol)
def test_oxide_factors_follow_from_the_formula(element: gazetteer.Element) -> None:
    parts = re.fullmatch(r"[A-Z][a-z]?(\d*)O(\d*)", element.oxide)
    assert parts is not None
    metal = element.atomic_weight * int(parts[1] or 1)
    oxygen = Decimal("15.999") * int(parts[2] or 1)
    assert abs(metal / (metal + oxygen) - element.oxide_factor) < Decimal("0.0006")


def test_check_digits_hold() -> None:
    for element in gazetteer.elements():
        assert element.cas_oxide is None or is_cas(element.cas_oxide), element
    codes = re.compile(r"\b[0-9A-HJ-NPQRTUWXY]{18}\b")
    for name in NAMES:
        for row in of(name):
            for code in codes.findall(" ".join(row.values())):
                assert not re.fullmatch(r"\d{2}\w{16}", code) or is_uscc(code), row


def test_contents_and_suffixes_are_in_order() -> None:
    for contents in gazetteer.contents().values():
        for content in contents:
            assert 0 <= content.low <= content.likely <= content.high <= 100, content
        assert sum(content.likely for content in contents) <= 100
    for suffix in gazetteer.grade_suffixes().values():
        assert suffix.gbd_low <= suffix.gbd_high <= suffix.hre_high and suffix.hre_low <= suffix.hre_high


def test_masses_have_kilograms_and_nothing_else_has() -> None:
    for unit in gazetteer.units():
        assert (unit.kg is not None and unit.kg > 0) == (unit.kind == "mass"), unit
    kilograms = {unit.code: unit.kg for unit in gazetteer.units()}
    assert kilograms["LBR"] == Decimal("0.45359237")
    assert kilograms["STN"] == Decimal("907.18474")
    assert kilograms["LTN"] == Decimal("1016.0469088")
    assert kilograms["TNE"] == 1000


def test_no_print_means_two_units_or_two_currencies() -> None:
    for table in (gazetteer.units(), gazetteer.currencies()):
        meant: dict[str, set[str]] = {}
        for one in table:
            for alias in (one.code, *one.aliases):
                meant.setdefault(alias.casefold(), set()).add(one.code)
        assert {alias: codes for alias, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("printed", "code"),
    [("kgs", "KGM"), ("公斤", "KGM"), ("mt", "TNE"), ("吨", "TNE"), ("t", "TNE"), ("pcs", "H87"), ("片", "H87"),
     ("套", "SET"), ("lbs", "LBR"), ("ctns", "CT"), ("cbm", "MTQ"), ("千只", "MIL"), ("m", "MTR")],
)  # fmt: skip
def test_unit_words(printed: str, code: str) -> None:
    assert gazetteer.unit_words()[printed] == code


@pytest.mark.parametrize(
    ("printed", "code"), [("us$", "USD"), ("$", "USD"), ("rmb", "CNY"), ("元", "CNY"), ("€", "EUR"), ("円", "JPY")]
)
def test_currency_words(printed: str, code: str) -> None:
    assert gazetteer.currency_words()[printed] == code


def test_yen_and_yuan_sign_belongs_to_nobody() -> None:
    assert "¥" not in gazetteer.currency_words()
    assert "￥" not in gazetteer.currency_words()


def test_countries_are_known_wherever_they_stand() -> None:
    known = {one.code for one in gazetteer.countries()}
    assert len(known) >= 249 and all(re.fullmatch(r"[A-Z]{2}", code) for code in known)
    used = {port.country for port in gazetteer.ports()} | {one.country for one in gazetteer.party_lists()}
    used |= {form.country for form in gazetteer.legal_forms() if form.country}
    used |= {row["country"] for row in of("companies")}
    assert sorted(used - known - {"", "EU"}) == []  # the SE is a form of the European Union


def test_companies_have_a_role_and_a_confidence() -> None:
    for row in of("companies"):
        assert row["confidence"] in {"H", "M", "L"}, row
        assert set(re.findall(r"[PGATU]", row["role"])) & ROLES, row
        assert row["name_en"] or row["name_zh"], row


def test_port_codes_begin_with_their_country() -> None:
    for port in gazetteer.ports():
        assert port.kind in {"sea", "river", "inland", "land", "air"}
        for code in port.codes:
            assert re.fullmatch(r"[A-Z]{3}", code) or code.startswith(port.country), port


def test_a_port_name_leads_to_one_place() -> None:
    meant: dict[str, set[str]] = {}
    for port in gazetteer.ports():
        for name in port.names:
            meant.setdefault(name.casefold(), set()).add(port.group)
    assert {name: groups for name, groups in meant.items() if len(groups) > 1} == {}
    assert gazetteer.port_words()["洋山"].group == gazetteer.port_words()["cnpvg"].group == "shanghai"


def test_controls_have_their_dates() -> None:
    for entry in gazetteer.control_list():
        assert re.fullmatch(r"[0-9][A-E][0-9]{3}(\.[a-z](\.\d+)?)?", entry.code), entry
        assert entry.status_after in {"in_force", "unknown"}
        assert (entry.suspended_from is None) == (entry.suspended_to is None)


@pytest.mark.parametrize(
    ("code", "day", "status"),
    [
        ("1C905.a.4", date(2025, 4, 3), "not_yet"),
        ("1C905.a.4", date(2025, 4, 4), "in_force"),
        ("1C905.a.4", date(2026, 1, 1), "in_force"),
        ("1C909.a.4", date(2025, 11, 6), "not_yet"),
        ("1C909.a.4", date(2026, 11, 10), "suspended"),
        ("1C909.a.4", date(2026, 11, 11), "unknown"),
        ("1E902.a", date(2025, 10, 9), "in_force"),
    ],
)
def test_a_control_holds_on_its_days(code: str, day: date, status: str) -> None:
    (entry,) = (one for one in gazetteer.control_list() if one.code == code)
    assert entry.status(day) == status


def test_elements_under_control_are_those_of_the_control_list() -> None:
    announced = {"2025-18": "A18", "2025-57": "A57"}
    listed = {(entry.element, announced[entry.announcement]) for entry in gazetteer.control_list() if entry.element}
    assert listed == {(one.symbol, one.control) for one in gazetteer.elements() if one.control}


def test_old_rules_of_delivery_lead_to_new_ones() -> None:
    known = {one.code for one in gazetteer.incoterms()}
    assert {"EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"} <= known
    assert {one.replaced_by for one in gazetteer.incoterms() if one.replaced_by} <= known


def test_offices_and_districts() -> None:
    assert "AA" in gazetteer.licence_offices() and all(len(code) == 2 for code in gazetteer.licence_offices())
    assert all(re.fullmatch(r"\d{4}", one.code) for one in gazetteer.customs_districts())


FIELDS = {
    "document_number", "issue_date", "invoice_number", "contract_number", "purchase_order_number", "licence_number",
    "letter_of_credit_number", "bl_number", "container_numbers", "currency", "incoterm", "incoterm_place",
    "port_of_loading", "port_of_discharge", "vessel", "payment_terms", "country_of_origin",
    "country_of_destination", "valid_from", "valid_until", "end_use", "mode_of_transport", "port_of_clearance",
    "control_code",
}  # fmt: skip
TOTALS = {
    "total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg",
}  # fmt: skip
COLUMNS = {
    "description", "hs_code", "grade", "quantity", "unit", "net_weight_kg", "gross_weight_kg", "package_count",
    "unit_price", "amount",
}  # fmt: skip
ROLES_OF_PARTIES = {
    "seller", "buyer", "consignee", "notify_party", "exporter", "consignor", "importer", "end_user",
    "issuing_authority",
}  # fmt: skip
TITLES = {"commercial_invoice", "proforma_invoice", "packing_list", "export_licence", "other"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("field", FIELDS), ("total", TOTALS), ("column", COLUMNS), ("party", ROLES_OF_PARTIES), ("title", TITLES)],
)
def test_every_value_of_the_contract_has_labels_in_both_languages(kind: str, fields: set[str]) -> None:
    for field in fields - {"incoterm_place"}:
        langs = Counter(one.lang for one in gazetteer.labels() if one.field == field and one.kind == kind)
        assert langs["en"] >= 3 and langs["zh"] >= 3, (kind, field, langs)


def test_no_two_labels_of_one_meaning_read_the_same() -> None:
    seen = Counter((one.field, one.kind, one.text.casefold()) for one in gazetteer.labels())
    assert [key for key, count in seen.items() if count > 1] == []
    assert all(skeleton(one.text)[0] for one in gazetteer.labels())


def test_a_label_is_not_both_a_value_to_take_and_one_to_leave() -> None:
    wanted = {(one.kind, one.text.casefold()) for one in gazetteer.labels() if one.field in FIELDS and not one.weak}
    left = {one.text.casefold() for one in gazetteer.labels() if one.kind == "distractor" and not one.weak}
    assert sorted(text for kind, text in wanted if kind == "field" and text in left) == []


def test_price_quotations_and_rates_are_usable() -> None:
    products = {one.product for one in gazetteer.products()}
    symbols = {one.symbol for one in gazetteer.elements()}
    rates = gazetteer.exchange_rates()
    for quote in gazetteer.price_quotes():
        assert quote.product in products or quote.element in symbols, quote
        assert bool(quote.product) != bool(quote.element), quote
        assert Decimal(0) < quote.low <= quote.high, quote
        assert quote.market in {"CN", "EXCN"}, quote
        assert rates[quote.currency][0][0] <= quote.quoted_on, quote


def test_a_users_file_must_have_our_head(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    right.write_text("currency,valid_from,usd,source\nEUR,2025-01-01,1.1,ours\n", encoding="utf-8")
    assert gazetteer.exchange_rates(str(right))["EUR"] == ((date(2025, 1, 1), Decimal("1.1")),)
    with pytest.raises(UsageError, match="must begin with"):
        gazetteer.exchange_rates(str(wrong))
    with pytest.raises(UsageError, match="no file"):
        gazetteer.exchange_rates(str(tmp_path / "none.csv"))
    right.with_name("odd.csv").write_text(
        "currency,valid_from,usd,source\nEUR,2025-01-01,a lot,ours\n", encoding="utf-8"
    )
    with pytest.raises(UsageError, match="no number"):
        gazetteer.exchange_rates(str(right.with_name("odd.csv")))


def test_the_nation_exports_more_than_each_country_gets() -> None:
    exports = gazetteer.national_exports()
    for (month, country), one in exports.items():
        assert not country or one.tonnes < exports[month, ""].tonnes
