"""Layout: lines under a slope, segments, cells, blocks, reading order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Word
from extractor.stages.layout import arrange
from tests.stages.typed import across, grid, typed, upright

LETTER = """
Aurora Magnetics Ltd.                     Invoice No.:   AX-77
12 Harbour Lane                           Date:          2025-03-01
Leeds LS1 4AB                             Port:          Hull

Please pay within thirty days of the date that stands above.
"""


def lines_of(page: Page) -> list[list[str]]:
    layout = arrange(page)
    return [[layout.segments[member].text for member in line] for line in layout.lines]


@pytest.mark.parametrize("slope", [0.0, 0.008, -0.008, 0.02, -0.02])
def test_lines_and_segments_survive_a_slope(slope: float) -> None:
    assert lines_of(typed(LETTER, slope=slope)) == [
        ["Aurora Magnetics Ltd.", "Invoice No.:", "AX-77"],
        ["12 Harbour Lane", "Date:", "2025-03-01"],
        ["Leeds LS1 4AB", "Port:", "Hull"],
        ["Please pay within thirty days of the date that stands above."],
    ]


def test_the_slope_is_measured() -> None:
    assert arrange(typed(LETTER, slope=0.01)).slope == pytest.approx(0.01, abs=0.002)
    assert arrange(typed(LETTER)).slope == 0.0


def test_a_page_without_words() -> None:
    layout = arrange(Page(1, 595, 842, ()))
    assert (layout.segments, layout.lines, layout.blocks, layout.cells) == ((), (), (), ())


def test_large_and_small_print_on_one_line() -> None:
    words = (
        Word("INVOICE", Box(40, 40, 140, 56)),
        Word("No.", Box(150, 45, 165, 54)),
        Word("7", Box(170, 45, 175, 54)),
        Word("Date", Box(40, 60, 60, 69)),
    )
    assert lines_of(Page(1, 595, 842, words)) == [["INVOICE No. 7"], ["Date"]]


def test_spaced_chinese_titles_stay_together() -> None:
    words = tuple(Word(text, Box(100 + 22 * place, 40, 112 + 22 * place, 52)) for place, text in enumerate("商业发票"))
    assert lines_of(Page(1, 595, 842, words)) == [["商业发票"]]


def test_an_upright_rule_parts_neighbours() -> None:
    page = typed("Net weight Gross weight", rules=[upright(10.5, 0, 1)])
    assert lines_of(page) == [["Net weight", "Gross weight"]]


def test_cells_of_a_grid_hold_their_words() -> None:
    page = typed("Buyer    Nordwind GmbH\nPort     Kiel", rules=grid([0, 1, 2], [-1, 8, 25]))
    layout = arrange(page)
    texts = {
        (cell.row, cell.column): " ".join(layout.segments[member].text for member in cell.segments)
        for cell in layout.cells
    }
    assert texts == {(0, 0): "Buyer", (0, 1): "Nordwind GmbH", (1, 0): "Port", (1, 1): "Kiel"}


def test_merged_cells_span() -> None:
    rules = [across(0, 0, 30), across(1, 10, 30), across(2, 0, 30)]
    rules += [upright(0, 0, 2), upright(10, 0, 2), upright(20, 1, 2), upright(30, 0, 2)]
    cells = arrange(typed("x", rules=rules)).cells
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_broken_and_doubled_rules_still_close_cells() -> None:
    rules = [across(0, 0, 9), across(0, 10, 20), across(2, 0, 20), across(2.1, 0, 20), upright(0, 0, 2)]
    rules += [upright(20, 0, 0.9), upright(20, 1.2, 2)]
    assert len(arrange(typed("x", rules=rules)).cells) == 1


def test_a_grid_without_outer_borders_is_closed() -> None:
    rules = [across(0, 0, 30), across(1, 0, 30), across(2, 0, 30), upright(10, 0, 2), upright(20, 0, 2)]
    assert len(arrange(typed("x", rules=rules)).cells) == 6


def test_print_that_interrupts_the_upper_border_of_a_box_heads_it() -> None:
    layout = arrange(typed("  Deliver to\n  Nordwind Motors Ltd.", rules=grid([0.6, 3], [0, 40])))
    assert [segment.cell for segment in layout.segments] == [0, 0]


def test_a_frame_around_the_page_is_no_cell() -> None:
    assert arrange(typed("x", rules=grid([0, 60], [0, 100]))).cells == ()


def test_blocks_stack_aligned_lines_and_read_column_by_column() -> None:
    layout = arrange(typed(LETTER))
    blocks = [[layout.segments[member].text for member in block] for block in layout.blocks]
    assert blocks[0] == ["Aurora Magnetics Ltd.", "12 Harbour Lane", "Leeds LS1 4AB"]
    assert blocks[-1] == ["Please pay within thirty days of the date that stands above."]
    assert ["Invoice No.:", "Date:", "Port:"] in blocks


boxes = st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(5, 90), st.integers(6, 16))


@given(st.lists(boxes, max_size=40))
@settings(deadline=None)
def test_no_word_is_lost(places: list[tuple[int, int, int, int]]) -> None:
    words = tuple(Word(f"w{n}", Box(x, y, x + w, y + h)) for n, (x, y, w, h) in enumerate(places))
    layout = arrange(Page(1, 595, 842, words))
    assert sorted(word.text for segment in layout.segments for word in segment.words) == sorted(w.text for w in words)
    assert sorted(member for line in layout.lines for member in line) == list(range(len(layout.segments)))
    assert sorted(member for block in layout.blocks for member in block) == list(range(len(layout.segments)))


@pytest.mark.parametrize(
    ("engine", "pieces"), [("ppocr", ["BILL TO NORTH", "PAGE"]), ("pdf", ["BILL", "TO NORTH", "PAGE"])]
)
def test_typewritten_words_that_were_read_tight(engine: str, pieces: list[str]) -> None:
    """Spaces are nearly as wide as the print is high on every line; a gap of two spaces parts pieces all the same."""
    edges = (("BILL", 40, 64), ("TO", 73, 84), ("NORTH", 92, 121), ("PAGE", 136, 160))
    words = tuple(
        Word(text, Box(x0, 40 + 12 * line, x1, 48 + 12 * line), 0.9, engine)
        for line in range(12)
        for text, x0, x1 in edges
    )
    assert lines_of(Page(1, 595, 842, words))[0] == pieces


def test_a_word_set_wide_in_a_cell_is_one_piece() -> None:
    page = typed("合         计       20.00", rules=grid([0, 1], [-1, 14, 30]))
    assert lines_of(page) == [["合计", "20.00"]]
    assert lines_of(typed("合         计       20.00")) == [["合", "计", "20.00"]]


def test_strokes_of_letters_in_ink_rule_nothing() -> None:
    strokes = [upright(3.5, 0, 0.9), upright(11.5, 0, 0.9), across(0, 3.5, 5), across(1, 3.5, 5)]
    ink = replace(typed("Net weight 20 kg", rules=strokes, engine="ppocr"), state=PageState.OCR)
    assert lines_of(ink) == [["Net weight 20 kg"]]
    assert arrange(ink).page.rules == ()
    assert len(arrange(typed("Net weight 20 kg", rules=strokes)).page.rules) == 4
