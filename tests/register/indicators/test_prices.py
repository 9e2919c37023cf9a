"""P: prices against material, peers and one another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.register.indicators.prices import arithmetic, invoices_conflict, over_invoiced, under_invoiced
from extractor.register.indicators.quotes import Prices
from extractor.register.shipment import Shipment
from extractor.settings import RegisterSettings
from tests.register.indicators import made

PRICES = Prices.of(RegisterSettings())
LINE = {"description": "Sintered NdFeB magnet", "grade": "N42", "elements": ("Nd",), "net_kg": "100"}


def sale(key: str, usd: str, grade: str = "N42", currency: str = "USD", day: str = made.DAY) -> Shipment:
    line = LINE | {"amount": str(Decimal(usd) * 100), "grade": grade}
    return made.shipment(made.invoice(key, [line], currency=currency), key=key, day=day)


def test_metal_and_oxide_prices_at_a_day() -> None:
    metal = PRICES.metal("Nd", "CN", date(2025, 6, 10))
    assert metal is not None and metal.usd == 65
    dysprosium = PRICES.metal("Dy", "CN", date(2026, 2, 1))
    assert dysprosium is not None and 230 < dysprosium.usd < 260 and "1975" in dysprosium.basis
    from_oxide = PRICES.metal("Dy", "CN", date(2024, 12, 20))
    oxide = PRICES.oxide("Dy", "CN", date(2024, 12, 20))
    assert from_oxide is not None and oxide is not None and from_oxide.usd > oxide.usd
    assert PRICES.metal("Dy", "CN", date(2030, 1, 1)) is None
    assert PRICES.metal("Ho", "CN", date(2025, 6, 10)) is None


def test_rates() -> None:
    assert PRICES.usd(Decimal(100), "USD", date(2025, 1, 1)) == 100
    assert PRICES.usd(Decimal(100), "CNY", date(2025, 1, 1)) == Decimal("13.9")
    assert PRICES.usd(Decimal(100), "CNY", date(2020, 1, 1)) is None
    assert PRICES.usd(Decimal(100), "CHF", date(2025, 1, 1)) is None
    assert PRICES.usd(Decimal(100), None, date(2025, 1, 1)) is None


def test_below_the_material() -> None:
    found = made.found(under_invoiced, sale("a", "5"))
    assert len(found) == 1 and "floor" in found[0].message
    assert {"lines[0].amount", "lines[0].net_weight_kg"} <= {cite.path for cite in found[0].cites}
    assert made.found(under_invoiced, sale("a", "30")) == []


def test_cases_of_customs_pass_the_floor() -> None:
    """The two declared prices that DOMAIN 4.5 works out: both pass with room."""
    dysprosium = {"description": "含镝钕铁硼", "elements": ("Dy", "Nd"), "net_kg": "533", "amount": "29079"}
    cerium = {"description": "NdFeB magnet", "elements": ("Ce", "Nd", "Pr"), "net_kg": "4000", "amount": "110661",
              "composition": "镨4.49%,钕13.5%,铁65.7%,硼0.95%,铈15.36%"}  # fmt: skip
    for line in (dysprosium, cerium):
        assert made.found(under_invoiced, made.shipment(made.invoice(lines=[line]), day="2025-04-10")) == []


def test_far_from_the_peers() -> None:
    peers = [sale(f"p{n}", str(30 + n)) for n in range(6)]
    assert "median of its peers" in made.found(under_invoiced, sale("low", "18"), *peers)[0].message
    assert made.found(under_invoiced, sale("fair", "25"), *peers) == []
    assert len(made.found(over_invoiced, sale("high", "99"), *peers)) == 1
    assert made.found(over_invoiced, sale("high", "90"), *peers) == []
    assert made.found(over_invoiced, sale("high", "99"), *peers[:4]) == [], "four peers make no median"
    assert made.found(over_invoiced, sale("high", "99", grade="N52"), *peers) == [], "another grade has other peers"
    assert made.found(over_invoiced, sale("high", "99", day="2025-11-20"), *peers) == [], "another quarter too"


def test_no_rate_no_word() -> None:
    assert made.found(under_invoiced, sale("a", "1", currency="CHF")) == []


def test_the_median_leaves_the_line_itself_out() -> None:
    shipments = [sale(f"p{n}", str(10 * (n + 1))) for n in range(6)]
    book = made.book(*shipments)
    medians = [book.median_without(book.line_prices[one.id][0]) for one in shipments]
    assert medians == [40, 40, 40, 30, 30, 30]


def test_a_users_own_prices(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    head = "product,element,form,grade,market,quoted_on,currency,low,high,vat_percent,source\n"
    file.write_text(f"{head},Nd,metal,,CN,2025-08-01,USD,900,900,0,ours\n", encoding="utf-8")
    settings = RegisterSettings(prices_file=str(file))
    assert len(made.found(under_invoiced, sale("a", "30"), settings=settings)) == 1


def pair(second: dict[str, str], lines: list[dict[str, str]], **people: str) -> list[str]:
    first = made.invoice("A-1", lines, total_amount="1000", bl_number="SHA1")
    values: dict[str, Any] = {"total_amount": "1000", "bl_number": "SHA1"} | second
    other = made.invoice("A-2", lines, parties=people, **values)
    return [one.message for one in made.found(invoices_conflict, made.shipment(first, other))]


def test_two_invoices_for_the_same_goods() -> None:
    lines = [{"description": "NdFeB", "grade": "N35", "quantity": "500", "net_kg": "20"}]
    assert pair({}, lines) == []
    assert "amounts 1000 and 1300 USD" in pair({"total_amount": "1300"}, lines)[0]
    assert pair({"total_amount": "1090"}, lines) == []
    assert pair({"total_amount": "1300", "currency": "EUR"}, lines) == []
    assert "buyers" in pair({}, lines, buyer="Tundra Motor Oyj")[0]


def test_the_other_invoice_may_stand_in_another_shipment_under_one_bill() -> None:
    lines = [{"description": "NdFeB", "grade": "N35", "quantity": "500", "net_kg": "20"}]
    shipments = [
        made.shipment(made.invoice(f"A-{n}", lines, total_amount=amount, bl_number="SHA1"), key=f"s{n}")
        for n, amount in enumerate(("1000", "1300"))
    ]
    told = [
        made.found(invoices_conflict, one, *(other for other in shipments if other is not one)) for one in shipments
    ]
    assert sorted(len(found) for found in told) == [0, 1], "once, not at both ends"


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ({"quantity": "100", "unit_price": "1.25", "amount": "125.00"}, 0),
        ({"quantity": "100", "unit_price": "1250", "amount": "125.00"}, 0),
        ({"quantity": "100", "unit_price": "30", "net_kg": "4.2", "amount": "126.00"}, 0),
        ({"quantity": "100", "unit_price": "1.25", "amount": "152.00"}, 1),
        ({"quantity": "3", "unit_price": "0.33", "amount": "1.00"}, 0),
        ({"quantity": "10000", "unit_price": "0.50", "amount": "50.00"}, 1),
        ({"quantity": "3", "amount": "1.00"}, 0),
    ],
)
def test_line_arithmetic(line: dict[str, str], hits: int) -> None:
    assert len(made.found(arithmetic, made.invoice(lines=[line]))) == hits


def test_sums_charges_and_words() -> None:
    lines = [{"amount": "100.00"}, {"amount": "50.00"}]
    assert made.found(arithmetic, made.invoice(lines=lines, total_amount="150.00")) == []
    assert made.found(arithmetic, made.invoice(lines=lines, total_amount="160.00", freight_amount="10.00")) == []
    for discount in ("10.00", "-10.00"):
        assert made.found(arithmetic, made.invoice(lines=lines, total_amount="140.00", discount_amount=discount)) == []
    assert len(made.found(arithmetic, made.invoice(lines=lines, total_amount="170.00"))) == 1
    words: dict[str, Any] = {"amount_in_words": "SAY US DOLLARS ONE HUNDRED SIXTY ONLY"}
    assert len(made.found(arithmetic, made.invoice(lines=lines, total_amount="150.00", **words))) == 1
