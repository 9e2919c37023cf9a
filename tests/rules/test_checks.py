"""Validation: a table of papers that agree or do not."""

import pytest

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Field
from extractor.rules import checks
from extractor.stages import validate
from tests.builders import field, record


def outcome(code: str, **parts: object) -> str:
    """The status of one check of a record."""
    checked = validate.check(record(**parts))  # type: ignore[arg-type]
    found = {check.status for check in checked.checks if check.code == code}
    assert len(found) == 1
    return found.pop()


LINE = {"quantity": "410", "unit_price": "24.58", "amount": "10077.80"}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (LINE, "pass"),
        ({**LINE, "amount": "10077.81"}, "pass"),
        ({**LINE, "amount": "10080.80"}, "fail"),
        ({"quantity": "97485", "unit_price": "144.69", "amount": "14105105"}, "pass"),
        ({"quantity": "5000", "unit_price": "120.00", "amount": "600.00"}, "pass"),
        ({"quantity": "410", "amount": "10077.80"}, "not_applicable"),
        ({"quantity": "8.000", "unit": "TNE", "unit_price": "72.50", "amount": "580000.00"}, "pass"),
        ({"quantity": "8.000", "unit": "KGM", "unit_price": "72.50", "amount": "580000.00"}, "fail"),
        ({"quantity": "10000", "unit": "H87", "unit_price": "0.50", "amount": "50.00"}, "fail"),
        ({"quantity": "8.000", "unit": "TNE", "unit_price": "72.50", "amount": "580400.00"}, "fail"),
        ({"quantity": "100", "net_weight_kg": "4.2", "unit_price": "30", "amount": "126.00"}, "pass"),
    ],
)
def test_line_arithmetic(line: dict[str, str], status: str) -> None:
    assert outcome("line_arithmetic", lines=[line]) == status


@pytest.mark.parametrize(
    ("value", "raw", "status"),
    [("1.2", "USD 1.20", "fail"), ("1.2", "1.2", "pass"), ("1.2", None, "pass"), ("1.2", "1,2O", "pass")],
)
def test_a_price_is_as_exact_as_it_is_printed(value: str, raw: str | None, status: str) -> None:
    line = {"quantity": field("5000"), "unit_price": Field(value, 1, Origin.TEXT, raw), "amount": field("6200.00")}
    (check,) = (one for one in validate.check(record().with_(lines=(line,))).checks if one.code == "line_arithmetic")
    assert check.status == status


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"total_amount": "20155.60"}, "pass"),
        ({"total_amount": "20255.60", "freight_amount": "100"}, "pass"),
        ({"total_amount": "20055.60", "discount_amount": "100"}, "pass"),
        ({"total_amount": "20155.70"}, "fail"),
        ({}, "not_applicable"),
    ],
)
def test_amount_sum(fields: dict[str, str], status: str) -> None:
    assert outcome("amount_sum", fields=fields, lines=[LINE, LINE]) == status


def test_a_sum_with_an_unread_line_says_nothing() -> None:
    assert outcome("amount_sum", fields={"total_amount": "1"}, lines=[LINE, {"quantity": "3"}]) == "not_applicable"


@pytest.mark.parametrize(("net", "gross", "status"), [("10", "11", "pass"), ("11", "11", "pass"), ("12", "11", "fail")])
def test_net_not_above_gross(net: str, gross: str, status: str) -> None:
    assert outcome("net_not_above_gross", lines=[{"net_weight_kg": net, "gross_weight_kg": gross}]) == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("SAY US DOLLARS THREE THOUSAND FOUR HUNDRED AND CENTS EIGHTY ONLY", "pass"),
        ("SAY US DOLLARS THREE THOUSAND FIVE HUNDRED AND CENTS EIGHTY ONLY", "fail"),
        ("see the contract", "not_applicable"),
    ],
)
def test_words_equal_figures(words: str, status: str) -> None:
    assert outcome("words_equal_figures", fields={"total_amount": "3400.80", "amount_in_words": words}) == status


def test_a_licence_that_ends_before_it_begins_fails() -> None:
    fields = {"issue_date": "2025-08-10", "valid_until": "2025-08-01"}
    assert outcome("dates_in_order", doc_type="export_licence", fields=fields) == "fail"


@pytest.mark.parametrize(("number", "status"), [("CSQU3054383", "pass"), ("CSQU3054384", "fail")])
def test_container_check_digit(number: str, status: str) -> None:
    assert outcome("check_digits", fields={"container_numbers": (number,)}) == status


def test_what_the_register_needs_is_asked_for() -> None:
    failures = [c for c in validate.check(record()).checks if c.code == "required_present" and c.status == "fail"]
    missing = {name for failure in failures for name in failure.fields}
    assert {"document_number", "parties.seller", "parties.buyer", "lines"} <= missing


WHOLE = {
    "description": "Sintered NdFeB rings",
    "quantity": "410",
    "unit": "H87",
    "unit_price": "24.58",
    "amount": "10077.80",
}


@pytest.mark.parametrize(
    ("lacking", "status"),
    [(None, "pass"), ("unit", "fail"), ("amount", "fail"), ("description", "fail"), ("unit_price", "pass")],
)
def test_a_line_is_told_whole(lacking: str | None, status: str) -> None:
    line = {name: value for name, value in WHOLE.items() if name != lacking}
    assert outcome("lines_complete", lines=[WHOLE, line]) == status


def test_lines_without_descriptions_are_whole_where_no_line_has_one() -> None:
    graded = {"grade": "N42SH", **{name: WHOLE[name] for name in ("quantity", "unit", "unit_price", "amount")}}
    assert outcome("lines_complete", lines=[graded, graded]) == "pass"
    assert outcome("lines_complete", lines=[WHOLE, graded]) == "fail"


def test_a_total_amount_needs_lines_with_amounts() -> None:
    line = {name: WHOLE[name] for name in ("description", "quantity", "unit")}
    assert outcome("lines_complete", fields={"total_amount": "10077.80"}, lines=[line]) == "fail"
    assert outcome("lines_complete", lines=[line]) == "pass"


def test_other_papers_owe_nothing() -> None:
    made = validate.check(record("other")).checks
    assert {check.code for check in made} == checks.CODES
    assert all(check.status != "fail" for check in made)


def test_no_value_is_changed() -> None:
    before = record(fields={"total_amount": "1"}, lines=[LINE])
    assert validate.check(before).with_(checks=()) == before


def test_every_rule_explains_itself() -> None:
    for code, severity, rule in checks.RULES:
        assert rule.__doc__, code
        assert severity in {"warning", "error"}


def test_a_number_that_is_none_is_no_number() -> None:
    assert checks.decimal_of(Field("NaN", 1, Origin.TEXT)) is None
    assert checks.decimal_of(Field("abc", 1, Origin.TEXT)) is None
