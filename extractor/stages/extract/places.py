"""Labels on the page, and the places where their values may stand: behind, to the right, below, in the next cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.surroundings import BLOCK_PARTS, LOOSE_GAP, SMALL_CELL, WRAP_GAP, Surroundings
from extractor.values import labels
from extractor.values.labels import LabelMatch

_BELOW_GAP = 4.5
_HANGING = re.compile(r"\b(?:after|from|of|against|before|and|the|to|by|with|upon|within|for|on)$", re.IGNORECASE)
"""A line that ends so goes on in the next, even where that reads like a label: `30 days after` over `invoice date`."""
_SENTENCE = re.compile(
    r"(?:please|we|the (?:above|following|goods)|this|these|all|for account|covering|enclosed)\b.*\b[a-z]{2,}\b.*[.:]$",
    re.I,
)
_WIDER = 1.5
"""A sentence that is so much wider than the line above it begins something new."""
_COLONS = frozenset(":：")
_MOST_LINES = 8
_MOST_BESIDE = 3
_FLOWING = 2
"""Labels with their values on one line from which on it is flowing text, and goes on in the next."""
_FULL = 0.8


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


def _belongs_to_label(match: LabelMatch, value: str) -> bool:
    """Say whether what stands behind a label is more of it: `Total FOB Value INR`, `Bestell-Nr. Kunde`; no figure is in it."""
    numbered = match.field.endswith(("_number", "_date")) or match.kind == "total" or match.field == "amount"
    return numbered and not match.delimited and len(value.split()) <= 4 and not any(c.isdigit() for c in value)


def _whole(places: list[Place]) -> list[Place]:
    """Leave out places that hold only a part of what stands in a cell: the cell's borders say where a value ends."""
    cells = [set(place.words) for place in places if "cell" in place.how and len(place.lines) <= SMALL_CELL]
    return [place for place in places if "cell" in place.how or not any(set(place.words) < cell for cell in cells)]


def is_part_of_block(text: str) -> bool:
    """Say whether a line is a labelled part of an address block: `Add: ...`, `Tel: ...`, `VAT No. ...`."""
    found = labels.best(text)
    return found is not None and bool(found.rest or found.field == "tax_id") and found.field in BLOCK_PARTS


def _with_blocks(text: str, pairs: tuple[tuple[LabelMatch, str], ...]) -> list[tuple[LabelMatch, str]]:
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


