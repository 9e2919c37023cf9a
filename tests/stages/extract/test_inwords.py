"""Totals in words and in figures."""

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Word
from extractor.stages.extract import inwords
from extractor.stages.extract.candidates import Candidate


def told(name: str, value: str) -> Candidate:
    return Candidate(name, value, (Word(value, Box(0, 0, 50, 10)),), 1, "label", {})


def totals(*candidates: Candidate) -> list[object]:
    return [one.value for one in inwords.settled(candidates) if one.name == "total_amount"]


NET, GROSS = told("total_amount", "5999.00"), told("total_amount", "7018.83")


def test_the_words_choose_between_figures() -> None:
    assert totals(NET, GROSS, told("amount_in_words", "柒仟零壹拾捌圆捌角叁分")) == ["7018.83"]
    words = told("amount_in_words", "US DOLLARS FIVE THOUSAND NINE HUNDRED NINETY-NINE ONLY")
    assert totals(NET, GROSS, words) == ["5999.00"]


def test_words_that_no_figure_agrees_with_choose_nothing() -> None:
    assert totals(NET, GROSS, told("amount_in_words", "壹拾捌圆整")) == ["5999.00", "7018.83"]
    assert totals(NET, GROSS) == ["5999.00", "7018.83"]
    two = told("amount_in_words", "柒仟零壹拾捌圆捌角叁分"), told("amount_in_words", "伍仟玖佰玖拾玖圆整")
    assert totals(NET, GROSS, *two) == ["5999.00", "7018.83"]
