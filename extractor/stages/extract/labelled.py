"""A label with the places where its value may stand, and what of its line is label and what is value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.surroundings import BLOCK_PARTS, IN_BLOCKS, SMALL_CELL, WHOLE
from extractor.values import labels
from extractor.values.labels import LabelMatch

_FEWEST_DIGITS = 5
"""Digits of a company's tax number."""


@dataclass(frozen=True)
class Place:
    """Where a value may stand: its lines of words, and how it lies to the label."""

    how: str
    """`inline`, `right`, `below`, `cell_right`, `cell_below` or `same_cell`."""
    lines: tuple[tuple[Word, ...], ...]
    distance: float
    """From label to value in heights of the label's print."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, line by line."""
        return tuple(word for line in self.lines for word in line)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(join_texts([word.text for word in line]) for line in self.lines)

    @cached_property
    def text(self) -> str:
        """All lines joined."""
        return join_texts(list(self.texts))


@dataclass(frozen=True)
class Labelled:
    """A label on the page: everything its wording may mean, best first, and the places of its value."""

    meanings: tuple[LabelMatch, ...]
    page: int
    box: Box
    places: tuple[Place, ...]
    members: tuple[int, ...]
    """The segments that hold the label."""


def whole(places: list[Place]) -> list[Place]:
    """Leave out places that hold only a part of what stands in a cell: the cell's borders say where a value ends."""
    cells = [set(place.words) for place in places if "cell" in place.how and len(place.lines) <= SMALL_CELL]
    return [place for place in places if "cell" in place.how or not any(set(place.words) < cell for cell in cells)]


def is_part_of_block(text: str) -> bool:
    """Say whether a line is a labelled part of an address block: `Add: ...`, `Tel: ...`, `VAT No. ...`, `Importer ID ...`."""
    found = labels.best(text)
    sure = found is not None and (found.delimited or found.score >= WHOLE)
    tax = sure and labels.means(text, "tax_id")
    if found is not None and found.field == "tax_id" and sum(c.isdigit() for c in found.rest) < _FEWEST_DIGITS:
        return tax  # `L/C AT SIGHT`, `L/C 60 DAYS` is no number of a Czech company, `IČ`
    return found is not None and (tax or (bool(found.rest) and found.field in IN_BLOCKS))


def with_blocks(text: str, pairs: tuple[tuple[LabelMatch, str], ...]) -> list[tuple[LabelMatch, str]]:
    """Give a company printed on one line its labelled parts back: `Buyer: A Ltd., Kiel, VAT No. DE...` is one value."""
    out: list[tuple[LabelMatch, str]] = []
    for number, (match, value) in enumerate(pairs):
        stop = pairs[number + 1][0].start if number + 1 < len(pairs) else len(text)
        before = out[-1][0] if out else None
        role = before is not None and before.kind == "party" and before.field not in BLOCK_PARTS
        if before is not None and role and match.field in BLOCK_PARTS and out[-1][1]:
            out[-1] = (before, text[before.rest_start : stop].strip())
        else:
            out.append((match, value))
    return out


def belongs_to_label(match: LabelMatch, value: str) -> bool:
    """Say whether what stands behind a label is more of it: `Total FOB Value INR`, `Bestell-Nr. Kunde`, with no figure in
    it; or the same label in another language: `Port de chargement Port of loading`.
    """
    again = labels.best(value)
    same = again is not None and again.field == match.field and not again.rest and again.score >= WHOLE
    if again is not None and same and not again.weak:
        return True
    numbered = match.field.endswith(("_number", "_date")) or match.kind == "total" or match.field == "amount"
    return numbered and not match.delimited and len(value.split()) <= 4 and not any(c.isdigit() for c in value)


def behind_first_word(text: str) -> tuple[LabelMatch, ...]:
    """Return the label that a short piece of print ends with: `Stated end use`, `Our invoice no.`, less surely than one
    that it begins with.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in text) or text[0].islower():
        return ()
    for start in (1, 2):
        found = labels.match(" ".join(words[start:]))
        if found and not found[0].rest and not found[0].weak and found[0].score >= 0.9:
            return tuple(replace(match, score=round(0.75 * match.score, 3)) for match in found)
    return ()
