"""Kilograms of each element in a line, and the ground they stand on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.content import contained, line_composition, parse_composition

HUNDRED = Decimal(100)


def test_a_printed_composition_decides() -> None:
    (dy, nd, pr) = contained(
        Decimal(10), ("Dy", "Nd"), "NdFeB magnet", "N42SH", "Nd 29.5%, Pr 1.2%, Dy 3.5%, Fe 64.8%, B 1%"
    )
    assert dy.element == "Dy"
    assert {dy.low_kg, dy.likely_kg, dy.high_kg} == {Decimal("0.35")}
    assert (nd.likely_kg, pr.likely_kg) == (Decimal("2.95"), Decimal("0.12"))
    assert {dy.basis, nd.basis, pr.basis} == {"printed composition"}
    assert not any(part.presumed for part in (dy, nd, pr))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dy 2-3%", (("Dy", Decimal(2), Decimal(3)),)),
        ("Dy<0.1%", (("Dy", Decimal(0), Decimal("0.1")),)),
        ("钕29.5%,镝3.5%", (("Nd", Decimal("29.5"), Decimal("29.5")), ("Dy", Decimal("3.5"), Decimal("3.5")))),
        ("Nd 29,5 und Dy 3,5 %", (("Nd", Decimal("29.5"), Decimal("29.5")), ("Dy", Decimal("3.5"), Decimal("3.5")))),
        (
            "Nd 29.5 Dy 3.5 Fe 66 B 1",
            (("Nd", Decimal("29.5"), Decimal("29.5")), ("Dy", Decimal("3.5"), Decimal("3.5"))),
        ),
        ("NdFeB N52, Nd 30%, Dy 66 pcs", (("Nd", Decimal(30), Decimal(30)),)),
        ("NdFeB N52, Nd 30%, Dy 66 x 20", (("Nd", Decimal(30), Decimal(30)),)),
        ("NdFeB N52, Nd 30%, Dy 66 EUR", (("Nd", Decimal(30), Decimal(30)),)),
        ("Nd: 29,5 Dy: 3,5", ()),
        ("Sm 12 pcs, La 5 pcs", ()),
        ("magnets; PR 3 SM 5", ()),
        ("Remise la 5 %, er 3", ()),
        ("DY 3%", (("Dy", Decimal(3), Decimal(3)),)),
        ("Dy 3", ()),
        ("no rare earth, 30%", ()),
        ("Dy 300%", ()),
    ],
)
def test_reads_compositions(text: str, parts: tuple[tuple[str, Decimal, Decimal], ...]) -> None:
    assert parse_composition(text) == parts


def test_a_column_of_compositions_needs_no_percent_sign() -> None:
    assert parse_composition("Nd: 29,5 Dy: 3,5", in_column=True) == parse_composition("Nd 29.5%, Dy 3.5%")
    assert parse_composition("Sm 12 pcs, La 5 pcs", in_column=True) == ()
    assert line_composition("Nd 30 Dy 2", "magnet, Dy 3%, Tb 1%") == (
        ("Nd", Decimal(30), Decimal(30)), ("Dy", Decimal(2), Decimal(2)), ("Tb", Decimal(1), Decimal(1)))  # fmt: skip
    assert contained(HUNDRED, ("Sm",), "Sm 12 pcs, La 5 pcs") == ()


def test_an_oxide_holds_what_its_formula_says() -> None:
    (dy,) = contained(HUNDRED, ("Dy",), "Dysprosium oxide 99.5%")
    assert dy.high_kg == Decimal("87.13")
    assert Decimal("82") < dy.low_kg < dy.likely_kg < dy.high_kg
    assert "Dy2O3" in dy.basis


def test_a_fluoride_holds_what_its_formula_says() -> None:
    (tb,) = contained(HUNDRED, ("Tb",), "Terbium fluoride TbF3")
    assert tb.high_kg.quantize(Decimal("0.1")) == Decimal("73.6")


def test_a_product_has_its_usual_content() -> None:
    nd, pr = contained(HUNDRED, ("Nd", "Pr"), "PrNd metal")
    assert (nd.likely_kg, pr.likely_kg) == (Decimal(75), Decimal("24.5"))
    (sm,) = contained(HUNDRED, ("Sm",), "SmCo magnets", "YXG-28")
    assert sm.low_kg < sm.likely_kg < sm.high_kg


def test_named_dysprosium_is_estimated_by_grade() -> None:
    dy, nd = contained(HUNDRED, ("Dy", "Nd"), "Dy-bearing NdFeB magnet", "N42SH")
    assert (dy.element, dy.presumed, dy.basis) == ("Dy", False, "grade N42SH")
    assert (dy.low_kg, dy.likely_kg, dy.high_kg) == (Decimal("0.1"), Decimal("2.1"), Decimal(4))
    assert nd.element == "Nd"


def test_what_a_grade_suggests_is_marked() -> None:
    nd, dy, tb = contained(HUNDRED, ("Nd",), "NdFeB magnet", "N45UH")
    assert (nd.presumed, dy.presumed, tb.presumed) == (False, True, True)
    assert dy.low_kg == 0 and dy.likely_kg > tb.likely_kg


def test_nothing_is_made_up() -> None:
    assert contained(HUNDRED, (), "Inspection gauge") == ()
    assert contained(HUNDRED, ("Er",), "erbium something") == ()


@given(
    st.decimals("0.001", "50000", places=3),
    st.sampled_from(["NdFeB magnet", "SmCo", "Dysprosium oxide", "PrNd oxide", "Mischmetal", "Tb metal", ""]),
    st.sampled_from([None, "N35", "N42SH", "38EH", "YXG-30"]),
    st.sets(st.sampled_from(["Nd", "Pr", "Dy", "Tb", "Sm", "La", "Ce"])),
)
def test_low_likely_high_are_in_order_and_no_more_than_the_line(
    net_kg: Decimal, description: str, grade: str | None, symbols: set[str]
) -> None:
    for part in contained(net_kg, tuple(sorted(symbols)), description, grade):
        assert 0 <= part.low_kg <= part.likely_kg <= part.high_kg <= net_kg
