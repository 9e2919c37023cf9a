"""Labels on the page, and the places where their values may stand: behind, to the right, below, in the next cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from extractor.datatypes.layout import Segment
from extractor.datatypes.page import Word
from extractor.stages.extract.brokenlabels import BrokenLabel, broken_label
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.flow import Flow, begins_sentence, hangs
from extractor.stages.extract.labelled import (
    Labelled,
    Place,
    behind_first_word,
    belongs_to_label,
    is_part_of_block,
    with_blocks,
)
from extractor.stages.extract.surroundings import (
    BLOCK_PARTS,
    CENTRED,
    LOOSE_GAP,
    SMALL_CELL,
    WRAP_GAP,
    Surroundings,
)
from extractor.values import labels
from extractor.values.labels import LabelMatch

_BELOW_GAP = 4.5
_COLONS = frozenset(":：")
_MOST_LINES = 8
_MOST_BESIDE = 3
NUMBERED = re.compile(r"\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.)、）])\s*[^\W\d]")
"""A box of a form with its number."""
SURE = 0.85
"""Score of a label without a colon that is one though a sentence follows it."""


def _whole(places: list[Place]) -> list[Place]:
    """Leave out places that hold only a part of what stands in a cell: the cell's borders say where a value ends."""
    cells = [set(place.words) for place in places if "cell" in place.how and len(place.lines) <= SMALL_CELL]
    return [place for place in places if "cell" in place.how or not any(set(place.words) < cell for cell in cells)]


