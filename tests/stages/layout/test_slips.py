"""Slips of reading ink: specks before words, letters read twice."""

from dataclasses import replace

import pytest

from extractor.stages.layout.slips import mended
from tests.stages.typed import typed


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("HS CODE ·OF ITEM 1", "HS CODE OF ITEM 1"),
        ("Nordwerk ·Hafenstr. 2 ·24103 Kiel", "Nordwerk ·Hafenstr. 2 ·24103 Kiel"),  # these dots part
        ("Nordwerk · Kiel", "Nordwerk · Kiel"),
        ("8,000p pcs", "8,000 pcs"),
        ("402.6k kg", "402.6 kg"),
        ("Road 9,J Jiangtou", "Road 9, Jiangtou"),
        ("11J July 2025", "11 July 2025"),
        ("300.00K Kgs", "300.00 Kgs"),
        ("10.E EXPORT LICENCE", "10. EXPORT LICENCE"),
        ("Nord S.A Avenue", "Nord S.A Avenue"),
        ("Plot 4A Avenue", "Plot 4A Avenue"),
        ("29,2 2025", "29,2 2025"),
    ],
)
def test_slips(printed: str, words: str) -> None:
    line = typed(printed).words
    assert " ".join(word.text for word in mended([replace(word, engine="ppocr") for word in line])) == words
    assert mended(line) == list(line)  # what a file says itself is never mended
