"""Amounts in words, English and Chinese: `SAY US DOLLARS THREE THOUSAND ... AND CENTS EIGHTY ONLY`, `叁仟肆佰元捌角整`.

Words beat digits where digits can't be read; where the two disagree, that is a finding.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.values import words_chinese, words_english


def parse(text: str) -> Decimal | None:
    """Return the amount that the words say, None where they say none or one of them can't be read for certain."""
    chinese = words_chinese.parse(text)
    return chinese if chinese is not None else words_english.parse(text)
