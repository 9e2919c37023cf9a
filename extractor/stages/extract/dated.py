"""Whose date a bare `Dated` gives: that of the number it stands beside or below, be it the paper's own or an order's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.stages.extract.labelled import Labelled
from extractor.values.labels import LabelMatch

_WORDINGS = frozenset({"dated", "vom", "du", "dd", "dt"})
_BELOW = 4.5
"""Heights from a number's label down to that of its date, at most: its value may stand between."""
_LEVEL = 0.6

OwnNumber = Callable[[tuple[LabelMatch, ...]], bool]


def owned(found: Sequence[Labelled], is_own: OwnNumber) -> Iterator[Labelled]:
    """Yield labels without those of other papers' dates; `Dated` beside the paper's own number surely gives its date."""
    numbers = [one for one in found if one.meanings[0].field.endswith("_number") and not one.meanings[0].weak]
    for one in found:
        if one.meanings[0].label.casefold() not in _WORDINGS or one.meanings[0].field != "issue_date":
            yield one
            continue
        owner = _owner(one, numbers)
        if owner is None:
            yield one
        elif is_own(owner.meanings):
            yield replace(one, meanings=tuple(replace(m, score=1.0, weak=False) for m in one.meanings))


def of_invoices(found: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield the labels that give an invoice's date on another paper: that of a packing list which prints no other."""
    numbers = [one for one in found if one.meanings[0].field.endswith("_number") and not one.meanings[0].weak]
    for one in found:
        if one.meanings[0].label.casefold() in _WORDINGS and one.meanings[0].field == "issue_date":
            owner = _owner(one, numbers)
            if owner is not None and owner.meanings[0].field == "invoice_number":
                yield replace(one, meanings=tuple(replace(m, score=1.0, weak=False) for m in one.meanings))


def _owner(date: Labelled, numbers: Sequence[Labelled]) -> Labelled | None:
    """Return the label of a number to the left on the same line, else the nearest above in the same column; of
    several in one line of flowing text the last.
    """
    height = max(1.0, date.box.height)
    left = [n for n in numbers if abs(n.box.y_mid - date.box.y_mid) < _LEVEL * height and n.box.x1 <= date.box.x0]
    if left:
        return max(left, key=lambda number: number.box.x1)
    above = [n for n in numbers if 0 < date.box.top - n.box.bottom < _BELOW * height]
    above = [n for n in above if abs(n.box.x0 - date.box.x0) < height]
    return max(reversed(above), key=lambda number: number.box.bottom, default=None)
