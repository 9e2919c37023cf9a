"""Flowing text: labels with their values one behind the other, line after line, broken where the page ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.datatypes.layout import Segment, join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.surroundings import BLOCK_PARTS, WHOLE, WRAP_GAP, Surroundings
from extractor.values import dates, labels
from extractor.values.labels import LabelMatch

_HANGING = re.compile(
    r"(?:\b(?:after|from|of|against|before|and|the|to|by|with|upon|within|for|on|per|or|contra|gegen|nach|innerhalb|bei|und|"
    r"contre|après|sous|dès|à|des?|du|al|alla|dalla|entro|con|del|a partir)|\d\s?%)$",
    re.IGNORECASE,
)
"""A line that ends so goes on in the next, even where that reads like a label: `30 days after` over `invoice date`."""
_UNFINISHED = re.compile(r"[,，、&(（]$")
"""A line that ends so goes on, unless the next is a company's or a section's label."""
_SENTENCE = re.compile(
    r"(?:please|we|the (?:above|following|goods)|this|these|all|for account|covering|enclosed)\b.*\b[a-z]{2,}\b.*[.:]$"
    r"|(?:兹|特此|我们|我司|我方|以下|上述|下列|敬请)\S{4,}[:：。]$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s?\S")
"""A clause of a numbered list: `四、货物原产于中国`."""
_WIDER = 1.5
"""A sentence that is so much wider than the line above it begins something new."""
_ENDS_SENTENCE = re.compile(r"^\S{1,8}。")
"""The rest of a sentence that a line break parted anywhere, which reads like a label: `原产国：中` over `国。`."""
_APART = 1.8
"""How much wider white is than that between the lines of a block, from which what follows it may be none."""
_FEW_WORDS = 8
"""A value of fewer words is no sentence that could go on."""
_FEWEST_PAIRS = 2
"""Labels with their values on one line from which on it may be flowing text."""
_FULL = 0.8
"""Share of the print's width that a line fills before it is broken."""
_SHORT_REST = 0.3
_LONG_REST = 0.6
"""Shares of the page's width that the rest of a broken value fills at most, the second where the text surely flows."""
_ALIGNED = 2.0
"""Points by which labels of one column differ at most."""
_PITCH = 2.5
"""Lines of one paragraph are this many heights apart at most."""


def hangs(above: str, below: str) -> bool:
    """Say whether a line's end asks for more, so that what stands below is no label though it reads like one."""
    if _HANGING.search(above):
        return True
    found = labels.best(below)
    return _UNFINISHED.search(above) is not None and (found is None or found.kind not in {"party", "section", "title"})


def begins_sentence(segment: Segment, value: str, width: float) -> bool:
    """Say whether a line begins a sentence that has nothing to do with the value above it, which is `width` points wide."""
    if _NUMBERED.match(segment.text):
        return True
    if _SENTENCE.match(segment.text) is None:
        return False
    short = not segment.text[0].islower() and len(value.split()) < _FEW_WORDS
    return short or segment.box.width > _WIDER * width


def is_apart(segment: Segment, gaps: Sequence[float]) -> bool:
    """Say whether a line that may be a label stands further below than the lines of the block: `Shipped per M.V. ...`."""
    if len(gaps) < 2 or gaps[-1] < _APART * max(1.0, *gaps[:-1]) or gaps[-1] < 0.5 * segment.box.height:
        return False
    head, _, rest = segment.text.partition(" ")
    first = labels.best(head)
    if first is not None and first.field.endswith("_date") and dates.readings(rest):
        return True  # `Date May 29, 2025`, a weak label with no colon
    found = labels.best(segment.text)
    return found is not None and not found.weak and found.score >= WHOLE and found.field not in BLOCK_PARTS


