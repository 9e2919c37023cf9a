"""The joint reading of a row's numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.stages.extract.arithmetic import settle, sums_to
from extractor.stages.extract.draft import Choice, Draft
from extractor.stages.extract.figures import figures_of
from extractor.stages.extract.rowkinds import RowKind
from extractor.stages.extract.table import Row


def choices(text: str) -> tuple[Choice, ...]:
    found = figures_of(text)
    return tuple(
        Choice(one.value, one.value, figure.raw, None, None, one.mark, one.prior, place == 0, len(found) == 1)
        for place, figure in enumerate(found)
        for one in figure.readings
    )


def draft(**cells: str) -> Draft:
    return Draft(Row(RowKind.ITEM, (), 1), {}, {field: choices(text) for field, text in cells.items()})


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"quantity": "1.500", "unit_price": "6,34", "amount": "9.510,00"}, ("1500", "6.34", "9510.00")),
        ({"quantity": "1.500", "unit_price": "6.34", "amount": "9.51"}, ("1.500", "6.34", "9.51")),
        ({"quantity": "5 kg", "unit_price": "20.00 - 2.00 = 18.00", "amount": "90.00"}, ("5", "18.00", "90.00")),
        ({"quantity": "1000 PCS 37.67 KGS", "unit_price": "0.50", "amount": "500.00"}, ("1000", "0.50", "500.00")),
        ({"quantity": "1000 PCS 37.67 KGS", "unit_price": "10.00", "amount": "376.70"}, ("37.67", "10.00", "376.70")),
    ],
)
def test_the_product_picks_the_readings(cells: dict[str, str], values: tuple[str, str, str]) -> None:
    settled = settle(draft(**cells), "")
    assert settled.product == 1.0
    assert tuple(str(settled.choices[field].value) for field in ("quantity", "unit_price", "amount")) == values


@pytest.mark.parametrize(
    ("quantity", "unit", "price", "per", "amount", "mark", "printed"),
    [
        ("8.000", "TNE", "72.50", "KGM", "580,000.00", "", "8.000"),
        ("8.000", "TNE", "72.50", "KGM", "580,000.00", ",", "8.000"),
        ("2,400", "KGM", "1,150.00", "TNE", "2,760.00", ".", "2400"),
        ("8.000", "KGM", "72,50", "KGM", "580.000,00", ",", "8000"),
        ("8.000", "TNE", "72.50", None, "580,000.00", "", "8000"),
    ],
)
def test_the_units_of_quantity_and_price_are_converted(
    quantity: str, unit: str, price: str, per: str | None, amount: str, mark: str, printed: str
) -> None:
    row = draft(quantity=quantity, unit_price=price, amount=amount)
    row.choices["quantity"] = tuple(replace(one, unit=unit) for one in row.choices["quantity"])
    row.choices["unit_price"] = tuple(replace(one, per=per) for one in row.choices["unit_price"])
    settled = settle(row, mark)
    assert settled.product == 1.0
    assert settled.choices["quantity"].printed == Decimal(printed)


def test_a_wrong_product_is_said_so() -> None:
    assert settle(draft(quantity="10", unit_price="5.00", amount="60.00"), "").product == 0.0


def test_without_a_price_the_tables_mark_decides() -> None:
    settled = settle(draft(quantity="1,460"), ",")
    assert settled.product is None
    assert settled.choices["quantity"].value == Decimal("1.460")


def test_sums_allow_for_rounding() -> None:
    values = [Decimal("1.1"), Decimal("2.2"), Decimal("3.3")]
    assert sums_to(values, Decimal("6.6"), Decimal("0.1"))
    assert sums_to(values, Decimal("6.7"), Decimal("0.1"))
    assert not sums_to(values, Decimal("7.6"), Decimal("0.1"))