def _behind_first_word(text: str) -> tuple[LabelMatch, ...]:
    """Return the label that a short piece of print ends with: `Stated end use`, `Our invoice no.`, less surely than one
    that it begins with.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in text):
        return ()
    for start in (1, 2):
        found = labels.match(" ".join(words[start:]))
        if found and not found[0].rest and not found[0].weak and found[0].score >= 0.9:
            return tuple(replace(match, score=round(0.75 * match.score, 3)) for match in found)
    return ()


class Neighbourhood(Surroundings):
    """Finds labels and the places beside them on one page; `taken` are regions that belong to goods tables."""

    def labelled(self) -> Iterator[Labelled]:
        """Yield every label of the page with the places of its value."""
        wrapped: set[int] = set()
        for index, segment in enumerate(self.layout.segments):
            if index in wrapped or self.is_taken(segment.box):
                continue
            two = self.wrapped.get(index)
            if two is not None:
                wrapped.update(two[1][1:])
                yield self._outer(two[0], two[1])
                continue
            pairs = _with_blocks(segment.text, labels.split_labels(segment.text))
            if not pairs:
                behind = _behind_first_word(segment.text)
                if behind:
                    yield self._outer(behind, (index,))
                continue
            for number, (match, value) in enumerate(pairs):
                stop = match.rest_start + len(value) if value else match.end
                meanings = labels.match(segment.text[match.start : max(stop, match.end)]) or (match,)
                if value and not _belongs_to_label(match, value):
                    yield self._inline(meanings, index, match.rest_start, value, last=number == len(pairs) - 1)
                elif number == len(pairs) - 1:
                    flowing = self._flowing(index, match) if number or len(pairs) == 1 else None
                    yield self._outer(meanings, (index,), flowing)

    def _inline(self, meanings: tuple[LabelMatch, ...], index: int, start: int, value: str, last: bool) -> Labelled:
        segment = self.layout.segments[index]
        words = words_of(segment.words, start, start + len(value))
        lines = [words]
        if last and words:
            more = self._going_on(index, segment.box.x0, words[0].box.x0)
            flowing = self._flowing(index, meanings[0]) if not more else None
            lines += more if flowing is None or not self._is_rest(flowing, segment) else flowing.lines
        place = Place("inline", tuple(line for line in lines if line), 0.0)
        return Labelled(meanings, segment.page, segment.box, (place,), (index,))

    def _flowing(self, index: int, match: LabelMatch) -> Place | None:
        """Return the beginning of the next line for a label that ends its own: `No.: 17  Date: 2 May  Contract:` flows on."""
        segment = self.layout.segments[index]
        line = self.layout.lines[segment.line]
        if not match.delimited or line[-1] != index or segment.line + 1 >= len(self.layout.lines):
            return None
        before = " ".join(self.layout.segments[other].text for other in line)
        if sum(pair.delimited and bool(value) for pair, value in labels.split_labels(before)) < _FLOWING:
            return None
        following = self.layout.segments[self.layout.lines[segment.line + 1][0]]
        start = self.layout.segments[line[0]]
        gap = following.box.top - segment.box.bottom
        aligned = abs(following.box.x0 - start.box.x0) < segment.box.height and gap < WRAP_GAP * segment.box.height
        first = labels.best(following.text)
        if not aligned or self.is_taken(following.box) or (first is not None and (first.kind != "total" or first.rest)):
            return None
        pairs = labels.split_labels(following.text)
        words = words_of(following.words, 0, pairs[0][0].start) if pairs else following.words
        return Place("inline", (words,), 0.0) if words else None

    def _is_rest(self, flowing: Place, segment: Segment) -> bool:
        """Say whether the next line is the short rest of a line that runs to the right edge."""
        width = flowing.words[-1].box.x1 - flowing.words[0].box.x0
        full = segment.box.x1 > _FULL * max(other.box.x1 for other in self.layout.segments)
        return full and width < 0.3 * self.layout.page.width

    def _outer(
        self, meanings: tuple[LabelMatch, ...], members: tuple[int, ...], flowing: Place | None = None
    ) -> Labelled:
        segments = [self.layout.segments[member] for member in members]
        box = segments[0].box
        places = [
            place for place in (*self._in_cells(members), *self._beside(members), *self._under(members)) if place.words
        ] + [flowing for flowing in (flowing,) if flowing is not None]
        return Labelled(meanings, segments[0].page, box, tuple(_whole(places)), members)

    def _beside(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The piece of print to the right on the label's line, with the lines it goes on in."""
        for member in members:
            segment = self.layout.segments[member]
            line = self.layout.lines[segment.line]
            later = [index for index in line if self.layout.segments[index].box.x0 >= segment.box.x1 - 1]
            if not later:
                continue
            right = self.layout.segments[later[0]]
            if self.is_label(right) or self.is_taken(right.box) or later[0] in self.parts_of_labels:
                continue
            height = max(1.0, segment.box.height)
            if right.text.strip(" :：") == "" and len(later) > 1:
                later = later[1:]
                right = self.layout.segments[later[0]]
            words = [self.run(later)]
            words += self._going_on(
                later[0], right.box.x0, right.box.x0, members, segment.text.rstrip()[-1:] in _COLONS
            )
            yield Place("right", tuple(words), (right.box.x0 - segment.box.x1) / height)
            yield from self._further(later[1:], segment, height)
            return

    def _further(self, later: Sequence[int], label: Segment, height: float) -> Iterator[Place]:
        """The next pieces of print on a line of figures: `TOTAL  360.15 KGS  US$33,794.00`."""
        for index in later[:_MOST_BESIDE]:
            segment = self.layout.segments[index]
            if self.is_label(segment) or index in self.parts_of_labels or not any(c.isdigit() for c in segment.text):
                return
            yield Place("right", (segment.words,), (segment.box.x0 - label.box.x1) / height)

    def _under(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The pieces of print below the label, as far as they hang together."""
        last = members[-1]
        below = self.beneath(last, _BELOW_GAP)
        if below is None or self.is_label(self.layout.segments[below]) or below in self.parts_of_labels:
            return
        segment = self.layout.segments[below]
        label = self.layout.segments[last]
        lines = [segment.words, *self._going_on(below, segment.box.x0, segment.box.x0)]
        gap = (segment.box.top - label.box.bottom) / max(1.0, label.box.height)
        yield Place("below", tuple(lines), gap)

    def _going_on(
        self, index: int, left: float, alternative: float, own: Sequence[int] = (), colons: bool = False
    ) -> list[tuple[Word, ...]]:
        """Lines that continue a value: straight below, starting where it starts, with no label beside or in them.

        `own` are the label's own segments; `colons` tells that labels here end in one, so that `Airport` alone is none.
        """
        lines: list[tuple[Word, ...]] = []
        at = index
        for _ in range(_MOST_LINES):
            below = self.next_line(at, LOOSE_GAP)
            if below is None:
                break
            segment = self.layout.segments[below]
            if self.is_taken(segment.box):
                break
            height = max(1.0, segment.box.height)
            above = self.layout.segments[at]
            same_start = min(abs(segment.box.x0 - left), abs(segment.box.x0 - alternative)) < 0.35 * height
            if segment.box.top - above.box.bottom > WRAP_GAP * max(1.0, above.box.height) and not same_start:
                break
            starts = min(abs(segment.box.x0 - left), abs(segment.box.x0 - alternative))
            if left < segment.box.x0 < alternative:
                starts = 0.0  # indented under its label: `TO: A Ltd.` over its address
            if _SENTENCE.match(segment.text) and segment.box.width > _WIDER * above.box.width:
                break
            if starts > 1.2 * height or self.label_beside(below, own) or below in self.parts_of_labels:
                break
            hanging = (colons or _HANGING.search(above.text) is not None) and not any(
                c in _COLONS for c in segment.text
            )
            if self.is_label(segment) and not is_part_of_block(segment.text) and not hanging:
                break
            lines.append(self.whole_line(below))
            at = below
        return lines

    def _in_cells(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The rest of the label's own ruled cell, the cell to its right, the cell below."""
        number = self.layout.segments[members[0]].cell
        if number is None:
            return
        cell = self.layout.cells[number]
        height = max(1.0, self.layout.segments[members[0]].box.height)
        behind = [index for index in cell.segments if index > members[-1]]
        rest = self._to_next_label(behind, members)
        if rest:
            yield Place("same_cell", self.cell_lines(rest), 0.0)
            if any(c.isdigit() for index in rest for c in self.layout.segments[index].text):
                return
        if len(rest) < len(behind):
            return  # a frame around several labels
        for how, found in (("cell_right", self.right_of(cell)), ("cell_below", self.below_cell(cell))):
            if found is None or not found.segments:
                continue
            first = self.layout.segments[found.segments[0]]
            if self.is_label(first) or self.is_taken(first.box):
                continue
            distance = first.box.x0 - cell.box.x1 if how == "cell_right" else first.box.top - cell.box.bottom
            yield Place(how, self.cell_lines(found.segments), max(0.0, distance / height))

    def _to_next_label(self, indexes: Sequence[int], own: Sequence[int]) -> list[int]:
        """Return the segments of a cell up to the next label; the same label in another language is none."""
        fields = {match.field for index in own for match in labels.match(self.layout.segments[index].text)}
        out: list[int] = []
        for index in indexes:
            segment = self.layout.segments[index]
            found = labels.best(segment.text)
            other = found is not None and found.field not in fields and found.kind in {"field", "party"}
            if other and self.is_label(segment) and not is_part_of_block(segment.text):
                break
            out.append(index)
        return out