class Flow:
    """The flowing text of one page."""

    def __init__(self, page: Surroundings) -> None:
        self._page = page
        self._layout = page.layout
        self._starts = [self._pair_starts(line) for line in range(len(self._layout.lines))]
        self._right = max((segment.box.x1 for segment in self._layout.segments), default=0.0)

    def _pair_starts(self, line: int) -> tuple[float, ...]:
        """Return where the labels of a line begin that end in a colon, in points from the left."""
        found: list[float] = []
        for index in self._layout.lines[line]:
            segment = self._layout.segments[index]
            for match, _ in labels.split_labels(segment.text):
                words = words_of(segment.words, match.start, match.end) if match.delimited else ()
                if words:
                    found.append(words[0].box.x0)
        return tuple(found)

    def runs(self, line: int) -> bool:
        """Say whether a line is flowing text: it holds several labels with their colons, and those of its neighbours stand
        in no column with them.
        """
        own = self._starts[line][1:]
        if not own:
            return False
        if self._ends_open(line):
            return True
        near = [
            other
            for other in (line - 1, line + 1, line + 2)
            if 0 <= other < len(self._starts) and self._is_near(line, other)
        ]
        others = [self._starts[other][1:] for other in near if len(self._starts[other]) >= _FEWEST_PAIRS]
        aligned = sum(any(abs(a - b) < _ALIGNED for starts in others for b in starts) for a in own)
        return bool(others) and 2 * aligned < len(own)

    def _ends_open(self, line: int) -> bool:
        """Say whether a line's last label has no value behind it, and the next line begins with what can be no other's: it
        stands in no column with this line's labels, and no company begins the line, whose address it may be.
        """
        members = self._layout.lines[line]
        last = self._layout.segments[members[-1]]
        pairs = labels.split_labels(last.text)
        if not pairs or not pairs[-1][0].delimited or pairs[-1][1] or line + 1 >= len(self._layout.lines):
            return False
        first = labels.best(self._layout.segments[members[0]].text)
        if not self._has_values(members) or first is None or first.kind == "party":
            return False
        behind = [self._layout.segments[index].box.x0 for index in self._layout.lines[line + 1]]
        if any(abs(a - b) < _ALIGNED for a in behind[1:] for b in self._starts[line][1:]):
            return False
        following = self._layout.segments[self._layout.lines[line + 1][0]]
        follows = self._follows(following, self._layout.segments[members[0]], last)
        return follows and not self._is_label(following)

    def _is_near(self, line: int, other: int) -> bool:
        first, second = (self._layout.segments[self._layout.lines[number][0]] for number in (line, other))
        aligned = abs(first.box.x0 - second.box.x0) < first.box.height
        return aligned and abs(first.box.top - second.box.top) < _PITCH * (abs(line - other)) * first.box.height

    def rest(self, index: int, match: LabelMatch, value: str) -> tuple[Word, ...]:
        """Return the beginning of the next line where a label that ends its own line flows on in it: the rest of its value,
        or all of it where `value` is empty; nothing where it does not.
        """
        segment = self._layout.segments[index]
        line = self._layout.lines[segment.line]
        if not match.delimited or line[-1] != index or segment.line + 1 >= len(self._layout.lines):
            return ()
        if len(self._starts[segment.line]) < _FEWEST_PAIRS or not self._has_values(line):
            return ()
        following = self._layout.segments[self._layout.lines[segment.line + 1][0]]
        if not self._follows(following, self._layout.segments[line[0]], segment):
            return ()
        named = self._is_label(following) and not _ENDS_SENTENCE.search(following.text)
        if begins_sentence(following, value, segment.box.width) or (named and not hangs(value, following.text)):
            return ()
        stop = next((m.start for m, _ in labels.split_labels(following.text) if m.delimited), len(following.text))
        if following.text[:stop].rstrip().endswith(("/", "／")):
            return ()  # a label whose first wording is not known
        words = words_of(following.words, 0, stop)
        return words if words and (not value or self._is_rest(words, segment)) else ()

    def _has_values(self, line: Sequence[int]) -> bool:
        text = " ".join(self._layout.segments[other].text for other in line)
        return any(match.delimited and value for match, value in labels.split_labels(text))

    def broken_label(self, index: int, start: int) -> tuple[tuple[LabelMatch, ...], tuple[Word, ...]] | None:
        """Return what a label means that begins at `start` of a line's last piece and ends in the next line, with the words
        of its value there: `抵运港/Port of` before `Delivery: 基隆`.
        """
        segment = self._layout.segments[index]
        line = self._layout.lines[segment.line]
        if line[-1] != index or segment.line + 1 >= len(self._layout.lines):
            return None
        following = self._layout.segments[self._layout.lines[segment.line + 1][0]]
        begun = segment.text[start:]
        alone = labels.best(begun)
        if alone is not None and not alone.rest and not alone.weak:
            return None
        if any(c.isdigit() or c in ":：" for c in begun) or not self._follows(
            following, self._layout.segments[line[0]], segment
        ):
            return None
        whole = join_texts([begun, following.text])
        pairs = labels.split_labels(whole)
        if not pairs or not pairs[0][0].delimited or pairs[0][0].score < WHOLE or pairs[0][0].end <= len(begun) + 1:
            return None
        shift = len(whole) - len(following.text)
        first = pairs[0][0]
        words = words_of(following.words, first.rest_start - shift, first.rest_start - shift + len(pairs[0][1]))
        return (labels.match(whole[: first.rest_start + len(pairs[0][1])]) or (first,), words) if words else None

    def _follows(self, following: Segment, start: Segment, segment: Segment) -> bool:
        if start.cell != segment.cell:
            return False  # boxes side by side
        aligned = abs(following.box.x0 - start.box.x0) < segment.box.height
        gap = following.box.top - segment.box.bottom
        return aligned and gap < WRAP_GAP * segment.box.height and not self._page.is_taken(following.box)

    def _is_label(self, segment: Segment) -> bool:
        """Say whether a line begins with a label; a total with nothing behind it may be a value."""
        first = labels.best(segment.text)
        if first is None or (first.rest and not first.delimited and first.score < WHOLE):
            return False
        return first.kind != "total" or bool(first.rest)

    def _is_rest(self, words: Sequence[Word], segment: Segment) -> bool:
        """Say whether words are the short rest of a line that runs to the right edge."""
        width = words[-1].box.x1 - words[0].box.x0
        share = _LONG_REST if self.runs(segment.line) else _SHORT_REST
        return segment.box.x1 > _FULL * self._right and width < share * self._layout.page.width
