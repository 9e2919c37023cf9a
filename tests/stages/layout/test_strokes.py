"""Strokes: what of the rules found in ink is letters, and what parts columns."""

import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Rule, Word
from extractor.stages.layout import arrange
from extractor.stages.layout.strokes import without_letters

HEADLINE = (Box(100, 40, 190, 58), Box(198, 40, 280, 58))
SMALL_PRINT = (Box(400, 30, 450, 38), Box(453, 30, 500, 38), Box(410, 42, 480, 50))


def page(*rules: Box, words: tuple[Box, ...] = HEADLINE, engine: str = "ppocr") -> Page:
    return Page(1, 595, 842, tuple(Word("Invoice", box, 0.9, engine) for box in words), tuple(map(Rule, rules)))


@pytest.mark.parametrize(
    ("rule", "is_letter"),
    [
        (Box(199, 41, 200, 57), True),  # the stem of the `I`
        (Box(197, 37, 198, 60), True),  # the same, and the box is drawn tight
        (Box(194, 30, 195, 70), False),  # between two words, higher than they are
        (Box(194, 42, 195, 56), True),  # the same, and the box begins behind it
        (Box(150, 41, 151, 57), True),
        (Box(150, 20, 151, 200), False),  # a table's ruling below a heading that was read as one word
    ],
)
def test_the_stems_of_a_headline(rule: Box, is_letter: bool) -> None:
    assert bool(without_letters(page(rule)).rules) is not is_letter


def test_stems_of_close_lines_join() -> None:
    joined, ruling = Box(453.2, 29, 454, 51), Box(451, 20, 452, 90)
    assert without_letters(page(joined, ruling, words=SMALL_PRINT)).rules == (Rule(ruling),)


def test_drawn_lines_of_a_digital_page_stay() -> None:
    assert without_letters(page(Box(199, 41, 200, 57), engine="pdf")).rules
    assert without_letters(page(Box(60, 48, 300, 49))).rules  # a level one


def test_a_title_is_one_piece() -> None:
    layout = arrange(page(Box(199, 41, 200, 57)))
    assert [segment.text for segment in layout.segments] == ["Invoice Invoice"]


def test_light_print_on_a_dark_band_leaves_a_comb() -> None:
    teeth = [Box(100 + 2.5 * place, 30, 101 + 2.5 * place, 62) for place in range(20)]
    doubled = [Box(300, 20, 300.5, 200), Box(303, 20, 303.5, 200)]
    kept = without_letters(page(*teeth, *doubled, words=(Box(400, 400, 450, 410),))).rules
    assert {rule.box for rule in kept} == {*teeth[:1], *teeth[-1:], *doubled}
