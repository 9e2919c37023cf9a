"""What a specification says besides the grade."""

import pytest

from extractor.stages.extract import specs


@pytest.mark.parametrize(
    ("text", "composition"),
    [
        ("NdPr-80 Pr 20±2%, Nd 80±2%", "Pr 20±2%, Nd 80±2%"),
        ("Tb 79.5%, Fe bal.", "Tb 79.5%, Fe bal."),
        ("Pr₆O₁₁/Nd₂O₃ 20:80 TREO≥99%", "Pr₆O₁₁/Nd₂O₃ 20:80 TREO≥99%"),
        ("TREO≥99% La₂O₃/TREO≥99.99%", "TREO≥99% La₂O₃/TREO≥99.99%"),
        ("Ho₂O₃ 99.5%", None),
        ("TREO≥99%", None),
        ("N42SH", None),
    ],
)
def test_a_composition(text: str, composition: str | None) -> None:
    assert specs.composition(text) == composition


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("N35 D8*3 Zn", "D8*3"),
        ("40UH R16.5*R12*25*60°", "R16.5*R12*25*60°"),
        ("N42 20 x 10 x 5 mm", "20 x 10 x 5 mm"),
        ("YXG-28", None),
        ("12,5x4", None),
    ],
)
def test_a_size(text: str, size: str | None) -> None:
    assert specs.size(text) == size
