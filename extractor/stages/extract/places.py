"""Labels on the page, and the places where their values may stand: behind, to the right, below, in the next cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from extractor.datatypes.layout import Segment
from extractor.stages.extract import asides, joinedlabels
from extractor.stages.extract.blocklines import ROLES
from extractor.stages.extract.brokenlabels import BrokenLabel, broken_label, is_labelled_cell
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.faxlines import fax_lines
from extractor.stages.extract.flow import Flow, hangs
from extractor.stages.extract.goingon import NUMBERED, going_on
from extractor.stages.extract.headingcells import heading_cells
from extractor.stages.extract.labelled import (
    Labelled,
    Place,
    behind_first_word,
    belongs_to_label,
    is_part_of_block,
    whole,
    with_blocks,
)
from extractor.stages.extract.namedblocks import named_blocks
from extractor.stages.extract.stackedlabels import stacked
from extractor.stages.extract.surroundings import Surroundings
from extractor.values import dates, labels
from extractor.values.labels import LabelMatch

_BELOW_GAP = 4.5
_COLONS = frozenset(":：")
_MOST_BESIDE = 3
_IN_BOOKS = re.compile(r"[(（#]?\s*[A-Z]{0,3}[-/]?\d[\d/-]{1,11}\s*[)）]?")
"""A company's number in somebody's books, behind the label of the block below: `BILL TO: 10072`."""
_SHORT = 5
"""Characters of print without a figure, such as a currency, that figures follow on their line."""


class Neighbourhood(Surroundings):
    """Finds labels and the places beside them on one page; `taken` are regions that belong to goods tables."""

    @cached_property
    def flow(self) -> Flow:
        """The page's flowing text."""
        return Flow(self)

    @cached_property
    def fax_lines(self) -> frozenset[int]:
        """Lines that a fax machine printed at the page's edge."""
        return fax_lines(self.layout)

    @cached_property
    def heading_cells(self) -> frozenset[int]:
        """Ruled cells whose labels stand over their values: what is to the right of such a label is none of its own."""
        return heading_cells(self)

    def labelled(self) -> Iterator[Labelled]:
        """Yield every label of the page with the places of its value."""
        yield from stacked(self)
        yield from named_blocks(self)
        wrapped: set[int] = set()
        for index, segment in enumerate(self.layout.segments):
            within = self.is_taken(segment.box) and index not in self.told_inside
            if index in wrapped or within or segment.line in self.fax_lines:
                continue
            two = self.wrapped.get(index)
            if two is not None:
                wrapped.update(two[1][1:])
                yield from joinedlabels.over_lines(self, two[1], self._outer(two[0], two[1]))
                continue
            joined = self._joined(index)
            if joined:
                wrapped.update(joined[0].members[1:])
                yield from joined
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
                numbered = match.field in ROLES and _IN_BOOKS.fullmatch(value) is not None
                if value and not numbered and not belongs_to_label(match, value):
                    yield self._inline(meanings, index, match.rest_start, value, last=number == len(pairs) - 1)
                elif number == len(pairs) - 1:
                    rest = self.flow.rest(index, match, "") if number or len(pairs) == 1 else ()
                    yield self._outer(meanings, (index,), Place("inline", (rest,), 0.0) if rest else None)

    def _joined(self, index: int) -> list[Labelled]:
        """Return the labels that one piece of print joins, each with its part of the value."""
        segment = self.layout.segments[index]
        found = joinedlabels.joined(segment.text)
        if found is None:
            more = joinedlabels.over_more_lines(self, index)
            return list(joinedlabels.split(self._outer(more[0][0][0], more[1]), *more[0])) if more else []
        colon = next((place for place, mark in enumerate(segment.text) if mark in _COLONS), len(segment.text))
        behind = words_of(segment.words, colon + 1, len(segment.text))
        inline = Place("inline", (behind,), 0.0) if behind else None
        whole = self._outer(found[0][0], (index,), inline)
        return list(joinedlabels.split(whole, *found))

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
        words = words + asides.behind(self, index) if last else words
        lines = [words]
        if last and words:
            flows = self.flow.runs(segment.line)
            bare = not meanings[0].delimited and meanings[0].start == 0
            more = [] if flows else going_on(self, index, segment.box.x0, words[0].box.x0, bare=bare)
            rest = self.flow.rest(index, meanings[0], value) if not more else ()
            lines += more or [rest]
        place = Place("inline", tuple(line for line in lines if line), 0.0)
        return Labelled(meanings, segment.page, segment.box, (place,), (index,))

    def _outer(
        self, meanings: tuple[LabelMatch, ...], members: tuple[int, ...], flowing: Place | None = None
    ) -> Labelled:
        segments = [self.layout.segments[member] for member in members]
        box = segments[0].box
        dated = any(match.field.endswith("_date") for match in meanings) and len(meanings) > 1
        under = list(self._under(members, dated))
        inside = list(self._in_cells(members))
        boxed = any(place.how == "same_cell" for place in inside)  # what stands beside its box is another box's
        places = [place for place in (*inside, *self._beside(members, boxed), *under) if place.words]
        places += [flowing] if flowing is not None else []
        return Labelled(meanings, segments[0].page, box, tuple(whole(places)), members)

    def _beside(self, members: tuple[int, ...], boxed: bool = False) -> Iterator[Place]:
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
            if boxed and right.cell != segment.cell:
                continue
            if NUMBERED.match(segment.text) and NUMBERED.match(right.text):
                continue
            if self.is_label(right) or self.is_taken(right.box) or later[0] in self.parts_of_labels:
                continue
            if member != members[0] and asides.has_own_label(self, right, self.layout.segments[members[0]].line):
                continue
            height = max(1.0, segment.box.height)
            if right.text.strip(" :：") == "" and len(later) > 1:
                later = later[1:]
                right = self.layout.segments[later[0]]
            words = [self.run(later)]
            colon = len(right.words) > 1 and right.words[0].text in _COLONS
            run = words[0]
            number = asides.voyage(self, members, later)
            words = [run + asides.place_of_rule(self, later) + (number if number and number[0] not in run else ())]
            words += going_on(
                self,
                later[0],
                right.box.x0,
                right.words[int(colon)].box.x0,
                members,
                segment.text.rstrip()[-1:] in _COLONS,
            )
            yield Place("right", tuple(words), (right.box.x0 - segment.box.x1) / height)
            if len(right.text) <= _SHORT or any(c.isdigit() for c in right.text):
                yield from self._further(later[1:], segment, height)
            return
        yield from self._between(members)

    def _between(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The print to the right of a label in two lines, level with the white between them: `商品名称` over `Description of
        goods` beside a name of goods. What stands between label and value on the label's own lines has a value of its own.
        """
        label = [self.layout.segments[member] for member in members]
        edge = max(segment.box.x1 for segment in label)
        own = [index for segment in label for index in self.layout.lines[segment.line] if index not in members]
        for number in range(label[0].line + 1, label[-1].line):
            line = self.layout.lines[number]
            later = [index for index in line if self.layout.segments[index].box.x0 >= edge - 1]
            right = self.layout.segments[later[0]] if later and number not in {one.line for one in label} else None
            if right is None or self.is_label(right) or self.is_taken(right.box) or right.cell != label[0].cell:
                continue
            if not any(edge - 1 <= self.layout.segments[index].box.x0 < right.box.x1 for index in own):
                gap = (right.box.x0 - edge) / max(1.0, label[0].box.height)
                yield Place("right", (self.run(later),), gap)
                return

    def _further(self, later: Sequence[int], label: Segment, height: float) -> Iterator[Place]:
        """The next pieces of print on a line of figures: `TOTAL  360.15 KGS  US$33,794.00`."""
        for index in later[:_MOST_BESIDE]:
            segment = self.layout.segments[index]
            if self.is_label(segment) or index in self.parts_of_labels or not any(c.isdigit() for c in segment.text):
                return
            if segment.cell != label.cell and is_labelled_cell(self, segment):
                return
            yield Place("right", (segment.words,), (segment.box.x0 - label.box.x1) / height)

    def _under(self, members: tuple[int, ...], dated: bool = False) -> Iterator[Place]:
        """The pieces of print below the label, as far as they hang together; behind a number its date, where the label is
        `dated`: `No. & date of invoice` over `CG-2509  SEP. 29, 2025`.
        """
        last = members[-1]
        below = self.beneath(last, _BELOW_GAP)
        below = below if below is not None else self.below_shade(last)
        if below is None or self.is_label(self.layout.segments[below]) or below in self.parts_of_labels:
            return
        if self._is_own_label(last, below):
            return  # `Port loading   TIANJIN` over `Terms   FOB TIANJIN`
        segment = self.layout.segments[below]
        label = self.layout.segments[last]
        lines = [segment.words, *going_on(self, below, segment.box.x0, segment.box.x0)]
        gap = (segment.box.top - label.box.bottom) / max(1.0, label.box.height)
        yield Place("below", tuple(lines), gap)
        line = self.layout.lines[segment.line]
        for beside in line[line.index(below) + 1 :][:1] if dated else ():
            if self.layout.segments[beside].cell == segment.cell and dates.readings(self.layout.segments[beside].text):
                yield Place("below", (self.layout.segments[beside].words,), gap)

    def _in_cells(self, members: tuple[int, ...]) -> Iterator[Place]:
        """The rest of the label's own ruled cell, the cell to its right, the cell below."""
        number = self.layout.segments[members[0]].cell
        if number is None:
            return
        cell = self.layout.cells[number]
        height = max(1.0, self.layout.segments[members[0]].box.height)
        numbered = NUMBERED.match(self.layout.segments[members[0]].text) is not None
        behind = [index for index in cell.segments if index > members[-1]]
        rest = self._to_next_label(asides.in_column(self, behind, members), members)
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

    def _to_next_label(self, indexes: Sequence[int], own: Sequence[int]) -> list[int]:
        """Return the segments of a cell up to the next label; the same label in another language is none."""
        fields = {match.field for index in own for match in labels.match(self.layout.segments[index].text)}
        own_lines = {self.layout.segments[index].line for index in own}
        out: list[int] = []
        for index in indexes:
            segment = self.layout.segments[index]
            found = labels.best(segment.text)
            kinds = {"field", "party", "distractor"} | ({"column"} if segment.line in own_lines else set())
            other = found is not None and found.field not in fields and found.kind in kinds
            if not out and found is not None and found.field in fields and not found.rest and self.is_label(segment):
                continue  # the label again in its second language
            hanging = bool(out) and hangs(self.layout.segments[out[-1]].text, segment.text)
            if other and self.is_label(segment) and not is_part_of_block(segment.text) and not hanging:
                break
            out.append(index)
        return out
