"""Grams of one skeleton and of many are the same."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.resolution import grams

WORDS = st.text(alphabet="abcin磁业丰한", max_size=14)


@given(st.lists(WORDS, max_size=8))
def test_many_at_once_give_what_each_gives_alone(skeletons: list[str]) -> None:
    found, owner = grams.of_many(skeletons)
    for number, skeleton in enumerate(skeletons):
        assert sorted(found[owner == number]) == sorted(grams.of(skeleton))


def test_latin_has_four_letters_and_chinese_two_characters() -> None:
    assert len(grams.of("abcd")) == 3  # with its two ends: ^abc, abcd, bcd$
    assert len(grams.of("恒丰")) == 3  # ^恒, 恒丰, 丰$


def test_names_with_one_beginning_share_grams() -> None:
    shared = set(grams.of("nordwindmagnet").tolist()) & set(grams.of("nordwindrotor").tolist())
    assert len(shared) == 6  # ^nor nord ordw rdwi dwin wind
