"""Month names, long and short, in the languages of the trade."""

import pytest

from extractor.values.months import month


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("January", 1), ("JAN.", 1), ("janv.", 1), ("Jänner", 1), ("févr", 2), ("FEB", 2), ("März", 3), ("Mrz", 3),
        ("mars", 3), ("marzo", 3), ("avr", 4), ("kwietnia", 4), ("mai", 5), ("MAY", 5), ("maggio", 5), ("juin", 6),
        ("června", 6), ("Juli", 7), ("juillet", 7), ("luglio", 7), ("août", 8), ("Ağustos", 8), ("ago", 8),
        ("Sept", 9), ("września", 9), ("OKT", 10), ("ottobre", 10), ("out", 10), ("kasım", 11), ("dic", 12),
        ("Dez", 12),
    ],
)  # fmt: skip
def test_languages(text: str, number: int) -> None:
    assert month(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("Ju1", 7), ("JUI", 7), ("N0V", 11), ("Septernber", 9), ("Januaiy", 1), ("Augu5t", 8), ("Decemher", 12)],
)
def test_damaged_names(text: str, number: int) -> None:
    assert month(text) == number


@pytest.mark.parametrize("text", ["", "ju", "pcs", "Box", "magnet", "total", "cer", "2025", "NdFeB", "date"])
def test_other_words(text: str) -> None:
    assert month(text) is None
