"""Packed values are the values that were packed."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from extractor.datatypes.geometry import Box
from extractor.datatypes.packed import Packed
from extractor.datatypes.page import Page, Word

VALUES = st.lists(st.one_of(st.integers(), st.text(), st.tuples(st.text(), st.floats(allow_nan=False))))


@given(VALUES, st.slices(8))
def test_it_is_the_sequence_that_was_packed(values: list[object], part: slice) -> None:
    packed = Packed(values)
    assert list(packed) == values and len(packed) == len(values)
    assert list(packed[part]) == values[part]
    assert [packed[index] for index in range(len(values))] == values
    assert packed == tuple(values) and hash(packed) == hash(Packed(values))


@given(st.lists(VALUES))
def test_joined_is_one_after_the_other(parts: list[list[object]]) -> None:
    assert list(Packed.joined(Packed(part) for part in parts)) == [value for part in parts for value in part]


def test_a_page_takes_little_room() -> None:
    words = tuple(Word(f"word{n}", Box(n, n, n + 9.5, n + 8.25), 0.97, "ppocr") for n in range(300))
    page = Page(1, 595, 842, words)
    packed = Packed([page])
    assert packed[0] == page and pickle.loads(pickle.dumps(packed)) == packed
    assert len(pickle.dumps(packed)) < len(pickle.dumps(page)) / 2
