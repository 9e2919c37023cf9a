"""What lies around a piece of print: what stands beneath it and beside it, and which print is a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout, Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.ruledcells import RuledCells
from extractor.values import codes, companies, countries, labels, textual
from extractor.values.labels import LabelMatch

WHOLE = 0.75
"""A label that fills its piece of print with at least this score is a label and no value."""
SURE_LABEL = 0.95
WRAP_GAP = 1.2
LOOSE_GAP = 3.8
"""Lines of one value are this far apart at most, in heights, where they start at the very same place: spreadsheets."""
BLOCK_PARTS = frozenset({"address", "city", "country", "contact", "tax_id", "tel", "fax", "email", "mobile", "web"})
NO_ADDRESS = BLOCK_PARTS - {"address", "city", "country"}
IN_BLOCKS = BLOCK_PARTS | {"customer_number"}
"""What stands in the lines of a company's block, its number in somebody's books too."""
TOLD = frozenset(
    {"payment_terms", "incoterm", "port_of_loading", "port_of_discharge", "net_weight_kg", "gross_weight_kg",
     "total_net_weight_kg", "total_gross_weight_kg", "total_packages"}
)  # fmt: skip
SURELY = 0.95
"""What print below the goods, in their region, may tell of the whole paper, and how surely it must be a label."""
SMALL_CELL = 4
"""Lines of a cell that holds one value; a frame around half the page is no such cell."""
_ABBREVIATED = re.compile(r"[A-Z]/[A-Z]")
"""`T/T` and `D/P` below `Terms of payment` are the value."""
_LABEL_LINES = 3
"""Lines that one label is wrapped over, at most."""
CENTRED = 0.5
"""Lines whose middles differ by less than this many heights are centred over one another."""


class Surroundings(RuledCells):
    """One page; `taken` are regions that belong to goods tables."""

    def __init__(self, layout: Layout, taken: Sequence[Box] = ()) -> None:
        super().__init__(layout)
        self.taken = taken

    @cached_property
    def wrapped(self) -> dict[int, tuple[tuple[LabelMatch, ...], tuple[int, ...]]]:
        """Labels that go on in the lines below, by their first segment."""
        found = ((index, self._wrapped_label(index)) for index in range(len(self.layout.segments)))
        return {index: two for index, two in found if two is not None}

    @cached_property
    def parts_of_labels(self) -> frozenset[int]:
        """Every segment of a label that is wrapped: `(10) Mode of` is no value, though no label knows it alone."""
        return frozenset(member for _, members in self.wrapped.values() for member in members)

    def is_label(self, segment: Segment) -> bool:
        """Say whether a piece of print is a label and nothing else, or begins with one that is followed by its value."""
        found = labels.best(segment.text)
        if found is None or (found.weak and not found.delimited):
            return False  # `T/T` is a way to pay before it is a telex
        if not found.delimited and companies.is_rest_of_name(segment.text):
            return False  # `Company`, or `Manufacturing Ltd.`, below the rest of a name ends it
        if found.field == "container_numbers" and codes.containers(found.rest):
            return True
        wording = segment.text[: found.end]
        if found.rest and found.score >= SURE_LABEL and textual.has_han(wording) and textual.has_latin(wording):
            return True  # `目的港 Port of destination 林查班`: no value begins with a label in two languages
        if found.lang == "ko" and found.rest and not found.weak and found.kind in {"field", "party"}:
            return segment.text[found.end : found.end + 1].isspace()  # forms of Korea print no colons
        return (not found.rest and found.score >= WHOLE) or (found.delimited and found.score >= 0.8)

    def is_wording(self, segment: Segment) -> bool:
        """Say whether a piece of print is a label's wording and nothing else, be it as weak as `Date`."""
        found = labels.best(segment.text)
        return found is not None and not found.rest and found.score >= WHOLE

    def is_taken(self, box: Box) -> bool:
        """Say whether a place belongs to a goods table."""
        return any(region.holds_middle_of(box) for region in self.taken)

    @cached_property
    def told_inside(self) -> frozenset[int]:
        """Labels with their colon and value in the region of a goods table that tell of the whole paper: no second such
        label stands there, as would in the rows of goods.
        """
        found: dict[str, list[int]] = {}
        for index, segment in enumerate(self.layout.segments):
            first = labels.best(segment.text) if self.is_taken(segment.box) else None
            if first is not None and first.delimited and first.rest and first.score >= SURELY and first.field in TOLD:
                found.setdefault(first.field, []).append(index)
        return frozenset(one[0] for one in found.values() if len(one) == 1)

    def _wrapped_label(self, index: int) -> tuple[tuple[LabelMatch, ...], tuple[int, ...]] | None:
        """Return a label whose wording goes on in the lines below: `Packing list` over `number:`."""
        members = [index]
        found: tuple[tuple[LabelMatch, ...], tuple[int, ...]] | None = None
        for _ in range(_LABEL_LINES - 1):
            segment = self.layout.segments[members[-1]]
            first = labels.best(segment.text)
            if first is not None and (first.delimited or any(c.isdigit() for c in first.rest)):
                break
            below = self.beneath(members[-1], WRAP_GAP, aligned=True)
            if below is None or self.layout.segments[below].cell != segment.cell:
                break
            above = join_texts([self.layout.segments[member].text for member in members])
            end = self.layout.segments[below].text
            whole = join_texts([above, end])
            meanings = labels.match(whole)
            if _ABBREVIATED.fullmatch(end):
                break
            if self._is_own_label(members[0], below):
                break
            alone = labels.best(end)
            if first is None and alone is not None and not alone.rest and meanings and alone.score > meanings[0].score:
                break  # a value over the next label: `Pune` over `Port of loading`
            members.append(below)
            sure = bool(meanings) and not meanings[0].rest and meanings[0].score >= WHOLE
            if first is not None and not first.rest and len(members) == 2:
                sure = sure and meanings[0].score >= first.score  # `Port of discharge` over `KOBE`, near to `... code`
            if sure and meanings[0].end > len(whole) - len(end) and countries.find(end) is None:
                found = meanings, tuple(members)
                if meanings[0].delimited:
                    break
        return found

    def _is_own_label(self, upper: int, lower: int) -> bool:
        """Say whether two labels stand over one another, each with its value beside it: `进口商` over `最终用户`."""
        first, second = (labels.best(self.layout.segments[index].text) for index in (upper, lower))
        if first is None and len(self.layout.segments[upper].text) == 1:  # `地` of `地    址` over the next label
            return second is not None and not second.rest and second.score >= SURE_LABEL
        whole = all(found is not None and not found.rest and found.score >= WHOLE for found in (first, second))
        valued = all(self.has_value_beside(index) for index in (upper, lower))
        return whole and valued and first is not None and second is not None and first.field != second.field

    def has_value_beside(self, index: int) -> bool:
        """Say whether print that is no label stands to the right on the same line."""
        line = self.layout.lines[self.layout.segments[index].line]
        right = line[line.index(index) + 1 :]
        return bool(right) and not self.is_label(self.layout.segments[right[0]])

    def beneath(self, index: int, gap: float, aligned: bool = False) -> int | None:
        """Return the nearest segment below within `gap` heights that shares the column; None across a cell's border."""
        segment = self.layout.segments[index]
        height = max(1.0, segment.box.height)
        for line in self.layout.lines[segment.line + 1 : segment.line + 5]:
            for other in line:
                found = self.layout.segments[other]
                distance = found.box.top - segment.box.bottom
                if distance > gap * height:
                    return None
                if distance < -0.5 * height or found.cell != segment.cell:
                    continue
                start = min(
                    abs(found.box.x0 - segment.box.x0), abs(found.box.x_mid - segment.box.x_mid) * 0.8 / CENTRED
                )
                shared = found.box.x_overlap(segment.box) / max(1.0, min(found.box.width, segment.box.width))
                if start < 0.8 * height or (not aligned and shared > 0.3):
                    return other
        return None

    def below_shade(self, index: int) -> int | None:
        """Return what stands in no cell right below a label that fills the cell of a single row: a shaded head over values."""
        number = self.layout.segments[index].cell
        cell = self.layout.cells[number] if number is not None else None
        if cell is None or len(cell.segments) > 1 or any((cell.grid, row) in self.by_row for row in (1, 2)):
            return None
        label = self.layout.segments[index]
        below = self.layout.lines[label.line + 1] if label.line + 1 < len(self.layout.lines) else ()
        for other in below:
            found = self.layout.segments[other]
            if found.cell is None and abs(found.box.x0 - label.box.x0) < 0.5 * label.box.height:
                near = found.box.top - label.box.bottom < WRAP_GAP * label.box.height
                return other if near else None
        return None

    def next_line(self, index: int, gap: float) -> int | None:
        """Return the next line of a block: the one beneath, or in a spreadsheet, whose lines are cells, the cell below.

        A cell with something left of it is a field of its own, and one that holds several lines holds all of its value.
        """
        below = self.beneath(index, gap)
        cell = self.layout.segments[index].cell
        if below is not None or cell is None or self.layout.cells[cell].segments[-1] != index:
            return below
        if len({self.layout.segments[other].line for other in self.layout.cells[cell].segments}) > 1:
            return None
        under = self.below_cell(self.layout.cells[cell])
        if under is None or not 1 <= len(under.segments) <= SMALL_CELL:
            return None
        found = self.layout.segments[under.segments[0]]
        alone = self.layout.lines[found.line][0] == under.segments[0]
        distance = found.box.top - self.layout.segments[index].box.bottom
        return under.segments[0] if alone and distance < gap * max(1.0, found.box.height) else None

    def whole_line(self, index: int) -> tuple[Word, ...]:
        """Return the words of a piece of print, with the next piece where it ends with a comma: `Kanazawa 920-0853,  Japan`."""
        segment = self.layout.segments[index]
        line = self.layout.lines[segment.line]
        place = line.index(index)
        if not segment.text.rstrip().endswith(",") or place + 1 == len(line):
            return segment.words
        right = self.layout.segments[line[place + 1]]
        near = right.box.x0 - segment.box.x1 < LOOSE_GAP * segment.box.height and right.cell == segment.cell
        return segment.words + right.words if near and not self.is_label(right) else segment.words

    def run(self, members: Sequence[int]) -> tuple[Word, ...]:
        """Return the words of a value that a loose line broke into several pieces: narrow gaps do not end it."""
        run = [self.layout.segments[members[0]]]
        for index in members[1:]:
            segment = self.layout.segments[index]
            gap = segment.box.x0 - run[-1].box.x1
            if gap > 1.1 * segment.box.height or segment.cell != run[-1].cell or self.is_label(segment):
                break
            run.append(segment)
        return tuple(word for segment in run for word in segment.words)

    def label_beside(self, index: int, own: Sequence[int]) -> bool:
        """Say whether a label stands to the left on the same line, whose value this then is."""
        segment = self.layout.segments[index]
        left = [
            other for other in self.layout.lines[segment.line]
            if self.layout.segments[other].box.x1 <= segment.box.x0 + 1
            and self.layout.segments[other].cell == segment.cell
        ]  # fmt: skip
        if not left or left[-1] in own:
            return False
        if left[-1] in self.parts_of_labels:
            return True
        beside = self.layout.segments[left[-1]]
        found = labels.best(beside.text)
        other = found is not None and not found.rest and found.field not in BLOCK_PARTS
        height = max(1.0, beside.box.height)
        if other and any(abs(self.layout.segments[one].box.x0 - beside.box.x0) < 0.2 * height for one in own):
            return self.is_wording(beside) and not labels.means(
                beside.text, "tax_id"
            )  # as weak as `Ref. no.`, but in one column with the block's own label
        return self.is_label(beside) and other and not labels.means(beside.text, "tax_id")

    def part_label(self, index: int, own: Sequence[int]) -> tuple[Word, ...]:
        """Return the label below the block's own that says a line is no address: `Customer  : A Ltd.` over
        `Tax code  : 0301234567`.
        """
        line = self.layout.lines[self.layout.segments[index].line]
        before = line[line.index(index) - 1] if line.index(index) else index
        segment = self.layout.segments[before]
        found = labels.best(segment.text) if before != index else None
        if found is None or found.rest or segment.cell != self.layout.segments[index].cell:
            return ()
        if not any(abs(self.layout.segments[one].box.x0 - segment.box.x0) < segment.box.height for one in own):
            return ()
        return segment.words if found.field in NO_ADDRESS or labels.means(segment.text, "tax_id") else ()
