"""Texts in one block, and their numbers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.resolution.texts import Texts, hashed


@given(st.lists(st.text(max_size=12), max_size=20))
def test_what_goes_in_comes_out(texts: list[str]) -> None:
    laid = Texts.of(texts)
    assert [laid[at] for at in range(len(laid))] == texts


@pytest.mark.parametrize("texts", [["Hengfeng", "", "恒丰"], ["", "", ""], []])
def test_a_saved_block_is_mapped_again(tmp_path: Path, texts: list[str]) -> None:
    Texts.of(texts).save(tmp_path, "names")
    laid = Texts.load(tmp_path, "names")
    assert [laid[at] for at in range(len(laid))] == texts


def test_a_hash_is_the_same_in_every_process() -> None:
    assert hashed("恒丰") == 6702439505347628306
    assert hashed("a") != hashed("b")
