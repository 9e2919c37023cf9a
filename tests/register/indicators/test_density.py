"""Sizes as papers print them, and what weighs like what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.register.indicators.density import density, fitting, material, parse_size


@pytest.mark.parametrize(
    ("text", "shape", "volume"),
    [
        ("D20x5mm", "disc", 1570.796),
        ("Ø15*4", "disc", 706.858),
        ("φ15×4", "disc", 706.858),
        ("Dia. 10 x 5 mm", "disc", 392.699),
        ("Disc Ø 8 x 3 mm", "disc", 150.796),
        ("F40x20x10", "block", 8000),
        ("40 x 20 x 10 mm", "block", 8000),
        ("40±0.05x20±0.05x10(+0/-0.1)", "block", 8000),
        ("4x2x1cm", "block", 8000),
        ('1x1x1"', "block", 16387.064),
        ("OD30 x ID20 x 5 mm", "ring", 1963.495),
        ("D30xd20x5", "ring", 1963.495),
        ("R30-20x5", "ring", 1963.495),
        ("R30x20x5", "ring", 1963.495),
        ("R20x30x5", None, None),
        ("R15xR12x20x30", None, None),
        ("Arc R55.5 x r51.5 x L9", None, None),
        ("R36xr32x40", None, None),
        ("W16.5-12.5x8", None, None),
        ("瓦形 R30x20x5", None, None),
        ("20x5", None, None),
        ("see drawing 12", None, None),
        ("", None, None),
    ],
)
def test_sizes(text: str, shape: str | None, volume: float | None) -> None:
    body = parse_size(text)
    if shape is None:
        assert body is None
        return
    assert body is not None and body.shape == shape
    assert float(body.volume) == pytest.approx(volume, rel=1e-5)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 90), st.integers(1, 100_000))
def test_pieces_of_a_block_give_back_the_density_they_were_made_with(a: int, b: int, c: int, pieces: int) -> None:
    kg = Decimal("7.5") * a * b * c * pieces / 1_000_000
    found = density(kg, Decimal(pieces), f"{a}x{b}x{c}")
    assert found is not None and abs(found - Decimal("7.5")) < Decimal("1e-9")


def test_density_needs_all_of_it() -> None:
    assert density(None, Decimal(1), "D20x5") is None
    assert density(Decimal(1), None, "D20x5") is None
    assert density(Decimal(1), Decimal(0), "D20x5") is None
    assert density(Decimal(1), Decimal(1), None) is None


@pytest.mark.parametrize(
    ("description", "grade", "expected"),
    [
        ("Sintered NdFeB magnet", None, "ndfeb_magnet"),
        ("Bonded NdFeB magnet", None, "bonded"),
        ("铁氧体磁铁", None, "ferrite_magnet"),
        ("Magnet", "N42SH", "ndfeb_magnet"),
        ("Steel bracket", None, None),
    ],
)
def test_declared_material(description: str, grade: str | None, expected: str | None) -> None:
    assert material(description, grade) == expected


def test_fitting_materials() -> None:
    assert fitting(Decimal("7.5"), Decimal("0.02")) == ("ndfeb_magnet",)
    assert fitting(Decimal("4.9"), Decimal("0.01")) == ("ferrite_magnet",)
    assert fitting(Decimal("11"), Decimal("0.1")) == ()
