"""Noise: what is counted is what is applied."""

import random
from pathlib import Path

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Word
from extractor.learn import noise


def page(*texts: str, size: float = 100, confidence: float = 0.9) -> Page:
    scale = size / 100
    words = tuple(
        Word(text, Box(10 * scale, (10 + 20 * row) * scale, 60 * scale, (20 + 20 * row) * scale), confidence, "ppocr")
        for row, text in enumerate(texts)
    )
    return Page(1, size, size, words)


def test_counts_confusions_over_pages_of_different_size() -> None:
    table = noise.count([(page("CO10", "ABC"), page("C01O", "ABC", size=200))])
    assert table.confused["O"] == {"0": 1}
    assert table.confused["0"] == {"O": 1}
    assert table.seen["C"] == 2
    assert (len(table.right), len(table.wrong), table.missing) == (1, 1, 0)


def test_a_word_that_was_not_read_is_missing() -> None:
    assert noise.count([(page("ABC", "DEF"), page("ABC"))]).missing == 1


def test_a_perfect_engine_changes_nothing() -> None:
    table = noise.count([(page("ABC", "D1"), page("ABC", "D1"))])
    read = noise.apply(page("ABC", "D1"), table, random.Random(1))
    assert [word.text for word in read.words] == ["ABC", "D1"]


def test_rates_come_back(tmp_path: Path) -> None:
    printed = page(*["OOOOOOOOOO"] * 4)
    table = noise.count([(printed, page(*["OOOOOO0000"] * 4))] * 50)
    table.save(tmp_path / "noise.json")
    again = noise.NoiseTable.load(tmp_path / "noise.json")
    text = "".join(word.text for _ in range(50) for word in noise.apply(printed, again, random.Random(_)).words)
    assert 0.3 < text.count("0") / len(text) < 0.5
