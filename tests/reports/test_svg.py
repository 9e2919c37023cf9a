"""Plots are well-formed, escape what they show, and link to what is behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extractor.reports import svg

EVIL = '<script>alert("x")</script>&'


def parsed(text: str) -> etree._Element:
    return etree.fromstring(f"<div>{text}</div>")


@pytest.mark.parametrize(
    ("number", "end"), [("0", 1), ("7", 10), ("12", 20), ("21", 25), ("260", 500), ("999", 1000), ("0.3", 0.5)]
)
def test_axes_end_on_round_numbers(number: str, end: float) -> None:
    assert float(svg.ceiling(Decimal(number))) == end


@given(st.decimals(min_value=Decimal("0.001"), max_value=10**9, places=3))
def test_axes_hold_their_values(number: Decimal) -> None:
    assert number <= svg.ceiling(number) <= number * 10


def test_bars_are_stacked_to_the_height_of_their_sum() -> None:
    marks = {
        ("2025-06", "Nd"): svg.Mark("Nd", Decimal(60), "a.html"),
        ("2025-06", "Dy"): svg.Mark("Dy", Decimal(40), "b.html"),
    }
    plot = parsed(svg.stacked(["2025-06"], ["Nd", "Dy"], marks, "kg"))
    heights = [float(rect.get("height") or 0) for rect in plot.iter("rect")]
    assert sum(heights) == pytest.approx(svg.HEIGHT - svg.TOP - svg.BOTTOM, abs=0.2)
    assert [link.get("href") for link in plot.iter("a")] == ["a.html", "b.html"]


def test_all_text_is_escaped() -> None:
    dot = svg.Dot(date(2025, 6, 1), Decimal(3), EVIL, EVIL)
    for plot in (
        svg.bars([svg.Mark(EVIL, Decimal(3), EVIL)], EVIL),
        svg.stacked([EVIL], [EVIL], {(EVIL, EVIL): svg.Mark(EVIL, Decimal(3), EVIL)}, EVIL),
        svg.scatter([dot], EVIL, (Decimal(1), Decimal(2)), Decimal(2)),
        svg.burn_down(Decimal(10), [dot], date(2025, 7, 1), EVIL),
    ):
        assert "<script" not in plot
        assert not list(parsed(plot).iter("script"))


def test_over_drawn_and_out_of_the_band_are_marked() -> None:
    dots = [svg.Dot(date(2025, 6, day), Decimal(value), "") for day, value in ((1, 60), (9, -10))]
    assert svg.burn_down(Decimal(100), dots, date(2025, 12, 31), "kg").count("dot bad") == 1
    assert svg.scatter(dots, "USD/kg", (Decimal(0), Decimal(90))).count("dot bad") == 1


def test_nothing_to_show() -> None:
    assert svg.scatter([], "kg") == "" and svg.burn_down(Decimal(1), [], None, "kg") == ""
    parsed(svg.bars([], "kg"))
    parsed(svg.stacked([], [], {}, "kg"))
