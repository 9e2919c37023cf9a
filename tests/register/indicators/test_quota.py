"""Q: balance, returns, the nation."""

from __future__ import annotations

from extractor.register.indicators import quota
from tests.register.indicators import made

TRADER = "Karst Trading Co., Ltd."
LINE = {"description": "Neodymium metal", "elements": ("Nd",)}


def test_a_trader_who_sells_more_than_came_in() -> None:
    bought = made.shipment(
        made.invoice("B-1", [LINE | {"net_kg": "100"}], {"buyer": TRADER}), key="b", day="2025-07-01"
    )
    sold = made.shipment(made.invoice("S-1", [LINE | {"net_kg": "150"}], {"seller": TRADER}), key="s")
    found = made.found(quota.more_out_than_in, sold, bought)
    assert len(found) == 1 and "Nd" in found[0].message
    little = made.shipment(made.invoice("S-1", [LINE | {"net_kg": "90"}], {"seller": TRADER}), key="s")
    assert made.found(quota.more_out_than_in, little, bought) == []
    assert made.found(quota.more_out_than_in, sold) == [], "a producer buys nothing"


def test_a_shipment_that_a_filed_return_misses() -> None:
    goods = made.shipment(made.invoice())
    assert goods.seller is not None
    key = (goods.seller.key, "2025-08")
    assert made.found(quota.not_in_the_return, goods) == []
    assert made.found(quota.not_in_the_return, goods, filed={key: {"s1"}}) == []
    found = made.found(quota.not_in_the_return, goods, filed={key: {"other"}})
    assert "2025-09-10" in found[0].message


def test_share_of_the_nations_exports() -> None:
    magnets = {"description": "NdFeB magnet", "elements": ("Nd",)}
    large = made.shipment(made.invoice(lines=[magnets | {"net_kg": "90000"}]), day="2025-09-15")
    assert "7%" in made.found(quota.large_share_of_the_nation, large)[0].message
    small = made.shipment(made.invoice(lines=[magnets | {"net_kg": "9000"}]), day="2025-09-15")
    assert made.found(quota.large_share_of_the_nation, small) == []
    other = made.shipment(made.invoice(lines=[magnets | {"net_kg": "90000"}]), day="2024-09-15")
    assert made.found(quota.large_share_of_the_nation, other) == []
