"""Every code of the contract has its class, and every class tells a person what to do, in both languages."""

import pytest

from extractor import errors

CODES = {"encrypted", "corrupt", "empty", "unsupported", "too_large", "timeout", "missing", "internal"}


def test_the_tree_is_whole() -> None:
    assert {cls.code for cls in errors.ERROR_CLASSES} == CODES


@pytest.mark.parametrize("cls", errors.ERROR_CLASSES, ids=lambda cls: cls.__name__)
def test_each_error_says_what_to_do(cls: type[errors.ExtractorError]) -> None:
    sentence = cls("it broke").sentence()
    assert sentence.startswith("it broke. ") and sentence.endswith(cls.advice)
    assert cls().sentence() != cls.advice
    assert any("\u4e00" <= character <= "\u9fff" for character in cls.chinese)
