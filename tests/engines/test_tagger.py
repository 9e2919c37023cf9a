"""The tagger's seam: tokens break where scripts do, and joining them gives the text back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.engines import tagger
from extractor.settings import data_dir


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("N42SH钕铁硼1200公斤", ["N", "42", "SH", "钕", "铁", "硼", "1200", "公", "斤"]),
        ("1,526.62kg", ["1,526.62", "kg"]),
        ("Co., Ltd.", ["Co", ".", ",", " ", "Ltd", "."]),
        ("US$3.-", ["US", "$", "3", ".", "-"]),
        ("", []),
    ],
)
def test_split_tokens(text: str, tokens: list[str]) -> None:
    assert tagger.split_tokens(text) == tokens


@given(st.text())
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tagger.split_tokens(text)) == text


@given(st.text(alphabet="ab 12钕.\t\n", min_size=1))
def test_document_text_is_the_text(text: str) -> None:
    from spacy.vocab import Vocab

    assert tagger.MixedTokenizer(Vocab())(text).text == text


def test_no_model_gives_the_null_tagger(tmp_path: Path) -> None:
    found = tagger.load(tmp_path)
    assert found.version == "none"
    assert found.spans(["N42SH", ""]) == [[], []]


def test_lines_of_a_page_are_tagged_as_if_alone() -> None:
    found = tagger.load(data_dir("models") / "tagger")
    lines = ["Net weight: 1,200.50 kg", "", "Nordwind Magnetics GmbH, 24103 Kiel", "N42SH钕铁硼1200公斤"]
    assert found.spans(lines) == [found.spans([line])[0] for line in lines]
    assert any(found.spans(lines))
