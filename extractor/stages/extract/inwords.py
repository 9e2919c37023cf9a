"""The total in words decides between figures: what a cheque is paid by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.stages.extract.candidates import Candidate
from extractor.values import words_amount


def settled(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates without the totals that the words refute, where the words confirm another one.

    A VAT invoice sums the amounts without tax in its table, and says the total with tax in words and figures below. Words
    that no figure on the paper agrees with decide nothing: they may be misread, or tell the deposit.
    """
    said = {words_amount.parse(str(one.value)) for one in candidates if one.name == "amount_in_words"} - {None}
    totals = {Decimal(one.value) for one in candidates if one.name == "total_amount" and isinstance(one.value, str)}
    if len(said) != 1 or not said & totals:
        return list(candidates)
    return [
        one
        for one in candidates
        if one.name != "total_amount" or not isinstance(one.value, str) or Decimal(one.value) in said
    ]