class Neighbourhood(Surroundings):
    """Finds labels and the places beside them on one page; `taken` are regions that belong to goods tables."""

    @cached_property
    def flow(self) -> Flow:
        """The page's flowing text."""
        return Flow(self)

    def labelled(self) -> Iterator[Labelled]:
        """Yield every label of the page with the places of its value."""
        wrapped: set[int] = set()
        for index, segment in enumerate(self.layout.segments):
            if index in wrapped or self.is_taken(segment.box) or segment.line in self.fax_lines:
                continue
            two = self.wrapped.get(index)
            if two is not None:
                wrapped.update(two[1][1:])
                yield self._outer(two[0], two[1])
                continue
            beside = self.broken.get(index)
            if beside is not None:
                wrapped.add(beside.below)
                yield self._beside_broken(index, beside)
                continue
            pairs = with_blocks(segment.text, labels.split_labels(segment.text))
            if not pairs:
                behind = behind_first_word(segment.text)
                if behind:
                    yield self._outer(behind, (index,))
                continue
            for number, (match, value) in enumerate(pairs):
                broken = self.flow.broken_label(index, match.start) if number == len(pairs) - 1 else None
                if broken is not None:
                    yield Labelled(
                        broken[0], segment.page, segment.box, (Place("inline", (broken[1],), 0.0),), (index,)
                    )
                    continue
                stop = match.rest_start + len(value) if value else match.end
                meanings = labels.match(segment.text[match.start : max(stop, match.end)]) or (match,)
                if value and not belongs_to_label(match, value):
                    yield self._inline(meanings, index, match.rest_start, value, last=number == len(pairs) - 1)
                elif number == len(pairs) - 1:
                    rest = self.flow.rest(index, match, "") if number or len(pairs) == 1 else ()
                    yield self._outer(meanings, (index,), Place("inline", (rest,), 0.0) if rest else None)

    @cached_property
    def broken(self) -> dict[int, BrokenLabel]:
        """Labels that end in the next line, their values beside their first: `Invoice No. 编 23RE645-EX` over `号:`."""
        found = ((index, broken_label(self, index)) for index in range(len(self.layout.segments)))
        return {index: label for index, label in found if label is not None}

    def _beside_broken(self, index: int, label: BrokenLabel) -> Labelled:
        segment = self.layout.segments[index]
        lines = [words_of(segment.words, label.value_start, len(segment.text)), *label.more]
        place = Place("right", tuple(lines), 0.5)
        return Labelled(label.meanings, segment.page, segment.box, (place,), (index, label.below))

    def _inline(self, meanings: tuple[LabelMatch, ...], index: int, start: int, value: str, last: bool) -> Labelled:
        segment = self.layout.segments[index]
        words = words_of(segment.words, start, start + len(value))
        words = words + self._behind(index) if last else words
        lines = [words]
        if last and words:
            flows = self.flow.runs(segment.line)
            more = [] if flows else self._going_on(index, segment.box.x0, words[0].box.x0)
            rest = self.flow.rest(index, meanings[0], value) if not more else ()
            lines += more or [rest]
        place = Place("inline", tuple(line for line in lines if line), 0.0)
        return Labelled(meanings, segment.page, segment.box, (place,), (index,))

    def _behind(self, index: int) -> tuple[Word, ...]:
        """Return the next piece of print where a wide space broke a value: `Règlement : 30` and `jours fin de mois`."""
        segment = self.layout.segments[index]
        line = self.layout.lines[segment.line]
        right = line[line.index(index) + 1 :][:1]
        following = self.layout.segments[right[0]] if right else None
        if following is None or following.cell != segment.cell or not following.text[0].islower():
            return ()
        near = following.box.x0 - segment.box.x1 < LOOSE_GAP * segment.box.height
        return following.words if near and not self.is_label(following) and not self.is_taken(following.box) else ()

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
            if segment.cell in self.heading_cells:
                continue
            line = self.layout.lines[segment.line]
            later = [index for index in line if self.layout.segments[index].box.x0 >= segment.box.x1 - 1]
            if not later:
                continue
            right = self.layout.segments[later[0]]
            if NUMBERED.match(segment.text) and NUMBERED.match(right.text):
                continue
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
            centred = abs(segment.box.x_mid - above.box.x_mid) < CENTRED * height
            if centred or left < segment.box.x0 < alternative:
                starts = 0.0  # indented under its label: `TO: A Ltd.` over its address
            if begins_sentence(segment, above.text, above.box.width):
                break
            if starts > 1.2 * height or self.label_beside(below, own) or below in self.parts_of_labels:
                break
            hanging = (colons or hangs(above.text, segment.text)) and not any(c in _COLONS for c in segment.text)
            if self._is_other_label(segment) and not hanging:
                break
            lines.append(self.whole_line(below))
            at = below
        return lines

    def _is_other_label(self, segment: Segment) -> bool:
        """Say whether a line is a label, or holds one with its colon: `Place of loadng / 起运地: Ningbo`."""
        if self.is_label(segment):
            return not is_part_of_block(segment.text)
        pairs = labels.split_labels(segment.text)
        if (
            pairs
            and pairs[0][0].kind == "distractor"
            and pairs[0][0].score >= SURE
            and pairs[0][0].field not in BLOCK_PARTS
        ):
            return True  # `Previous export licence 21-NO-364656 has expired`
        return any(match.delimited and match.field not in BLOCK_PARTS for match, _ in pairs)

    def _in_cells(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The rest of the label's own ruled cell, the cell to its right, the cell below."""
        number = self.layout.segments[members[0]].cell
        if number is None:
            return
        cell = self.layout.cells[number]
        height = max(1.0, self.layout.segments[members[0]].box.height)
        numbered = NUMBERED.match(self.layout.segments[members[0]].text) is not None
        behind = [index for index in cell.segments if index > members[-1] and self._in_column(index, members[0])]
        rest = self._to_next_label(behind, members)
        if rest:
            yield Place("same_cell", self.cell_lines(rest), 0.0)
            if any(c.isdigit() for index in rest for c in self.layout.segments[index].text):
                return
        if len(rest) < len(behind):
            return  # a frame around several labels
        for how, found in (("cell_right", self.right_of(cell)), ("cell_below", self.below_cell(cell))):
            if found is None or not found.segments or (how == "cell_right" and number in self.heading_cells):
                continue
            first = self.layout.segments[found.segments[0]]
            if numbered and NUMBERED.match(first.text):
                continue  # the next box of a form whose boxes are numbered
            if self.is_label(first) or self.is_taken(first.box) or found.segments[0] in self.parts_of_labels:
                continue
            distance = first.box.x0 - cell.box.x1 if how == "cell_right" else first.box.top - cell.box.bottom
            members = self.along(cell, found) if how == "cell_right" else found.segments
            yield Place(how, self.cell_lines(members), max(0.0, distance / height))

    def _in_column(self, index: int, label: int) -> bool:
        """Say whether print of a label's cell stands in the label's own part of it: labels may stand side by side in one
        cell, each over its value.
        """
        own = self.layout.segments[label]
        beside = [self.layout.segments[other] for other in self.layout.lines[own.line] if other != label]
        others = [other for other in beside if other.cell == own.cell and self.is_label(other)]
        box, slack = self.layout.segments[index].box, own.box.height
        if self.layout.segments[index].line == own.line:
            return True
        left = any(other.box.x1 <= own.box.x0 for other in others) and box.x0 < own.box.x0 - slack
        right = any(own.box.x1 <= other.box.x0 <= box.x0 + slack for other in others)
        return not left and not right

    def _to_next_label(self, indexes: Sequence[int], own: Sequence[int]) -> list[int]:
        """Return the segments of a cell up to the next label; the same label in another language is none."""
        fields = {match.field for index in own for match in labels.match(self.layout.segments[index].text)}
        own_lines = {self.layout.segments[index].line for index in own}
        out: list[int] = []
        for index in indexes:
            segment = self.layout.segments[index]
            found = labels.best(segment.text)
            kinds = {"field", "party", "column"} if segment.line in own_lines else {"field", "party"}
            other = found is not None and found.field not in fields and found.kind in kinds
            if not out and found is not None and found.field in fields and not found.rest and self.is_label(segment):
                continue  # the label again in its second language
            hanging = bool(out) and hangs(self.layout.segments[out[-1]].text, segment.text)
            if other and self.is_label(segment) and not is_part_of_block(segment.text) and not hanging:
                break
            out.append(index)
        return out
